"""What is known of a page before its text is read: which way up it is, and where to look."""

from collections.abc import Sequence

import numpy as np

from ocr.find_zone import are_settled
from ocr.locate import Place
from ocr.locate.place import as_quad
from ocr.locate.place import find_rotation as rotation_of
from ocr.read import Known, Rotation
from ocr.regions import trusted
from ocr.text import Polygon
from ocr.zone import ZoneReading

CERTAIN_WAY = 0.9
"""Probability of the way a document stands from which its text is not asked."""
AROUND = 0.05
"""Of a document's extent: text so near to it is read as well."""


def find_rotation(zones: Sequence[ZoneReading], places: Sequence[Place]) -> Rotation | None:
    """The turn that brings a page upright, as its settled zones or its documents tell it; None where they do
    not, or disagree."""
    ways: set[Rotation | None]
    if are_settled(zones):
        ways = {rotation_of(as_quad(np.asarray(zones[0].zone.polygon)))}
    else:
        ways = {place.rotation if place.upright >= CERTAIN_WAY else None for place in places}
    return ways.pop() if len(ways) == 1 else None


def find_areas(places: Sequence[Place]) -> list[Polygon]:
    """Where documents lie and a little around them; empty where that is the whole page, or nobody knows."""
    found = trusted(places)
    if not found or any(place.fills for place in found):
        return []
    areas = []
    for place in found:
        quad = np.asarray(place.quad, dtype=np.float64)
        wider = quad + 2 * AROUND * (quad - quad.mean(axis=0))
        areas.append(tuple((float(x), float(y)) for x, y in wider))
    return areas


def tell(zones: Sequence[ZoneReading], places: Sequence[Place]) -> Known:
    """What is known of a page before its text is read."""
    outlines = [tuple(zone.zone.polygon) for zone in zones[:1]] if are_settled(zones) else []
    return Known(find_rotation(zones, trusted(places)), outlines, find_areas(places))
