"""Levels of many pairs of birth dates, equal to `compare_dates` on each of them."""

from collections.abc import Iterable
from typing import get_args

import numpy as np
import numpy.typing as npt

from matching.batch.terms import Bools, Integers
from matching.dates import GENERATION_YEARS, TRANSPOSABLE, DateLevel, IncompleteDate

DATE_LEVELS: tuple[str, ...] = get_args(DateLevel)
CODE = {level: code for code, level in enumerate(DATE_LEVELS)}
POWERS = 10 ** np.arange(7, -1, -1)
"""yyyymmdd"""
BLOCK = 1 << 16


def number_dates(texts: Iterable[str | None]) -> Integers:
    """`1985-07-12` as 19850712, 0 for no date. Raises the errors of `IncompleteDate.parse`."""
    return np.fromiter((IncompleteDate.parse(text).number if text else 0 for text in texts), dtype=np.int64)


def compare_date_pairs(one: Integers, other: Integers) -> npt.NDArray[np.int8]:
    """The level of each pair of dates, numbered as by `number_dates`."""
    year, month, day = one // 10_000, one // 100 % 100, one % 100
    other_year, other_month, other_day = other // 10_000, other // 100 % 100, other % 100
    same_year, same_month = year == other_year, month == other_month
    complete = (day > 0) & (other_day > 0)
    levels = np.full(len(one), CODE["different"], dtype=np.int8)
    levels[same_year] = np.where(same_month, CODE["yearMonth"], CODE["year"])[same_year]
    typed = complete & _differ_in_one_digit(one, other)
    near = np.abs(year - other_year) < GENERATION_YEARS
    levels[typed & near] = CODE["oneDigit"]
    levels[typed & ~near] = CODE["generation"]
    levels[complete & same_year & (month == other_day) & (day == other_month)] = CODE["dayMonthSwapped"]
    unknown_month, unknown_day = (month == 0) | (other_month == 0), (day == 0) | (other_day == 0)
    covers = same_year & (unknown_month | (same_month & (unknown_day | (day == other_day))))
    levels[~complete & covers] = CODE["compatible"]
    same = one == other
    levels[same] = np.where(day > 0, CODE["equal"], CODE["compatible"])[same]
    levels[(one == 0) | (other == 0)] = CODE["missing"]
    return levels


def compare_dates_with(asked: int, known: Integers) -> npt.NDArray[np.int8]:
    """The level of each date beside one: `compare_date_pairs` in fewer steps, which count for few dates."""
    year, month, day = asked // 10_000, asked // 100 % 100, asked % 100
    if not asked:
        return np.full(len(known), CODE["missing"], np.int8)
    other_year = known // 10_000
    other_month, other_day = known // 100 - other_year * 100, known % 100
    same_year = other_year == year
    levels = np.full(len(known), CODE["different"], np.int8)
    levels[same_year] = CODE["year"]
    levels[same_year & (other_month == month)] = CODE["yearMonth"]
    if day:
        typed = (known[:, None] // POWERS % 10 != asked // POWERS % 10).sum(axis=1) == 1
        for place in TRANSPOSABLE:
            left, right = asked // int(POWERS[place]) % 10, asked // int(POWERS[place + 1]) % 10
            if left != right:
                typed |= known == asked + (right - left) * int(POWERS[place] - POWERS[place + 1])
        typed &= other_day > 0
        levels[typed] = CODE["oneDigit"]
        levels[typed & (np.abs(other_year - year) >= GENERATION_YEARS)] = CODE["generation"]
        levels[known == year * 10_000 + day * 100 + month] = CODE["dayMonthSwapped"]
        covered = same_year & (other_day == 0) & ((other_month == 0) | (other_month == month))
    else:
        covered = same_year if not month else same_year & ((other_month == 0) | (other_month == month))
    levels[covered] = CODE["compatible"]
    levels[known == asked] = CODE["equal" if day else "compatible"]
    levels[known == 0] = CODE["missing"]
    return levels


def _differ_in_one_digit(one: Integers, other: Integers) -> Bools:
    """One digit differs, or two neighbours have changed places."""
    blocks = [_one_digit(one[at : at + BLOCK], other[at : at + BLOCK]) for at in range(0, len(one), BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros(0, bool)


def _one_digit(one: Integers, other: Integers) -> Bools:
    a, b = (number[:, None] // POWERS % 10 for number in (one, other))
    different = (a != b).sum(axis=1)
    found: Bools = different == 1
    rows = np.flatnonzero(different == 2)
    if len(rows):
        a, b = a[rows], b[rows]
        crossed = (a[:, :-1] == b[:, 1:]) & (a[:, 1:] == b[:, :-1]) & (a[:, :-1] != b[:, :-1])
        found[rows] = crossed[:, TRANSPOSABLE].any(axis=1)
    return found
