"""Which way up a zone stands: its longest line is read both ways, and the surer reading is right.

The finder sees bands of characters, and those look alike upside down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mrz.recognise import LineReading, recognise
from mrz.rectify import Cut, Quad, cut_line, measure, turn_round
from mrz.strips import Grey

CERTAIN = 0.015
"""Difference of the readings' mean logarithms from which the way is certain."""
LEAST_SURE, FEWEST = -0.14, 16
"""Mean logarithm and characters of the longest line's reading below which there is no zone: lines in the
worst of pictures that can be read at all stay above -0.08."""
SETTLED, WHOLE = -0.005, 28
"""Mean logarithm, and characters, of a reading that is the right way up for certain: upside down none of a
whole line was above -0.01 (empty places are sure of nothing but themselves)."""
ZoneQuads = tuple[Quad, ...]


def turn_zone(lines: ZoneQuads) -> ZoneQuads:
    """The lines read upside down, the last one first."""
    return tuple(turn_round(quad) for quad in reversed(lines))


def _sureness(reading: LineReading) -> float:
    """Mean over the time steps of the best class's logarithm: 0 for certainty."""
    return float(np.mean(reading.logarithms.max(axis=1)))


@dataclass(frozen=True, eq=False)
class Way:
    """`gain`: how much surer a zone's longest line reads as it stands than upside down, a difference of mean
    natural logarithms; negative: turn it. `is_text`: whether it reads as a line of a zone at all. `cut` and
    `reading`: the longest line as it stands, or turned, whichever is surer."""

    gain: float
    is_text: bool
    cut: Cut
    reading: LineReading


def find_longest(lines: ZoneQuads) -> int:
    """The number of the longest line."""
    return max(range(len(lines)), key=lambda number: measure(np.asarray(lines[number]))[0])


def find_ways(grey: Grey, zones: Sequence[ZoneQuads]) -> list[Way]:
    """How each zone stands."""
    quads = [lines[find_longest(lines)] for lines in zones]
    upright = [cut_line(grey, quad) for quad in quads]
    first = recognise([cut.strip for cut in upright])
    # No line reads so surely upside down.
    open_ = [number for number, reading in enumerate(first) if not _is_settled(reading)]
    turned = {number: cut_line(grey, turn_round(quads[number])) for number in open_}
    other = dict(zip(turned, recognise([cut.strip for cut in turned.values()]), strict=True))
    return [
        _weigh(upright[number], first[number], turned[number], other[number])
        if number in other
        else _settle(upright[number], first[number])
        for number in range(len(quads))
    ]


def _is_settled(reading: LineReading) -> bool:
    return _sureness(reading) >= SETTLED and len(reading.text) >= WHOLE


def _is_text(reading: LineReading) -> bool:
    return _sureness(reading) > LEAST_SURE and len(reading.text) >= FEWEST


def _settle(cut: Cut, reading: LineReading) -> Way:
    return Way(CERTAIN, _is_text(reading), cut, reading)


def _weigh(cut: Cut, upright: LineReading, turned_cut: Cut, turned: LineReading) -> Way:
    gain = _sureness(upright) - _sureness(turned)
    better = (cut, upright) if gain >= 0 else (turned_cut, turned)
    return Way(gain, _is_text(better[1]), *better)
