"""What is known of a page before its text is read: which way up it is, and where to look."""

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.extraction import MrzZone
from ocr.find_boxes import lies_in
from ocr.find_zone import are_settled
from ocr.locate import Place
from ocr.locate.place import as_quad
from ocr.locate.place import find_rotation as rotation_of
from ocr.read import Known
from ocr.regions import TRUSTED, trusted
from ocr.text import Polygon
from ocr.ways import Rotation
from ocr.zone import ZoneReading

CERTAIN_WAY = 0.9
"""Probability of the way a document stands from which its text is not asked."""
PITCH_MM, SPACING_MM, CAPITAL_MM = 2.54, 6.35, 2.4
"""A zone's characters apart, its rows apart, its capitals high (ICAO Doc 9303-3)."""
DOCUMENT_MM = {
    "TD1": (85.6, 54.0),
    "TD2": (105.0, 74.0),
    "TD3": (125.0, 88.0),
    "MRVA": (120.0, 80.0),
    "MRVB": (105.0, 74.0),
    "FRA_ID": (105.0, 74.0),
}
"""Width and height of the documents of a zone's format."""
ONE_SIDED = ("TD3", "MRVA", "MRVB")
"""Formats whose zone stands on the side that has everything."""
BELOW_MM, ROOM_MM = 9.0, 4.0
"""From a zone's last row to the document's edge, at most; what is read beyond the edge."""
TOO_LARGE = 4.0
"""Times that an outline is larger than the document of the zone in it, from which it is another thing's: two
sides of a card in one outline are three times as large."""
SURE_PLACE = 0.7
"""Confidence of a place from which nothing is read outside of it, in a scan or not: what an outline leaves
out is lost."""
GLIMPSED, MOST_OF_GLIMPSED, AROUND_GLIMPSED = 0.25, 0.2, 0.2
"""Confidence of a place that is a document's by its looks; its share of the page, at most; how much of its
extent around it is read as well."""
STRAIGHT, FEWEST_STRAIGHT = 0.01, 2
"""How far a side may run aslant, as a share of its length, and such sides of a document in a scan."""
AROUND = 0.05
"""Of a document's extent: text so near to it is read as well."""


def find_rotation(zones: Sequence[ZoneReading], places: Sequence[Place]) -> Rotation | None:
    """The turn that brings a page upright, as its settled zones or the documents that are sure tell it; None
    where they do not, or disagree."""
    ways: set[Rotation]
    if are_settled(zones):
        ways = {rotation_of(as_quad(np.asarray(zones[0].zone.polygon)))}
    else:
        ways = {place.rotation for place in places if place.upright >= CERTAIN_WAY}
    return ways.pop() if len(ways) == 1 else None


def _may_be_scan(place: Place) -> bool:
    """Whether an outline that is not sure runs with the picture's sides: then it may be a part of a scan, in
    which nothing lies beside the document."""
    sides = np.diff(np.asarray([*place.quad, place.quad[0]], dtype=np.float64), axis=0)
    straight = np.abs(sides).min(axis=1) < STRAIGHT * np.linalg.norm(sides, axis=1)
    return place.confidence < SURE_PLACE and int(straight.sum()) >= FEWEST_STRAIGHT


def _is_glimpsed(place: Place, page: tuple[int, int] | None) -> bool:
    """Whether a document is small on its page (width, height) and, though its outline is doubtful, sure by
    its looks: no other thing on a desk has a way that it stands."""
    doubtful = GLIMPSED <= place.confidence < TRUSTED or _may_be_scan(place)
    if page is None or place.fills or place.confidence < GLIMPSED or not doubtful:
        return False
    share = _area_of(place.quad) / (page[0] * page[1])
    return place.upright >= CERTAIN_WAY and share < MOST_OF_GLIMPSED


def find_areas(places: Sequence[Place], page: tuple[int, int] | None = None) -> list[Polygon]:
    """Where documents lie and a little around them; empty where that is the whole page, or nobody
    knows. `page`: its width and height."""
    glimpsed = [place for place in places if _is_glimpsed(place, page)]
    sure = [place for place in trusted(places) if place not in glimpsed]
    if not (sure or glimpsed) or any(place.fills or _may_be_scan(place) for place in sure):
        return []
    areas = []
    for place in [*sure, *glimpsed]:
        quad = np.asarray(place.quad, dtype=np.float64)
        around = AROUND_GLIMPSED if place in glimpsed else AROUND
        wider = quad + 2 * around * (quad - quad.mean(axis=0))
        areas.append(tuple((float(x), float(y)) for x, y in wider))
    return areas


def find_area_of_zone(zone: MrzZone) -> Polygon | None:
    """Where the document lies whose zone this is: zones are printed at ten characters to the inch along the
    lower edge of a document of known size (ICAO Doc 9303-4 to -6). None for a zone without a place."""
    corners = np.asarray(zone.polygon, dtype=np.float64)
    if corners.shape != (4, 2) or not zone.lines:
        return None
    characters, rows = max(map(len, zone.lines)), len(zone.lines)
    along = (corners[1] - corners[0] + corners[2] - corners[3]) / 2 / (characters * PITCH_MM)
    down = (corners[3] - corners[0] + corners[2] - corners[1]) / 2 / ((rows - 1) * SPACING_MM + CAPITAL_MM)
    width, height = DOCUMENT_MM.get(zone.format, DOCUMENT_MM["TD1"])
    aside = (width - characters * PITCH_MM) / 2 + ROOM_MM
    top = height - ((rows - 1) * SPACING_MM + BELOW_MM) + ROOM_MM
    quad = np.array(
        [
            corners[0] - aside * along - top * down,
            corners[1] + aside * along - top * down,
            corners[2] + aside * along + BELOW_MM * down,
            corners[3] - aside * along + BELOW_MM * down,
        ]
    )
    return tuple((float(x), float(y)) for x, y in quad)


def _area_of(outline: Polygon) -> float:
    return cv2.contourArea(np.asarray(outline, dtype=np.float32))


def add_zone(areas: list[Polygon], zone: MrzZone, places: Sequence[Place]) -> list[Polygon]:
    """The areas, and that of a zone's document where it was not found: an outline many times larger is that
    of paper beneath it. Where nothing was found, a card's other side may lie anywhere."""
    if not areas and zone.format not in ONE_SIDED:
        return areas
    area = find_area_of_zone(zone)
    outline = tuple(zone.polygon)
    if area is None or any(
        lies_in(outline, [place.quad]) and _area_of(place.quad) < TOO_LARGE * _area_of(area)
        for place in places
    ):
        return areas
    return [*(other for other in areas if not lies_in(outline, [other])), area]


def tell(zones: Sequence[ZoneReading], places: Sequence[Place], page: tuple[int, int] | None = None) -> Known:
    """What is known of a page before its text is read. `page`: its width and height."""
    found, areas = trusted(places), find_areas(places, page)
    settled = zones[0].zone if are_settled(zones) else None
    if settled is not None and not any(place.fills for place in found):
        areas = add_zone(areas, settled, found)
    outlines = [] if settled is None else [tuple(settled.polygon)]
    told = [*found, *(place for place in places if place not in found and _is_glimpsed(place, page))]
    certain = any(place.confidence >= SURE_PLACE and place.upright >= CERTAIN_WAY for place in found)
    return Known(find_rotation(zones, told), outlines, areas, settled is not None, certain)
