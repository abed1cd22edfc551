"""From characters to fields: lines of any format, or texts that lost their newlines, gained blanks, or came
in lower case."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from models.errors import CodedError
from mrz.checks import continued_value, run_checks, run_checks_of
from mrz.codes import to_alpha3, widen_code
from mrz.dates import birth_date, expiry_date
from mrz.formats import FORMATS, Format, FormatName
from mrz.names import is_truncated, split_names
from mrz.types import Zone

GENDERS = {"M": 1, "F": 2}
MOST_MISSING = 3
"""Trailing characters that a text may lack, or fillers it may have too many, and still be taken."""
MOST_AMISS = 10
"""Wrong characters and check digits in lines that had to be cut or filled up; beyond it they are no zone."""
NEVER_EMPTY = frozenset("documentCode issuer documentNumber nationality birthDate gender expiryDate".split())
DATE_WIDTH = 6


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


def _cost(layout: Format, lines: Sequence[str]) -> int:
    """How badly the lines fit: characters of a wrong class, check digits that fail."""
    verdicts = run_checks_of(layout, lines)
    return layout.misfits(lines) + len(verdicts) - sum(verdicts.values())


def _may_be(layout: Format, lines: Sequence[str]) -> bool:
    """Whether lines of this length may be of this format though a first letter was misread. One line of 30
    is too little to go by, so a licence must begin as one."""
    return layout.begins(lines) or not (layout.opening[1] or layout.codes == "V" or len(lines) == 1)


def detect_format(lines: Sequence[str]) -> FormatName | None:
    """The format by number and length of the lines, how they begin, and how well they fit; None when there is
    none. Zimbabwe's passports begin as its visas do: there the check digits decide."""
    lengths = tuple(len(line) for line in lines)
    fitting = [item for item in FORMATS.values() if item.lengths == lengths and _may_be(item, lines)]
    # Those that begin rightly go before those that may have lost their first letter.
    best = min(fitting, key=lambda item: (not item.begins(lines), _cost(item, lines)), default=None)
    return best.name if best is not None else None


def _read_raw(layout: Format, lines: Sequence[str]) -> dict[str, str]:
    """What stands in each field, and in the parts of fields that hold several values."""
    raw = {field.name: field.span.of(lines) for field in layout.fields}
    for field in layout.fields:
        values = re.split("<+", raw[field.name].strip("<")) if field.parts else []
        raw |= {name: value for name, value in zip(field.parts, values, strict=False) if value}
    return raw


def _words(text: str) -> str:
    return " ".join(text.replace("<", " ").split())


def _read_number(layout: Format, raw: dict[str, str], lines: Sequence[str]) -> tuple[str, str]:
    """The document number, and the optional data without what belongs to the number."""
    check, optional = layout.check("documentNumber"), raw.get("optionalData", "")
    long = continued_value(check, lines) if check is not None else None
    if long is None:
        return raw.get("documentNumber", "").replace("<", ""), optional
    return long[0], optional.partition("<")[2]


def _state(code: str) -> str:
    return to_alpha3(code) or widen_code(code) or code.replace("<", "")


def _interpret(layout: Format, raw: dict[str, str], lines: list[str], today: date) -> dict[str, str | int]:
    values: dict[str, str | int | None] = {n: v for n, v in layout.implied if layout.field(n) is None}
    if "names" in raw:
        values["familyName"], values["givenNames"] = split_names(raw["names"])
    for name in ("familyName", "givenNames"):
        if name in raw:
            values[name] = _words(raw[name])
    number, first = _read_number(layout, raw, lines)
    values["documentNumber"] = number
    optional = [part.strip("<").replace("<", " ") for part in (first, raw.get("optionalData2", ""))]
    values["optionalData"] = " ".join(part for part in optional if part)
    values["birthDate"] = birth_date(raw.get("birthDate", "").ljust(DATE_WIDTH, "<"), today)
    values["expiryDate"] = expiry_date(raw.get("expiryDate", "").ljust(DATE_WIDTH, "<"), today)
    if "gender" in raw:
        values["gender"] = GENDERS.get(raw["gender"], 0)
    values["issuingCountry"] = _state(raw.get("issuer", ""))
    if "nationality" in raw:
        values["nationality"] = _state(raw["nationality"])
    values["documentCode"] = raw.get("documentCode", "").rstrip("<")
    return {name: value for name, value in values.items() if value is not None and value != ""}


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
    layout = FORMATS[name].national(fixed)
    raw = _read_raw(layout, fixed)
    names = [raw[key] for key in ("names", "familyName", "givenNames") if key in raw]
    return Zone(
        format=name,
        lines=tuple(fixed),
        checks=run_checks(name, fixed),
        fields=_interpret(layout, raw, fixed, today or _today()),
        raw=raw,
        names_truncated=any(is_truncated(field) for field in names),
    )


def _cut(text: str, layout: Format) -> list[str] | None:
    """`text` cut into the lines of `layout`; a few missing or superfluous fillers at its end are forgiven."""
    total = sum(layout.lengths)
    if not total - MOST_MISSING <= len(text) <= total + MOST_MISSING or text[total:].strip("<"):
        return None
    text = text[:total].ljust(total, "<")
    cuts, start = [], 0
    for length in layout.lengths:
        cuts.append(text[start : start + length])
        start += length
    return cuts


def _least(layout: Format, line: int) -> int:
    """Characters that a row has at least. Behind them stand fields that may be empty, and fillers alone; a
    check digit at the end is never a filler."""
    end = layout.lengths[line]
    least = end - MOST_MISSING
    for item in sorted((f for f in layout.fields if f.span.line == line), key=lambda f: -f.span.end):
        if item.span.end != end or item.name in NEVER_EMPTY:
            break
        least, end = item.span.start + 1, item.span.start
    return least


def _pad(rows: Sequence[str], layout: Format) -> list[str] | None:
    """Rows given their lengths: fillers at the end of a line are often cut off in copying."""
    if len(rows) != len(layout.lengths):
        return None
    padded = []
    for number, (row, length) in enumerate(zip(rows, layout.lengths, strict=True)):
        if row[length:].strip("<") or len(row) < _least(layout, number):
            return None
        padded.append(row[:length].ljust(length, "<"))
    return padded


def _ways(rows: Sequence[str]) -> Iterator[tuple[tuple[int, int], Format, list[str]]]:
    """Every way to take the rows for the lines of a format, its cost, and how many fillers it adds."""
    joined = "".join(rows)
    for layout in FORMATS.values():
        for lines, missing in (
            (_cut(joined, layout), abs(len(joined) - sum(layout.lengths))),
            # Rows that are rows already are cut anew only where that fits better.
            (_pad(rows, layout), 0),
        ):
            if lines is not None and layout.begins(lines) and (cost := _cost(layout, lines)) <= MOST_AMISS:
                yield (missing + cost, sum(layout.lengths)), layout, lines


def parse_text(text: str, *, today: date | None = None) -> Zone:
    """The zone in a text whose newlines, blanks and case do not matter. Raises `NotAnMrzError`."""
    rows = [row for row in (normalise(line) for line in text.splitlines()) if row]
    if detect_format(rows) is not None:
        return parse_lines(rows, today=today)
    best = min(_ways(rows), key=lambda way: way[0], default=None)
    if best is None:
        raise NotAnMrzError
    return parse_lines(best[2], today=today, as_format=best[1].name)
