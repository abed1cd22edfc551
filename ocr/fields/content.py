"""Fields known by what they look like, where no caption can be read: personal numbers by their check digits,
dates of issue by the validity that documents have, document numbers, addresses and categories by their form.

On a picture of 110 dots per inch values are still read letter for letter when next to no caption is. A guess
never contradicts an MRZ.
"""

import datetime
import importlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ocr.extraction import DocumentType
from ocr.fields.assign import Reading, read_unannounced
from ocr.fields.dates import find_dates
from ocr.fields.grammar import read_address, read_categories
from ocr.fields.layout import Item, fold
from ocr.fields.personal import has_form, mend_number

DOUBT = 0.72
"""A guess keeps this share of its line's confidence."""
LEGIBLE, CLEAR = 0.85, 0.3
VALIDITY = range(1, 21)
"""Years for which documents are issued."""
PERSONAL: dict[str, tuple[str, ...]] = {
    "BEL": ("be.nn", "be.bis"),
    "BGR": ("bg.egn",),
    "BIH": ("si.emso",),
    "BRA": ("br.cpf",),
    "CHE": ("ch.ssn",),
    "CHN": ("cn.ric",),
    "CZE": ("cz.rc",),
    "DNK": ("dk.cpr",),
    "ESP": ("es.dni", "es.nie"),
    "EST": ("ee.ik",),
    "FIN": ("fi.hetu",),
    "FRA": ("fr.nir",),
    "GRC": ("gr.amka",),
    "HRV": ("hr.oib",),
    "IRL": ("ie.pps",),
    "ISL": ("is_.kennitala",),
    "ITA": ("it.codicefiscale",),
    "LTU": ("lt.asmens",),
    "MDA": ("md.idno",),
    "MKD": ("si.emso",),
    "MNE": ("si.emso",),
    "NLD": ("nl.bsn",),
    "NOR": ("no.fodselsnummer",),
    "POL": ("pl.pesel",),
    "PRT": ("pt.nif", "pt.cc"),
    "ROU": ("ro.cnp",),
    "SRB": ("si.emso",),
    "SVK": ("sk.rc",),
    "SVN": ("si.emso",),
    "SWE": ("se.personnummer",),
    "TUR": ("tr.tckimlik",),
    "UKR": ("ua.rntrc",),
}
"""States and the modules of python-stdnum for the numbers of their people."""
OWN_FORM = frozenset({"ALB"})
"""States whose personal numbers are told by their form: no document's number has it."""
NUMBER = re.compile(
    r"[A-Z]{1,3}\d{5,9}[A-Z]{0,2}\d?|\d{2,3}[A-Z]{2}\d{4,6}|(?=.*[A-Z])(?=.*\d.*\d)[A-Z0-9]{9}|\d{8,10}"
)
"""Forms of document numbers."""
ADDRESS = re.compile(r"(?=.*[^\W\d_]{4})(?=.*\b\d{1,4}[A-Za-z]?\b).{12,}")
DATED = 9
"""Digits of a number from which the birth date at its beginning makes it the person's."""
TABLE = 5
"""Lines of one category each from which they are the table on a licence's back."""


@dataclass(frozen=True)
class Context:
    """What the other pages of the upload, and captions, say: state, birth and expiry (ISO), kind; the
    document's number, of a page that names its holder."""

    issuer: str | None = None
    birth: str | None = None
    expiry: str | None = None
    kind: DocumentType = "unknown"
    this_year: int = 2026
    number: str | None = None
    is_back: bool = False
    """The holder's name and birth date stand on another page, and no birth date on this one."""


@cache
def _module(name: str) -> Any:
    return importlib.import_module(f"stdnum.{name}")


def is_personal(number: str, issuer: str | None) -> bool:
    """Whether the check digits of a number, or else its form, are those of the state's personal numbers."""
    if issuer in OWN_FORM and has_form(mend_number(number, issuer), issuer):
        return True
    return any(bool(_module(name).is_valid(number)) for name in PERSONAL.get(issuer or "", ()))


def is_span(first: str, last: str) -> bool:
    """Whether two ISO dates are as far apart as a document's issue and expiry: whole years, a day or two
    off."""
    try:
        a, b = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    except ValueError:
        return False
    years = round((b - a).days / 365.2425)
    return years in VALIDITY and abs((b - a).days - years * 365.2425) <= 2.5


def _dates(items: Sequence[Item], context: Context) -> dict[str, Item]:
    """ISO dates and where they stand."""
    found: dict[str, Item] = {}
    for item in items:
        for date in find_dates(item.text, this_year=context.this_year):
            found.setdefault(date.value, item.part(date.start, date.end))
    return found


