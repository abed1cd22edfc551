"""The Belgian identification number (SSIN; INSZ/NISS): validation, and issue of bis numbers.

`YYMMDD SSS CC`: birth date, day counter (odd for men, even for women), check `97 - n mod 97` over the first
nine digits, with a `2` before them for births from 2000 on. A bis number adds 40 to the month when the sex is
known, 20 when it is not. Rules: python-stdnum's `stdnum.be.nn` and `bis`, and the IT000
instructions named there.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

from stdnum.be import ssn
from stdnum.exceptions import ValidationError

from matching.dates import IncompleteDate
from models.errors import CodedError

SEX_KNOWN, SEX_UNKNOWN = 40, 20
MALE_COUNTERS, FEMALE_COUNTERS, ALL_COUNTERS = range(1, 998, 2), range(2, 999, 2), range(1, 999)
FIRST_YEAR = 1900
"""Two digits of year and one mark for the century: births before 1900 cannot be written."""
OVERFLOW_DAYS = range(10)
"""With month 00 the sixth digit counts on when a range is used up."""
UNKNOWN_BIRTH_PREFIX_DAY = ("00", 1)
"""`00 00 01` stands for a birth date of which nothing is known, so it is no overflow range."""

Gender = Literal[0, 1, 2]
TakenNumbers = Callable[[str], Iterable[str]]
"""Given six digits, the numbers in use that begin with them (of either century)."""


class SsinInvalidError(CodedError):
    code = "ssinInvalid"
    status = 400
    message = "This is not a valid Belgian identification number."
    remedy = "Check the eleven digits; the last two are check digits."


class BirthYearUnsupportedError(CodedError):
    code = "birthYearUnsupported"
    status = 400
    message = "A number can be made for births from {first} to {last} only."
    remedy = "Check the year of birth."


class CountersExhaustedError(CodedError):
    code = "countersExhausted"
    status = 409
    message = "All numbers for the birth year {year} and this sex are used up."
    remedy = "Ask the registry's manager to assign a number by hand."


def validate_ssin(untrusted_text: str) -> str:
    """The eleven digits of a valid national or bis number; raises `SsinInvalidError`."""
    try:
        return str(ssn.validate(untrusted_text))
    except ValidationError:
        raise SsinInvalidError from None


def check_digits(nine_digits: str, year: int) -> str:
    """The two check digits for the first nine of a person born in `year`."""
    number = int("2" + nine_digits if year >= 2000 else nine_digits)
    return f"{97 - number % 97:02d}"


def counter_prefixes(birth_date: IncompleteDate, gender: Gender) -> Iterator[str]:
    """The six-digit beginnings to try, in order: date; day unknown; month and day unknown; overflow."""
    shift = SEX_KNOWN if gender else SEX_UNKNOWN
    year = f"{birth_date.year % 100:02d}"
    ladder = [(birth_date.month, birth_date.day), (birth_date.month, 0)]
    ladder += [(0, day) for day in OVERFLOW_DAYS if (year, day) != UNKNOWN_BIRTH_PREFIX_DAY]
    yield from dict.fromkeys(f"{year}{month + shift:02d}{day:02d}" for month, day in ladder)


def counters_of(gender: Gender) -> range:
    """The day counters of a sex: odd for men, even for women, all where it is not known."""
    return {0: ALL_COUNTERS, 1: MALE_COUNTERS, 2: FEMALE_COUNTERS}[gender]


def write_number(prefix: str, counter: int, year: int) -> str:
    """The eleven digits of a birth in `year`."""
    nine = f"{prefix}{counter:03d}"
    return nine + check_digits(nine, year)


def require_year(year: int) -> None:
    """Raises `BirthYearUnsupportedError` for years in which nobody born can have a number."""
    this_year = datetime.now(UTC).year
    if not FIRST_YEAR <= year <= this_year:
        raise BirthYearUnsupportedError(first=FIRST_YEAR, last=this_year)


def issue_bis(birth_date: IncompleteDate, gender: Gender, taken: TakenNumbers) -> str:
    """A new bis number: the lowest free counter of the first range that has one.

    `taken` is asked once per range tried. The caller holds the lock that makes answer and use one step.
    Raises `BirthYearUnsupportedError` and `CountersExhaustedError`. The plain reference of the service's own.
    """
    require_year(birth_date.year)
    for prefix in counter_prefixes(birth_date, gender):
        used = set(taken(prefix))
        numbers = (write_number(prefix, counter, birth_date.year) for counter in counters_of(gender))
        free = next((number for number in numbers if number not in used), None)
        if free is not None:
            return free
    raise CountersExhaustedError(year=birth_date.year)
