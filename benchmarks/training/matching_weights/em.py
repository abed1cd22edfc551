"""m by expectation and maximisation, without labels (Winkler 1988).

The model is that of `matching.score`: a request concerns one person of the registry, with the prior pi, or
nobody.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matching.batch.score import LEVELS, Scores
from matching.weights import Level, Weights

ROUNDS = 50
SETTLED = 1e-4
"""No m moves by more: enough."""
SMOOTHING = 1.0
"""Pairs shared out over the levels of a field in proportion to the m before (Dirichlet)."""
ESTIMATED = (
    "familyName",
    "givenNames",
    "birthDate",
    "gender",
    "placeOfBirth",
    "countryOfBirth",
    "nationality",
)
MOST_BITS = 900.0
Codes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Candidates:
    """Scored pairs that hold nearly every true one: whose request each is, how many requests and persons."""

    scores: Scores
    request: Integers
    requests: int
    persons: int


def tell_odds(bits: Floats, candidates: Candidates, prior: float) -> Floats:
    """log2 of the odds that a pair is one person rather than the request anybody else's, or nobody's."""
    own = np.exp2(np.clip(bits, -MOST_BITS, MOST_BITS)) * prior / candidates.persons
    all_of = np.bincount(candidates.request, weights=own, minlength=candidates.requests)
    others = np.maximum(all_of[candidates.request] - own, 0.0) + (1.0 - prior)
    return np.asarray(np.log2(own) - np.log2(others))


def fit_without_labels(candidates: Candidates, weights: Weights) -> Weights:
    """`weights` with the m and the prior that make the candidates likeliest; u stays as it is."""
    scores, prior = candidates.scores, weights.prior
    fields = [field for field in ESTIMATED if field in weights.levels]
    m = {field: _m_by_code(weights, field) for field in fields}
    u = {field: scores.bits_of[field] - np.log2(m[field][scores.levels[field]]) for field in fields}
    # Family evidence is no field: what it takes off goes by the fields that it comes from.
    rest = scores.bits - scores.bits_of["family"] - sum(scores.bits_of[field] for field in fields)
    for _ in range(ROUNDS):
        bits = rest + sum(np.log2(m[field][scores.levels[field]]) + u[field] for field in fields)
        share = 1.0 / (1.0 + np.exp2(-np.clip(tell_odds(bits, candidates, prior), -MOST_BITS, MOST_BITS)))
        before, m = m, {field: _maximise(scores.levels[field], share, m[field], field) for field in fields}
        prior = min(float(share.sum()) / candidates.requests, 1.0 - 1.0 / candidates.requests)
        if max(float(np.abs(m[field] - before[field]).max()) for field in fields) < SETTLED:
            break
    return replace(replace_m(weights, {field: _by_entry(field, m[field]) for field in fields}), prior=prior)


def refit_u(weights: Weights, scores: Scores) -> Weights:
    """`weights` with u counted among pairs of two people, where it is no term's frequency."""
    levels = {field: dict(table) for field, table in weights.levels.items()}
    for field in ESTIMATED:
        counts = merge(scores.count(field))
        total = sum(counts.values())
        for name, level in levels.get(field, {}).items():
            if level.u is not None:
                u = (counts.get(name, 0) + SMOOTHING * level.u) / (total + SMOOTHING)
                levels[field][name] = replace(level, u=u)
    return replace(weights, levels=levels)


def weighed_as(level: str) -> str:
    """The entry of the weights under which a level counts (`matching.compare`)."""
    return "similar" if level == "otherName" else level


def merge(counts: dict[str, int]) -> dict[str, int]:
    """Counts of levels by entry of the weights, what is missing left out."""
    merged: dict[str, int] = {}
    for level, count in counts.items():
        if level != "missing":
            merged[weighed_as(level)] = merged.get(weighed_as(level), 0) + count
    return merged


def replace_m(weights: Weights, m: dict[str, dict[str, float]]) -> Weights:
    """The weights with other m."""
    levels = {
        field: {name: _with_m(level, m.get(field, {}).get(name)) for name, level in table.items()}
        for field, table in weights.levels.items()
    }
    return replace(weights, levels=levels)


def _with_m(level: Level, m: float | None) -> Level:
    return level if m is None else replace(level, m=m)


def _m_by_code(weights: Weights, field: str) -> Floats:
    table = weights.levels[field]
    return np.array([table[e].m if (e := weighed_as(level)) in table else 1.0 for level in LEVELS[field]])


def _maximise(levels: Codes, share: Floats, m: Floats, field: str) -> Floats:
    counts = np.bincount(levels, weights=share, minlength=len(m))
    names = LEVELS[field]
    entries = [weighed_as(name) for name in names]
    merged = np.array([sum(counts[k] for k, e in enumerate(entries) if e == entry) for entry in entries])
    known = np.array([name != "missing" for name in names])
    return np.where(known, (merged + SMOOTHING * m) / (counts[known].sum() + SMOOTHING), 1.0)


def _by_entry(field: str, m: Floats) -> dict[str, float]:
    return {weighed_as(name): float(m[code]) for code, name in enumerate(LEVELS[field]) if name != "missing"}
