"""Where a line may begin and end when a box is too long or too short: from the pitch of the characters that
were read surely, and the lengths that formats have.

A finder stops short of faint fillers, or runs on over what stands beside a zone, where the recogniser then
sees fillers that are none. The characters in between show the pitch all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from mrz.recognise import LineReading

SURE = 0.9
"""Probability of a character that counts."""
FEWEST = 8
"""Such characters that a line's pitch needs."""
SHORT_LINE = 14
"""Lines that read shorter than this are left alone: the Swiss first line has 9 characters."""
LENGTHS = (30, 36, 44)
MOST_MISSING = 12
"""Characters that may be lost at an end."""
Columns = list[float]


@dataclass(frozen=True)
class Span:
    """The sure characters of a line: where the first and the last stand, and the pitch, pixels of a strip."""

    first: float
    last: float
    pitch: float


def measure_span(reading: LineReading) -> Span | None:
    """Where the sure characters of a line stand; None when there are too few of them."""
    sure = [
        column
        for column, probability in zip(reading.columns, reading.probabilities, strict=True)
        if probability >= SURE
    ]
    if len(sure) < FEWEST:
        return None
    steps = np.diff(sure)
    pitch = float(np.median(steps))
    if pitch <= 0:
        return None
    # Characters between sure ones may be lost: a step is as many pitches as it is long.
    numbers = np.concatenate([[0.0], np.cumsum(np.maximum(1, np.rint(steps / pitch)))])
    slope, start = np.polyfit(numbers, sure, 1)
    return Span(float(start), float(start + slope * numbers[-1]), float(slope))


def propose_columns(readings: Sequence[LineReading]) -> list[list[Columns]]:
    """Grids for the lines of a box that were cut side by side, the likeliest first: for each line, where its
    characters would stand if it had as many as a format has and began, or ended, with the sure ones."""
    spans = [measure_span(reading) for reading in readings]
    known = [
        span
        for span, reading in zip(spans, readings, strict=True)
        if span is not None and len(reading.text) > SHORT_LINE
    ]
    if not known:
        return []
    pitch = median(span.pitch for span in known)
    first, last = min(span.first for span in known), max(span.last for span in known)
    count = (last - first) / pitch + 1
    windows: list[tuple[float, int]] = []
    for length in sorted(LENGTHS, key=lambda length: abs(length - count)):
        if -0.6 < length - count < MOST_MISSING:
            windows.append((first, length))
            if length - count > 0.6:
                windows.append((last - (length - 1) * pitch, length))
    return [
        [
            list(reading.columns)
            if len(reading.text) <= SHORT_LINE
            else [start + pitch * number for number in range(length)]
            for reading in readings
        ]
        for start, length in windows
    ]