def _guess_issue(known: set[str], items: Sequence[Item], context: Context) -> Iterator[Reading]:
    dates = _dates(items, context)
    ends = [context.expiry] if context.expiry else sorted(dates, reverse=True)
    pairs = [
        (a, b) for b in ends for a in sorted(dates) if b is not None and a != context.birth and is_span(a, b)
    ]
    if not pairs:
        return
    first, last = pairs[0]
    # Two dates whole years apart are what they are taken for, captions or not.
    yield read_unannounced("issueDate", first, dates[first], DOUBT)
    if "expiryDate" not in known and context.expiry is None and last in dates:
        yield read_unannounced("expiryDate", last, dates[last], DOUBT)


def confirm_span(readings: Sequence[Reading]) -> list[Reading]:
    """The readings; an expiry without a caption that is whole years from a date of issue is one
    nevertheless, and may contradict."""
    issue = next((str(reading.value) for reading in readings if reading.field == "issueDate"), None)
    return [
        replace(reading, anchored=True, confidence=min(1.0, reading.confidence / DOUBT))
        if reading.field == "expiryDate"
        and not reading.anchored
        and issue is not None
        and reading.weakest >= CLEAR
        and is_span(issue, str(reading.value))
        else reading
        for reading in readings
    ]


def holds_birth(number: str, birth: str | None, *, at_start: bool) -> bool:
    """Whether a number holds a birth date (ISO), in one of the orders that states use; False for one that is
    not wholly known."""
    if birth is None or birth.count("-") != 2 or birth.endswith("-00"):
        return False
    year, month, day = birth.split("-")
    digits = re.sub(r"\D", "", number)
    forms = (year[2:] + month + day, day + month + year[2:], year + month + day, day + month + year)
    return digits.startswith(forms) if at_start else any(form in digits for form in forms)


def _guess_numbers(known: set[str], items: Sequence[Item], context: Context) -> Iterator[Reading]:
    personal: list[tuple[Item, str]] = []
    others: list[tuple[Item, str]] = []
    for item in items:
        compact = re.sub(r"[^A-Z0-9]", "", item.text.upper())
        printed = re.sub(r"\s+", "", item.text.strip(" .:;,"))
        if not 7 <= len(compact) <= 18 or find_dates(item.text) or not any(map(str.isdigit, compact)):
            continue
        dated = sum(map(str.isdigit, compact)) >= DATED and holds_birth(compact, context.birth, at_start=True)
        if dated or is_personal(compact, context.issuer):
            personal.append((item, printed))
        elif NUMBER.fullmatch(compact) and printed == printed.upper():
            others.append((item, printed))
    if "personalNumber" not in known and len({number for _, number in personal}) == 1:
        yield read_unannounced("personalNumber", personal[0][1], personal[0][0], DOUBT)
    if "documentNumber" not in known and len({number for _, number in others}) == 1:
        yield read_unannounced("documentNumber", others[0][1], others[0][0], DOUBT)


def _guess_address(items: Sequence[Item]) -> Iterator[Reading]:
    lines = [
        item
        for item in items
        if ADDRESS.fullmatch(item.text.strip())
        and read_address(item.text)
        and len(fold(item.text).split()) >= 3
    ]
    if len(lines) == 1:
        yield read_unannounced("residenceAddress", read_address(lines[0].text) or "", lines[0], DOUBT)


def _guess_categories(items: Sequence[Item]) -> Iterator[Reading]:
    lines = [(item, value) for item in items if (value := read_categories(item.text)) is not None]
    if lines and len(lines) < TABLE:
        item, value = max(lines, key=lambda entry: (len(entry[1].split()), entry[0].middle))
        if len(value.split()) > 1 or item.middle >= max(other.middle for other in items):
            yield read_unannounced("licenceCategories", value, item, DOUBT)


def guess_by_content(
    readings: Sequence[Reading], free: Sequence[Item], items: Sequence[Item], context: Context
) -> list[Reading]:
    """Readings for fields that nothing else gave. `free`: lines that nobody has taken; `items`: all lines."""
    known = {reading.field for reading in readings}
    clear = [item for item in free if item.confidence >= LEGIBLE and item.weakest >= CLEAR]
    found: list[Reading] = []
    if "issueDate" not in known:
        found += _guess_issue(known, items, context)
    taken = {reading.polygon for reading in found}
    rest = [item for item in clear if item.polygon not in taken]
    found += _guess_numbers(known, rest, context)
    if "residenceAddress" not in known and context.kind in (
        "residencePermit",
        "identityCard",
        "drivingLicence",
    ):
        found += _guess_address(rest)
    if "licenceCategories" not in known and context.kind == "drivingLicence":
        found += _guess_categories(rest)
    return found
