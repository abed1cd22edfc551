"""m and u from counts, smoothed."""

from dataclasses import dataclass, replace
from math import floor, log10

import numpy as np

from benchmarks.training.matching_weights.em import merge, weighed_as
from benchmarks.training.matching_weights.sample import Sample
from matching.batch.score import LEVELS, Scores
from matching.weights import Level, Weights

DECLARED_WEIGHT = 0.25
"""What is declared about real requests counts as a quarter of the pairs counted (Dirichlet): the generator
makes not all of their errors, nor those it makes as often."""
U_FLOOR = 1e-3
"""No counted u is below: pairs of invented strangers prove no rarer agreement."""
DIGITS = 3
FITTED = (
    "familyName", "givenNames", "birthDate", "placeOfBirth", "gender", "countryOfBirth", "nationality",
)  # fmt: skip
BY_DEFINITION = {("familyName", "exact"), ("givenNames", "exact"), ("birthDate", "equal"),
                 ("placeOfBirth", "exact")}  # fmt: skip
"""Levels of which u is the term's share itself."""


@dataclass(frozen=True)
class FieldCounts:
    """How often each level was reached, among true pairs and among pairs of two people."""

    m: dict[str, int]
    u: dict[str, int]

    @property
    def m_pairs(self) -> int:
        """True pairs in which both know the field."""
        return sum(self.m.values())

    @property
    def u_pairs(self) -> int:
        """The same of two people."""
        return sum(self.u.values())


def two_people(sample: Sample, field: str) -> Scores:
    """The pairs of two people that u of a field is counted among (card.md says why)."""
    return {
        "givenNames": sample.compatriots,
        "placeOfBirth": sample.compatriots,
        "gender": sample.same_given,
        "countryOfBirth": sample.same_names,
        "nationality": sample.same_names,
    }.get(field, sample.strangers)


def count_levels(sample: Sample) -> dict[str, FieldCounts]:
    """The counts of every fitted field."""
    return {
        field: FieldCounts(merge(sample.true.count(field)), merge(two_people(sample, field).count(field)))
        for field in FITTED
    }


def fit(sample: Sample, weights: Weights) -> Weights:
    """`weights` with m, u, factors and counts of the sample; floors, prior and the rest as they are."""
    counts = count_levels(sample)
    levels = dict(weights.levels)
    for field, found in counts.items():
        table = weights.levels[field]
        levels[field] = {name: _fit_level(sample, field, name, level, found) for name, level in table.items()}
    pairs = {field: (found.m_pairs, found.u_pairs) for field, found in counts.items()}
    return replace(weights, levels=levels, pairs=weights.pairs | pairs)


def smooth_m(count: int, pairs: int, declared: float) -> float:
    """m of a level reached by `count` of `pairs` true pairs and `declared` of real ones."""
    return round_digits((count + DECLARED_WEIGHT * pairs * declared) / ((1.0 + DECLARED_WEIGHT) * pairs))


def smooth_u(count: int, pairs: int, level: str, m: float) -> float:
    """u of a level that `count` of `pairs` pairs of two people reached. A difference speaks for nobody."""
    return round_digits(max(U_FLOOR, (count + 1) / (pairs + 1), m if level == "different" else 0.0))


def _fit_level(sample: Sample, field: str, name: str, level: Level, found: FieldCounts) -> Level:
    reached, met = found.m.get(name, 0), found.u.get(name, 0)
    m = smooth_m(reached, found.m_pairs, level.declared)
    fitted = replace(level, m=m, m_count=reached, u_count=met)
    if level.u is not None:
        return replace(fitted, u=smooth_u(met, found.u_pairs, name, m))
    if (field, name) in BY_DEFINITION:
        return fitted
    factor = measure_factor(sample, field, name)
    if factor is None:
        return fitted
    return replace(fitted, factor=max(level.factor, factor), factor_counted=factor)


LEAST_FOR_FACTOR = 30
"""True pairs and pairs of two people that a factor is measured from; with fewer it stays as it was."""


def measure_factor(sample: Sample, field: str, name: str) -> float | None:
    """How many terms the level lets pass for one: the share of pairs of two people that reach it, over the
    mean share of the terms that true pairs have there; None where too few reach it. The generator has fewer
    names than life, so that it can only raise the factor that stands in the file."""
    two = two_people(sample, field)
    codes = [code for code, found in enumerate(LEVELS[field]) if weighed_as(found) == name]
    reached = np.isin(two.levels[field], codes)
    known = two.levels[field] != LEVELS[field].index("missing")
    true = np.isin(sample.true.levels[field], codes)
    if min(int(reached.sum()), int(true.sum())) < LEAST_FOR_FACTOR:
        return None
    shares = sample.true.shares_of[field][true]
    factor = float(reached.sum() / known.sum() / shares.mean())
    return round_digits(factor)


def round_digits(value: float) -> float:
    """Three significant digits: more would claim more than the counts know."""
    if value <= 0:
        return 0.0
    scale = DIGITS - 1 - floor(log10(value))
    return round(value, scale)
