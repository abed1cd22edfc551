"""What the verdicts come to."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.suites.extraction.judge import Result, Verdict
from benchmarks.training.mrz_confidence import area_under_curve

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
BINS = 15
DRAWS = 500


def share(right: int, count: int) -> float | None:
    """A share to four places; None of nothing."""
    return round(right / count, 4) if count else None


def count_fields(results: Iterable[Result]) -> dict[str, dict[str, Any]]:
    """Field → how many, how many exact and right; `all` over every field."""
    table: dict[str, list[int]] = {}
    for result in results:
        for verdict in result.verdicts:
            for name in (verdict.field, "all"):
                row = table.setdefault(name, [0, 0, 0, 0])
                row[0] += 1
                row[1] += verdict.exact
                row[2] += verdict.right
                row[3] += verdict.value is None
    return {
        name: {"fields": n, "exact": share(e, n), "right": share(r, n), "missing": share(m, n)}
        for name, (n, e, r, m) in table.items()
    }


def count_verified(results: Sequence[Result]) -> dict[str, Any]:
    """How many fields are verified, how many of these are wrong, and how many of those that stand in an MRZ
    are verified."""
    verdicts = [verdict for result in results for verdict in result.verdicts]
    verified = [verdict for verdict in verdicts if verdict.status == "verified"]
    wrong = [verdict for verdict in verified if not verdict.right]
    behind = [verdict for verdict in verdicts if verdict.behind]
    return {
        "fields": len(verdicts),
        "verified": len(verified),
        "wrong": len(wrong),
        "behindZone": len(behind),
        "coverage": share(sum(verdict.status == "verified" for verdict in behind), len(behind)),
        "wrongFields": [(verdict.field, str(verdict.truth[0]), str(verdict.value)) for verdict in wrong],
    }


def count_conflicts(results: Sequence[Result]) -> dict[str, Any]:
    """Conflicts that the truth names and were found, and fields said to be in conflict that are not."""
    known = [
        result for result in results if result.case.conflicts is not None and result.case.zone == "shown"
    ]
    there = [(result, name) for result in known for name in result.case.conflicts or ()]
    found = sum(name in result.conflicts for result, name in there)
    agreed = [
        (result, verdict.field)
        for result in known
        for verdict in result.verdicts
        if verdict.behind and verdict.field not in (result.case.conflicts or ())
    ]
    false = sum(name in result.conflicts for result, name in agreed)
    return {
        "conflicts": len(there),
        "found": share(found, len(there)),
        "agreeing": len(agreed),
        "falseConflicts": share(false, len(agreed)),
        "missed": [(result.case.name, name) for result, name in there if name not in result.conflicts],
        "false": [(result.case.name, name) for result, name in agreed if name in result.conflicts],
    }


def calibrate_arrays(confidence: Floats, right: Bools) -> dict[str, Any]:
    """Expected calibration error over `BINS` bins of equal count (Naeini et al. 2015, Nixon et al. 2019), and
    the area under the ROC curve, of values (n) with their confidences. The error of few values is large by
    chance: its count stands beside it."""
    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    diagram = [
        {
            "values": len(part),
            "confidence": round(float(confidence[part].mean()), 4),
            "right": round(float(right[part].mean()), 4),
        }
        for part in bins
    ]
    error = sum(row["values"] * abs(row["confidence"] - row["right"]) for row in diagram) / len(right)
    return {
        "values": len(right),
        "right": share(int(right.sum()), len(right)),
        "calibrationError": round(error, 4),
        "auroc": round(area_under_curve(confidence, right), 4) if 0 < right.sum() < len(right) else None,
        "diagram": diagram,
    }


def calibrate(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """`calibrate_arrays` of the values that were given; in `fields`, the same of each field."""
    given = [verdict for verdict in verdicts if verdict.value is not None]
    if not given:
        return {"values": 0}
    confidence = np.array([verdict.confidence for verdict in given])
    right = np.array([verdict.right for verdict in given])
    names = np.array([verdict.field for verdict in given])
    fields = {}
    for name in dict.fromkeys(names.tolist()):
        figures = calibrate_arrays(confidence[names == name], right[names == name])
        fields[name] = {key: value for key, value in figures.items() if key != "diagram"}
    return calibrate_arrays(confidence, right) | {"fields": fields}


def bootstrap(results: Sequence[Result], seed: int = 3) -> list[float]:
    """95 % interval of the share of right fields, drawing whole groups."""
    by_group: dict[str, list[int]] = {}
    for result in results:
        row = by_group.setdefault(result.case.group, [0, 0])
        row[0] += sum(verdict.right for verdict in result.verdicts)
        row[1] += len(result.verdicts)
    counts = np.array(list(by_group.values()), dtype=np.float64)
    rng = np.random.default_rng(seed)
    shares = []
    for _ in range(DRAWS):
        drawn = counts[rng.integers(len(counts), size=len(counts))].sum(axis=0)
        shares.append(drawn[0] / max(1.0, drawn[1]))
    return [round(float(value), 4) for value in np.percentile(shares, (2.5, 97.5))]


def take_times(results: Sequence[Result]) -> dict[str, Any]:
    """Median and 95th percentile of the seconds, by the number of files."""
    table = {}
    for files in (1, 2):
        chosen = [result for result in results if len(result.case.files) == files]
        if chosen:
            seconds = [result.seconds for result in chosen]
            table[f"{files} page{'s' if files > 1 else ''}"] = {
                "uploads": len(chosen),
                "median": round(float(np.median(seconds)), 3),
                "percentile95": round(float(np.percentile(seconds, 95)), 3),
                "processor": round(float(np.median([result.processor for result in chosen])), 3),
                "residentMb": round(max(result.resident for result in chosen)),
            }
    return table
