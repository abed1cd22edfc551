"""What other fields, check digits and a list of towns say of a value: borne out, unlikely, or nothing."""

import re
from collections.abc import Mapping

from ocr.fields.content import PERSONAL, holds_birth, is_personal, is_span
from ocr.fields.countries import country_of_code, country_of_text
from ocr.fields.gazetteer import is_town
from ocr.fields.layout import fold
from ocr.fields.specimen import is_overprint

Values = Mapping[str, str | int]
OLDEST, LONGEST_VALIDITY = 110, 50
"""Years of a holder, at most; years that a document is valid, at most."""
NAMES = ("familyName", "givenNames")
DATES = ("birthDate", "issueDate", "expiryDate")
"""In the order in which they come."""
FEWEST_LETTERS, MOST_WORDS = 2, 5
"""Of a name."""
FEWEST_OF_PLACE = 3
NUMBERS = 5
"""Digits that no name, place or authority holds beside letters."""
LONG_WORD = 4
"""Letters from which a word of an address can be a town."""


def is_confirmed(name: str, value: str | int, others: Values, issuer: str | None) -> bool:
    """Whether something else than a second reading of it bears a value out: the personal number and the birth
    date each other, as issue and expiry do; a check digit; a list of towns."""
    text = str(value)
    if name in ("issueDate", "expiryDate"):
        first, last = (str(({**others, name: value}).get(date, "")) for date in ("issueDate", "expiryDate"))
        return is_span(first, last)
    if name == "birthDate":
        return holds_birth(str(others.get("personalNumber", "")), text, at_start=False)
    if name == "personalNumber":
        holds = holds_birth(text, str(others.get("birthDate", "")), at_start=False)
        return is_personal(text, issuer) if issuer in PERSONAL else holds
    if name == "placeOfBirth":
        return is_town(text)
    if name in ("residenceAddress", "issuingAuthority"):
        words = [word for word in re.split(r"[\s,]+", text) if len(word) >= LONG_WORD]
        return len(words) > 1 and any(is_town(word) for word in words)
    return False


def _is_odd_name(name: str, text: str, others: Values) -> bool:
    letters = sum(map(str.isalpha, text))
    twin = fold(str(others.get(NAMES[name == NAMES[0]], "")))
    odd = any(char.isdigit() for char in text) or letters < FEWEST_LETTERS or len(text.split()) > MOST_WORDS
    return odd or (bool(twin) and twin == fold(text))


def _is_other_thing(text: str) -> bool:
    """Whether words that are to name a person, a place or an authority are an overprint, a state, or hold a
    number or a date."""
    state = country_of_code(text) is not None or country_of_text(text) is not None
    numbers = any(char.isalpha() for char in text) and len(re.findall(r"\d", text)) >= NUMBERS
    return is_overprint(text) or state or numbers


def _is_odd_place(text: str, others: Values) -> bool:
    names = {fold(str(others[name])) for name in NAMES if name in others}
    return sum(map(str.isalpha, text)) < FEWEST_OF_PLACE or fold(text) in names


def _is_odd_date(name: str, text: str, others: Values, year: int) -> bool:
    known = [str(date) for date in (({**others, name: text}).get(other) for other in DATES) if date]
    if known != sorted(known) or len(set(known)) < len(known):
        return True
    earliest, latest = {
        "birthDate": (year - OLDEST, year),
        "issueDate": (year - LONGEST_VALIDITY, year),
        "expiryDate": (year - LONGEST_VALIDITY, year + LONGEST_VALIDITY),
    }[name]
    return not earliest <= int(text[:4]) <= latest


def is_implausible(name: str, value: str | int, others: Values, issuer: str | None, year: int) -> bool:
    """Whether the form of a value, or another field, speaks against it. `year`: this one."""
    text = str(value)
    if name in DATES:
        return _is_odd_date(name, text, others, year)
    if name in NAMES:
        return _is_odd_name(name, text, others) or _is_other_thing(text)
    if name == "placeOfBirth":
        return _is_odd_place(text, others) or _is_other_thing(text)
    if name == "issuingAuthority":
        return _is_other_thing(text)
    if name == "documentNumber":  # the state's number of the person is another field
        return text == str(others.get("personalNumber", "")) or is_personal(text, issuer)
    return False
