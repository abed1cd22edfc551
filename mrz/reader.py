"""`mrz.read(image)`: every machine-readable zone in a picture, without reading the rest of the page.

locate → cut → recognise → decode, then a second, closer look along the characters' own grid. Two looks at a
line are two samples of the same print: what both agree on is surer than what one says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import cv2
import numpy as np

from mrz.confidence import measure, rate
from mrz.decode import Decoded, decode_copies
from mrz.decode.choose import FAR_BEHIND
from mrz.formats import FORMATS
from mrz.geometry import refit
from mrz.ink import find_faintest
from mrz.locate import ZoneBox, locate, locate_closer
from mrz.neighbours import add_neighbours
from mrz.parse import parse_lines
from mrz.pictures import Image, to_grey
from mrz.recognise import LineReading, recognise
from mrz.rectify import Cut, Points, Quad, cut_line, turn_round, widen
from mrz.rectify import measure as length_of
from mrz.strips import Grey
from mrz.threads import one_blas_thread
from mrz.types import MrzReading, Polygon
from mrz.windows import propose_columns
from mrz.zone_lines import MOST_LINES

SURE = 0.9
"""Posterior from which a box is not looked at in any other way."""
CLEARLY, LIKELIER = 0.99, 0.5
"""Posterior from which one look is enough, where each character was read clearly besides; probability from
which no other character is likelier."""
WELL = 0.8
"""Evidence a character (natural logarithm) of zones that lie well: clear ones have 0.9 to 1.6."""
LOOSER = 0.1, 0.12
"""Ground added along and across for a third look, in heights of the cut."""
CLEAR, FEWEST, PROMISING = 0.9, 8, 0.8
"""A box is looked at again while this share of some line's characters, of which there are so many, is clear
(has this probability)."""
HOPELESS = 0.5
"""A box that reads the right way up, but with a smaller share of clear characters, holds other print: of 388
zones in captures that could be read 387 had 0.94 at the first look, and one 0.78."""
LIKELY = 0.5
"""Confidence of a reading, or check digits that hold, from which no closer search is made."""
LEAST_LIKELY = 0.02
"""Confidence below which a reading is not given out: a cut-off zone or other print, bent into a zone."""
FAR = 5.0
"""How far beyond a box's ends the reader looks at last, in heights of the lines (8 characters)."""
LENGTHS = frozenset(layout.lengths for layout in FORMATS.values())


@dataclass(frozen=True, eq=False)
class Look:
    """One look at some lines: their cuts, and what the recogniser saw in each."""

    cuts: tuple[Cut, ...]
    readings: tuple[LineReading, ...]

    def take(self, used: Sequence[int]) -> "Look":
        """The look at some of the lines alone; itself where they are all."""
        if list(used) == list(range(len(self.cuts))):
            return self
        return Look(tuple(self.cuts[k] for k in used), tuple(self.readings[k] for k in used))


@dataclass(frozen=True)
class Found:
    """A zone decoded from looks at the same lines, the closest first."""

    decoded: Decoded
    looks: tuple[Look, ...]

    @property
    def is_sure(self) -> bool:
        return self.decoded.probability >= SURE

    @property
    def is_clear(self) -> bool:
        """Whether a second look would tell nothing new: the reading is sure, and so was the network alone of
        each character; where a check digit covers it, of all that the digit takes for the same."""
        if self.decoded.probability < CLEARLY or not self.lies_well:
            return False
        unchecked = FORMATS[self.decoded.format].unchecked
        blind = self.decoded.blind_doubts
        return all(
            chance >= CLEAR
            or ((line, place) not in unchecked and chance >= LIKELIER and blind[line][place] <= 1 - CLEAR)
            for line, chances in enumerate(self.decoded.plain_probabilities)
            for place, chance in enumerate(chances)
        )

    @property
    def lies_well(self) -> bool:
        """Whether the lines are cut where they stand: the evidence of a wrong grid is far less."""
        return self.decoded.log_evidence >= WELL * sum(map(len, self.decoded.lines))


def _look_at(grey: Grey, quads: Sequence[Quad | Points], *, exactly: bool = False) -> Look:
    """A look at the lines in `quads`; `exactly`: the quads already have the ground that a cut needs."""
    ground = {"along": 0.0, "across": 0.0} if exactly else {}
    cuts = [cut_line(grey, quad, **ground) for quad in quads]
    return Look(tuple(cuts), tuple(recognise([cut.strip for cut in cuts])))


def _look_first(grey: Grey, box: ZoneBox) -> Look:
    """The look at the lines as they were found; the longest was read already."""
    if box.longest is None:
        return _look_at(grey, box.lines)
    number, cut, reading = box.longest
    others = _look_at(grey, [*box.lines[:number], *box.lines[number + 1 :]])
    cuts, readings = list(others.cuts), list(others.readings)
    cuts.insert(number, cut)
    readings.insert(number, reading)
    return Look(tuple(cuts), tuple(readings))


