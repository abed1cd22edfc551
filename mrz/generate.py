"""Zones from data: fields, fillers and check digits by the table of formats (ICAO Doc 9303 parts 3–7)."""

from dataclasses import dataclass

from models.errors import CodedError
from mrz.check_digits import check_digit
from mrz.formats import FORMATS, Format, FormatName, Span
from mrz.transliterate import canonical

SHORT_NUMBER = 9


class UnprintableZoneError(CodedError):
    code = "unprintableZone"
    status = 422
    message = "The field {field} does not fit a zone of format {format}."
    remedy = "Shorten the value, or choose a larger format."


@dataclass(frozen=True)
class ZoneData:
    """What a zone says. Dates are IncompleteDates (`yyyy-mm-dd`, zeros unknown), `gender` after ISO 5218;
    `issuer` and `nationality` as the zone prints them (`D` for Germany)."""

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
    width = span.end - span.start
    rows[span.line][span.start : span.end] = text[:width].ljust(width, "<")


def _values(layout: Format, data: ZoneData) -> dict[str, str]:
    family, given = canonical(data.family_name, data.issuer), canonical(data.given_names, data.issuer)
    values = {
        "documentCode": data.document_code,
        "issuer": data.issuer,
        "nationality": data.nationality,
        "documentNumber": data.document_number.upper(),
        "birthDate": _date(data.birth_date),
        "gender": "<MF"[data.gender],
        "expiryDate": _date(data.expiry_date),
        "optionalData": data.optional.upper(),
        "optionalData2": data.optional2.upper(),
        "familyName": family,
        "givenNames": given,
        "licenceData": data.optional.upper(),
    }
    names = layout.field("names")
    if names is not None:
        values["names"] = truncate_names(family, given, names.span.end - names.span.start)
    if layout.name == "TD1" and len(data.document_number) > SHORT_NUMBER:
        number = data.document_number.upper()
        values["optionalData"] = number[SHORT_NUMBER:] + check_digit(number) + "<" + values["optionalData"]
    return values


def generate(format_name: FormatName, data: ZoneData) -> list[str]:
    """The lines of the zone, check digits computed. Raises `UnprintableZoneError` when a value is too long.

    Names alone may be truncated. A long TD1 number goes on in the optional data.
    """
    layout = FORMATS[format_name]
    rows = [["<"] * length for length in layout.lengths]
    values = _values(layout, data)
    long = layout.name == "TD1" and len(data.document_number) > SHORT_NUMBER
    for item in layout.fields:
        text = values.get(item.name, "").replace(" ", "<")
        width = item.span.end - item.span.start
        may_be_cut = item.name in ("names", "familyName", "givenNames") or (
            long and item.name == "documentNumber"
        )
        if len(text) > width and not may_be_cut:
            raise UnprintableZoneError(field=item.name, format=format_name)
        _put(rows, item.span, text)
    for check in layout.checks:
        if long and check.name == "documentNumber":
            continue
        over = "".join("".join(rows[s.line][s.start : s.end]) for s in check.over)
        empty = check.fillable and not over.strip("<") and check.name == "optionalData"
        _put(rows, check.digit, "<" if empty else check_digit(over))
    return ["".join(row) for row in rows]
