"""Fits `acceptable`: two logistic regressions, on the measures alone and on what was read besides.

`python -m benchmarks.suites.quality.dump --out FOLDER` reads simulated captures of drawn documents;
`python -m benchmarks.training.acceptable FOLDER` fits on them, prints how captures of documents that were
left out come out, and writes models/quality/quality.toml. Captures of specimens are never used.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.suites.quality.rows import Row, load_rows
from benchmarks.training.mrz_confidence import area_under_curve
from models.load import sha256_of
from ocr.assess.acceptable import FEATURES, SIGN, Half
from ocr.assess.evidence import describe, is_whole

TARGET = Path("models/quality/quality.toml")
FOLDS = 10
RIDGE = 3.0
"""Penalty on the squared weights of features scaled to a standard deviation of 1, in captures."""
STEPS = 60
REFUSED = 0.01
"""Share of the readable captures that the threshold may refuse, among documents that were left out."""
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def _newton(design: Floats, exact: Bools) -> Floats:
    """Weights of maximum likelihood with a small ridge, the intercept first."""
    penalty = np.diag([0.0] + [RIDGE] * (design.shape[1] - 1))
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        rated = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (rated - exact) + penalty @ weights
        bend = (design * (rated * (1 - rated) + 1e-9)[:, None]).T @ design + penalty
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return weights


def fit(features: Floats, exact: Bools) -> Floats:
    """Intercept and weights. A feature whose weight would speak for reading is left out."""
    scales = features.std(axis=0)
    scales[scales < 1e-6] = 1.0
    used = np.ones(features.shape[1], dtype=bool)
    while True:
        design = np.column_stack([np.ones(len(features)), np.where(used, features / scales, 0.0)])
        weights = _newton(design, exact)
        wrong = used & (weights[1:] * SIGN < 0)
        if not wrong.any():
            return np.concatenate([weights[:1], np.where(used, weights[1:] / scales, 0.0)])
        used &= ~wrong


def rate(weights: Floats, features: Floats) -> Floats:
    """Probabilities of captures (n × features)."""
    return np.asarray(1 / (1 + np.exp(-np.clip(weights[0] + features @ weights[1:], -30, 30))))


def rate_left_out(features: Floats, exact: Bools, groups: npt.NDArray[np.int64]) -> Floats:
    """Each capture's probability by a fit on other documents."""
    result = np.zeros(len(exact))
    for fold in range(FOLDS):
        held = groups % FOLDS == fold
        if held.any():
            result[held] = rate(fit(features[~held], exact[~held]), features[held])
    return result


def choose_threshold(ratings: Floats, exact: Bools) -> float:
    """The highest probability that refuses no more than `REFUSED` of the readable captures."""
    return float(np.quantile(ratings[exact], REFUSED, method="lower"))


def show(half: str, ratings: Floats, exact: Bools, threshold: float) -> None:
    """Prints how good ratings are."""
    refused = ratings < threshold
    print(
        f"{half}: {len(exact)} captures, {exact.mean():.1%} readable; "
        f"AUC {area_under_curve(ratings, exact):.3f}; "
        f"at {threshold:.3f}: {refused[exact].mean():.1%} of the readable refused, "
        f"{refused[~exact].mean():.1%} of the unreadable caught"
    )


def tabulate(rows: Sequence[Row], half: Half, scores: Floats | None = None) -> Floats:
    """The features of a half, n × features; `scores` are the first half's."""
    if half == "pixels" or scores is None:
        return np.array([[row.pixels[name] for name in FEATURES["pixels"]] for row in rows])
    described = [describe(float(score), row.evidence) for row, score in zip(rows, scores, strict=True)]
    return np.array([[line[name] for name in FEATURES["evidence"]] for line in described])


def write(fits: Mapping[Half, tuple[Floats, float]], count: int, target: Path) -> None:
    """Writes the parameters with what they came from."""
    lines = [
        f"# Fitted on {count} simulated captures of drawn documents by",
        "# python -m benchmarks.training.acceptable; ocr/assess/acceptable.py and evidence.py say what the",
        "# features are. Log-odds = intercept + sum of weight x feature; acceptable from the `threshold`.",
    ]
    for half, (weights, threshold) in fits.items():
        lines += ["", f"[{half}]", f"intercept = {weights[0]:.4f}", f"threshold = {threshold:.4f}"]
        lines.append(f"[{half}.features]")
        lines += [f"{name} = {weight:.4f}" for name, weight in zip(FEATURES[half], weights[1:], strict=True)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fit_rows(rows: Sequence[Row]) -> tuple[dict[Half, tuple[Floats, float]], dict[Half, Floats]]:
    """Weights and threshold of each half, and each capture's probability by a fit on other documents."""
    exact = np.array([row.bare for row in rows])
    groups = np.array([row.group for row in rows])
    fits: dict[Half, tuple[Floats, float]] = {}
    ratings: dict[Half, Floats] = {}
    scores: Floats | None = None
    halves: tuple[Half, ...] = ("pixels", "evidence")
    for half in halves:
        features = tabulate(rows, half, scores)
        # What is missing is not right: the second half's regression is for what was read.
        told = np.array([half == "pixels" or is_whole(row.evidence) for row in rows])
        left_out = np.zeros(len(rows))
        left_out[told] = rate_left_out(features[told], exact[told], groups[told])
        threshold = choose_threshold(left_out, exact)
        show(f"{half}, documents left out", left_out, exact, threshold)
        fits[half] = fit(features[told], exact[told]), threshold
        scores = ratings[half] = left_out
    return fits, ratings


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.acceptable", description=__doc__)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    asked = parser.parse_args(words)
    rows = list(load_rows(asked.dump))
    fits, _ = fit_rows(rows)
    write(fits, len(rows), asked.target)
    print(f'{asked.target}: put sha256 = "{sha256_of(asked.target)}" into models/manifest.toml')
    return 0


if __name__ == "__main__":
    sys.exit(main())
