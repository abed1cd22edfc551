"""How likely every letter of a line is right: a calibrated probability out of the recogniser's own.

A recogniser's mean probability says how legible a line is, not whether one letter of it is wrong: that shows
in the least sure character. Logistic regression, fitted by `python -m benchmarks.training.line_certainty` on
photographed drawn documents; its parameters are readable in models/line_certainty.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

import numpy as np

from models.load import model_dir

MODEL, FILE = "line_certainty", "certainty.toml"
FEATURES = ("mean", "weakest", "length")
MOST = 9.0
"""Log-odds of a character's probability, at most."""


@dataclass(frozen=True)
class Regression:
    """Log-odds = `intercept` + Σ weight × feature."""

    intercept: float
    weights: dict[str, float]


@cache
def load_regression() -> Regression:
    """The committed parameters. Raises the errors of `models.load.model_dir`."""
    table = tomllib.loads((model_dir(MODEL) / FILE).read_text(encoding="utf-8"))
    weights = {name: float(table["weights"][name]) for name in FEATURES}
    return Regression(float(table["intercept"]), weights)


def as_odds(probability: float) -> float:
    """Natural log-odds, at most `MOST` either way."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return float(np.clip(np.log(bounded / (1 - bounded)), -MOST, MOST))


def describe(mean: float, weakest: float, length: int) -> dict[str, float]:
    """The features: log-odds of the mean and the least probability of the characters, logarithm of their
    number."""
    return {"mean": as_odds(mean), "weakest": as_odds(weakest), "length": float(np.log(max(1, length)))}


def rate_line(mean: float, weakest: float, length: int) -> float:
    """The probability that all of a line is right, 0 to 1."""
    regression = load_regression()
    features = describe(mean, weakest, length)
    odds = regression.intercept + sum(regression.weights[name] * features[name] for name in FEATURES)
    return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
