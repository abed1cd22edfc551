"""Persons in order of birth: who was born on a day, in a year, or between, is a slice of rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
YEAR = 10_000
"""A year among dates as numbers (yyyymmdd)."""


@dataclass(frozen=True, slots=True)
class Days:
    """Some dates on which somebody was born, ascending, and the slice of rows of each."""

    dates: npt.NDArray[np.int32]
    starts: Rows
    ends: Rows

    def among(self, kept: npt.NDArray[np.bool_]) -> "Days":
        """Those of the dates that are kept."""
        return Days(self.dates[kept], self.starts[kept], self.ends[kept])

    def edges(self) -> npt.NDArray[np.uint32]:
        """First row and row behind the last of each date, one after another."""
        return np.stack([self.starts, self.ends], axis=1).ravel().astype(np.uint32)

    def rows(self) -> Rows:
        """Everybody born on one of them."""
        pieces = [np.arange(*both) for both in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]
        return np.concatenate(pieces) if pieces else np.empty(0, np.int64)

    def day_of(self, rows: Rows) -> npt.NDArray[np.intp]:
        """The place among the dates of each of some rows, all of them born on one."""
        return np.searchsorted(self.ends, rows, side="right")


class Births:
    """The dates (yyyymmdd) of rows in order of birth."""

    def __init__(self, births: npt.NDArray[np.int32]) -> None:
        """`births` ascend."""
        self._dates, starts = np.unique(births, return_index=True)
        self._starts = np.append(starts, len(births)).astype(np.int64)

    def of(self, rows: Rows) -> npt.NDArray[np.int32]:
        """The birth dates of some rows."""
        dates: npt.NDArray[np.int32] = self._dates[np.searchsorted(self._starts, rows, side="right") - 1]
        return dates

    def on(self, dates: Sequence[int]) -> Days:
        """Those of the dates on which somebody was born."""
        wanted = np.array(dates, self._dates.dtype)
        wanted.sort()
        places = np.searchsorted(self._dates, wanted)
        known = places < len(self._dates)
        places = places[known][self._dates[places[known]] == wanted[known]]
        return Days(self._dates[places], self._starts[places], self._starts[places + 1])

    def in_year(self, year: int) -> tuple[int, int]:
        """First row, and row behind the last, of whoever was born in a year, on a known day or not."""
        first, last = np.searchsorted(self._dates, np.array([year, year + 1], np.int32) * YEAR)
        return int(self._starts[first]), int(self._starts[last])
