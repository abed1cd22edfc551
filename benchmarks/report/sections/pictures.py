"""The suite `quality` on the page."""

from typing import Any

from benchmarks.captures.defects import DEFECTS
from benchmarks.report.charts.curves import draw_reliability, draw_roc
from benchmarks.report.charts.matrix import draw_matrix
from benchmarks.report.charts.shares import draw_shares
from benchmarks.report.counting import count_by, group, percent
from benchmarks.report.gallery import show_verdicts
from benchmarks.report.page import charts, figure, table
from benchmarks.results.folder import RunFolder
from benchmarks.suites.quality.graded import OWN
from benchmarks.suites.quality.rows_of_run import AFTER, BEFORE
from ocr.assess.ratings import NAMES


def _matrix(matrix: dict[str, Any]) -> str:
    cells: dict[tuple[str, str], float] = {
        (name, defect): float(matrix[name][defect]["loss"]) for name in NAMES for defect in DEFECTS
    }
    framed = frozenset((name, defect) for name, own in OWN.items() for defect in own)
    svg = draw_matrix("What each defect takes from each measure", NAMES, DEFECTS, cells, framed=framed)
    return figure(svg, "What each defect takes from each measure, from grade 0 to 6; its own are framed.")


def section(run: RunFolder) -> str:
    """Everything about pictures."""
    report = run.report("quality")
    parts = []
    if report.get("matrix"):
        parts.append("<h3>Measures against graded defects</h3>" + _matrix(report["matrix"]))
        columns = ("measure", "defect", "follows (Spearman)", "loss", "most taken by another")
        rows = [
            [
                row["measure"],
                row["defect"],
                f"{row['follows']:.2f}",
                f"{row['loss']:.2f}",
                f"{row['otherLoss']:.2f} ({row['other']})",
            ]
            for row in report["rows"]
        ]
        parts.append(table(columns, rows))
    cases = run.cases("quality")
    if cases:
        halves = group(cases, lambda row: row.set)
        told = []
        for name in (AFTER, BEFORE):
            part = halves[name]
            readable = [row for row in part if row.bestIsRight]
            others = [row for row in part if not row.bestIsRight]
            refused = sum(row.outcome.startswith("refused") for row in readable)
            caught = sum(row.outcome.startswith("refused") for row in others)
            told.append([name, percent(refused, len(readable)), percent(caught, len(others))])
        scored = {
            name: ([row.confidence or 0.0 for row in part], [bool(row.bestIsRight) for row in part])
            for name, part in halves.items()
        }
        both = len({bool(row.bestIsRight) for row in cases}) == 2
        thresholds = report.get("thresholds", {})
        marked = {AFTER: thresholds.get("after", 0.5), BEFORE: thresholds.get("before", 0.5)}
        conditions = count_by(
            halves[AFTER], lambda row: row.condition if "+" not in row.condition else "several"
        )
        parts.append("<h3>Whether it can be read</h3>")
        parts.append(table(("verdict", "readable refused (95 %)", "unreadable caught (95 %)"), told))
        parts.append(
            charts(
                figure(
                    draw_roc("Acceptable", scored, marked, ("unreadable accepted", "readable accepted")),
                    "The thresholds that ship are ringed.",
                )
                if both
                else "",
                figure(
                    draw_reliability("Reliability", scored), "Probability said, and share that could be read."
                ),
                figure(
                    draw_shares("Verdicts by defect", conditions, ("after reading",), "verdict right"),
                    "Verdicts after reading that were right, by what was wrong with the capture.",
                ),
            )
        )
        parts.append("<h3>Verdicts that were wrong</h3>")
        parts.append(show_verdicts(halves[AFTER], run.path / "failures" / "quality"))
    return "".join(parts)
