"""Straight pieces of lines in the finder's maps: connected cells, their axis, ends and height."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from mrz.finder import CELL, Maps

Vector = npt.NDArray[np.float64]
Cells = npt.NDArray[np.intp]
FEWEST_CELLS = 3
LONGEST_GAP = 12.0
"""Gap between two pieces of a line, in capitals' heights: as much as a highlight may hide."""
STUBBY, STUBBY_GAP, STUBBY_OFFSET, STUBBY_STRENGTH = 3.0, 3.0, 0.35, 0.6
"""A piece this short (in heights) has no direction of its own: it belongs to a line only when it is this
near along it and across it, and nearly as strong."""
LARGEST_OFFSET, LARGEST_BEND = 0.7, np.radians(9)
"""Between two pieces of one line: heights across it, and their directions."""
CREST_REACH = 2
"""Cells above and below which a crest is higher than: the closest lines are 5 apart."""
ALIKE = 1.6
END = 0.5
"""Where a line ends: the share of its median probability."""


@dataclass(frozen=True)
class Segment:
    """A piece of a line, in pixels of the picture that the maps are of. `start` and `end`: the middle of the
    capitals at both ends, left to right as traced; `height`: of the capitals; `strength`: mean probability;
    `thickness`: of the cells' band, more than a line's where small lines run together."""

    start: Vector
    end: Vector
    height: float
    strength: float
    thickness: float = 0.0

    @cached_property
    def length(self) -> float:
        return float(np.linalg.norm(self.end - self.start))

    @cached_property
    def axis(self) -> Vector:
        """Unit vector from start to end."""
        return (self.end - self.start) / max(1e-6, self.length)

    @cached_property
    def middle(self) -> Vector:
        return (self.start + self.end) / 2


def turn_back(axis: Vector) -> Vector:
    """A quarter turn clockwise: from the direction of reading to the way down."""
    return np.array([-axis[1], axis[0]])


