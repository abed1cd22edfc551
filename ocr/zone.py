"""The MRZ of a page, from its text lines: the place where `ocr` meets `mrz`.

Also what the zone says of each field, in the values of the contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mrz.types import MrzReading
from mrz.zone import find_zone
from ocr.extraction import MrzZone, Repair
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
            sound=reading.checks.get(name, reading.valid),
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


def read_zone(page: PageText, index: int) -> ZoneReading | None:
    """The zone among the text lines of a page, or None."""
    reading = find_zone([page.upright(line) for line in page.lines])
    if reading is None:
        return None
    width, height = page.size
    turned = (height, width) if page.rotation in (90, 270) else (width, height)
    polygon = turn_polygon(reading.polygon, BACK[page.rotation], turned)
    return describe(replace(reading, polygon=polygon), index)
