"""The next free number of a birth date, without reading the numbers in use.

Numbers are never given back, so what is used up stays so: each range remembers its lowest counter that may be
free. The ladder of ranges and the check digits are those of `matching.ssin`, and so is the result: the lowest
free counter of the first range that has one.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from matching.dates import IncompleteDate
from matching.ssin import (
    CountersExhaustedError,
    Gender,
    counter_prefixes,
    counters_of,
    require_year,
    write_number,
)

LOOKED_AT = 32
"""Counters looked up at once. A range is written down when it has moved on by as many."""
STARTS = text(
    "SELECT prefix, next_counter FROM registry_range"
    " WHERE prefix = ANY(:prefixes) AND since_2000 = :since_2000 AND gender = :gender"
)
TAKEN = text(
    "SELECT ssin FROM registry_person WHERE ssin = ANY(:numbers)"
    " UNION ALL SELECT lpad(number::text, 11, '0') FROM registry_reserved WHERE number = ANY(:reserved)"
)
"""A number that a running import will bring is taken, though the person is not to be seen yet."""
REMEMBER = text(
    "INSERT INTO registry_range (prefix, since_2000, gender, next_counter)"
    " VALUES (:prefix, :since_2000, :gender, :next_counter)"
    " ON CONFLICT (prefix, since_2000, gender) DO UPDATE SET next_counter = excluded.next_counter"
)


def next_number(session: Session, birth_date: IncompleteDate, gender: Gender) -> str:
    """A number that nobody has. The caller holds NUMBERS_LOCK until it is in the registry.

    Raises `BirthYearUnsupportedError` and `CountersExhaustedError`.
    """
    require_year(birth_date.year)
    prefixes = [*counter_prefixes(birth_date, gender)]
    key = {"since_2000": birth_date.year >= 2000, "gender": gender}
    starts: dict[str, int] = dict(session.execute(STARTS, {"prefixes": prefixes, **key}).all())
    for prefix in prefixes:
        start = starts.get(prefix, 1)
        counter = _first_free(session, prefix, birth_date.year, gender, start)
        reached = counter or counters_of(gender).stop
        if reached >= start + LOOKED_AT or (counter is None and reached > start):
            session.execute(REMEMBER, {"prefix": prefix, "next_counter": reached, **key})
        if counter is not None:
            return write_number(prefix, counter, birth_date.year)
    raise CountersExhaustedError(year=birth_date.year)


def _first_free(session: Session, prefix: str, year: int, gender: Gender, start: int) -> int | None:
    """The lowest free counter from `start` on; None when the range is used up."""
    counters = [counter for counter in counters_of(gender) if counter >= start]
    for place in range(0, len(counters), LOOKED_AT):
        asked = {
            write_number(prefix, counter, year): counter for counter in counters[place : place + LOOKED_AT]
        }
        taken = {
            *session.scalars(TAKEN, {"numbers": [*asked], "reserved": [int(number) for number in asked]})
        }
        free = next((counter for number, counter in asked.items() if number not in taken), None)
        if free is not None:
            return free
    return None
