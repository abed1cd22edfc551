"""The next free number of a birth date, without reading the numbers in use.

Numbers are never given back, so what is used up stays so: each range remembers its lowest counter that may be
free. The ladder of ranges and the check digits are those of `matching.ssin`, and so is the result: the lowest
free counter of the first range that has one.
"""

from datetime import UTC, datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from matching.dates import IncompleteDate
from matching.ssin import (
    ALL_COUNTERS,
    FEMALE_COUNTERS,
    FIRST_YEAR,
    MALE_COUNTERS,
    BirthYearUnsupportedError,
    CountersExhaustedError,
    Gender,
    check_digits,
    counter_prefixes,
)
from service.registry.models import RegistryRange

COUNTERS = {0: ALL_COUNTERS, 1: MALE_COUNTERS, 2: FEMALE_COUNTERS}
TAKEN = text("SELECT ssin FROM registry_person WHERE ssin = ANY(:numbers)")
LOOKED_AT = 32
"""Counters looked up at once; past the first import the lowest is nearly always free."""


def next_number(session: Session, birth_date: IncompleteDate, gender: Gender) -> str:
    """A number that nobody has. The caller holds NUMBERS_LOCK until it is in the registry.

    Raises `BirthYearUnsupportedError` and `CountersExhaustedError`.
    """
    this_year = datetime.now(UTC).year
    if not FIRST_YEAR <= birth_date.year <= this_year:
        raise BirthYearUnsupportedError(first=FIRST_YEAR, last=this_year)
    prefixes = [*counter_prefixes(birth_date, gender)]
    starts = _starts(session, prefixes, birth_date.year, gender)
    for prefix in prefixes:
        start = starts.get(prefix, 1)
        counter = _first_free(session, prefix, birth_date.year, gender, start)
        if (counter or COUNTERS[gender].stop) != start:
            _remember(session, prefix, birth_date.year, gender, counter)
        if counter is not None:
            return _number(prefix, counter, birth_date.year)
    raise CountersExhaustedError(year=birth_date.year)


def _starts(session: Session, prefixes: list[str], year: int, gender: Gender) -> dict[str, int]:
    """Where to begin in each range that is not fresh."""
    query = select(RegistryRange.prefix, RegistryRange.next_counter).where(
        RegistryRange.prefix.in_(prefixes),
        RegistryRange.since_2000 == (year >= 2000),
        RegistryRange.gender == gender,
    )
    return dict(session.execute(query).all())


def _first_free(session: Session, prefix: str, year: int, gender: Gender, start: int) -> int | None:
    """The lowest free counter from `start` on; None when the range is used up."""
    counters = [counter for counter in COUNTERS[gender] if counter >= start]
    for place in range(0, len(counters), LOOKED_AT):
        asked = {_number(prefix, counter, year): counter for counter in counters[place : place + LOOKED_AT]}
        taken = {*session.scalars(TAKEN, {"numbers": [*asked]})}
        free = next((counter for number, counter in asked.items() if number not in taken), None)
        if free is not None:
            return free
    return None


def _remember(session: Session, prefix: str, year: int, gender: Gender, counter: int | None) -> None:
    values = {"next_counter": counter or COUNTERS[gender].stop}
    key = {"prefix": prefix, "since_2000": year >= 2000, "gender": gender}
    statement = insert(RegistryRange).values(**key, **values)
    session.execute(statement.on_conflict_do_update(index_elements=[*key], set_=values))


def _number(prefix: str, counter: int, year: int) -> str:
    nine = f"{prefix}{counter:03d}"
    return nine + check_digits(nine, year)
