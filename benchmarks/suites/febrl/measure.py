"""F1 of scored pairs, at a threshold and at the best one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.suites.febrl.candidates import Pairs

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Quality:
    """Precision, recall and F1 of the pairs at or above `threshold`; recall of all true pairs there are."""

    threshold: float
    precision: float
    recall: float
    f1: float


def assign(pairs: Pairs, scores: Floats) -> Bools:
    """One to one: the best pairs first, each record once."""
    taken: tuple[set[int], set[int]] = set(), set()
    kept = np.zeros(len(pairs), dtype=bool)
    for row in np.argsort(-scores, kind="stable").tolist():
        one, other = int(pairs[row, 0]), int(pairs[row, 1])
        if one not in taken[0] and other not in taken[1]:
            kept[row] = True
            taken[0].add(one)
            taken[1].add(other)
    return kept


def measure(scores: Floats, truth: Bools, kept: Bools, persons: int, threshold: float) -> Quality:
    """Quality of the `kept` pairs from `threshold` on, of `persons` true pairs in all."""
    said = kept & (scores >= threshold)
    right = int((said & truth).sum())
    precision, recall = right / max(1, int(said.sum())), right / persons
    return Quality(threshold, precision, recall, 2 * right / max(1, int(said.sum()) + persons))


def measure_best(scores: Floats, truth: Bools, kept: Bools, persons: int) -> Quality:
    """Quality at the threshold of the best F1, which only the truth knows."""
    order = np.argsort(-scores[kept], kind="stable")
    ranked, hits = scores[kept][order], np.cumsum(truth[kept][order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + persons)
    last = np.append(ranked[1:] != ranked[:-1], True)  # a threshold takes all pairs of one score
    place = int(np.argmax(np.where(last, f1, 0.0)))
    return measure(scores, truth, kept, persons, float(ranked[place]))
