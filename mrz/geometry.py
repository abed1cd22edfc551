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
FEWEST_BENT, LARGEST_BEND = 20, 0.5
"""Characters that a fit in perspective needs, and the largest change of scale along a line that is one."""


@dataclass(frozen=True)
class Grid:
    """Character i of a line has its middle at `(first + i × pitch) / (1 + i × bend)` in the strip, pixels of
    704: equal steps seen in perspective (`bend` 0: from straight above)."""

    first: float
    pitch: float
    bend: float = 0.0

    def place(self, index: float) -> float:
        """The column of a place on the line; halves lie between characters."""
        return (self.first + index * self.pitch) / (1 + index * self.bend)

    def scale(self, index: float) -> float:
        """How large print is there, across the line, against the line's beginning: the inverse of its
        distance. Steps along the line shrink with the square of it."""
        return 1 / (1 + index * self.bend)


def _solve(index: Floats, places: Floats, *, bent: bool) -> Grid:
    """The grid through the places, by least squares; linear in its three numbers."""
    terms = [np.ones_like(index), index, -index * places]
    solved, *_ = np.linalg.lstsq(np.column_stack(terms if bent else terms[:2]), places, rcond=None)
    return Grid(*(float(value) for value in solved))


def fit_grid(columns: Sequence[float]) -> Grid | None:
    """The grid through the characters' columns, by least squares with outliers set aside; None for too few
    characters or for a pitch that no line has."""
    if len(columns) < FEWEST:
        return None
    places = np.asarray(columns, dtype=np.float64)
    index = np.arange(len(places), dtype=np.float64)
    used = np.ones(len(places), dtype=bool)
    bent = len(columns) >= FEWEST_BENT
    for _ in range(4):
        grid = _solve(index[used], places[used], bent=bent)
        if abs(grid.bend) * len(columns) > LARGEST_BEND:
            grid, bent = _solve(index[used], places[used], bent=False), False
        off = np.abs(places - np.array([grid.place(number) for number in index]))
        used = off <= max(0.25 * abs(grid.pitch), 2.0 * float(np.median(off)))
        if used.sum() < FEWEST:
            return None
    return grid if 4 < grid.place(1) - grid.place(0) < STRIP_WIDTH / FEWEST else None


def _middle(part: Grey, rows_per_pitch: float) -> float | None:
    """Row of the middle of the ink in a part of a strip: the band of a capital's height with the most edges
    inside and the fewest just outside. None when there is no ink to speak of."""
    energy = np.abs(np.diff(part.astype(np.float64), axis=1)).mean(axis=1)
    energy = energy - energy.min()
    if energy.max() < 0.5:
        return None
    fine = np.interp(np.linspace(0, STRIP_HEIGHT - 1, 8 * STRIP_HEIGHT), np.arange(STRIP_HEIGHT), energy)
    total: Floats = np.concatenate([[0.0], np.cumsum(fine)]).astype(np.float64)
    half = 8 * rows_per_pitch * CAPITALS / 2
    reach = 8 * rows_per_pitch * LARGEST_SHIFT
    middles = 4.0 * STRIP_HEIGHT + 2 * np.arange(-round(reach / 2), round(reach / 2) + 1)
    inner, outer = _within(total, middles, half), _within(total, middles, half * 1.35)
    # A line in the middle of its cut is likelier than its neighbour's edge.
    far = 0.02 * total[-1] * np.abs(middles - 4 * STRIP_HEIGHT) / max(1.0, reach)
    return float(middles[int(np.argmax(2 * inner - outer - far))]) / 8


def _within(total: Floats, middles: npt.NDArray[np.floating], half: float) -> Floats:
    ends = (np.clip(np.rint(middles + side), 0, len(total) - 1).astype(np.intp) for side in (half, -half))
    upper, lower = (total[end] for end in ends)
    return np.asarray(upper - lower)


def refit(cut: Cut, columns: Sequence[float]) -> Points | None:
    """Corners (4 × 2, picture) of a closer cut around the line whose characters stand at `columns`; None when
    they stand in no line."""
    grid = fit_grid(columns)
    if grid is None:
        return None
    count = len(columns)
    length, height = measure(cut.corners)
    strip_pitch = (grid.place(count - 1) - grid.place(0)) / (count - 1)
    rows = STRIP_HEIGHT * (strip_pitch / cut.width * length) / max(1e-6, height)
    left, right = grid.place(-0.5 - GROUND), grid.place(count - 0.5 + GROUND)
    centre = grid.place((count - 1) / 2) / cut.width
    split, end = round(min(0.9, max(0.1, centre)) * cut.width), round(cut.width)
    tilted = [_middle(cut.strip[:, :split], rows), _middle(cut.strip[:, split:end], rows)]
    known = [row for row in tilted if row is not None]
    if not known:
        return None
    low, high = (row if row is not None else known[0] for row in tilted)
    # The halves' middles lie a quarter and three quarters along the line.
    slope = (high - low) / max(1.0, strip_pitch * count / 2)
    middle = (low + high) / 2
    first, last = middle + slope * (left - split), middle + slope * (right - split)
    # Corners as high as the print is there: so the cut's own perspective makes the steps equal.
    mean = grid.scale((count - 1) / 2)
    begins = HALF_HEIGHT * rows * grid.scale(-0.5) / mean
    ends = HALF_HEIGHT * rows * grid.scale(count - 0.5) / mean
    return cut.map_back(
        [left, right, right, left], [first - begins, last - ends, last + ends, first + begins]
    )
