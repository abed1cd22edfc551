"""The frozen run of quality: measures that follow their own defect, and verdicts on captures."""

import json
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.guard.score import Measured, Score
from benchmarks.suites.quality.dump import READINGS, read_job
from benchmarks.suites.quality.graded import OWN, Graded, grade_document, spearman
from benchmarks.suites.quality.plan import plan
from benchmarks.suites.quality.rows import load_rows
from benchmarks.suites.quality.rows_of_run import AFTER, to_rows

SEED = 20_261_127
DOCUMENTS = {"quick": 1, "full": 4}
CAPTURES = {"quick": 8, "full": 60}
FOLLOWS = 0.8
"""Spearman's correlation from which a measure counts as following its defect on one document."""


def _follows(graded: list[Graded]) -> Score:
    right = cases = 0
    for document in {one.document for one in graded}:
        for name, own in OWN.items():
            for defect in own:
                steps = [one for one in graded if (one.document, one.defect) == (document, defect)]
                values = np.array([one.measures[name] for one in sorted(steps, key=lambda one: one.grade)])
                cases += 1
                right += spearman(np.arange(len(values), dtype=np.float64), -values) >= FOLLOWS
    return Score(cases, right)


def _verdicts(count: int) -> Score:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        lines = [json.dumps(read_job(job, folder)) for job in plan(count, SEED)]
        (folder / READINGS).write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = [row for row in to_rows(list(load_rows(folder))) if row.set == AFTER]
    refused = sum(row.outcome == "refused, readable" for row in rows)
    return Score(len(rows), sum(row.right for row in rows), refused)


def measure(run: str) -> Measured:
    """Pairs of measure and defect that follow; verdicts right. The danger is a readable one refused."""
    graded = [one for document in range(DOCUMENTS[run]) for one in grade_document(document, SEED)]
    return {"measures follow": _follows(graded), "acceptable": _verdicts(CAPTURES[run])}
