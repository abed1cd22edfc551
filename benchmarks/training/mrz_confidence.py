"""Fits the confidence of zones read from pictures: a logistic regression on the reader's own features.

`python -m benchmarks.suites.mrz.dump --out FILE` reads simulated captures of generated documents;
`python -m benchmarks.training.mrz_confidence FILE` fits on nine tenths of them, prints how the rest comes out
and writes models/mrz_confidence/confidence.toml, fitted on all. Captures of specimens are never used.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.load import sha256_of
from mrz.confidence import FEATURES, SIGNS, floored, limit

TARGET = Path("models/mrz_confidence/confidence.toml")
RIDGE = 1.0
"""Penalty on the squared weights, in readings."""
STEPS = 50
SURE = 0.99
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """Log-odds = intercept + weights · (features − means) / scales, at most `most`."""

    intercept: float
    weights: Floats
    means: Floats
    scales: Floats
    most: float

    def rate(self, features: Floats) -> Floats:
        """Probabilities for readings (n × features)."""
        odds = self.intercept + (features - self.means) / self.scales @ self.weights
        return np.asarray(1 / (1 + np.exp(-np.minimum(odds, self.most))))


def load_dump(path: Path) -> tuple[Floats, npt.NDArray[np.bool_], Floats]:
    """Features (n × `FEATURES`), exactness and the limit on the confidence of the zones that were found."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    found = [row for row in rows if row["found"]]
    return (
        np.array([list(floored(row).values()) for row in found]),
        np.array([bool(row["exact"]) for row in found]),
        np.array([limit(float(row["dimmest"])) for row in found]),
    )


def fit(features: Floats, exact: npt.NDArray[np.bool_]) -> Fit:
    """Maximum likelihood with a small ridge. A feature whose weight would have the wrong sign is left out: by
    chance a sample may say that zones without check digits are read more surely."""
    used = np.ones(features.shape[1], dtype=bool)
    signs = np.array([SIGNS.get(name, -1) for name in FEATURES])
    while True:
        result = _fit(np.where(used, features, 0.0), exact)
        wrong = used & (result.weights * signs < 0)
        if not wrong.any():
            return replace(result, most=_prove(result.rate(features), exact))
        used &= ~wrong


def _prove(ratings: Floats, exact: npt.NDArray[np.bool_]) -> float:
    """The highest log-odds that the surest half of the right readings proves: an upper bound (95 %, Poisson,
    about k + 1.65 √(k + 1/4) + 2.2 of k) on the share of wrong ones among readings as sure."""
    sure = ratings >= np.median(ratings[exact])
    wrong = int((sure & ~exact).sum())
    bound = (wrong + 1.65 * np.sqrt(wrong + 0.25) + 2.2) / int(sure.sum())
    return float(np.log((1 - bound) / bound))


def _fit(features: Floats, exact: npt.NDArray[np.bool_]) -> Fit:
    """By Newton's method (iteratively reweighted least squares)."""
    means, scales = features.mean(axis=0), features.std(axis=0)
    scales[scales < 1e-9] = 1.0
    design = np.column_stack([np.ones(len(features)), (features - means) / scales])
    penalty = np.diag([0.0] + [RIDGE] * features.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        rated = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (rated - exact) + penalty @ weights
        bend = (design * (rated * (1 - rated) + 1e-9)[:, None]).T @ design + penalty
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return Fit(float(weights[0]), weights[1:], means, scales, np.inf)


def area_under_curve(ratings: Floats, exact: npt.NDArray[np.bool_]) -> float:
    """AUROC by ranks (Mann–Whitney), ties counted half."""
    _, inverse, counts = np.unique(ratings, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    right, wrong = int(exact.sum()), int((~exact).sum())
    return float((ranks[exact].sum() - right * (right + 1) / 2) / max(1, right * wrong))


def show(ratings: Floats, exact: npt.NDArray[np.bool_]) -> None:
    """Prints the reliability of ratings."""
    sure = ratings >= SURE
    print(
        f"{len(exact)} zones, {exact.mean():.1%} exact, AUROC {area_under_curve(ratings, exact):.4f}; "
        f"at {SURE} or more: {sure[exact].mean():.1%} of the exact, {int((sure & ~exact).sum())} wrong of "
        f"{int(sure.sum())}"
    )
    edges = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 0.997, 0.999, 1.0001]
    for low, high in pairwise(edges):
        inside = (ratings >= low) & (ratings < high)
        if inside.any():
            print(
                f"  {low:5.3f} to {min(high, 1):5.3f}: {int(inside.sum()):5d} zones, said "
                f"{ratings[inside].mean():.4f}, exact {exact[inside].mean():.4f}"
            )


def write(result: Fit, count: int, target: Path) -> None:
    """Writes the parameters with what they came from."""
    lines = [
        f"# Fitted on {count} zones read from simulated captures of generated documents by",
        "# python -m benchmarks.training.mrz_confidence; mrz/confidence.py says what the features are.",
        f"intercept = {result.intercept:.5f}",
        f"most = {result.most:.3f}  # log-odds that are never exceeded",
        "",
        "[features]",
    ]
    for name, weight, mean, scale in zip(FEATURES, result.weights, result.means, result.scales, strict=True):
        lines.append(f"{name} = {{ weight = {weight:.5f}, mean = {mean:.5f}, scale = {scale:.5f} }}")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.mrz_confidence", description=__doc__)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    asked = parser.parse_args(words)
    features, exact, limits = load_dump(asked.dump)
    held = np.arange(len(exact)) % 10 == 0
    print("held out:")
    trial = fit(features[~held], exact[~held]).rate(features[held])
    show(np.minimum(trial, limits[held]), exact[held])
    result = fit(features, exact)
    print("all:")
    show(np.minimum(result.rate(features), limits), exact)
    write(result, len(exact), asked.target)
    print(f'{asked.target}: put sha256 = "{sha256_of(asked.target)}" into models/manifest.toml')
    return 0


if __name__ == "__main__":
    sys.exit(main())
