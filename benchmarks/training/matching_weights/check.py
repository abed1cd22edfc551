"""Whether the file still says what the generator does: its m and u against a refit's binomial intervals."""

from math import sqrt

from benchmarks.training.matching_weights.fit import (
    DECLARED_WEIGHT,
    U_FLOOR,
    count_levels,
    smooth_m,
    smooth_u,
)
from benchmarks.training.matching_weights.sample import Sample
from matching.weights import Weights

Z = 4.0
"""Standard deviations: of some fifty levels none should lie outside by chance."""
ROUNDING = 0.006
"""Three significant digits of a value."""


def interval(count: float, pairs: int) -> tuple[float, float]:
    """Wilson's interval of a share of which `count` in `pairs` were seen."""
    share, square = count / pairs, Z * Z
    middle = (share + square / (2 * pairs)) / (1 + square / pairs)
    spread = Z * sqrt(share * (1 - share) / pairs + square / (4 * pairs * pairs)) / (1 + square / pairs)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def find_drift(sample: Sample, weights: Weights) -> list[str]:
    """A line for each m or u of the file outside what the sample allows."""
    lines = []
    for field, found in count_levels(sample).items():
        for name, level in weights.levels[field].items():
            low, high = (
                (share + DECLARED_WEIGHT * level.declared) / (1 + DECLARED_WEIGHT)
                for share in interval(found.m.get(name, 0), found.m_pairs)
            )
            if not _within(level.m, low, high):
                lines.append(f"{field}.{name}: m = {level.m}, refitted {low:.4g} to {high:.4g}")
            if level.u is not None and found.u_pairs:
                least = level.m if name == "different" else U_FLOOR
                # Pairs share requests, and no more of them are independent than there are requests.
                pairs = min(found.u_pairs, sample.requests)
                met = found.u.get(name, 0) * pairs / found.u_pairs
                low, high = (max(least, share) for share in interval(met, pairs))
                if not _within(level.u, low, high):
                    lines.append(f"{field}.{name}: u = {level.u}, refitted {low:.4g} to {high:.4g}")
    return lines


def find_contradictions(weights: Weights) -> list[str]:
    """A line for each m or u of the file that does not follow from its own counts."""
    lines = []
    for field, (of_one, of_two) in weights.pairs.items():
        table = weights.levels[field]
        for name, level in table.items():
            if level.m != smooth_m(level.m_count or 0, of_one, level.declared):
                lines.append(f"{field}.{name}: m does not follow from its counts")
            if level.u is not None and level.u != smooth_u(level.u_count or 0, of_two, name, level.m):
                lines.append(f"{field}.{name}: u does not follow from its counts")
        if sum(level.m_count or 0 for level in table.values()) != of_one:
            lines.append(f"{field}: the levels' counts are not the pairs'")
    return lines


def _within(value: float, low: float, high: float) -> bool:
    return low * (1 - ROUNDING) <= value <= high * (1 + ROUNDING)