def _ends(along: Vector, weight: Vector) -> tuple[float, float]:
    """Where the strongest cell of each step along the line falls to `END`, in cells, interpolated."""
    first = int(np.floor(along.min()))
    profile = np.zeros(int(np.ceil(along.max())) - first + 3)
    np.maximum.at(profile, np.rint(along - first).astype(int) + 1, weight)
    there = np.sort(profile[profile > 0])
    level = END * float(there[len(there) // 2])
    inside = np.flatnonzero(profile >= level)
    low, high = int(inside[0]), int(inside[-1])
    start = low - (profile[low] - level) / max(1e-6, profile[low] - profile[low - 1])
    end = high + (profile[high] - level) / max(1e-6, profile[high] - profile[high + 1])
    return first - 1 + start, first - 1 + end


def _measure(maps: Maps, rows: Cells, columns: Cells) -> Segment:
    weight = maps.lines[rows, columns].astype(np.float64)
    total = weight.sum()
    points = np.stack([columns, rows], axis=1).astype(np.float64)
    centre = weight @ points / total
    away = points - centre
    wide, tall, askew = (
        float(weight @ product) for product in (away[:, 0] ** 2, away[:, 1] ** 2, away[:, 0] * away[:, 1])
    )
    # The direction of largest spread, between a quarter turn back and forth: it points to the right.
    turn = 0.5 * np.arctan2(2 * askew, wide - tall)
    axis = np.array([np.cos(turn), np.sin(turn)])
    low, high = _ends(away @ axis, weight)
    # Cell k covers the pixels 4k to 4k + 4: its middle lies half a cell on.
    start, end = ((centre + axis * place + 0.5) * CELL for place in (low, high))
    height = float(2 ** (weight @ maps.height[rows, columns] / total))
    off = away @ turn_back(axis)
    thickness = CELL * float(np.sqrt(12 * (weight @ off**2) / total + 1))
    return Segment(start, end, height, float(total / len(weight)), thickness)


def _components(mask: npt.NDArray[np.bool_]) -> Iterator[tuple[Cells, Cells]]:
    """Rows and columns of the cells of each connected piece."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    for number in range(1, count):
        left, top, width, height, area = stats[number]
        if area >= FEWEST_CELLS:
            rows, columns = np.nonzero(labels[top : top + height, left : left + width] == number)
            yield rows + top, columns + left


def trace_segments(maps: Maps, level: float) -> list[Segment]:
    """The pieces of lines where the maps exceed `level`, whichever way they run."""
    return [_measure(maps, rows, columns) for rows, columns in _components(maps.lines > level)]


def trace_level_lines(maps: Maps, level: float, peak: float) -> list[Segment]:
    """The pieces of about level lines that exceed `level` everywhere and `peak` somewhere, followed along
    their crests: so lines stand apart where the map between them is not dark."""
    crest = cv2.dilate(maps.lines, np.ones((2 * CREST_REACH + 1, 1), np.uint8))
    return [
        _measure_around(maps, rows, columns)
        for rows, columns in _components((maps.lines > level) & (maps.lines >= crest))
        if maps.lines[rows, columns].max() > peak
    ]


def _measure_around(maps: Maps, rows: Cells, columns: Cells) -> Segment:
    """The piece whose crest is given: the cells above and below the crest tell its place to a part of a
    cell."""
    slope, level = np.polyfit(columns, rows, 1) if np.ptp(columns) > 2 else (0.0, float(rows.mean()))
    along = np.arange(columns.min(), columns.max() + 1)
    middle = np.rint(level + slope * along).astype(np.intp)
    around = np.clip(middle + np.array([[-1], [0], [1]]), 0, maps.lines.shape[0] - 1)
    measured = _measure(maps, around.ravel(), np.tile(along, 3))
    return replace(measured, strength=float(maps.lines[rows, columns].mean()))


def _continues(first: Segment, second: Segment) -> bool:
    """Whether the second piece goes on where the first ends (the longer one tells the direction)."""
    longer = first if first.length >= second.length else second
    axis, height = longer.axis, max(first.height, second.height)
    gap = float((second.start - first.end) @ axis)
    if not -2 * height < gap < LONGEST_GAP * height or height > ALIKE * min(first.height, second.height):
        return False
    off = abs(float((second.middle - first.middle) @ turn_back(axis)))
    shorter = second if longer is first else first
    if shorter.length < STUBBY * height:
        close = gap < STUBBY_GAP * height and off < STUBBY_OFFSET * height
        return close and shorter.strength > STUBBY_STRENGTH * longer.strength
    bend = float(first.axis @ second.axis)
    return (
        off < LARGEST_OFFSET * height
        and bend > np.cos(LARGEST_BEND)
        and gap < max(STUBBY_GAP * height, shorter.length)
    )


def _join(first: Segment, second: Segment) -> Segment:
    share = first.length / max(1e-6, first.length + second.length)

    def mean(one: float, other: float) -> float:
        return share * one + (1 - share) * other

    longer = first if first.length >= second.length else second
    axis = longer.axis
    # A short piece tells how far the line goes, not where it points.
    shorter = second if longer is first else first
    points = [longer.start, longer.end]
    for point in (shorter.start, shorter.end):
        place = float((point - longer.middle) @ axis)
        stubby = shorter.length < STUBBY * longer.height
        points.append(longer.middle + axis * place if stubby else point)
    places = [float((point - longer.middle) @ axis) for point in points]
    low, high = points[int(np.argmin(places))], points[int(np.argmax(places))]
    return replace(
        longer,
        start=low,
        end=high,
        height=mean(first.height, second.height),
        strength=mean(first.strength, second.strength),
    )


def join_segments(segments: list[Segment]) -> list[Segment]:
    """The pieces with those joined that a gap or a highlight parts."""
    left = sorted(segments, key=lambda segment: -segment.length)
    joined = True
    while joined:
        joined = False
        for i, first in enumerate(left):
            for j in range(i + 1, len(left)):
                second = left[j]
                pair = next((p for p in ((first, second), (second, first)) if _continues(*p)), None)
                if pair is not None:
                    left[i] = _join(*pair)
                    del left[j]
                    joined = True
                    break
            if joined:
                break
    return left
