"""Splink, recordlinkage and plain rapidfuzz on the requests and candidates of ours.

Candidates are those of our index, so that nobody loses for their own retrieval; what is measured is who is
taken for whom. A peer answers with its likeliest candidate from its own threshold on, else with a new number:
it has no reviewer to send anything to. Ours stands beside them twice: as it decides, and forced to decide.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.linkers.catalogue import LINKERS, ask, list_installed
from benchmarks.peers.linkers.tables import About, Floats, Pairs, write_task
from benchmarks.results.cases import CaseRow
from benchmarks.suites.matching.tally import judge
from benchmarks.training.mrz_confidence import area_under_curve
from matching.decide import decide
from matching.index import PersonIndex
from matching.person import Decision, Person, PersonRequest
from matching.synthetic import LabelledRequest

LIMIT = 40
"""Candidates of a request that everybody scores."""
NAME = "beside"
EVEN = 0.5
"""The probability from which ours, forced, takes the likeliest candidate."""


def describe(person: Person | PersonRequest) -> dict[str, str]:
    """A person as the peers are given it."""
    name = person.names[0]
    return {
        "family_name": name.family_name,
        "given_names": name.given_names,
        "birth_date": person.birth_date or "",
        "place_of_birth": person.place_of_birth or "",
        "gender": "" if person.gender is None else str(person.gender),
        "nationality": person.nationality or "",
    }


def _row(
    number: int, case: LabelledRequest, who: str, outcome: str, score: float, best_is_right: bool
) -> CaseRow:
    return CaseRow(
        suite="matching", set=NAME, case=f"request {number}", who=who, right=outcome in ("match", "new"),
        group=f"request {number}", documentType=case.kind, state=case.request.nationality or "",
        condition=" + ".join(case.errors) or "no error", outcome=outcome, confidence=score,
        bestIsRight=best_is_right,
    )  # fmt: skip


def _number(person: Person) -> str | None:
    return person.replaced_by or person.ssin


def decide_by_scores(
    cases: Sequence[LabelledRequest],
    known: Sequence[Person],
    pairs: Pairs,
    scores: Floats,
    threshold: float,
    who: str,
) -> list[CaseRow]:
    """A row a request: the likeliest candidate from the threshold on, else a new number."""
    best: dict[int, int] = {}
    for row in np.argsort(-scores, kind="stable").tolist():
        best.setdefault(int(pairs[row, 0]), row)
    rows = []
    for number, case in enumerate(cases):
        place = best.get(number)
        score = float(scores[place]) if place is not None else 0.0
        ssin = _number(known[int(pairs[place, 1])]) if place is not None else None
        taken = place is not None and score >= threshold
        told = {"outcome": "existingPerson", "ssin": ssin} if taken else {"outcome": "newPerson"}
        outcome = judge(case, Decision.model_validate(told | {"reasons": []}))
        rows.append(_row(number, case, who, outcome, score, ssin is not None and ssin == case.ssin))
    return rows


def _ours(cases: Sequence[LabelledRequest], index: PersonIndex) -> list[CaseRow]:
    """As the product decides, and forced to decide by the likeliest candidate alone."""
    rows = []
    for number, case in enumerate(cases):
        decision = decide(case.request, index, index.frequencies)
        best = decision.candidates[0] if decision.candidates else None
        score = best.probability if best else 0.0
        right = best is not None and case.ssin is not None and best.ssin == case.ssin
        rows.append(_row(number, case, "ours", judge(case, decision), score, right))
        taken = best is not None and score >= EVEN
        told = (
            {"outcome": "existingPerson", "ssin": best.ssin} if best and taken else {"outcome": "newPerson"}
        )
        forced = judge(case, Decision.model_validate(told | {"reasons": []}))
        rows.append(_row(number, case, "ours, no reviewer", forced, score, right))
    return rows


def summarise(rows: Sequence[CaseRow], about: About | None = None) -> dict[str, Any]:
    """The figures of one matcher."""
    counts = Counter(row.outcome for row in rows)
    hits = np.array([bool(row.bestIsRight) for row in rows])
    scores = np.array([row.confidence or 0.0 for row in rows])
    figures: dict[str, Any] = {
        "requests": len(rows),
        "right": counts["match"] + counts["new"],
        "wrongMatches": counts["wrongMatch"],
        "falseNew": counts["falseNew"],
        "review": counts["review"],
        "auroc": round(area_under_curve(scores, hits), 5) if 0 < hits.sum() < len(hits) else None,
    }
    if about is not None:
        told = {"version": about.version, "threshold": about.threshold}
        times = {
            "trainingSeconds": round(about.training_seconds, 2),
            "scoringSeconds": round(about.seconds, 2),
        }
        figures |= told | times
    return figures


def run_beside(cases: Sequence[LabelledRequest], index: PersonIndex) -> tuple[dict[str, Any], list[CaseRow]]:
    """Figures by matcher, and a row for each request and matcher. Says which matchers are not there."""
    known: list[Person] = []
    numbers: dict[str, int] = {}
    pairs = []
    for row, case in enumerate(cases):
        for person in index.search(case.request, LIMIT):
            place = numbers.setdefault(person.ssin or "", len(known))
            if place == len(known):
                known.append(person)
            pairs.append((row, place))
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    ours = _ours(cases, index)
    report: dict[str, Any] = {"candidates": len(table)}
    by_who = {who: [row for row in ours if row.who == who] for who in ("ours", "ours, no reviewer")}
    report |= {who: summarise(rows) for who, rows in by_who.items()}
    rows = [*ours]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_task(
            folder, [describe(case.request) for case in cases], [describe(one) for one in known], table
        )
        for name in list_installed():
            answer = ask(name, folder)
            if answer is None:
                continue
            found = decide_by_scores(cases, known, table, answer[0], answer[1].threshold, name)
            report[name] = summarise(found, answer[1])
            rows += found
    missing = [name for name in LINKERS if name not in report]
    if missing:
        print(f"matching: not installed or failed, left out: {', '.join(missing)} (make bench-peers)")
    return report, rows
