"""From characters to fields: lines of any format, or texts that lost their newlines, gained blanks, or came
in lower case."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime

from models.errors import CodedError
from mrz.checks import long_number, run_checks
from mrz.codes import to_alpha3
from mrz.dates import birth_date, expiry_date
from mrz.formats import FORMATS, Format, FormatName
from mrz.names import is_truncated, split_names
from mrz.types import Zone

GENDERS = {"M": 1, "F": 2}
SWISS_LICENCE = re.compile(r"(?P<number>\d+)<<(?P<birth>\d{6})")
"""The Swiss licence's second line: the number has no fixed width, the birth date follows two fillers."""
MOST_MISSING = 3
"""Trailing characters that a text may lack, or fillers it may have too many, and still be taken."""


class NotAnMrzError(CodedError):
    code = "notAnMrz"
    status = 422
    message = "This text is not a machine-readable zone of a known format."
    remedy = (
        "Give the two or three lines at the bottom of the document, letter for letter, fillers (<) included."
    )


def normalise(text: str) -> str:
    """Upper case, no blanks, no diacritics; the alphabet of the zone is A–Z, 0–9 and the filler."""
    return re.sub(r"[^A-Z0-9<]", "", unicodedata.normalize("NFKD", text).upper())


def _today() -> date:
    return datetime.now(UTC).date()


def detect_format(lines: Sequence[str]) -> FormatName | None:
    """The format by number and length of the lines and the document code; None when there is none."""
    lengths = tuple(len(line) for line in lines)
    fitting = [item for item in FORMATS.values() if item.lengths == lengths]
    if not fitting:
        return None
    first = lines[0]
    if lengths == (36, 36):
        if first.startswith("IDFRA") and _looks_french(lines[1]):
            return "FRA_ID"
        return "MRVB" if first.startswith("V") else "TD2"
    if lengths == (44, 44):
        return "MRVA" if first.startswith("V") and not _is_passport(lines) else "TD3"
    return fitting[0].name


def _is_passport(lines: Sequence[str]) -> bool:
    """Whether lines that begin with V are a passport's all the same (Zimbabwe's begin with VX): the two
    digits that visas do not have hold."""
    return all(run_checks("TD3", list(lines)).values())


def _looks_french(line: str) -> bool:
    """Whether the second line is the French card's: given names where TD2 has the birth date."""
    return line[13:14].isalpha() or line[10:13].isdigit()


def _interpret(layout: Format, raw: dict[str, str], lines: list[str], today: date) -> dict[str, str | int]:
    values: dict[str, str | int | None] = {}
    if "names" in raw:
        values["familyName"], values["givenNames"] = split_names(raw["names"])
    for name in ("familyName", "givenNames"):
        if name in raw:
            values[name] = " ".join(raw[name].replace("<", " ").split())
    number = long_number(lines[0]) if layout.name == "TD1" else None
    values["documentNumber"] = number[0] if number else raw.get("documentNumber", "").replace("<", "")
    if number:
        raw["optionalData"] = "<".join(raw["optionalData"].split("<")[1:])
    optional = [raw.get(name, "").strip("<").replace("<", " ") for name in ("optionalData", "optionalData2")]
    values["optionalData"] = " ".join(part for part in optional if part)
    values["birthDate"] = birth_date(raw.get("birthDate", "<<<<<<"), today)
    values["expiryDate"] = expiry_date(raw.get("expiryDate", "<<<<<<"), today)
    if "gender" in raw:
        values["gender"] = GENDERS.get(raw["gender"], 0)
    issuer = raw.get("issuer", "")
    values["issuingCountry"] = to_alpha3(issuer) or issuer.replace("<", "")
    values["nationality"] = to_alpha3(raw.get("nationality", "")) or raw.get("nationality", "").replace(
        "<", ""
    )
    values["documentCode"] = raw.get("documentCode", "").rstrip("<")
    if layout.name == "FRA_ID":
        values["nationality"] = "FRA"
    if layout.name in ("DL", "CHE_DL"):
        values |= _licence(raw["issuer"], raw["licenceData"], today)
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _licence(issuer: str, data: str, today: date) -> dict[str, str | int | None]:
    """Fields of a one-line licence: the national part differs from state to state."""
    if issuer == "FRA":
        family, _, _ = data[16:].partition("<<")
        return {
            "documentNumber": data[:9].replace("<", ""),
            "expiryDate": expiry_date(data[10:16], today),
            "familyName": family.replace("<", " ").strip(),
        }
    swiss = SWISS_LICENCE.match(data)
    if issuer == "CHE" and swiss:
        return {"documentNumber": swiss["number"], "birthDate": birth_date(swiss["birth"], today)}
    if issuer == "NLD":
        return {"documentNumber": data[1:11].replace("<", "")}
    return {"documentNumber": data.split("<", maxsplit=1)[0]}


def parse_lines(
    lines: Sequence[str], *, today: date | None = None, as_format: FormatName | None = None
) -> Zone:
    """The zone of these lines, which have a format's lengths exactly.

    Raises `NotAnMrzError` when number and lengths of the lines fit no format.
    """
    fixed = [normalise(line) for line in lines]
    name = as_format or detect_format(fixed)
    if name is None or tuple(len(line) for line in fixed) != FORMATS[name].lengths:
        raise NotAnMrzError
    layout = FORMATS[name]
    raw = {field.name: field.span.of(fixed) for field in layout.fields}
    names = [raw[key] for key in ("names", "familyName", "givenNames") if key in raw]
    return Zone(
        format=name,
        lines=tuple(fixed),
        checks=run_checks(name, fixed),
        fields=_interpret(layout, dict(raw), fixed, today or _today()),
        raw=raw,
        names_truncated=any(is_truncated(field) for field in names),
    )


def _cut(text: str, layout: Format) -> list[str] | None:
    """`text` cut into the lines of `layout`; a few missing or superfluous fillers at its end are forgiven."""
    total = sum(layout.lengths)
    if not total - MOST_MISSING <= len(text) <= total + MOST_MISSING:
        return None
    if text[total:].strip("<"):
        return None
    text = text[:total].ljust(total, "<")
    cuts, start = [], 0
    for length in layout.lengths:
        cuts.append(text[start : start + length])
        start += length
    return cuts


def parse_text(text: str, *, today: date | None = None) -> Zone:
    """The zone in a text whose newlines, blanks and case do not matter. Raises `NotAnMrzError`."""
    rows = [row for row in (normalise(line) for line in text.splitlines()) if row]
    if detect_format(rows) is not None:
        return parse_lines(rows, today=today)
    joined = "".join(rows)
    candidates = []
    for layout in FORMATS.values():
        lines = _cut(joined, layout)
        if lines is None or (layout.codes and lines[0][0] not in layout.codes):
            continue
        if layout.name == "CHE_DL" and not lines[1].startswith("FA"):
            continue
        if layout.name == "FRA_ID" and not (lines[0].startswith("IDFRA") and _looks_french(lines[1])):
            continue
        name = detect_format(lines) if layout.name == "MRVA" else layout.name
        zone = parse_lines(lines, today=today, as_format=name)
        misfit = abs(len(joined) - sum(layout.lengths))
        candidates.append((sum(zone.checks.values()) - len(zone.checks) - misfit, zone))
    if not candidates:
        raise NotAnMrzError
    return max(candidates, key=lambda item: item[0])[1]
