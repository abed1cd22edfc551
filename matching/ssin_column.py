"""The identification numbers of many persons in order of birth: five bytes each, and no index beside them.

A number begins with its owner's birth date as a rule, which leads to a few hundred rows. Where it does not
(dates corrected, days whose counters are used up), all are looked at: some milliseconds of 20 million.
"""

import numpy as np
import numpy.typing as npt

from matching.births import Births
from matching.ssin import SEX_UNKNOWN

Rows = npt.NDArray[np.int64]
LOW_BITS = 32
CENTURIES = (1900, 2000)
BEHIND_DATE = 100_000
"""Three digits of the day's counter and two check digits stand behind the date."""


class SsinColumn:
    """Numbers by row."""

    def __init__(self, numbers: npt.NDArray[np.int64], births: Births) -> None:
        """`numbers` are those of the rows of `births`; 0 stands for none."""
        self._births = births
        self._low = numbers.astype(np.uint32)
        self._high = (numbers >> LOW_BITS).astype(np.uint8)

    def __len__(self) -> int:
        return len(self._low)

    def of(self, rows: Rows) -> Rows:
        """The numbers in some rows."""
        return self._high[rows].astype(np.int64) << LOW_BITS | self._low[rows]

    def row(self, number: int) -> int | None:
        """Where a number stands; None where it does not."""
        for first, last in (*self._slices(number), (0, len(self))):
            low = np.flatnonzero(self._low[first:last] == number & (1 << LOW_BITS) - 1) + first
            found = low[self._high[low] == number >> LOW_BITS]
            if len(found):
                return int(found[0])
        return None

    def _slices(self, number: int) -> list[tuple[int, int]]:
        """The rows of whoever was born on the date that a number begins with, in either century."""
        short, day = divmod(number // BEHIND_DATE, 100)
        year, month = divmod(short, 100)
        days = self._births.on(
            [((century + year) * 100 + month % SEX_UNKNOWN) * 100 + day for century in CENTURIES]
        )
        return [*zip(days.starts.tolist(), days.ends.tolist(), strict=True)]
