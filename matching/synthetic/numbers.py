"""Bis numbers in bulk: the rules of `matching.ssin`, with the next free counter of each range remembered."""

from matching.dates import IncompleteDate
from matching.ssin import (
    ALL_COUNTERS,
    FEMALE_COUNTERS,
    MALE_COUNTERS,
    CountersExhaustedError,
    Gender,
    check_digits,
    counter_prefixes,
)


class BisIssuer:
    """Issues distinct numbers one after another."""

    def __init__(self) -> None:
        self._next: dict[tuple[str, bool, Gender], int] = {}

    def issue(self, birth: IncompleteDate, gender: Gender) -> str:
        """The next number for this date and sex; raises `CountersExhaustedError`."""
        counters = {0: ALL_COUNTERS, 1: MALE_COUNTERS, 2: FEMALE_COUNTERS}[gender]
        for prefix in counter_prefixes(birth, gender):
            place = (prefix, birth.year >= 2000, gender)
            position = self._next.get(place, 0)
            if position < len(counters):
                self._next[place] = position + 1
                nine = f"{prefix}{counters[position]:03d}"
                return nine + check_digits(nine, birth.year)
        raise CountersExhaustedError(year=birth.year)
