"""Whether there is ink where a filler was read: a recogniser sees fillers in places that show nothing.

Under a highlight, or a finger, the end of a name looks as the ground does, and fillers are what mostly stands
at the end of a name. So a shorter name would be read, surely, and no check digit covers it.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mrz.strips import Grey

Floats = npt.NDArray[np.float64]
FEWEST_FILLERS = 3
"""Fewer fillers have no usual amount of ink; all characters of the line stand in, which have more."""
FAINTEST = 0.05


def measure_ink(strip: Grey, columns: Sequence[float]) -> Floats:
    """Edges along the line in each character's cell: mean absolute difference of neighbouring pixels, without
    what the strip's quietest cells have (noise, ground); one value for each of `columns`."""
    edges = np.abs(np.diff(strip[6:-6].astype(np.float64), axis=1)).mean(axis=0)
    total = np.concatenate([[0.0], np.cumsum(edges)])
    pitch = float(np.median(np.diff(columns))) if len(columns) > 1 else 16.0
    start = np.clip(np.asarray(columns) - pitch / 2, 0, len(edges)).astype(int)
    end = np.clip(np.asarray(columns) + pitch / 2, 0, len(edges)).astype(int)
    cells = (total[end] - total[start]) / np.maximum(1, end - start)
    return np.asarray(cells - 0.8 * float(np.percentile(edges, 2)))


def find_faintest(strips: Sequence[Grey], columns: Sequence[Sequence[float]], lines: Sequence[str]) -> float:
    """Ink of the faintest filler as a share of what the zone's fillers usually have, 0.05 to 1; 1 without
    fillers."""
    fillers: list[float] = []
    others: list[float] = []
    for strip, places, line in zip(strips, columns, lines, strict=True):
        for character, ink in zip(line, measure_ink(strip, places), strict=True):
            (fillers if character == "<" else others).append(float(ink))
    if not fillers:
        return 1.0
    usual = np.median(fillers) if len(fillers) >= FEWEST_FILLERS else 0.6 * np.median([*fillers, *others])
    return float(np.clip(min(fillers) / max(1e-6, float(usual)), FAINTEST, 1.0))
