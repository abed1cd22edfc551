"""`acceptable` against what `ocr.extract` really reads, on dumped captures of documents that the fit has
not seen."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.suites.quality.dump import READINGS
from benchmarks.suites.quality.rows import Row, load_rows
from benchmarks.training.mrz_confidence import area_under_curve
from ocr.assess.acceptable import load_regression
from ocr.assess.evidence import rate_evidence

DRAWS = 1000


def judge(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """For each half, and for exactness without and with diacritics: the figures at the shipped threshold."""
    pixels = np.array([load_regression("pixels").rate(row.pixels) for row in rows])
    evidence = np.array(
        [rate_evidence(float(score), row.evidence) for score, row in zip(pixels, rows, strict=True)]
    )
    groups = np.array([row.group for row in rows])
    labels = {
        "": np.array([row.bare for row in rows]),
        " to the letter": np.array([row.exact for row in rows]),
    }
    report = {}
    for half, scores in (("pixels", pixels), ("evidence", evidence)):
        threshold = load_regression("pixels" if half == "pixels" else "evidence").threshold
        for suffix, exact in labels.items():
            report[half + suffix] = _figures(scores, exact, groups, threshold)
    return report


def _figures(scores: Any, exact: Any, groups: Any, threshold: float) -> dict[str, Any]:
    refused = scores < threshold
    rng = np.random.default_rng(61)
    names = np.unique(groups)
    members = {name: np.flatnonzero(groups == name) for name in names}
    areas = []
    for _ in range(DRAWS):
        drawn = np.concatenate([members[name] for name in rng.choice(names, len(names))])
        if 0 < exact[drawn].sum() < len(drawn):
            areas.append(area_under_curve(scores[drawn], exact[drawn]))
    low, high = np.percentile(areas, (2.5, 97.5)) if areas else (0.0, 1.0)
    return {
        "captures": len(exact),
        "unreadable": round(float(1 - exact.mean()), 3),
        "auc": round(area_under_curve(scores, exact), 3),
        "interval": [round(float(low), 3), round(float(high), 3)],
        "readable": int(exact.sum()),
        "readableRefused": int(refused[exact].sum()),
        "unreadableCaught": round(float(refused[~exact].mean()), 3),
    }


def weigh(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Measure → AUC for readability by itself, and share of the log-odds' spread that the model gives it."""
    exact = np.array([row.bare for row in rows])
    weights = load_regression("pixels").weights
    table = {}
    for name, weight in weights.items():
        values = np.array([row.pixels[name] for row in rows])
        table[name] = {
            "auc": round(area_under_curve(-values, exact), 3),
            "spread": round(float(abs(weight) * values.std()), 3),
        }
    return table


def show(report: Mapping[str, Mapping[str, Any]], weights: Mapping[str, Mapping[str, float]]) -> None:
    """Prints the figures."""
    print("acceptable against what is read (all mandatory fields)")
    for name, row in report.items():
        print(
            f"  {name:<24} {row['captures']} captures, {row['unreadable']:.0%} unreadable; "
            f"AUC {row['auc']:.3f} "
            f"({row['interval'][0]:.3f} to {row['interval'][1]:.3f}); {row['readableRefused']} of "
            f"{row['readable']} readable refused, "
            f"{row['unreadableCaught']:.1%} of the unreadable caught"
        )
    print("  by itself, and in the model (spread of the log-odds):")
    for name, entry in weights.items():
        print(f"    {name:<12} AUC {entry['auc']:.3f}  spread {entry['spread']:.3f}")
    print(flush=True)


def run_verdicts(folder: Path) -> dict[str, Any]:
    """The figures over a dump; empty where there is none."""
    if not (folder / READINGS).is_file():
        print(f"acceptable: no readings in {folder} (python -m benchmarks.suites.quality.dump)\n")
        return {}
    rows = list(load_rows(folder))
    report, weights = judge(rows), weigh(rows)
    show(report, weights)
    return {"verdicts": report, "weights": weights}
