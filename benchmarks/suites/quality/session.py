"""One run of the suite: graded defects, verdicts, times, specimens."""

import shutil
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.results.progress import follow
from benchmarks.suites import Options
from benchmarks.suites.quality.dump import READINGS as FILE
from benchmarks.suites.quality.dump import dump
from benchmarks.suites.quality.graded import Graded, grade_document, show, summarise
from benchmarks.suites.quality.picture import draw_matrix
from benchmarks.suites.quality.plan import TEST_SEED
from benchmarks.suites.quality.rows import load_rows
from benchmarks.suites.quality.rows_of_run import save_pictures, to_rows
from benchmarks.suites.quality.specimens import run_specimens
from benchmarks.suites.quality.times import run_times
from benchmarks.suites.quality.verdicts import run_verdicts
from ocr.assess.acceptable import load_regression

READINGS = Path("data/quality/test")
"""Where `python -m benchmarks.suites.quality.dump --seed 4002 --out data/quality/test` has put its
captures."""
MATRIX = "quality-matrix.png"


def _grade_one(document: int, seed: int) -> list[dict[str, Any]]:
    return [vars(one) for one in grade_document(document, seed)]


def grade(options: Options) -> list[Graded]:
    """The graded documents, those that an unfinished run has measured from its journal."""
    graded = []
    for document in follow(range(options.documents), "quality, graded documents", options.documents):
        answer = options.journal.ask(f"graded {document}", partial(_grade_one, document, options.seed))
        graded += [Graded(**entry) for entry in answer]
    return graded


def find_readings(options: Options) -> Path:
    """The folder of captures that were read: read now, with this reader, when the run asks for some."""
    if not options.readings:
        return READINGS
    folder = options.out / "quality" / "readings"
    if options.journal.get("readings") is None:
        shutil.rmtree(folder, ignore_errors=True)
        options.journal.put("readings", True)
    dump(folder, options.readings, TEST_SEED + options.seed - 1)
    return folder


def run(options: Options) -> dict[str, Any]:
    """Runs the suite, prints its tables and returns its report."""
    report: dict[str, Any] = {}
    if options.documents:
        table = summarise(grade(options))
        report["rows"] = show(table)
        report["matrix"] = table
        draw_matrix(table, options.out / MATRIX)
        print(f"the full matrix: {options.out / MATRIX}\n", flush=True)
    readings = find_readings(options)
    report["acceptable"] = run_verdicts(readings)
    if (readings / FILE).is_file():
        halves = (load_regression("pixels"), load_regression("evidence"))
        report["thresholds"] = dict(
            zip(("before", "after"), (half.threshold for half in halves), strict=True)
        )
        rows = list(to_rows(list(load_rows(readings))))
        save_pictures(rows, readings, TEST_SEED + options.seed - 1, options.out)
        report["cases"] = rows
    report["times"] = run_times(options.seed)
    if options.data is not None:
        report["specimens"] = run_specimens(options.data)
    return report
