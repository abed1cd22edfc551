"""Birth dates: `IncompleteDate` (yyyy-mm-dd, yyyy-mm-00, yyyy-00-00), its comparison and its variants."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal

from models.errors import CodedError

EARLIEST_YEAR = 1890
"""Nobody alive was born before; a year below is a typing error."""
GENERATION_YEARS = 13
"""Dates this far apart may be a parent's and a child's, however few digits differ."""
REGULARISED_YEARS = 9
"""A birth date corrected to another year, as after a regularisation, moves no further."""
TRANSPOSABLE = (0, 1, 2, 4, 5, 6)
"""Where two neighbouring digits of yyyymmdd may change places: not across year and month, so that each
forgivable change keeps the year or else the month and day (`keys.lock_keys` relies on it)."""
POWERS = tuple(10**place for place in range(7, -1, -1))
PATTERN = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

DateLevel = Literal[
    "equal",
    "dayMonthSwapped",
    "oneDigit",
    "compatible",
    "generation",
    "yearMonth",
    "year",
    "different",
    "missing",
]
FORGIVABLE: frozenset[DateLevel] = frozenset({"equal", "dayMonthSwapped", "oneDigit", "compatible"})
"""What one person's two dates may be. Any other level is a conflict, a new one too until it is named here."""


class BirthDateInvalidError(CodedError):
    code = "birthDateInvalid"
    status = 400
    message = "The birth date is not a date in the form yyyy-mm-dd."
    remedy = "Write yyyy-mm-dd; put 00 for an unknown day, and 00-00 for an unknown month and day."


class BirthDateOutOfRangeError(CodedError):
    code = "birthDateOutOfRange"
    status = 400
    message = "The birth date lies before {earliest} or in the future."
    remedy = "Check the year of birth on the document."


@dataclass(frozen=True, order=True)
class IncompleteDate:
    """A date whose day, or month and day, may be unknown (0)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, untrusted_text: str) -> "IncompleteDate":
        """The date in `untrusted_text`; raises `BirthDateInvalidError` or `BirthDateOutOfRangeError`."""
        return _parse(untrusted_text)

    @property
    def is_complete(self) -> bool:
        """Year, month and day are all known."""
        return self.day > 0

    @property
    def is_placeholder(self) -> bool:
        """1 January: what many registers write for an unknown day and month."""
        return (self.month, self.day) == (1, 1)

    @property
    def digits(self) -> str:
        """`yyyymmdd`, zeros where unknown."""
        return f"{self.year:04d}{self.month:02d}{self.day:02d}"

    @property
    def swapped(self) -> "IncompleteDate | None":
        """Day and month exchanged, where that is another valid date."""
        if not self.is_complete or self.day > 12 or self.day == self.month:
            return None
        return IncompleteDate(self.year, self.day, self.month)

    @property
    def number(self) -> int:
        """`yyyymmdd` as an integer."""
        return self.year * 10_000 + self.month * 100 + self.day

    def covers(self, other: "IncompleteDate") -> bool:
        """What is known of this date agrees with `other` as far as that is known."""
        return self.year == other.year and (
            0 in (self.month, other.month)
            or (self.month == other.month and (0 in (self.day, other.day) or self.day == other.day))
        )

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@lru_cache(maxsize=1 << 16)
def _parse(text: str) -> IncompleteDate:
    match = PATTERN.fullmatch(text) if text.isascii() else None
    if match is None:
        raise BirthDateInvalidError
    year, month, day = (int(part) for part in match.groups())
    if not _is_possible(year, month, day):
        raise BirthDateInvalidError
    today = datetime.now(UTC).date()
    if year < EARLIEST_YEAR or (year, month, day) > (today.year, today.month, today.day):
        raise BirthDateOutOfRangeError(earliest=EARLIEST_YEAR)
    return IncompleteDate(year, month, day)


def _is_possible(year: int, month: int, day: int) -> bool:
    if day == 0:
        return year > 0 and month <= 12
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def compare_dates(one: IncompleteDate | None, other: IncompleteDate | None) -> DateLevel:
    """How two birth dates relate; symmetric. `generation`: one digit off by enough years for a parent."""
    if one is None or other is None:
        return "missing"
    if one == other:
        return "equal" if one.is_complete else "compatible"
    if not (one.is_complete and other.is_complete):
        return "compatible" if one.covers(other) else _compare_parts(one, other)
    if one.swapped == other:
        return "dayMonthSwapped"
    distance = sum(a != b for a, b in zip(one.digits, other.digits, strict=True))
    if distance == 1 or _is_transposed(one, other):
        return "oneDigit" if abs(one.year - other.year) < GENERATION_YEARS else "generation"
    return _compare_parts(one, other)


def _compare_parts(one: IncompleteDate, other: IncompleteDate) -> DateLevel:
    if one.year != other.year:
        return "different"
    return "yearMonth" if one.month == other.month else "year"


def _is_transposed(one: IncompleteDate, other: IncompleteDate) -> bool:
    """Two neighbouring digits stand in each other's place."""
    a, b = one.digits, other.digits
    places = [i for i in range(8) if a[i] != b[i]]
    if len(places) != 2 or places[0] not in TRANSPOSABLE:
        return False
    left, right = places
    return right == left + 1 and (a[left], a[right]) == (b[right], b[left])


@lru_cache(maxsize=1 << 12)
def forgivable_numbers(birth: IncompleteDate) -> tuple[int, ...]:
    """Every date a request may be found under (yyyymmdd), each once and the date itself first.

    Swapped, one digit off, two digits exchanged, incomplete. An incomplete date expands to each day that it
    covers (at most 366).
    """
    year = birth.year * 10_000
    found = [birth.number, year, year + birth.month * 100, year + 101]
    if birth.is_complete:
        found += [birth.swapped.number] if birth.swapped else []
        found += [number for number in _mistyped(birth.number) if _is_known_day(number)]
    else:
        months = [birth.month] if birth.month else range(1, 13)
        days = (year + month * 100 + day for month in months for day in range(32))
        found += [number for number in days if number % 100 == 0 or _is_known_day(number)]
    return tuple(dict.fromkeys(found))


def _mistyped(number: int) -> Iterator[int]:
    """A number of eight digits with any one digit replaced, or two of `TRANSPOSABLE` exchanged."""
    digits = [number // power % 10 for power in POWERS]
    for digit, power in zip(digits, POWERS, strict=True):
        yield from range(number - digit * power, number + (10 - digit) * power, power)
    for place in TRANSPOSABLE:
        yield number + (digits[place + 1] - digits[place]) * (POWERS[place] - POWERS[place + 1])


def _is_known_day(number: int) -> bool:
    """A day in the calendar on which somebody alive may have been born."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if year < EARLIEST_YEAR or not 1 <= month <= 12:
        return False
    return 1 <= day <= 28 or (day > 28 and _is_possible(year, month, day))


def other_years(birth: IncompleteDate) -> tuple[int, ...]:
    """The same day of the years around it (yyyymmdd), `REGULARISED_YEARS` either way.

    None for 1 January: that so many were born on it says nothing of anybody's day.
    """
    if not birth.is_complete or birth.is_placeholder:
        return ()
    day = birth.number % 10_000
    years = range(birth.year - REGULARISED_YEARS, birth.year + REGULARISED_YEARS + 1)
    return tuple(number for year in years if _is_known_day(number := year * 10_000 + day))
