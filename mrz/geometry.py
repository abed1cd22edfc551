"""Where a line's characters stand, measured on its strip: the fit for a second, closer look.

A finder sees a line as a band and ends it by guess. Once its characters are read, their places tell where the
line begins and ends (their pitch is constant: 10 to the inch, ICAO Doc 9303-3 §4.5), and the ink tells how
high it stands at both ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mrz.rectify import Cut, Points, measure
from mrz.strips import STRIP_HEIGHT, STRIP_WIDTH, Grey

Floats = npt.NDArray[np.float64]

CAPITALS = 0.95
"""Height of OCR-B's capitals in pitches (2.4 of 2.54 mm)."""
HALF_HEIGHT = 0.84
"""From the middle of the capitals to the border of the cut, in pitches."""
GROUND = 0.45
"""Ground left and right of the line in the cut, in pitches."""
LARGEST_SHIFT = 0.5
"""How far, in pitches, the ink's middle may lie from the middle of the strip."""
FEWEST = 6
"""Characters that a fit needs."""


@dataclass(frozen=True)
class Grid:
    """Character i of a line has its middle at `first + i × pitch` in the strip, pixels of 704."""

    first: float
    pitch: float


def fit_grid(columns: Sequence[float]) -> Grid | None:
    """The constant pitch through the characters' columns, by least squares with outliers set aside; None for
    too few characters or for a pitch that no line has."""
    if len(columns) < FEWEST:
        return None
    places = np.asarray(columns, dtype=np.float64)
    index = np.arange(len(places), dtype=np.float64)
    used = np.ones(len(places), dtype=bool)
    slope = first = 0.0
    for _ in range(4):
        slope, first = np.polyfit(index[used], places[used], 1)
        off = np.abs(places - first - slope * index)
        used = off <= max(0.25 * abs(slope), 2.0 * float(np.median(off)))
        if used.sum() < FEWEST:
            return None
    return Grid(float(first), float(slope)) if 4 < slope < STRIP_WIDTH / FEWEST else None


def _middle(part: Grey, rows_per_pitch: float) -> float | None:
    """Row of the middle of the ink in a part of a strip: the band of a capital's height with the most edges
    inside and the fewest just outside. None when there is no ink to speak of."""
    energy = np.abs(np.diff(part.astype(np.float64), axis=1)).mean(axis=1)
    energy = energy - energy.min()
    if energy.max() < 0.5:
        return None
    fine = np.interp(np.linspace(0, STRIP_HEIGHT - 1, 8 * STRIP_HEIGHT), np.arange(STRIP_HEIGHT), energy)
    total = np.concatenate([[0.0], np.cumsum(fine)])
    half = 8 * rows_per_pitch * CAPITALS / 2
    reach = 8 * rows_per_pitch * LARGEST_SHIFT
    best, found = float("-inf"), None
    for step in range(-round(reach / 2), round(reach / 2) + 1):
        middle = 4.0 * STRIP_HEIGHT + 2 * step
        inner, outer = _within(total, middle, half), _within(total, middle, half * 1.35)
        # A line in the middle of its cut is likelier than its neighbour's edge.
        worth = 2 * inner - outer - 0.02 * total[-1] * abs(middle - 4 * STRIP_HEIGHT) / max(1.0, reach)
        if worth > best:
            best, found = worth, middle / 8
    return found


def _within(total: Floats, middle: float, half: float) -> float:
    last = len(total) - 1
    return float(
        total[min(last, max(0, round(middle + half)))] - total[min(last, max(0, round(middle - half)))]
    )


def refit(cut: Cut, columns: Sequence[float]) -> Points | None:
    """Corners (4 × 2, picture) of a closer cut around the line whose characters stand at `columns`; None when
    they stand in no line."""
    grid = fit_grid(columns)
    if grid is None:
        return None
    length, height = measure(cut.corners)
    pitch = grid.pitch / cut.width * length
    rows = STRIP_HEIGHT * pitch / max(1e-6, height)
    left, right = (
        grid.first - grid.pitch * (0.5 + GROUND),
        grid.first + grid.pitch * (len(columns) - 0.5 + GROUND),
    )
    centre = (grid.first + grid.pitch * (len(columns) - 1) / 2) / cut.width
    split, end = round(min(0.9, max(0.1, centre)) * cut.width), round(cut.width)
    tilted = [_middle(cut.strip[:, :split], rows), _middle(cut.strip[:, split:end], rows)]
    known = [row for row in tilted if row is not None]
    if not known:
        return None
    low, high = (row if row is not None else known[0] for row in tilted)
    # The halves' middles lie a quarter and three quarters along the line.
    slope = (high - low) / max(1.0, grid.pitch * len(columns) / 2)
    middle = (low + high) / 2
    first, last = middle + slope * (left - split), middle + slope * (right - split)
    half = HALF_HEIGHT * rows
    return cut.map_back([left, right, right, left], [first - half, last - half, last + half, first + half])
