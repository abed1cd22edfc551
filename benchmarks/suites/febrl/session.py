"""Runs the suite `febrl`: one table of everybody's F1 and pairs a second on the same candidates."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.suites import Options
from benchmarks.suites.febrl.candidates import (
    Pairs,
    find_candidates,
    find_duplicate_candidates,
    tell_truth,
)
from benchmarks.suites.febrl.measure import Quality, assign, measure, measure_best
from benchmarks.suites.febrl.ours import Scored, score_ours
from benchmarks.suites.febrl.peers import score_rapidfuzz, score_splink
from benchmarks.suites.febrl.records import FOLDER, FebrlRecord, read_febrl

EVEN = 0.0
"""log2 of even odds: the probability 0.5, ours and Splink's threshold alike."""
REPEATS = 3
"""Times that each scores the pairs; the fastest counts."""
Score = Callable[[Sequence[FebrlRecord], Sequence[FebrlRecord], Pairs], Scored]


def run(options: Options) -> dict[str, Any]:
    """Prints the table and returns it. Raises `FebrlMissingError`."""
    folder = options.data or FOLDER
    left, right = read_febrl("4a", folder), read_febrl("4b", folder)
    pairs = find_candidates(left, right)
    truth = tell_truth(left, right, pairs)
    scorers: dict[str, tuple[Score, float]] = {
        "ours, fitted without labels": (partial(score_ours, fitted=True), EVEN),
        "ours, weights as shipped": (partial(score_ours, fitted=False), EVEN),
        "Splink, NameComparison": (partial(score_splink, recipe="names"), EVEN),
        "Splink, ForenameSurname": (partial(score_splink, recipe="full name"), EVEN),
        "rapidfuzz token_sort_ratio": (score_rapidfuzz, _choose_ratio(folder)),
    }
    report: dict[str, Any] = {"records": [len(left), len(right)], "candidates": len(pairs),
                              "trueCandidates": int(truth.sum()), "rows": {}}  # fmt: skip
    print(f"febrl: {len(pairs)} candidates, {int(truth.sum())} of {len(left)} true pairs among them")
    print(
        f"  {'':<28} {'precision':>9} {'recall':>7} {'F1':>7} {'best F1':>8} {'any':>7} {'pairs/s':>10}"
        f" {'prepare':>8}"
    )
    for name, (score, threshold) in scorers.items():
        runs = [score(left, right, pairs) for _ in range(REPEATS)]
        scored = min(runs, key=lambda one: one.seconds)
        kept = assign(pairs, scored.scores)
        said = measure(scored.scores, truth, kept, len(left), threshold)
        best = measure_best(scored.scores, truth, kept, len(left))
        loose = measure_best(scored.scores, truth, np.ones(len(pairs), dtype=bool), len(left))
        _show(name, said, best, loose, scored, len(pairs))
        report["rows"][name] = {
            "said": asdict(said), "best": asdict(best), "bestNotOneToOne": asdict(loose),
            "pairsPerSecond": round(len(pairs) / scored.seconds), "preparingSeconds": scored.preparing,
        }  # fmt: skip
    print(
        "  F1 at the probability 0.5 (rapidfuzz: the threshold best on FEBRL1), one to one; best F1: at the"
    )
    print("  threshold that the truth of FEBRL4 would choose, one to one, and (any) pair by pair.")
    return report


def _choose_ratio(folder: Path) -> float:
    """The threshold of the plain ratio that is best on FEBRL1."""
    records = read_febrl("1", folder)
    pairs = find_duplicate_candidates(records)
    truth = tell_truth(records, records, pairs)
    scores = score_rapidfuzz(records, records, pairs).scores
    everything = np.ones(len(pairs), dtype=bool)
    return measure_best(scores, truth, everything, len(records) // 2).threshold


def _show(name: str, said: Quality, best: Quality, loose: Quality, scored: Scored, pairs: int) -> None:
    print(
        f"  {name:<28} {said.precision:9.4f} {said.recall:7.4f} {said.f1:7.4f} {best.f1:8.4f} {loose.f1:7.4f}"
        f" {pairs / scored.seconds:10,.0f} {scored.preparing:6.2f} s"
    )
