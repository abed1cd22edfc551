"""The figures over verdicts. Shares are 0 to 1, times in seconds, memory in MiB."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.suites.mrz.judge import Verdict

DRAWS = 2000
BOUNDS = (2.5, 97.5)
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0)
"""Borders of the reliability table."""

Counted = Callable[[Verdict], bool]


def share(hits: float, of: float) -> float | None:
    """A share, None of nothing."""
    return round(hits / of, 5) if of else None


def bootstrap(
    verdicts: Sequence[Verdict], hit: Counted, of: Counted, seed: int = 1
) -> tuple[float, float] | None:
    """The 95 % interval of the share of `hit` among `of`, drawing whole groups with replacement (specimens of
    one person or template fail together)."""
    groups: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for verdict in verdicts:
        if of(verdict):
            groups[verdict.case.group][0] += hit(verdict)
            groups[verdict.case.group][1] += 1
    if not groups:
        return None
    counts = np.array(list(groups.values()), dtype=np.float64)
    rng = np.random.default_rng(seed)
    sums = np.stack([counts[rng.integers(len(counts), size=len(counts))].sum(axis=0) for _ in range(DRAWS)])
    low, high = np.percentile(sums[:, 0] / np.maximum(sums[:, 1], 1), BOUNDS)
    return round(float(low), 5), round(float(high), 5)


def auroc(verdicts: Sequence[Verdict]) -> float | None:
    """The chance that an exact reading has a higher confidence than a wrong one (Mann-Whitney, ties half)."""
    right = np.sort([v.confidence for v in verdicts if v.exact])
    wrong = np.array([v.confidence for v in verdicts if not v.exact])
    if not len(right) or not len(wrong):
        return None
    above = len(right) - np.searchsorted(right, wrong, side="right")
    below = np.searchsorted(right, wrong, side="left")
    return round(float((above + len(right) - below).sum() / (2 * len(right) * len(wrong))), 4)


def tabulate_reliability(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Readings by confidence: what was claimed, and what was exact."""
    rows = []
    read = [verdict for verdict in verdicts if verdict.read]
    for low, high in pairwise(BINS):
        top = high == BINS[-1]
        inside = [v for v in read if low <= v.confidence and (v.confidence < high or top)]
        rows.append(
            {
                "from": low,
                "to": high,
                "readings": len(inside),
                "meanConfidence": share(sum(v.confidence for v in inside), len(inside)),
                "exact": share(sum(v.exact for v in inside), len(inside)),
            }
        )
    return rows


def summarise(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The figures of one reader over captures of sound zones."""
    exact = [v for v in verdicts if v.exact]
    sure = [v for v in verdicts if v.sure]
    seconds = [v.seconds for v in verdicts] or [0.0]
    lines = sum(len(v.case.lines) for v in verdicts)
    characters = sum(len(line) for v in verdicts for line in v.case.lines)
    wrong = sum(not v.exact for v in sure)
    return {
        "zones": len(verdicts),
        "found": share(sum(bool(v.read) for v in verdicts), len(verdicts)),
        "exact": share(len(exact), len(verdicts)),
        "exactLines": share(sum(v.exact_lines for v in verdicts), lines),
        "characters": share(sum(v.right_characters for v in verdicts), characters),
        "sureOfExact": share(sum(v.sure for v in exact), len(exact)),
        "sure": len(sure),
        "sureButWrong": wrong,
        "sureButWrongShare": share(wrong, len(sure)),
        "validButWrong": sum(v.valid and not v.exact for v in verdicts),
        "auroc": auroc([v for v in verdicts if v.read]),
        "aurocWithUnread": auroc(verdicts),
        "medianSeconds": round(float(np.median(seconds)), 4),
        "p95Seconds": round(float(np.percentile(seconds, 95)), 4),
        "cpuSeconds": round(float(np.mean([v.cpu_seconds for v in verdicts])), 4) if verdicts else 0.0,
        "peakMb": round(max((v.peak_mb for v in verdicts), default=0.0), 1),
        "errors": sum(v.error is not None for v in verdicts),
    }


def bound(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """95 % intervals of the shares that matter."""
    return {
        "exact": bootstrap(verdicts, lambda v: v.exact, lambda _: True),
        "sureOfExact": bootstrap(verdicts, lambda v: v.sure, lambda v: v.exact),
        "sureButWrongShare": bootstrap(verdicts, lambda v: not v.exact, lambda v: v.sure),
    }


def break_down(verdicts: Sequence[Verdict], by: Callable[[Verdict], str]) -> dict[str, dict[str, Any]]:
    """`summarise` for each value of `by`, and for all."""
    parts: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        parts[by(verdict)].append(verdict)
    return {name: summarise(part) for name, part in parts.items()} | {"all": summarise(verdicts)}
