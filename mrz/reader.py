"""`mrz.read(image)`: every machine-readable zone in a picture, without reading the rest of the page.

locate → cut → recognise → decode, then a second, closer look along the characters' own grid. Two looks at a
line are two samples of the same print: what both agree on is surer than what one says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import cv2
import numpy as np
import numpy.typing as npt

from mrz.decode import Decoded, decode_copies
from mrz.geometry import refit
from mrz.locate import ZoneBox, locate
from mrz.neighbours import add_neighbours
from mrz.parse import parse_lines
from mrz.recognise import LineReading, recognise
from mrz.rectify import Cut, Points, Quad, cut_line, turn_round
from mrz.strips import Grey
from mrz.types import MrzReading, Polygon

Image = npt.NDArray[np.uint8]
"""Height × width, or height × width × 3 (BGR)."""
SURE = 0.9
"""Posterior of a look from which the box is not looked at in any other way."""


@dataclass(frozen=True)
class Look:
    """One look at a box: the cuts of its lines, what the recogniser saw in each, the zone that it makes."""

    cuts: tuple[Cut, ...]
    readings: tuple[LineReading, ...]
    decoded: Decoded | None

    @property
    def worth(self) -> float:
        """To compare looks at one box: the evidence for a zone."""
        return self.decoded.log_evidence if self.decoded is not None else 0.0

    @property
    def is_sure(self) -> bool:
        return self.decoded is not None and self.decoded.probability >= SURE


def to_grey(image: Image) -> Grey:
    """Grey levels of a picture. Raises `ValueError` for an array that is no picture."""
    if image.dtype != np.uint8 or image.ndim not in (2, 3) or 0 in image.shape:
        raise ValueError("a picture is height × width or height × width × 3, bytes")
    if image.ndim == 2:
        return image
    code = {3: cv2.COLOR_BGR2GRAY, 4: cv2.COLOR_BGRA2GRAY}.get(image.shape[2])
    return image[:, :, 0] if code is None else np.asarray(cv2.cvtColor(image, code), dtype=np.uint8)


def look_at(cuts: Sequence[Cut], today: date | None) -> Look:
    """What stands in the cuts."""
    readings = recognise([cut.strip for cut in cuts])
    zones = decode_copies([[reading.logarithms] for reading in readings], today=today)
    return Look(tuple(cuts), tuple(readings), zones[0] if zones else None)


def _look_around(grey: Grey, box: ZoneBox, today: date | None) -> Look:
    """The best of the ways to look at a box: as found, upside down, with the lines above and below that a
    finder may have missed."""
    best = look_at([cut_line(grey, quad) for quad in box.lines], today)
    if best.is_sure:
        return best
    looks = [best]
    if not box.certain_direction or best.decoded is None:
        looks.append(look_at([cut_line(grey, turn_round(quad)) for quad in reversed(box.lines)], today))
    more = add_neighbours(box.lines)
    looks.append(look_at([cut_line(grey, quad) for quad in more], today))
    return max(looks, key=lambda look: look.worth)


def _look_closer(grey: Grey, look: Look, decoded: Decoded, today: date | None) -> tuple[Look, Decoded]:
    """A second look at the lines of the zone, cut along the grid that their characters stand on; both looks
    decoded together."""
    first = [(look.cuts[k], look.readings[k]) for k in decoded.used]
    closer = [refit(cut, columns) for (cut, _), columns in zip(first, decoded.columns, strict=True)]
    cuts = [
        cut if corners is None else cut_line(grey, corners, along=0, across=0)
        for (cut, _), corners in zip(first, closer, strict=True)
    ]
    readings = recognise([cut.strip for cut in cuts])
    copies = [[new.logarithms, old.logarithms] for new, (_, old) in zip(readings, first, strict=True)]
    zones = decode_copies(copies, today=today)
    return (Look(tuple(cuts), tuple(readings), zones[0]), zones[0]) if zones else (look, decoded)


def _outline(cuts: Sequence[Cut]) -> Polygon:
    """Four corners around the lines, in reading order, in pixels of the picture."""
    top, bottom = cuts[0].corners, cuts[-1].corners
    return tuple((float(x), float(y)) for x, y in (top[0], top[1], bottom[2], bottom[3]))


def read_box(grey: Grey, box: ZoneBox, *, today: date | None = None) -> MrzReading | None:
    """The zone in a box, or None when what stands there is none."""
    look = _look_around(grey, box, today)
    if look.decoded is None:
        return None
    look, decoded = _look_closer(grey, look, look.decoded, today)
    zone = parse_lines(decoded.lines, today=today, as_format=decoded.format)
    used = [look.cuts[k] for k in decoded.used]
    return MrzReading(zone, decoded.probability, _outline(used), decoded.repairs, decoded.runner_up)


def _overlap(a: Polygon, b: Polygon) -> bool:
    """Whether the middle of one outline lies in the other."""

    def inside(inner: Polygon, outer: Polygon) -> bool:
        x, y = np.mean(np.asarray(inner), axis=0)
        return cv2.pointPolygonTest(np.asarray(outer, dtype=np.float32), (float(x), float(y)), False) >= 0

    return inside(a, b) or inside(b, a)


def read_zones(image: Image, *, today: date | None = None) -> list[MrzReading]:
    """Every zone in a picture (bytes, height × width grey or × 3 BGR; any size, any orientation), the surest
    first; empty when there is none. Polygons are in pixels of the picture.

    Raises `ValueError` for an array that is no picture, the errors of `models.load.model_dir` when a model is
    missing or altered.
    """
    grey = to_grey(image)
    read = (read_box(grey, box, today=today) for box in locate(grey))
    found: list[MrzReading] = []
    for reading in sorted(filter(None, read), key=lambda r: (-r.valid, -r.confidence)):
        if not any(_overlap(reading.polygon, other.polygon) for other in found):
            found.append(reading)
    return found


__all__ = ["Image", "Points", "Quad", "read_box", "read_zones"]
