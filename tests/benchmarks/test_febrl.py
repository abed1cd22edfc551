"""The suite febrl on a handful of records in FEBRL's form."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.suites.febrl.candidates import find_candidates, tell_truth
from benchmarks.suites.febrl.measure import assign, measure, measure_best
from benchmarks.suites.febrl.ours import score_ours
from benchmarks.suites.febrl.peers import score_rapidfuzz
from benchmarks.suites.febrl.records import FebrlMissingError, FebrlRecord, read_febrl

HEADER = (
    "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, "
    "date_of_birth, soc_sec_id\n"
)


def test_impossible_dates_are_missing(tmp_path: Path) -> None:
    lines = [
        "rec-7-org, michaela, neumann, 8, stanley street, miami, winston hills, 4223, nsw, 19151111, 5304218",
        "rec-7-dup-0, , neuman, 8, stanley street, miami, winston hills, 4223, nsw, 19151311, 5304218",
    ]
    (tmp_path / "dataset9.csv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    first, second = read_febrl("9", tmp_path)
    assert first == FebrlRecord("7", "michaela", "neumann", "1915-11-11", "winston hills")
    assert (second.number, second.given_name, second.birth_date) == ("7", "", "")
    with pytest.raises(FebrlMissingError):
        read_febrl("10", tmp_path)


def test_one_to_one_keeps_the_best_and_f1_counts_all_true_pairs() -> None:
    pairs = np.array([[0, 0], [0, 1], [1, 1], [2, 2]])
    scores, truth = np.array([9.0, 8.0, 7.0, 1.0]), np.array([True, False, True, True])
    kept = assign(pairs, scores)
    assert kept.tolist() == [True, False, True, True]
    assert measure(scores, truth, kept, 4, 5.0).recall == 0.5
    assert measure_best(scores, truth, kept, 4).f1 == pytest.approx(6 / 7)


def test_ours_and_rapidfuzz_rank_the_true_pair_first() -> None:
    left = [
        FebrlRecord("1", "michaela", "neumann", "1915-11-11", "sydney"),
        FebrlRecord("2", "courtney", "painter", "1916-12-14", "richlands"),
    ]
    right = [
        FebrlRecord("2", "cortney", "painter", "1916-12-14", "richlands"),
        FebrlRecord("1", "neumann", "michaela", "1915-11-11", "sydney"),
        FebrlRecord("3", "michaela", "painter", "1940-01-02", "sydney"),
    ]
    pairs = find_candidates(left, right)
    truth = tell_truth(left, right, pairs)
    assert truth.sum() == 2
    for score in (lambda *sides: score_ours(*sides, fitted=False), score_rapidfuzz):
        scores = score(left, right, pairs).scores
        assert set(np.argsort(-scores)[:2].tolist()) == set(np.flatnonzero(truth).tolist())
