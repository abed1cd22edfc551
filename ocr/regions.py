"""What was read on a page, given to the documents that lie on it; and the region of each in the result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ocr.barcode import CardReading
from ocr.extraction import Region, Side
from ocr.intake import PageImage
from ocr.locate import Place
from ocr.locate.place import find_homography, find_rotation
from ocr.read import PageText
from ocr.text import Polygon, TextLine
from ocr.zone import ZoneReading

TRUSTED = 0.5
"""Confidence of a place under which a document counts as not found: its region is the page then."""
WITNESSES = 3
"""Lines of text inside a document from which they, and not its looks, tell which way up it stands."""
LEGIBLE = 0.6
"""Confidence of such a line."""
LONGISH = 2.0
"""Its length, in heights."""
BEYOND = 0.4
"""Heights of a line by which it goes on beyond a document whose outline cuts it, along or across."""
MOST_CUT = 1
"""Such lines that one document may have: a caption beside it, a stamp over its edge."""


@dataclass(frozen=True)
class Part:
    """What one document has of a page; `place` is None where none was found: then it is the page."""

    place: Place | None
    text: PageText
    zone: ZoneReading | None
    cards: Sequence[CardReading] = ()


def trusted(places: Sequence[Place]) -> list[Place]:
    """The places that count as found."""
    return [place for place in places if place.confidence >= TRUSTED]


def split_page(
    places: Sequence[Place],
    text: PageText,
    zones: Sequence[ZoneReading],
    cards: Sequence[CardReading] = (),
) -> list[Part]:
    """The page's text, zones and barcodes by document, in the order of `places`. A line outside of all
    belongs to the nearest, a document without a line is none; so nothing is lost. With no more than one
    document, the page is one part with its best zone, the first of `zones`. Places that are not sure count
    as not found."""
    places = trusted(places)
    best = zones[0] if zones else None
    if len(places) <= 1:
        place = places[0] if places and not cuts_text(places[0], text.lines) else None
        return [Part(place and turn_by_text(place, text.lines), text, best, cards)]
    owners = [_owner(places, line.polygon) for line in text.lines]
    held = [_owner(places, tuple(zone.zone.polygon)) if zone.zone.polygon else 0 for zone in zones]
    strays = [_owner(places, polygon) for polygon in text.unread]
    parts = []
    for number, place in enumerate(places):
        lines = [line for line, owner in zip(text.lines, owners, strict=True) if owner == number]
        unread = [polygon for polygon, owner in zip(text.unread, strays, strict=True) if owner == number]
        own = [zone for zone, owner in zip(zones, held, strict=True) if owner == number]
        borne = [card for card in cards if _owner(places, card.polygon) == number]
        if lines or own or borne:
            turned = turn_by_text(place, lines)
            rest = replace(text, lines=lines, unread=unread)
            parts.append(Part(turned, rest, own[0] if own else None, borne))
    return parts or [Part(None, text, best, cards)]


def _owner(places: Sequence[Place], polygon: Polygon) -> int:
    """The document that the middle of the polygon lies in, or lies nearest to."""
    x, y = np.mean(np.asarray(polygon, dtype=np.float64), axis=0)

    def depth(place: Place) -> float:
        return cv2.pointPolygonTest(np.asarray(place.quad, dtype=np.float32), (float(x), float(y)), True)

    return max(range(len(places)), key=lambda number: depth(places[number]))


def cuts_text(place: Place, lines: Sequence[TextLine]) -> bool:
    """Whether lines of text that can be read go on beyond the document: its outline is wrong then."""
    if place.fills:
        return False
    outline, cut = np.asarray(place.quad, dtype=np.float32), 0
    for line in lines:
        corners = np.asarray(line.polygon, dtype=np.float64)
        height = float(np.linalg.norm(corners[3] - corners[0]))
        depths = [cv2.pointPolygonTest(outline, (float(x), float(y)), True) for x, y in corners]
        length = float(np.linalg.norm(corners[1] - corners[0]))
        legible = line.confidence >= LEGIBLE and length > LONGISH * height
        cut += bool(legible and min(depths) < -BEYOND * height and max(depths) > BEYOND * height)
    return cut > MOST_CUT


def turn_by_text(place: Place, lines: Sequence[TextLine]) -> Place:
    """The place the way up that most of its text can be read; as it was where little text was read. The
    polygons of lines that were read begin at the top left of the text."""
    along, witnesses = np.zeros(2), 0
    outline = np.asarray(place.quad, dtype=np.float32)
    for line in lines:
        corners = np.asarray(line.polygon, dtype=np.float64)
        step, height = corners[1] - corners[0], float(np.linalg.norm(corners[3] - corners[0]))
        x, y = corners.mean(axis=0)
        inside = place.fills or cv2.pointPolygonTest(outline, (float(x), float(y)), False) >= 0
        if inside and line.confidence >= LEGIBLE and np.linalg.norm(step) > LONGISH * height:
            along += step
            witnesses += 1
    if witnesses < WITNESSES or not along.any():
        return place
    first = max(range(4), key=lambda k: float(_step(place, k) @ along))
    if first == 0:
        return place
    a, b, c, d = (place.quad[(first + k) % 4] for k in range(4))
    quad = (a, b, c, d)
    return replace(
        place, quad=quad, rotation=find_rotation(quad), homography=find_homography(quad, place.size)
    )


def _step(place: Place, first: int) -> np.ndarray:
    """The unit vector along the side that begins at corner `first`."""
    corners = np.asarray(place.quad)
    step = corners[(first + 1) % 4] - corners[first]
    return np.asarray(step / max(1e-9, float(np.linalg.norm(step))))


def describe_region(page: PageImage, place: Place | None, text: PageText, side: Side) -> Region:
    """The region of a document in the result: where it was found, else the whole page."""
    if place is None:
        width, height = float(page.width), float(page.height)
        quad = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
        return Region(page=page.index, quad=quad, rotation=text.rotation, side=side)
    # What lies beyond the picture has no pixels: the region ends there.
    limits = np.array([page.width, page.height], dtype=np.float64)
    inside = np.clip(np.asarray(place.quad), 0.0, limits).round(1)
    return Region(
        page=page.index,
        quad=[(float(x), float(y)) for x, y in inside],
        rotation=place.rotation,
        side=place.side if side == "unknown" else side,
    )
