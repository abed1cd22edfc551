"""What a zone says, in the contract's terms: the place where `mrz` becomes `ocr`.

How the zone of a page is found is the business of `ocr.find_zone`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mrz.formats import FORMATS
from mrz.types import MrzReading
from ocr.extraction import MrzZone, Repair
from ocr.fields import Said
from ocr.reconcile import NO_DATE, ZoneValue
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
    # A licence of a state whose layout is not known: where its number ends is a guess.
    guessed = FORMATS[reading.format].national(reading.lines) is FORMATS["DL"]
    for name in PERSON_AND_DOCUMENT:
        value = reading.fields.get(name)
        if value is None and name == "expiryDate" and set(str(reading.zone.raw.get(name))) == {"0"}:
            value = NO_DATE
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


def hear(zone: ZoneReading | None) -> Said:
    """What a zone says of the page it stands on, to those who read its print; nothing where there is none."""
    if zone is None:
        return Said()
    names = [zone.values[name] for name in ("familyName", "givenNames") if name in zone.values]
    return Said(zone.issuer, tuple(str(entry.value) for entry in names))