def _decode(looks: Sequence[Look], today: date | None) -> Found | None:
    """The zone in looks at the same lines."""
    copies = [
        [reading.logarithms for reading in line] for line in zip(*(k.readings for k in looks), strict=True)
    ]
    zones = decode_copies(copies, today=today)
    if not zones:
        return None
    return Found(zones[0], tuple(look.take(zones[0].used) for look in looks))


def _look_closer(grey: Grey, look: Look, columns: Sequence[Sequence[float]]) -> Look:
    """A second look at the lines, cut along the grid that their characters stand on."""
    quads = [refit(cut, places) for cut, places in zip(look.cuts, columns, strict=True)]
    kept = [cut.corners if quad is None else quad for cut, quad in zip(look.cuts, quads, strict=True)]
    return _look_at(grey, kept, exactly=True)


def _count_fits(look: Look) -> bool:
    """Whether every line reads as many characters as a format has, so that its grid needs no decoder."""
    return tuple(len(reading.text) for reading in look.readings) in LENGTHS


def _look_through_windows(grey: Grey, look: Look) -> Iterator[Look]:
    """Looks at the lines cut to the lengths that formats have, along the pitch of what was read surely."""
    for columns in propose_columns(look.readings):
        yield _look_closer(grey, look, columns)


def _clear_share(look: Look) -> float:
    """Share of clear characters in the clearest line: lines of zones have most, other print few."""
    shares = [
        float(np.mean(np.asarray(reading.probabilities) >= CLEAR))
        for reading in look.readings
        if len(reading.text) >= FEWEST
    ]
    return max(shares, default=0.0)


def _ways_to_look(grey: Grey, box: ZoneBox, first: Look, *, far: bool) -> Iterator[Look]:
    """More looks at a box, the likeliest to help first: cut to the windows that fit a format; with
    `far`, upside down, with lines above and below that a finder may have missed, far beyond its ends too.
    They end where nothing looks like the print of a zone."""
    clear, seen = _clear_share(first), _count_fits(first)
    if clear < (HOPELESS if far else PROMISING) and box.certain_direction:
        return
    for look in _look_through_windows(grey, first):
        seen = True
        yield look
        clear = max(clear, _clear_share(look))
        if clear < PROMISING:
            break
    if not seen:
        yield first
    if not far and clear < CLEAR:
        return
    if not box.certain_direction:
        turned = _look_at(grey, [turn_round(quad) for quad in reversed(box.lines)])
        clear = max(clear, _clear_share(turned))
        yield turned
        if clear >= PROMISING:
            yield from _look_through_windows(grey, turned)
    if clear < PROMISING:
        return
    if len(box.lines) < MOST_LINES:
        around = _look_at(grey, add_neighbours(box.lines))
        yield around
        yield from _look_through_windows(grey, around)
    beyond = _look_at(grey, [widen(np.asarray(quad), FAR, 0.0) for quad in box.lines])
    yield from _look_through_windows(grey, beyond)


def _look_around(
    grey: Grey, box: ZoneBox, first: Look, plain: Found | None, today: date | None, *, far: bool
) -> Found | None:
    """The zone by the first look that is sure, or in which it lies well: then it is the print that is
    doubtful, and not the place; else by the one with the most evidence. `plain`: what the first look gave."""
    best = plain
    if plain is not None and (plain.is_sure or plain.lies_well):
        return plain
    for look in _ways_to_look(grey, box, first, far=far):
        found = _decode([look], today)
        if found is None:
            continue
        if best is None or found.decoded.log_evidence > best.decoded.log_evidence:
            best = found
        if found.lies_well or (found.is_sure and found is best):
            return found
    return best


def _find(grey: Grey, box: ZoneBox, today: date | None, *, far: bool) -> Found | None:
    """The zone in a box: at once where the plain reading shows the grid, else after looking around."""
    first = _look_first(grey, box)
    plain = quick = None
    if _count_fits(first):
        plain = _decode([first], today)
        if plain is not None and plain.is_clear:
            return plain
        # Nearly all other zones end here; the rest of the ways cost as much again each.
        closer = _look_closer(grey, first, [reading.columns for reading in first.readings])
        quick = _decode([closer, first], today)
        if quick is not None and quick.is_sure:
            return quick
        if quick is not None and quick.lies_well:
            # It lies well, so it is the print that is doubtful: one more look at the same place.
            again = [widen(cut.corners, *LOOSER) for cut in quick.looks[0].cuts]
            return _decode([*quick.looks, _look_at(grey, again, exactly=True)], today) or quick
    around = _look_around(grey, box, first, plain, today, far=far)
    if around is None:
        return quick
    (look,) = around.looks
    nearer = _decode([_look_closer(grey, look, around.decoded.columns), look], today)
    return _better(quick, _better(around, nearer))


