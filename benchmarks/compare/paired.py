"""Tests on paired cases: McNemar's exact test, and a bootstrap over whole groups."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, erfc, sqrt

import numpy as np

from benchmarks.results.cases import CaseRow

DRAWS = 2000
BOUNDS = (2.5, 97.5)
EXACT_UP_TO = 1000
"""Discordant pairs up to which the binomial sum is taken; beyond, its normal approximation."""


@dataclass(frozen=True)
class Change:
    """How a share of right cases moved. `gained`: wrong in A, right in B; `lost` the other way.

    `low`, `high`: the 95 % interval of the difference (bootstrap over groups). `p`: McNemar's exact test,
    two-sided.
    """

    cases: int
    a: float
    b: float
    gained: int
    lost: int
    low: float
    high: float
    p: float

    @property
    def is_loss(self) -> bool:
        """Whether B is worse by more than chance explains, by the interval and by the test."""
        return self.high < 0 and self.p < 0.05

    @property
    def is_gain(self) -> bool:
        """The same the other way."""
        return self.low > 0 and self.p < 0.05


def mcnemar(gained: int, lost: int) -> float:
    """Two-sided p of as uneven a split of the discordant pairs when either way is as likely."""
    trials, fewer = gained + lost, min(gained, lost)
    if trials == 0:
        return 1.0
    if trials > EXACT_UP_TO:
        return erfc((abs(gained - lost) - 1) / sqrt(2 * trials))
    tail = sum(comb(trials, number) for number in range(fewer + 1)) / 2**trials
    return min(1.0, 2.0 * float(tail))


def compare_cases(pairs: Sequence[tuple[CaseRow, CaseRow]], seed: int = 1) -> Change:
    """The change from A to B over the pairs (A's row, B's row) of the same cases; there is at least one."""
    groups: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    gained = lost = 0
    for one, other in pairs:
        step = int(other.right) - int(one.right)
        gained, lost = gained + (step > 0), lost + (step < 0)
        entry = groups[one.group or one.case]
        entry[0] += step
        entry[1] += 1
    table = np.array(list(groups.values()))
    rng = np.random.default_rng(seed)
    draws = np.empty(DRAWS)
    for number in range(DRAWS):
        sums = table[rng.integers(len(table), size=len(table))].sum(axis=0)
        draws[number] = sums[0] / sums[1]
    low, high = np.percentile(draws, BOUNDS)
    count = len(pairs)
    return Change(
        cases=count,
        a=sum(one.right for one, _ in pairs) / count,
        b=sum(other.right for _, other in pairs) / count,
        gained=gained,
        lost=lost,
        low=float(low),
        high=float(high),
        p=mcnemar(gained, lost),
    )
