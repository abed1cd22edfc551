"""The fit of the confidence: it finds the truth in drawn features, and claims no more than they prove."""

import json
import tomllib

import numpy as np
import pytest

from benchmarks.training.mrz_confidence import area_under_curve, fit, main
from mrz.confidence import FEATURES


@pytest.fixture
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """4,000 readings whose log-odds are 4 - 1.5 × the first feature; the others say nothing."""
    rng = np.random.default_rng(1)
    features = rng.normal(0, 1, (4000, len(FEATURES)))
    odds = 4 - 1.5 * features[:, 0]
    return features, rng.random(4000) < 1 / (1 + np.exp(-odds))


def test_the_fit_is_calibrated(drawn):
    features, exact = drawn
    result = fit(features, exact)
    ratings = result.rate(features)
    for low, high in ((0.5, 0.9), (0.9, 0.97), (0.97, 0.999)):
        inside = (ratings >= low) & (ratings < high)
        assert ratings[inside].mean() == pytest.approx(exact[inside].mean(), abs=0.04)
    assert area_under_curve(ratings, exact) > 0.75


def test_no_claim_is_beyond_what_the_sample_proves(drawn):
    features, exact = drawn
    assert fit(features, exact).rate(features).max() <= 1 - 2.9 / 2000
    few = fit(features[:300], exact[:300])
    assert few.rate(features[:300]).max() <= 1 - 2.9 / 150


def test_a_weight_of_the_wrong_sign_is_left_out(drawn):
    features, exact = drawn
    turned = features.copy()
    turned[:, 0] *= -1
    assert fit(turned, exact).weights[0] == pytest.approx(0, abs=1e-6)


def test_ranks_give_the_area():
    exact = np.array([True, True, False, False])
    assert area_under_curve(np.array([0.9, 0.8, 0.2, 0.1]), exact) == 1.0
    assert area_under_curve(np.array([0.5, 0.5, 0.5, 0.5]), exact) == 0.5


def test_the_command_writes_what_the_reader_loads(drawn, tmp_path, capsys):
    features, exact = drawn
    dump, target = tmp_path / "dump.jsonl", tmp_path / "confidence.toml"
    rows = [
        {
            "found": True,
            "exact": bool(right),
            "dimmest": -2.0,
            **dict(zip(FEATURES, row.tolist(), strict=True)),
        }
        for row, right in zip(features[:600], exact[:600], strict=True)
    ]
    dump.write_text("\n".join(map(json.dumps, [*rows, {"found": False, "exact": False}])), encoding="utf-8")
    assert main([str(dump), "--target", str(target)]) == 0
    table = tomllib.loads(target.read_text(encoding="utf-8"))
    assert set(table["features"]) == set(FEATURES)
    assert "AUROC" in capsys.readouterr().out
