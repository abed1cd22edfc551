"""Identification numbers in bulk: the rules of `matching.ssin`, with the next free counter of each range
kept.

National numbers (month as it is) and bis numbers (month + 40, or + 20 with the sex unknown) have counters of
their own. A range that is used up goes on where `matching.ssin.counter_prefixes` says: day unknown, month and
day unknown, the ten overflow days of month 00; and at the very last in the other register's ranges.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from matching.ssin import OVERFLOW_DAYS, SEX_KNOWN, SEX_UNKNOWN, CountersExhaustedError
from matching.synthetic.births import FIRST_YEAR, LAST_YEAR

Numbers = npt.NDArray[np.int64]

NATIONAL, BIS, BIS_SEX_UNKNOWN = 0, 1, 2
SHIFTS: Final = np.array([0, SEX_KNOWN, SEX_UNKNOWN])
CAPACITY: Final = np.array([499, 499, 998])
"""Counters in a range: 001-997 odd for men, 002-998 even for women; all of them while the sex is unknown."""
LADDER: Final = 2 + len(OVERFLOW_DAYS)
SHAPE: Final = (3, LAST_YEAR - FIRST_YEAR + 1, 13, 32, 2)


class SsinIssuer:
    """Issues distinct numbers, a batch after another."""

    def __init__(self) -> None:
        self._used = np.zeros(int(np.prod(SHAPE)), np.int64)

    def issue(self, dates: Numbers, genders: Numbers, registers: Numbers) -> Numbers:
        """Eleven-digit numbers for births `dates` (yyyymmdd, zeros where unknown), sexes (1, 2) and
        registers.

        Raises `CountersExhaustedError` when a year's ranges are all used up.
        """
        numbers = np.zeros(len(dates), np.int64)
        left = np.arange(len(dates))
        for turn in range(2 * LADDER):
            if len(left) == 0:
                return numbers
            numbers[left] = self._try(
                dates[left], genders[left], _register(registers[left], turn), turn % LADDER
            )
            left = left[numbers[left] == 0]
        if len(left):
            raise CountersExhaustedError(year=int(dates[left[0]]) // 10_000)
        return numbers

    def _try(self, dates: Numbers, genders: Numbers, registers: Numbers, step: int) -> Numbers:
        """Numbers of one step of the ladder, 0 where its range is used up."""
        year, month, day = _range(dates, step)
        sex = np.where(registers == BIS_SEX_UNKNOWN, 0, genders - 1)
        key = np.ravel_multi_index((registers, year - FIRST_YEAR, month, day, sex), SHAPE)
        order = np.argsort(key, kind="stable")
        first = np.searchsorted(key[order], key[order], side="left")
        place = np.empty_like(key)
        place[order] = np.arange(len(key)) - first
        place += self._used[key]
        free = (place < CAPACITY[registers]) & ((year % 100 > 0) | (month > 0) | (day != 1))
        np.add.at(self._used, key[free], 1)
        counter = np.where(registers == BIS_SEX_UNKNOWN, place + 1, 2 * place + 1 + sex)
        nine = ((year % 100 * 100 + month + SHIFTS[registers]) * 100 + day) * 1000 + counter
        return np.where(free, nine * 100 + 97 - (nine + 2_000_000_000 * (year >= 2000)) % 97, 0)


def _register(registers: Numbers, turn: int) -> Numbers:
    """The register asked in this turn: the person's own first, then the other one."""
    return registers if turn < LADDER else np.where(registers == NATIONAL, BIS, NATIONAL)


def _range(dates: Numbers, step: int) -> tuple[Numbers, Numbers, Numbers]:
    year, month, day = dates // 10_000, dates // 100 % 100, dates % 100
    if step == 0:
        return year, month, day
    if step == 1:
        return year, month, np.zeros_like(day)
    return year, np.zeros_like(month), np.full_like(day, OVERFLOW_DAYS[step - 2])
