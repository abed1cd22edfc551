"""Which way up a zone stands: its longest line is read both ways, and the surer reading is right.

The finder sees bands of characters, and those look alike upside down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mrz.recognise import LineReading, recognise
from mrz.rectify import Quad, cut_line, measure, turn_round
from mrz.strips import Grey

CERTAIN = 0.015
"""Difference of the readings' mean logarithms from which the way is certain."""
LEAST_SURE, FEWEST = -0.14, 16
"""Mean logarithm and characters of the longest line's reading below which there is no zone: lines in the
worst of pictures that can be read at all stay above -0.08."""
ZoneQuads = tuple[Quad, ...]


def turn_zone(lines: ZoneQuads) -> ZoneQuads:
    """The lines read upside down, the last one first."""
    return tuple(turn_round(quad) for quad in reversed(lines))


def _sureness(reading: LineReading) -> float:
    """Mean over the time steps of the best class's logarithm: 0 for certainty."""
    return float(np.mean(reading.logarithms.max(axis=1)))


@dataclass(frozen=True)
class Way:
    """`gain`: how much surer a zone's longest line reads as it stands than upside down, a difference of mean
    natural logarithms; negative: turn it. `is_text`: whether it reads as a line of a zone at all."""

    gain: float
    is_text: bool


def find_ways(grey: Grey, zones: Sequence[ZoneQuads]) -> list[Way]:
    """How each zone stands."""
    quads = [max(lines, key=lambda quad: measure(np.asarray(quad))[0]) for lines in zones]
    cuts = [cut_line(grey, way).strip for quad in quads for way in (quad, turn_round(quad))]
    readings = recognise(cuts) if cuts else []
    return [_weigh(*pair) for pair in zip(readings[::2], readings[1::2], strict=True)]


def _weigh(upright: LineReading, turned: LineReading) -> Way:
    gain = _sureness(upright) - _sureness(turned)
    better = upright if gain >= 0 else turned
    return Way(gain, _sureness(better) > LEAST_SURE and len(better.text) >= FEWEST)