def _better(one: Found | None, other: Found | None) -> Found | None:
    """Of two, the one with more evidence; of two that the pixels speak for about alike, the one that is sure.
    A posterior alone says nothing about a wrong grid."""
    if one is None or other is None:
        return one or other
    best = max(one.decoded.log_evidence, other.decoded.log_evidence)
    near = [found for found in (one, other) if found.decoded.log_evidence > best - FAR_BEHIND]
    return max(near, key=lambda found: (found.is_sure, found.decoded.log_evidence))


def _outline(cuts: Sequence[Cut]) -> Polygon:
    """Four corners around the lines, in reading order, in pixels of the picture: as long as the longest line,
    for the Swiss licence's first has 9 characters over 30."""
    longest = max(cuts, key=lambda cut: length_of(cut.corners)[0]).corners
    across = longest[3] - longest[0] + longest[2] - longest[1]
    across = across / max(1e-6, float(np.linalg.norm(across)))
    reach = [float((corner - longest[0]) @ across) for cut in cuts for corner in cut.corners]
    top, bottom = min(0.0, *reach) * across, max(reach) * across
    corners = (longest[0] + top, longest[1] + top, longest[0] + bottom, longest[1] + bottom)
    left_top, right_top, left_bottom, right_bottom = ((float(x), float(y)) for x, y in corners)
    return left_top, right_top, right_bottom, left_bottom


def read_box(grey: Grey, box: ZoneBox, *, today: date | None = None, far: bool = True) -> MrzReading | None:
    """The zone in a box, or None when what stands there is none.

    `far`: look beyond what was found, for lines that are missing and the other way up.
    """
    with one_blas_thread():
        found = _find(grey, box, today, far=far)
    if found is None:
        return None
    decoded, closest = found.decoded, found.looks[0]
    zone = parse_lines(decoded.lines, today=today, as_format=decoded.format)
    widest = max(range(len(decoded.lines)), key=lambda line: len(decoded.lines[line]))
    evidence = measure(
        decoded,
        [[reading.text for reading in look.readings] for look in found.looks],
        valid=zone.valid,
        pixels=length_of(closest.cuts[widest].corners)[0] / len(decoded.lines[widest]),
        faintest=find_faintest([cut.strip for cut in closest.cuts], decoded.columns, decoded.lines),
    )
    return MrzReading(
        zone,
        rate(evidence),
        _outline(closest.cuts),
        decoded.repairs,
        decoded.runner_up,
        evidence,
    )


def _overlap(a: Polygon, b: Polygon) -> bool:
    """Whether the middle of one outline lies in the other."""

    def inside(inner: Polygon, outer: Polygon) -> bool:
        x, y = np.mean(np.asarray(inner), axis=0)
        return cv2.pointPolygonTest(np.asarray(outer, dtype=np.float32), (float(x), float(y)), False) >= 0

    return inside(a, b) or inside(b, a)


def _read_boxes(grey: Grey, boxes: Sequence[ZoneBox], today: date | None) -> list[MrzReading]:
    """What stands in the boxes, without what is hardly a zone; once one was read surely, the others are
    looked at as they were found only, for most of them are other print."""
    found: list[MrzReading] = []
    for box in boxes:
        far = not any(reading.valid and reading.confidence >= SURE for reading in found)
        reading = read_box(grey, box, today=today, far=far)
        if reading is not None and reading.confidence >= LEAST_LIKELY:
            found.append(reading)
    return found


def read_zones(image: Image, *, today: date | None = None) -> list[MrzReading]:
    """Every zone in a picture (bytes, height × width grey or × 3 BGR; any size, any orientation), the surest
    first; empty when there is none. Polygons are in pixels of the picture.

    Raises `ValueError` for an array that is no picture, the errors of `models.load.model_dir` when a model is
    missing or altered.
    """
    grey = to_grey(image)
    # What the first search takes for a zone and reads as nothing may hide the zone that a closer one shows.
    likely = _read_boxes(grey, locate(grey), today)
    if not any(reading.valid or reading.confidence >= LIKELY for reading in likely):
        likely += _read_boxes(grey, locate_closer(grey), today)
    # Of two readings of one place the likelier counts, whatever its check digits say of it.
    found: list[MrzReading] = []
    for reading in sorted(likely, key=lambda r: -r.confidence):
        if not any(_overlap(reading.polygon, other.polygon) for other in found):
            found.append(reading)
    return sorted(found, key=lambda r: (-r.valid, -r.confidence))


__all__ = ["LEAST_LIKELY", "read_box", "read_zones"]
