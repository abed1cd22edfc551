"""One run of the suite: graded defects, verdicts, times, specimens."""

from pathlib import Path
from typing import Any

from benchmarks.suites import Options
from benchmarks.suites.quality.graded import show, summarise, take_graded
from benchmarks.suites.quality.picture import draw_matrix
from benchmarks.suites.quality.specimens import run_specimens
from benchmarks.suites.quality.times import run_times
from benchmarks.suites.quality.verdicts import run_verdicts

READINGS = Path("data/quality/test")
"""Where `python -m benchmarks.suites.quality.dump --seed 4002 --out data/quality/test` has put its
captures."""
MATRIX = Path("reports/quality-matrix.png")


def run(options: Options) -> dict[str, Any]:
    """Runs the suite, prints its tables and returns its report."""
    report: dict[str, Any] = {}
    if options.documents:
        table = summarise(list(take_graded(options.documents, options.seed)))
        report["rows"] = show(table)
        report["matrix"] = table
        draw_matrix(table, MATRIX)
        print(f"the full matrix: {MATRIX}\n", flush=True)
    report["acceptable"] = run_verdicts(READINGS)
    report["times"] = run_times(options.seed)
    if options.data is not None:
        report["specimens"] = run_specimens(options.data)
    return report
