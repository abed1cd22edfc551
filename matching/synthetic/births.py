"""Birth dates by the million, as days since 1970 and as the registry's yyyymmdd."""

from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

FIRST_YEAR: Final = 1930
LAST_YEAR: Final = 2007
YEARS: Final = np.arange(FIRST_YEAR, LAST_YEAR + 1)
WEIGHTS: Final = np.interp(YEARS, [1930, 1960, 1970, 1998, 2007], [0.15, 0.75, 1.0, 1.0, 0.5])
"""Ages of people in or once in work: flat in the middle, so that 20 million find counters; ours."""
CUMULATED: Final = np.cumsum(WEIGHTS) / WEIGHTS.sum()
FIRST_DAY: Final = int(np.datetime64(f"{FIRST_YEAR}-01-01").astype(int))
LAST_DAY: Final = int(np.datetime64(f"{LAST_YEAR}-12-31").astype(int))


def draw_days(count: int, rng: np.random.Generator) -> Numbers:
    """True days of birth."""
    years = YEARS[np.searchsorted(CUMULATED, rng.random(count), side="right")]
    starts = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    ends = (years - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    return starts + (rng.random(count) * (ends - starts)).astype(np.int64)


def shift_days(days: Numbers, by: Numbers) -> Numbers:
    """`days` moved by so many, or the other way where that leaves the years of birth."""
    moved = days + by
    moved = np.where((moved > LAST_DAY) | (moved < FIRST_DAY), days - by, moved)
    return np.clip(moved, FIRST_DAY, LAST_DAY)


def date_numbers(days: Numbers) -> Numbers:
    """yyyymmdd."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    numbers: Numbers = years * 10_000 + month * 100 + (dates - months).astype(np.int64) + 1
    return numbers


def register_dates(
    dates: Numbers, chance: npt.NDArray[np.float64], rates: npt.NDArray[np.float64]
) -> Numbers:
    """The dates as registered: some are unknown and stand as 1 January, yyyy-00-00 or yyyy-mm-00.

    `rates` has a row of the three rates for each date; `chance` is uniform.
    """
    bounds = np.cumsum(rates, axis=1)
    year = dates // 10_000 * 10_000
    registered: Numbers = np.select(
        [chance < bounds[:, 0], chance < bounds[:, 1], chance < bounds[:, 2]],
        [year + 101, year, dates // 100 * 100],
        dates,
    )
    return registered
