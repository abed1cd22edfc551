"""Zones from data: fields, fillers and check digits by the table of formats (ICAO Doc 9303 parts 3–7)."""

import re
from dataclasses import dataclass, field

from models.errors import CodedError
from mrz.check_digits import check_digit
from mrz.formats import FORMATS, Check, Format, FormatName, Span
from mrz.names import split_names
from mrz.transliterate import canonical
from mrz.types import Zone

NAMES = ("names", "familyName", "givenNames")


class UnprintableZoneError(CodedError):
    code = "unprintableZone"
    status = 422
    message = "The field {field} does not fit a zone of format {format}."
    remedy = "Shorten the value, or choose a larger format."


@dataclass(frozen=True)
class ZoneData:
    """What a zone says. Dates are IncompleteDates (`yyyy-mm-dd`, zeros unknown), `gender` after ISO 5218;
    `issuer` and `nationality` as the zone prints them (`D` for Germany).

    `optional` is the department of a French identity card. Of a licence it is all that follows the state,
    where a state's own layout has no room for it; left empty, the other values are placed as the state does.
    `sex` is printed in place of `gender` where a document has the letter X.
    """

    document_code: str
    issuer: str
    family_name: str
    given_names: str = ""
    document_number: str = ""
    nationality: str = ""
    birth_date: str = "0000-00-00"
    gender: int = 0
    expiry_date: str = "0000-00-00"
    optional: str = ""
    optional2: str = ""
    card_number: str = field(default="", kw_only=True)
    sex: str = field(default="", kw_only=True)


def _date(value: str) -> str:
    year, month, day = value.split("-")
    known = [year[2:] if year != "0000" else "<<"]
    return "".join(known + [part if part != "00" else "<<" for part in (month, day)])


def truncate_names(family: str, given: str, width: int) -> str:
    """The name field: whole if it fits, else each part shortened from the end (9303-3 §4.6, simplified:
    given names are cut first, and at least one letter of them stays)."""
    whole = f"{family}<<{given}" if given else family
    if len(whole) <= width:
        return whole.ljust(width, "<")
    if given and len(family) + 3 > width:
        return f"{family[: width - 3].rstrip('<')}<<{given}"[:width].ljust(width, "<")
    return whole[:width].ljust(width, "<")


def _put(rows: list[list[str]], span: Span, text: str) -> None:
    rows[span.line][span.start : span.end] = text[: span.width].ljust(span.width, "<")


def _print(value: str) -> str:
    """A number or code as the zone prints it: hyphens, blanks and other signs are fillers (9303-3 §4.6)."""
    return re.sub("[^A-Z0-9]", "<", value.upper())


def _values(layout: Format, data: ZoneData) -> dict[str, str]:
    """The text of each field by the names of the table."""
    family, given = canonical(data.family_name, data.issuer), canonical(data.given_names, data.issuer)
    values = dict(layout.implied) | {
        "documentCode": _print(data.document_code),
        "issuer": _print(data.issuer),
        "nationality": _print(data.nationality),
        "documentNumber": _print(data.document_number),
        "birthDate": _date(data.birth_date),
        "gender": data.sex or "<MF"[data.gender],
        "expiryDate": _date(data.expiry_date),
        "optionalData": _print(data.optional),
        "optionalData2": _print(data.optional2),
        "department": _print(data.optional),
        "cardNumber": _print(data.card_number),
        "familyName": family,
        "givenNames": given,
    }
    for item in layout.fields:
        if item.name == "names":
            values["names"] = truncate_names(family, given, item.span.width)
        elif item.parts:
            values[item.name] = _print(data.optional) or "<<".join(values[name] for name in item.parts)
    return values


def _choose_layout(format_name: FormatName, data: ZoneData) -> Format:
    """The layout of the issuing state, unless it has no room for the optional data."""
    general = FORMATS[format_name]
    national = general.of_issuer(data.issuer)
    place = national.field("optionalData")
    room = place.span.width if place is not None else 0
    return national if len(data.optional) <= room else general


def _continue(check: Check | None, values: dict[str, str]) -> bool:
    """Whether the value is too long for its place and goes on in the optional data; moves it there."""
    number = values["documentNumber"]
    if check is None or check.continued is None or len(number) <= check.over[0].width:
        return False
    width = check.over[0].width
    values["documentNumber"] = number[:width]
    values["optionalData"] = number[width:] + check_digit(number) + "<" + values["optionalData"]
    return True


def generate(format_name: FormatName, data: ZoneData) -> list[str]:
    """The lines of the zone, check digits computed. Raises `UnprintableZoneError` when a value is too long.

    Names alone may be truncated. A long TD1 number goes on in the optional data.
    """
    layout = _choose_layout(format_name, data)
    rows = [["<"] * length for length in layout.lengths]
    values = _values(layout, data)
    long = _continue(layout.check("documentNumber"), values)
    for item in layout.fields:
        text = values.get(item.name, "")
        if len(text.rstrip("<")) > item.span.width and item.name not in NAMES:
            raise UnprintableZoneError(field=item.name, format=format_name)
        _put(rows, item.span, text)
    for check in layout.checks:
        if long and check.name == "documentNumber":
            continue
        over = "".join("".join(rows[s.line][s.start : s.end]) for s in check.over)
        empty = not over.strip("<") and (check.optional or (check.fillable and check.name == "optionalData"))
        _put(rows, check.digit, "<" if empty else check_digit(over))
    return ["".join(row) for row in rows]


def describe(zone: Zone) -> ZoneData:
    """What `generate` makes the zone of again, when its digits hold and its names are not truncated."""
    raw, fields = zone.raw, zone.fields
    family, given = split_names(raw["names"]) if "names" in raw else ("", "")
    place = FORMATS[zone.format].national(zone.lines).field("licenceData")
    whole = raw["licenceData"].rstrip("<") if place is not None else ""
    optional = raw.get("optionalData", raw.get("department", whole)).rstrip("<")
    number = str(fields.get("documentNumber", ""))
    if "documentNumber" in raw and len(number) > len(raw["documentNumber"]):
        optional = optional.partition("<")[2]
    else:
        number = raw.get("documentNumber", "").rstrip("<")
    return ZoneData(
        document_code=raw["documentCode"].rstrip("<"),
        issuer=raw["issuer"].rstrip("<"),
        family_name=family or str(fields.get("familyName", "")),
        given_names=given or str(fields.get("givenNames", "")),
        document_number=number,
        nationality=raw.get("nationality", "").rstrip("<"),
        birth_date=str(fields.get("birthDate", "0000-00-00")),
        expiry_date=str(fields.get("expiryDate", "0000-00-00")),
        optional=optional,
        optional2=raw.get("optionalData2", "").rstrip("<"),
        card_number=raw.get("cardNumber", "").rstrip("<"),
        gender=int(fields.get("gender", 0)),
        sex="X" if raw.get("gender") == "X" else "",
    )
