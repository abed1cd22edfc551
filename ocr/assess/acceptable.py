"""Whether the mandatory fields will be read exactly: two calibrated probabilities, before reading and
after it.

Logistic regressions, fitted on what `ocr.extract` read of simulated captures of drawn documents by `python
-m benchmarks.training.acceptable`; their parameters are readable in models/quality. Each measure counts by
its logarithm, as if each defect took its own share of the chance that a picture can be read.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Literal

import numpy as np

from models.load import model_dir
from ocr.assess.ratings import Ratings

MODEL, FILE = "quality", "quality.toml"
Half = Literal["pixels", "evidence"]
PIXEL_FEATURES = (
    "sharpness",
    "motion",
    "glare",
    "exposure",
    "contrast",
    "noise",
    "resolution",
    "perspective",
    "coverage",
    "occlusion",
    "compression",
    "moire",
)
"""`tilt` and `colour` are not among them: neither a turn nor a lack of colour keeps text from being read."""
EVIDENCE_FEATURES = ("pixels", "doubt", "unverified", "conflicts", "noZone")
"""See `ocr.assess.evidence.describe`."""
FEATURES: Mapping[Half, tuple[str, ...]] = {"pixels": PIXEL_FEATURES, "evidence": EVIDENCE_FEATURES}
SIGN = -1
"""All features speak against reading; a fit must not turn one round."""
SMALLEST = 0.02
"""Measures below are as bad as this."""
MOST = 8.0
"""Log-odds of the first half, either way, that the second sees at most."""


@dataclass(frozen=True)
class Regression:
    """Log-odds = `intercept` + Σ weight × feature; acceptable from the probability `threshold`."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float

    def odds(self, features: Mapping[str, float]) -> float:
        """Natural log-odds that all mandatory fields are read exactly."""
        return self.intercept + sum(weight * features[name] for name, weight in self.weights.items())

    def rate(self, features: Mapping[str, float]) -> float:
        """The probability."""
        return float(1 / (1 + np.exp(-np.clip(self.odds(features), -30, 30))))


@cache
def load_regression(half: Half) -> Regression:
    """The committed parameters of a half. Raises the errors of `models.load.model_dir`."""
    table = tomllib.loads((model_dir(MODEL) / FILE).read_text(encoding="utf-8"))[half]
    return Regression(
        intercept=float(table["intercept"]),
        weights={name: float(table["features"][name]) for name in FEATURES[half]},
        threshold=float(table["threshold"]),
    )


def describe_pixels(ratings: Ratings) -> dict[str, float]:
    """The features of the first half: how many times e each measure has lost."""
    values = asdict(ratings)
    return {name: float(-np.log(max(SMALLEST, values[name]))) for name in PIXEL_FEATURES}


def as_odds(score: float) -> float:
    """Log-odds of a probability, at most `MOST` either way."""
    bounded = float(np.clip(score, 1e-6, 1 - 1e-6))
    return float(np.clip(np.log(bounded / (1 - bounded)), -MOST, MOST))
