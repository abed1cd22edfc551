"""The weights that ship against a refit on other people, so that file and generator cannot drift apart."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.training.matching_weights.check import find_contradictions, find_drift
from benchmarks.training.matching_weights.fit import fit
from benchmarks.training.matching_weights.sample import Sample, draw_sample
from benchmarks.training.matching_weights.write import rewrite
from matching.weights import WEIGHTS, default_weights, read_weights


@pytest.fixture(scope="module")
def sample() -> Sample:
    return draw_sample(20_000, seed=7301)


def test_m_and_u_lie_in_the_binomial_intervals_of_a_refit(sample: Sample) -> None:
    assert find_drift(sample, default_weights()) == []


def test_m_and_u_follow_from_the_counts_beside_them() -> None:
    assert find_contradictions(default_weights()) == []


def test_drift_and_contradiction_are_seen(sample: Sample) -> None:
    weights = default_weights()
    table = weights.levels["familyName"]
    drifted = {"familyName": table | {"typo": replace(table["typo"], m=0.05)}}
    changed = replace(weights, levels=weights.levels | drifted)
    assert any("familyName.typo" in line for line in find_drift(sample, changed))
    assert any("familyName.typo" in line for line in find_contradictions(changed))


def test_what_is_fitted_is_written_and_read_alike(sample: Sample, tmp_path: Path) -> None:
    fitted = fit(sample, default_weights())
    text = rewrite(WEIGHTS.read_text(encoding="utf-8"), fitted)
    assert tomllib.loads(text)["familyName"]["m_pairs"] == sample.requests
    (tmp_path / "weights.toml").write_text(text, encoding="utf-8")
    assert read_weights(tmp_path / "weights.toml") == fitted
