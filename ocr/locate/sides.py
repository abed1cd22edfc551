"""The sides of a quadrilateral moved onto the edges that the page shows: a straight line across the strongest
change of light or colour near each side.

Across a side lie profiles of the page; a line is scored by the gradients that it meets in all of them (a
Hough transform of its offsets at both ends), so fingers, glare and print beside the edge cost a few votes
only."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from ocr.locate.lines import Line, Points, cross, line_through
from ocr.locate.place import Image

PROFILES = 64
ENDS = 0.09
"""Share of a side at each end that round corners may take."""
REACH, STEPS = 1.6, 24
"""How far, in cells, and in how many steps to either side the edge is sought."""
TRUST = 0.7
"""Cells: standard deviation of the network's outlines, about."""
MOST_TURN = 16
"""Steps by which the ends of a side may move apart."""
LEAST_GRADIENT = 2.0
"""Grey levels a step that count half a vote where nothing else is: noise is below."""
SEEN = 0.3
"""Mean vote from which an edge counts as seen."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Side:
    """A side as found: its line, and the mean vote for it (0 to 1; 0: not looked for)."""

    line: Line
    vote: float


def refine(
    pixels: Image, corners: Points, cell: float, fixed: tuple[bool, ...]
) -> tuple[Points, list[float]]:
    """The corners (4 × 2, clockwise, pixels) moved to where the sides' edges meet, and the four votes.
    `cell`: size of the network's cells in pixels; `fixed`: sides that are no edges, but the page's border."""
    sides = [
        Side(line_through(corners[k], corners[(k + 1) % 4]), 0.0)
        if fixed[k]
        else _find_edge(pixels, corners[k], corners[(k + 1) % 4], cell)
        for k in range(4)
    ]
    moved = np.array([cross(sides[k - 1].line, sides[k].line) for k in range(4)])
    furthest = np.linalg.norm(moved - corners, axis=1).max() if np.isfinite(moved).all() else np.inf
    if furthest > 4 * REACH * cell:
        return corners, [0.0] * 4
    return moved, [side.vote for side in sides]


@cache
def _pairs() -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """All lines: their offsets at the first and the last profile, and at each profile the place in its flat
    array."""
    count = 2 * STEPS + 1
    first, last = (part.ravel() for part in np.mgrid[:count, :count])
    near = np.abs(first - last) <= MOST_TURN
    first, last = first[near], last[near]
    share = np.linspace(0, 1, PROFILES)
    at = np.rint(first[:, None] + (last - first)[:, None] * share).astype(np.intp)
    return first, last, at + np.arange(PROFILES) * count


def _find_edge(pixels: Image, start: Points, end: Points, cell: float) -> Side:
    plain = line_through(start, end)
    step = REACH * cell / STEPS
    offsets = np.asarray(np.arange(-STEPS, STEPS + 1) * step, dtype=np.float64)
    votes = _votes(pixels, plain, start, end, offsets)
    if votes is None:
        return Side(plain, 0.0)
    first, last, places = _pairs()
    score = votes.ravel()[places].mean(axis=1)
    trust = TRUST * cell / step
    prior = np.exp(-((first - STEPS) ** 2 + (last - STEPS) ** 2) / (4 * trust**2))
    best = int((score * prior).argmax())
    if score[best] < SEEN:
        return Side(plain, float(score[best]))
    at, weight = _sharpen(votes, first[best], last[best])
    share = ENDS + (1 - 2 * ENDS) * np.linspace(0, 1, PROFILES)
    along = start + share[:, None] * (end - start)
    points = along + plain.normal * ((at - STEPS) * step)[:, None]
    return Side(_fit(points, weight, plain), float(score[best]))


def _votes(pixels: Image, plain: Line, start: Points, end: Points, offsets: Points) -> Floats | None:
    """Profiles × offsets: how much of a change there is across the side, 0 to 1. Outside of the page none;
    None when most of the side lies outside."""
    share = ENDS + (1 - 2 * ENDS) * np.linspace(0, 1, PROFILES)
    middles = start + share[:, None] * (end - start)
    grid = middles[:, None, :] + offsets[None, :, None] * plain.normal
    height, width = pixels.shape[:2]
    inside = ((grid > 1) & (grid < np.array([width, height]) - 1)).all(axis=2)
    if inside.mean() < 0.4:
        return None
    planes = cv2.remap(
        pixels,
        (grid[..., 0] - 0.5).astype(np.float32),
        (grid[..., 1] - 0.5).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float32)
    # Print beside the edge changes from profile to profile, the edge does not.
    smooth = cv2.GaussianBlur(planes, (5, 5), sigmaX=1.0, sigmaY=1.2)
    change = np.abs(np.gradient(smooth, axis=1)).max(axis=2)
    change[~inside] = 0
    level = LEAST_GRADIENT + 1.5 * np.median(change, axis=1, keepdims=True)
    return np.asarray(change / (change + level), dtype=np.float32)


def _sharpen(votes: Floats, first: int, last: int) -> tuple[Points, Points]:
    """Offsets of the strongest vote near the line in each profile, between the steps, and how much each
    counts."""
    rough = first + (last - first) * np.linspace(0, 1, PROFILES)
    window = np.rint(rough).astype(int)[:, None] + np.arange(-2, 3)
    window = np.clip(window, 1, 2 * STEPS - 1)
    rows = np.arange(PROFILES)
    peak = window[rows, votes[rows[:, None], window].argmax(axis=1)]
    low, top, high = (votes[rows, peak + step].astype(np.float64) for step in (-1, 0, 1))
    bend = low - 2 * top + high
    shift = np.where(bend < -1e-6, (low - high) / 2 / np.minimum(bend, -1e-6) * 1.0, 0.0)
    return peak + np.clip(shift, -0.5, 0.5), top**2


def _fit(points: Points, weight: Points, like: Line) -> Line:
    """Weighted total least squares, twice: the second time without what lies off the first line."""
    for _ in range(2):
        middle = np.average(points, axis=0, weights=weight + 1e-9)
        spread = (points - middle) * np.sqrt(weight + 1e-9)[:, None]
        along = np.linalg.svd(spread, full_matrices=False)[2][0]
        line = Line(middle, along if along @ like.along > 0 else -along)
        off = np.abs((points - middle) @ line.normal)
        weight = weight * (off < max(1.0, 2.0 * float(np.median(off))))
    return line
