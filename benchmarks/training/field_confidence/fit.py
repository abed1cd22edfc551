"""The logistic regression of what speaks for values to whether they are right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.training.field_confidence.rows import Row
from ocr.confidence.evidence import FEATURES, SIGNS
from ocr.confidence.model import Parameters

RIDGE, FIELD_RIDGE = 20.0, 2.0
"""Penalties on the squared weights of features scaled to a standard deviation of 1, and on the squared
intercepts of fields, in values."""
STEPS = 60
FOLDS = 10
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Table:
    """Rows as arrays: `features` n × `FEATURES`, the `fields` and `states` by name."""

    features: Floats
    right: Bools
    fields: npt.NDArray[np.str_]
    states: npt.NDArray[np.str_]

    def select(self, chosen: Bools) -> "Table":
        """The rows that are chosen."""
        return Table(self.features[chosen], self.right[chosen], self.fields[chosen], self.states[chosen])


def tabulate(rows: Sequence[Row]) -> Table:
    """The rows as arrays."""
    return Table(
        np.array([[row.features[name] for name in FEATURES] for row in rows]),
        np.array([row.right for row in rows]),
        np.array([row.field for row in rows]),
        np.array([row.state for row in rows]),
    )


def _newton(design: Floats, right: Bools, penalty: Floats) -> Floats:
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        rated = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (rated - right) + penalty * weights
        bend = (design * (rated * (1 - rated) + 1e-9)[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return weights


def fit_line(table: Table) -> Parameters:
    """The regression of maximum likelihood with a ridge. A feature whose weight would have the wrong sign is
    left out, so that no source that agrees makes a value less sure."""
    names = sorted(set(table.fields.tolist()))
    scales = table.features.std(axis=0)
    scales[scales < 1e-6] = 1.0
    own = np.array([[field == name for name in names] for field in table.fields], dtype=np.float64)
    signs = np.array([SIGNS[name] for name in FEATURES])
    used = np.ones(len(FEATURES), dtype=bool)
    penalty = np.array([1e-6, *[RIDGE] * len(FEATURES), *[FIELD_RIDGE] * len(names)])
    while True:
        scaled = np.where(used, table.features / scales, 0.0)
        weights = _newton(np.column_stack([np.ones(len(own)), scaled, own]), table.right, penalty)
        slopes = weights[1 : 1 + len(FEATURES)]
        wrong = used & (slopes * signs < 0)
        if not wrong.any():
            break
        used &= ~wrong
    slopes = np.where(used, slopes / scales, 0.0)
    return Parameters(
        intercept=float(weights[0]),
        weights={name: float(slope) for name, slope in zip(FEATURES, slopes, strict=True)},
        fields={name: float(w) for name, w in zip(names, weights[1 + len(FEATURES) :], strict=True)},
        most=np.inf,
    )


def odds_of(parameters: Parameters, table: Table) -> Floats:
    """Log-odds of every row, before the limit."""
    slopes = np.array([parameters.weights[name] for name in FEATURES])
    own = np.array([parameters.fields.get(str(field), 0.0) for field in table.fields])
    return np.asarray(parameters.intercept + own + table.features @ slopes)


def leave_states_out(table: Table) -> Floats:
    """Log-odds of every row by a fit on other states."""
    states = sorted(set(table.states.tolist()))
    order = np.random.default_rng(1).permutation(len(states))
    fold_of = {states[index]: place % FOLDS for place, index in enumerate(order)}
    folds = np.array([fold_of[state] for state in table.states.tolist()])
    odds = np.zeros(len(table.right))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any() and not held.all():
            odds[held] = odds_of(fit_line(table.select(~held)), table.select(held))
    return odds


def rate(odds: Floats, most: float = np.inf) -> Floats:
    """Probabilities of log-odds, of which none counts beyond `most`."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, min(30, most)))))


def prove(odds: Floats, right: Bools) -> float:
    """The highest log-odds that the surest half of the right values proves: an upper bound (95 %, Poisson,
    about k + 1.65 √(k + 1/4) + 2.2 of k) on the share of wrong ones among values as sure."""
    sure = odds >= np.median(odds[right])
    wrong = int((sure & ~right).sum())
    bound = (wrong + 1.65 * np.sqrt(wrong + 0.25) + 2.2) / int(sure.sum())
    return float(np.log((1 - bound) / bound)) if bound < 1 else 0.0
