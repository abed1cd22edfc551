"""Our matcher on FEBRL: levels and term frequencies as in the product, the rest fitted without labels."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarks.suites.febrl.candidates import Pairs
from benchmarks.suites.febrl.records import FebrlRecord
from benchmarks.training.matching_weights.em import Candidates, fit_without_labels, refit_u, tell_odds
from matching.batch.score import PairScorer
from matching.frequencies import Frequencies
from matching.person import Person
from matching.places import town_ids
from matching.weights import Weights, default_weights

RANDOM_PAIRS = 1_000_000
"""Pairs by chance that u is counted among: one in five thousand is of one person."""
NO_RELATIVES = 1e-9
"""FEBRL draws no families and no twins, so that nothing is to be counted once."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scored:
    """Scores of the pairs in their order; seconds to score them, and to prepare the records before."""

    scores: Floats
    seconds: float
    preparing: float = 0.0


def score_ours(
    left: Sequence[FebrlRecord], right: Sequence[FebrlRecord], pairs: Pairs, *, fitted: bool
) -> Scored:
    """log2 of the odds that a pair is one person, by the weights that ship or by fitted ones.

    What loads once in a process (the gazetteer) is not timed. Preparing is counting the frequencies of the
    file and taking names, dates and places apart.
    """
    town_ids("Sydney")
    asked = [record.to_person() for record in left]
    known = [record.to_person() for record in right]
    weights = _fit(asked, known, pairs) if fitted else default_weights()
    started = time.perf_counter()
    scorer = PairScorer(asked, known, Frequencies.of(known), weights)
    prepared = time.perf_counter()
    scores = scorer.score(pairs)
    seconds = time.perf_counter() - prepared
    candidates = Candidates(scores, pairs[:, 0], len(left), len(right))
    odds = tell_odds(scores.bits, candidates, weights.prior)
    return Scored(odds, seconds, prepared - started)


def _fit(asked: Sequence[Person], known: Sequence[Person], pairs: Pairs) -> Weights:
    frequencies = Frequencies.of(known)
    plain = replace(default_weights(), twins_per_person=NO_RELATIVES, relatives_per_person=NO_RELATIVES)
    rng = np.random.default_rng(1)
    by_chance = np.column_stack([
        rng.integers(0, len(asked), RANDOM_PAIRS), rng.integers(0, len(known), RANDOM_PAIRS)
    ])  # fmt: skip

    def scorer(weights: Weights) -> PairScorer:
        return PairScorer(asked, known, frequencies, weights)

    weights = refit_u(plain, scorer(plain).score(by_chance))
    candidates = Candidates(scorer(weights).score(pairs), pairs[:, 0], len(asked), len(known))
    return fit_without_labels(candidates, weights)
