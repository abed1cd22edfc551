"""The MRZ of a page, from its text lines: the place where `ocr` meets `mrz`.

Also what the zone says of each field, in the values of the contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from mrz.formats import FORMATS
from mrz.locate import ZoneBox
from mrz.pictures import to_grey
from mrz.reader import read_box, read_zones
from mrz.types import MrzReading
from mrz.zone import find_zone
from ocr.extraction import MrzZone, Repair
from ocr.intake import PageImage
from ocr.read import PageText, Rotation, turn_polygon
from ocr.reconcile import ZoneValue
from ocr.text import Polygon

PERSON_AND_DOCUMENT = (
    "familyName",
    "givenNames",
    "birthDate",
    "gender",
    "nationality",
    "documentNumber",
    "expiryDate",
)
BACK: dict[Rotation, Rotation] = {0: 0, 90: 270, 180: 180, 270: 90}
CHARACTERS_PER_INCH = 10
"""OCR-B size 1 stands at ten characters an inch (ICAO Doc 9303-3 §5.2), so the zone is a ruler."""

LIKELY = 0.5
"""Confidence of a valid zone from which nothing else is asked."""
SPACING = {1: 0.0, 2: 2.5, 3: 1.67}
LINE_HEIGHT = 1.5
"""Distance of the lines (9303-4, -5) and height of a detector's box, in characters of 2.54 mm."""


@dataclass(frozen=True)
class ZoneReading:
    """A zone with its fields; `code` is the document code (`P`, `ID`, …), `issuer` alpha-3 or ICAO's."""

    zone: MrzZone
    code: str
    issuer: str | None
    dpi: int | None = None
    values: Mapping[str, ZoneValue] = field(default_factory=dict)


def _dpi(polygon: Polygon, characters: int) -> int | None:
    """Dots per inch of the page, from the width of the zone."""
    if len(polygon) != 4 or characters == 0:
        return None
    (x0, y0), (x1, y1) = polygon[0], polygon[1]
    return round(float(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5) / characters * CHARACTERS_PER_INCH)


def _values(reading: MrzReading, page: int, polygon: Polygon) -> dict[str, ZoneValue]:
    values = {}
    # A licence of a state whose layout is not known: where its number ends is a guess.
    guessed = FORMATS[reading.format].national(reading.lines) is FORMATS["DL"]
    for name in PERSON_AND_DOCUMENT:
        value = reading.fields.get(name)
        if value is None:
            continue
        values[name] = ZoneValue(
            value=value,
            text=str(reading.zone.raw.get(name, value)),
            page=page,
            polygon=polygon,
            confidence=reading.confidence,
            valid=reading.valid,
            # What no check digit of its own covers (names, sex, nationality) is as sound as the whole zone.
            sound=reading.checks.get(name, reading.valid and not guessed),
            truncated=reading.zone.names_truncated and name in ("familyName", "givenNames"),
        )
    return values


def to_contract(reading: MrzReading, page: int, polygon: Polygon) -> MrzZone:
    """The zone as the contract has it; `polygon` in pixels of the page as uploaded."""
    return MrzZone(
        format=reading.format,
        lines=list(reading.lines),
        valid=reading.valid,
        confidence=round(reading.confidence, 4),
        page=page,
        polygon=[(round(x, 1), round(y, 1)) for x, y in polygon],
        checks=dict(reading.checks),
        repairs=[
            Repair(line=r.line, column=r.column, read=r.read, became=r.became, reason=r.reason)
            for r in reading.repairs
        ],
    )


def describe(reading: MrzReading, index: int) -> ZoneReading:
    """What a zone says, in the contract's terms; its polygon in pixels of the page `index` as uploaded."""
    issuer = reading.fields.get("issuingCountry")
    return ZoneReading(
        zone=to_contract(reading, index, reading.polygon),
        code=str(reading.fields.get("documentCode", "")),
        issuer=str(issuer) if issuer else None,
        dpi=_dpi(reading.polygon, max(len(line) for line in reading.lines)),
        values=_values(reading, index, reading.polygon),
    )


def read_zone(page: PageText, index: int, *, today: date | None = None) -> ZoneReading | None:
    """The zone among the text lines of a page, or None."""
    reading = find_zone([page.upright(line) for line in page.lines], today=today)
    if reading is None:
        return None
    width, height = page.size
    turned = (height, width) if page.rotation in (90, 270) else (width, height)
    polygon = turn_polygon(reading.polygon, BACK[page.rotation], turned)
    return describe(replace(reading, polygon=polygon), index)


def _split(polygon: Polygon, count: int) -> ZoneBox:
    """The lines of a zone of which only the outline is known, at the spacing that ICAO Doc 9303 has."""
    top_left, top_right, bottom_right, bottom_left = np.asarray(polygon, dtype=np.float64)
    spacing = SPACING[count]
    whole = (count - 1) * spacing + LINE_HEIGHT
    lines = []
    for number in range(count):
        top, bottom = number * spacing / whole, (number * spacing + LINE_HEIGHT) / whole
        corners = [
            a + (b - a) * share
            for a, b, share in (
                (top_left, bottom_left, top),
                (top_right, bottom_right, top),
                (top_right, bottom_right, bottom),
                (top_left, bottom_left, bottom),
            )
        ]
        first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
        lines.append((first, second, third, fourth))
    return ZoneBox(tuple(lines), 1.0)


def _reread(page: PageImage, seen: ZoneReading, today: date | None) -> ZoneReading | None:
    """A zone that was seen in the text of the page, read from its pixels by the reader made for zones."""
    box = _split(tuple(seen.zone.polygon), len(seen.zone.lines))
    reading = read_box(to_grey(page.pixels), box, today=today)
    return None if reading is None else describe(reading, page.index)


def find_page_zone(page: PageImage, text: PageText, *, today: date | None = None) -> ZoneReading | None:
    """The zone of a page whose text has been read.

    It is read from the pixels. Where the finder of zones sees none that holds, the page's text lines show
    where to look. What the general reader made of those lines stands in only where the pixels give nothing of
    that format: its grammar turns look-alikes until check digits hold, and would mend what is printed wrong.
    """
    found = read_zones(page.pixels, today=today)
    by_pixels = describe(found[0], page.index) if found else None
    if by_pixels is not None and by_pixels.zone.valid and by_pixels.zone.confidence >= LIKELY:
        return by_pixels
    by_text = read_zone(text, page.index, today=today)
    again = _reread(page, by_text, today) if by_text is not None else None
    seen = [zone for zone in (by_pixels, again) if zone is not None]
    if by_text is not None and all(zone.zone.format != by_text.zone.format for zone in seen):
        seen.append(by_text)
    return max(seen, key=lambda zone: (zone.zone.valid, zone.zone.confidence), default=None)
