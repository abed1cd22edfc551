"""The fit of `acceptable`: weights keep their sign, thresholds keep their promise, documents are left out
whole."""

import tomllib

import numpy as np

from benchmarks.training.acceptable import choose_threshold, fit, rate, rate_left_out, write
from ocr.assess.acceptable import FEATURES


def _captures(count=600):
    rng = np.random.default_rng(3)
    features = np.column_stack(
        [rng.exponential(1, count), rng.exponential(1, count), rng.normal(0, 1, count)]
    )
    odds = 3 - 2 * features[:, 0] - 1.0 * features[:, 1] + 0.4 * features[:, 2]
    exact = rng.random(count) < 1 / (1 + np.exp(-odds))
    return features, exact


def test_weights_are_found_and_one_of_the_wrong_sign_is_left_out():
    features, exact = _captures()
    weights = fit(features, exact)
    assert np.allclose(weights[:3], (3, -2, -1), atol=0.6)
    assert weights[3] == 0  # it speaks for reading
    assert rate(weights, features)[exact].mean() > rate(weights, features)[~exact].mean() + 0.2


def test_the_threshold_refuses_no_more_than_promised():
    features, exact = _captures()
    ratings = rate(fit(features, exact), features)
    assert (ratings[exact] < choose_threshold(ratings, exact)).mean() <= 0.01


def test_captures_of_one_document_are_left_out_together():
    rng = np.random.default_rng(4)
    groups = np.repeat(np.arange(100), 4)
    exact = np.repeat(rng.random(100) < 0.5, 4)
    # A feature that only names the document: useless for another one.
    features = rng.normal(0, 1, (100, 6)).repeat(4, axis=0)
    ratings = rate_left_out(features, exact, groups)
    assert abs(ratings[exact].mean() - ratings[~exact].mean()) < 0.1


def test_what_is_written_is_what_the_product_reads(tmp_path):
    fits = {half: (-np.arange(1.0, len(names) + 2), 0.25) for half, names in FEATURES.items()}
    write(fits, 12, tmp_path / "quality.toml")
    table = tomllib.loads((tmp_path / "quality.toml").read_text("utf-8"))
    for half, names in FEATURES.items():
        assert table[half]["threshold"] == 0.25
        assert list(table[half]["features"]) == list(names)
