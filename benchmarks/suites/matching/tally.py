"""What became of requests with known truth, counted whole and in slices."""

import gc
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

import numpy as np

from benchmarks.results.cases import CaseRow
from benchmarks.suites.matching.examples import Example, is_wanted
from matching.dates import IncompleteDate
from matching.decide import decide
from matching.index import PersonIndex
from matching.person import Decision
from matching.synthetic import LabelledRequest

Z = 1.96
"""Wilson bounds at 95 %."""
Outcome = Literal["match", "wrongMatch", "new", "falseNew", "review"]
RELIABILITY_STEPS = (0.0, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0 + 1e-9)


@dataclass
class Tally:
    """What became of the requests of one run, and of slices of them; `reliability` counts by probability."""

    requests: int = 0
    registered: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    slices: dict[str, Counter[str]] = field(default_factory=dict)
    reliability: dict[int, Counter[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    """Kind and errors of each wrong match and false new number."""
    examples: list[Example] = field(default_factory=list)
    """Decisions to be drawn: one of each outcome, and what went wrong."""
    seconds: list[float] = field(default_factory=list)
    rows: list[CaseRow] = field(default_factory=list)
    """Of a run with a name: a row a request."""


def measure(labelled: Iterable[LabelledRequest], index: PersonIndex, name: str = "") -> Tally:
    """Decides every request, one after another on one thread, and compares with the truth; `name`: of the set
    in the run's table."""
    tally = Tally()
    gc.freeze()  # as `belgianidpro match` does: else a full collection looks through all people of the run
    for case in labelled:
        started = time.perf_counter()
        decision = decide(case.request, index, index.frequencies)
        tally.seconds.append(time.perf_counter() - started)
        outcome = judge(case, decision)
        tally.requests += 1
        tally.registered += case.kind == "registered"
        tally.outcomes[outcome] += 1
        if outcome in ("wrongMatch", "falseNew"):
            tally.wrong.append(f"{outcome}: {case.kind} {' '.join(case.errors) or 'no error'}")
        if is_wanted(outcome, decision, tally.examples):
            tally.examples.append((outcome, case, decision))
        if outcome == "review":
            tally.reasons[decision.reasons[0].code] += 1
        for part in _slices(case):
            tally.slices.setdefault(part, Counter())[outcome] += 1
        if name:
            tally.rows.append(_row(name, case, decision, outcome, tally.seconds[-1]))
        if decision.candidates:
            best = decision.candidates[0]
            step = int(np.searchsorted(RELIABILITY_STEPS, best.probability, side="right")) - 1
            right = case.ssin is not None and best.ssin == case.ssin
            tally.reliability.setdefault(step, Counter())["right" if right else "wrong"] += 1
    return tally


def _row(name: str, case: LabelledRequest, decision: Decision, outcome: Outcome, seconds: float) -> CaseRow:
    """Everybody is invented, and yet no name stands in the table: the pictures of decisions show them."""
    best = decision.candidates[0] if decision.candidates else None
    return CaseRow(
        suite="matching",
        set=name,
        case=case.request.id or "",
        who="ours",
        right=outcome in ("match", "new"),
        group=case.request.id or "",
        documentType=case.kind,
        state=case.request.nationality or "",
        condition=" + ".join(case.errors) or "no error",
        outcome=outcome,
        status=decision.reasons[0].code if decision.reasons else "",
        confidence=best.probability if best else 0.0,
        bestIsRight=best is not None and case.ssin is not None and best.ssin == case.ssin,
        seconds=seconds,
    )


def judge(case: LabelledRequest, decision: Decision) -> Outcome:
    """Whether a number was given rightly, made rightly, or somebody has to look."""
    if decision.outcome == "existingPerson":
        return "match" if decision.ssin == case.ssin else "wrongMatch"
    if decision.outcome == "newPerson":
        return "falseNew" if case.kind == "registered" else "new"
    return "review"


def _slices(case: LabelledRequest) -> list[str]:
    birth = IncompleteDate.parse(case.request.birth_date) if case.request.birth_date else None
    day = "no date" if birth is None else "1 January" if birth.is_placeholder else "date"
    if birth is not None and not birth.is_complete:
        day = "partial date"
    names = [f"kind: {case.kind}", f"born: {day}", f"nationality: {case.request.nationality or 'none'}"]
    if case.kind == "registered":
        names += [f"error: {error}" for error in case.errors or ("none",)]
    return names


def wilson_upper(hits: int, trials: int) -> float:
    """Upper Wilson bound on a rate of which `hits` in `trials` were seen."""
    if trials == 0:
        return 1.0
    share, square = hits / trials, Z * Z
    middle = share + square / (2 * trials)
    spread = Z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    return (middle + spread) / (1 + square / trials)


def summarise(tally: Tally) -> dict[str, object]:
    """The rates of a run (shares in [0, 1], times in milliseconds)."""
    outcomes = tally.outcomes
    automatic = outcomes["match"] + outcomes["wrongMatch"]
    p50, p95, p99, worst = np.percentile(np.array(tally.seconds or [0.0]) * 1000, [50, 95, 99, 100])
    return {
        "requests": tally.requests,
        "registered": tally.registered,
        "automaticMatches": automatic,
        "wrongMatches": outcomes["wrongMatch"],
        "wrongMatchUpperBound": round(wilson_upper(outcomes["wrongMatch"], automatic), 7),
        "newPersons": outcomes["new"],
        "falseNew": outcomes["falseNew"],
        "falseNewRate": round(outcomes["falseNew"] / max(1, tally.requests), 6),
        "falseNewUpperBound": round(wilson_upper(outcomes["falseNew"], tally.requests), 6),
        "reviewRate": round(outcomes["review"] / max(1, tally.requests), 4),
        "p50Ms": round(float(p50), 2),
        "p95Ms": round(float(p95), 2),
        "p99Ms": round(float(p99), 2),
        "maxMs": round(float(worst), 2),
    }


def detail(tally: Tally) -> dict[str, object]:
    """Slices, reliability and the reasons for review."""
    return {
        "slices": {
            name: {"requests": counts.total(), **counts}
            for name, counts in sorted(tally.slices.items(), key=lambda entry: -entry[1].total())
        },
        "reliability": [
            {
                "from": RELIABILITY_STEPS[step],
                "to": min(1.0, RELIABILITY_STEPS[step + 1]),
                "right": counts["right"],
                "of": counts.total(),
            }
            for step, counts in sorted(tally.reliability.items())
        ],
        "reviewReasons": dict(tally.reasons.most_common()),
        "wrong": tally.wrong,
    }


def retrieved(cases: Sequence[LabelledRequest], index: PersonIndex) -> int:
    """In how many cases the person meant is a candidate, under the present number or a replaced one."""
    return sum(case.ssin is not None and index.finds(case.request, case.ssin) for case in cases)
