"""Whether new probabilities are better than those that ship: Brier's score on the same cases, paired."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.training.mrz_confidence import area_under_curve

DRAWS = 2000
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Gain:
    """`before` and `after`: mean squared error of the probabilities.

    `low`, `high`: the 95 % interval of after less before (bootstrap over groups): below 0 the new ones are
    better by more than chance explains.
    """

    cases: int
    before: float
    after: float
    low: float
    high: float
    auc_before: float
    auc_after: float

    @property
    def is_worse(self) -> bool:
        """Whether the new probabilities are worse by more than chance explains."""
        return self.low > 0

    def __str__(self) -> str:
        word = "better" if self.high < 0 else "worse" if self.is_worse else "no different by more than chance"
        return (
            f"{self.cases} cases: Brier {self.before:.4f} as shipped, {self.after:.4f} fitted "
            f"(difference {self.low:+.4f} to {self.high:+.4f}): {word}; "
            f"AUC {self.auc_before:.3f} → {self.auc_after:.3f}"
        )


def compare_ratings(
    before: Floats, after: Floats, right: npt.NDArray[np.bool_], groups: Sequence[str]
) -> Gain:
    """Both ratings of the same cases."""
    old, new = (before - right) ** 2, (after - right) ** 2
    names, places = np.unique(np.array(groups), return_inverse=True)
    sums = np.bincount(places, weights=new - old)
    counts = np.bincount(places)
    rng = np.random.default_rng(11)
    draws = np.empty(DRAWS)
    for number in range(DRAWS):
        drawn = rng.integers(len(names), size=len(names))
        draws[number] = sums[drawn].sum() / counts[drawn].sum()
    low, high = np.percentile(draws, (2.5, 97.5))
    areas = [
        area_under_curve(rated, right) if 0 < right.sum() < len(right) else 0.5 for rated in (before, after)
    ]
    return Gain(len(right), float(old.mean()), float(new.mean()), float(low), float(high), *areas)
