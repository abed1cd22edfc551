"""Persons in order of birth: who was born on a day is a slice, who shares a part of a name is marked.

The mark of a person is a Bloom filter of 64 bits over the codes of all parts of the names. It leaves few of
the fifty thousand people born on one of sixty dates to be looked at, in memory that lies together.
"""

from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from matching.keys import Codes

Rows = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


class Births:
    """The dates (yyyymmdd) of rows in order of birth, and a mark of each (`name_marks`)."""

    def __init__(self, births: npt.NDArray[np.int32], marks: Words) -> None:
        """`births` ascend."""
        self._dates, starts = np.unique(births, return_index=True)
        self._starts = np.append(starts, len(births)).astype(np.int64)
        self._marks = marks

    def of(self, rows: Rows) -> npt.NDArray[np.int32]:
        """The birth dates of some rows."""
        dates: npt.NDArray[np.int32] = self._dates[np.searchsorted(self._starts, rows, side="right") - 1]
        return dates

    def on(self, date: int) -> Rows:
        """Everybody born on a date."""
        slices = self._slices([date])
        return np.arange(*slices[0]) if slices else np.empty(0, np.int64)

    def near(self, dates: Sequence[int], parts: Sequence[int]) -> Rows:
        """Whoever was born on one of the dates and may have one of these parts, by the mark."""
        slices = self._slices(dates)
        if not slices or not parts:
            return np.empty(0, np.int64)
        marks = np.concatenate([self._marks[start:end] for start, end in slices])
        shared = reduce(np.logical_or, (marks & mark == mark for mark in map(_mark, parts)))
        lengths = [end - start for start, end in slices]
        places = np.flatnonzero(shared)
        which = np.searchsorted(np.cumsum(lengths), places, side="right")
        before = np.cumsum([0, *lengths[:-1]])
        rows: Rows = np.array([start for start, _ in slices])[which] + places - before[which]
        return rows

    def _slices(self, dates: Sequence[int]) -> list[tuple[int, int]]:
        wanted = np.array(dates, self._dates.dtype)
        places = np.searchsorted(self._dates, wanted)
        known = places < len(self._dates)
        places = places[known][self._dates[places[known]] == wanted[known]]
        return list(zip(self._starts[places].tolist(), self._starts[places + 1].tolist(), strict=True))


def name_marks(codes: Codes) -> Words:
    """Two bits of 64 for each code of a name; none for the zeros."""
    marks = np.zeros(len(codes), np.uint64)
    for column in codes.T:
        low, high = column & np.uint32(63), column >> np.uint32(6) & np.uint32(63)
        bits = np.uint64(1) << low.astype(np.uint64) | np.uint64(1) << high.astype(np.uint64)
        marks |= np.where(column != 0, bits, np.uint64(0))
    return marks


def _mark(code: int) -> np.uint64:
    return np.uint64(1 << (code & 63) | 1 << (code >> 6 & 63))
