"""The data of American and Canadian driving licences and identity cards: AAMVA DL/ID Card Design Standard.

A file begins with `@`, then `ANSI `, the issuer's number (6 digits), the version and the number of subfiles;
each subfile has elements of three letters, a value and a line feed (Annex D of the standard, 2020 edition).
Its versions name the same things differently: the name is one element (`DAA`, versions 0 and 1) or several,
dates are year first until version 1 and in Canada, month first in the United States.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

HEADER = re.compile(r"@\s*(?:ANSI |AAMVA|AAMVA )\s*(?P<issuer>\d{6})(?P<version>\d{2})")
ELEMENT = re.compile(r"^(?P<name>[DZ][A-Z][A-Z])(?P<value>.*)$")
SUBFILE = re.compile(r"(?:DL|ID|EN)(?=D[A-Z]{2})")
"""A subfile repeats its kind before its first element, without a line feed."""
ELEMENTS = re.compile(r"D(?:A[A-Z]|B[A-Z]|C[A-Z]|D[A-L])")
COUNTRIES = {"USA": "USA", "CAN": "CAN"}
GENDERS = {"1": 1, "2": 2, "9": 0, "M": 1, "F": 2, "X": 0}
EMPTY = {"", "NONE", "UNAVL", "UNAVAIL", "NA", "N/A"}
MISSING_DATES = {"00000000", "99999999"}
MANY = 200
"""Lines of a file beyond which none is looked at."""


@dataclass(frozen=True)
class CardData:
    """What a licence or card says of its holder.

    `kind`: driving licence or identity card; `issuer`: ISO 3166 alpha-3; `values`: by the contract's field
    names, dates ISO, gender by ISO 5218; `texts`: what stood there; `truncated`: names that were cut off.
    """

    kind: Literal["drivingLicence", "identityCard"]
    issuer: str
    values: Mapping[str, str | int]
    texts: Mapping[str, str]
    truncated: frozenset[str] = field(default_factory=frozenset)


def _split(text: str) -> dict[str, str]:
    """The elements by name, the first of each."""
    found: dict[str, str] = {}
    for line in re.split(r"[\r\n\x1e\x1c]+", text)[:MANY]:
        rest = line.strip()
        start = SUBFILE.search(rest)
        if start is not None and "ANSI" in line:
            rest = rest[start.end() :]
        elif start is not None and start.start() == 0:
            rest = rest[2:]
        match = ELEMENT.match(rest)
        if match and ELEMENTS.fullmatch(match["name"]):
            found.setdefault(match["name"], match["value"].strip())
    return {name: value for name, value in found.items() if value.upper() not in EMPTY}


def read_date(text: str, *, year_first: bool) -> str | None:
    """An ISO date out of eight digits; the other order where only that one is a date. None for none."""
    if not re.fullmatch(r"\d{8}", text) or text in MISSING_DATES:
        return None
    orders = ("%Y%m%d", "%m%d%Y") if year_first else ("%m%d%Y", "%Y%m%d")
    for order in orders:
        try:
            date = datetime.datetime.strptime(text, order).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
        if 1880 <= date.year <= 2120:
            return date.isoformat()
    return None


def _names(elements: Mapping[str, str]) -> dict[str, str]:
    """Family name and given names as each version has them."""
    family = elements.get("DCS") or elements.get("DAB") or ""
    parts = [elements[name] for name in ("DCT", "DAC", "DAD") if name in elements]
    given = " ".join(part for number, part in enumerate(parts) if part not in parts[:number])
    if not family and "DAA" in elements:  # LAST,FIRST,MIDDLE,SUFFIX
        whole = [part.strip() for part in re.split(r"[,@]", elements["DAA"])]
        family, given = whole[0], " ".join(part for part in whole[1:3] if part)
    given = " ".join(re.split(r"[,\s]+", given.strip()))
    return {name: value for name, value in (("familyName", family), ("givenNames", given)) if value}


def _address(elements: Mapping[str, str]) -> str | None:
    street, city, state = (elements.get(name, "") for name in ("DAG", "DAI", "DAJ"))
    postal = re.sub(r"(?<=^\d{5})0000$", "", elements.get("DAK", "").replace(" ", ""))
    parts = [part for part in (street, city, f"{state} {postal}".strip()) if part]
    return ", ".join(parts) if street and city else None


def parse_aamva(text: str) -> CardData | None:
    """The holder's data in a payload; None when it is not of this standard or says nothing of a person."""
    header = HEADER.search(text[:80])
    if header is None:
        return None
    elements = _split(text[header.start() :])
    issuer = COUNTRIES.get(elements.get("DCG", "USA").upper(), "USA")
    year_first = int(header["version"]) <= 1 or issuer == "CAN"
    texts: dict[str, str] = dict(_names(elements))
    values: dict[str, str | int] = dict(texts)
    for name, element in (("birthDate", "DBB"), ("expiryDate", "DBA"), ("issueDate", "DBD")):
        date = read_date(elements.get(element, ""), year_first=year_first)
        if date is not None:
            values[name], texts[name] = date, elements[element]
    gender = GENDERS.get(elements.get("DBC", "").upper())
    if gender is not None:
        values["gender"], texts["gender"] = gender, elements["DBC"]
    number = elements.get("DAQ")
    if number:
        values["documentNumber"], texts["documentNumber"] = re.sub(r"\s", "", number), number
    address = _address(elements)
    if address is not None:
        values["residenceAddress"] = texts["residenceAddress"] = address
    if not {"familyName", "documentNumber"} & set(values):
        return None
    cut = {"familyName": "DDE", "givenNames": "DDF"}
    return CardData(
        kind="identityCard" if re.search(r"\d{2}ID\d{8}", text[:80]) else "drivingLicence",
        issuer=issuer,
        values=values,
        texts=texts,
        truncated=frozenset(name for name, element in cut.items() if elements.get(element) == "T"),
    )
