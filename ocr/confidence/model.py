"""The calibrated probability that a value is right: a logistic regression on what speaks for and against it.

Fitted on what `ocr.extract` read of simulated captures of drawn documents by `python -m
benchmarks.training.field_confidence`; the parameters are readable in models/field_confidence.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from models.load import model_dir
from ocr.confidence.evidence import FEATURES

MODEL, FILE = "field_confidence", "confidence.toml"


@dataclass(frozen=True)
class Parameters:
    """Log-odds = `intercept` + the field's own of `fields` + Σ weight × feature, at most `most`:
    no claim goes beyond what the fit could prove."""

    intercept: float
    weights: Mapping[str, float]
    fields: Mapping[str, float]
    most: float

    def odds(self, field: str, features: Mapping[str, float]) -> float:
        """Natural log-odds before the limit; a field that the fit has not met is as an average one."""
        total = sum(weight * features[name] for name, weight in self.weights.items())
        return self.intercept + self.fields.get(field, 0.0) + total

    def rate(self, field: str, features: Mapping[str, float]) -> float:
        """The probability that the value is right."""
        odds = float(np.clip(self.odds(field, features), -30, self.most))
        return float(1 / (1 + np.exp(-odds)))


@cache
def load_parameters() -> Parameters:
    """The committed parameters. Raises the errors of `models.load.model_dir`."""
    table = tomllib.loads((model_dir(MODEL) / FILE).read_text(encoding="utf-8"))
    return Parameters(
        intercept=float(table["intercept"]),
        weights={name: float(table["features"][name]) for name in FEATURES},
        fields={name: float(value) for name, value in table["fields"].items()},
        most=float(table["most"]),
    )
