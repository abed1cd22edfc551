"""The suite `matching` on the page."""

from collections import Counter
from typing import Any

from benchmarks.report.charts.curves import Scored, draw_risk, draw_roc
from benchmarks.report.charts.shares import draw_shares
from benchmarks.report.charts.times import draw_growth, draw_spread
from benchmarks.report.counting import group, percent, times_of
from benchmarks.report.gallery import show_drawings
from benchmarks.report.page import charts, figure, paragraph, table
from benchmarks.results.cases import CaseRow
from benchmarks.results.folder import RunFolder
from benchmarks.results.intervals import wilson
from benchmarks.suites.matching.beside import NAME as BESIDE

RULES = """The others have nobody to send a doubt to: they link from their own threshold on, and else make a
new number. “ours, no reviewer” is held to the same. Candidates are those of our index."""
COLUMNS = ("matcher", "requests", "right", "wrong matches", "false new numbers", "to review")


def _ordered(rows: list[CaseRow]) -> dict[str, list[CaseRow]]:
    parts = group(rows, lambda row: row.who)
    return {who: parts[who] for who in sorted(parts, key=lambda one: (not one.startswith("ours"), one))}


def table_matchers(rows: list[CaseRow]) -> list[list[object]]:
    """A row a matcher on the same requests."""
    told: list[list[object]] = []
    for who, part in _ordered(rows).items():
        counts, every = Counter(row.outcome for row in part), len(part)
        right = counts["match"] + counts["new"]
        told.append(
            [
                who,
                every,
                percent(right, every),
                counts["wrongMatch"],
                counts["falseNew"],
                percent(counts["review"], every),
            ]
        )
    return told


def _scored(rows: list[CaseRow]) -> Scored:
    return [row.confidence or 0.0 for row in rows], [bool(row.bestIsRight) for row in rows]


def _doubts(rows: list[CaseRow]) -> list[Any]:
    """The sets: what must not happen, with the upper bound that chance leaves."""
    told = []
    for name, part in group(rows, lambda row: row.set).items():
        counts, every = Counter(row.outcome for row in part), len(part)
        bounds = [
            f"{counts[key]} (at most {100 * wilson(counts[key], every)[1]:.2f} %)"
            for key in ("wrongMatch", "falseNew")
        ]
        told.append([name, every, counts["match"], counts["new"], *bounds, percent(counts["review"], every)])
    return told


def section(run: RunFolder) -> str:
    """Everything about persons."""
    report, every = run.report("matching"), run.cases("matching")
    beside = [row for row in every if row.set == BESIDE]
    rows = [row for row in every if row.set != BESIDE]
    columns = ("set", "requests", "matched", "new", "wrong matches", "false new numbers", "to review (95 %)")
    parts = [
        paragraph(f"Against {report.get('persons', 0):,} persons registered."),
        table(columns, _doubts(rows)),
    ]
    if beside:
        parts.append(
            "<h3>Beside others, on the same candidates</h3>" + table(COLUMNS, table_matchers(beside))
        )
        parts.append(paragraph(RULES, quiet=True))
        scored = {who: _scored(part) for who, part in _ordered(beside).items() if who != "ours, no reviewer"}
        doubt = float(report.get("thresholds", {}).get("matchDoubt", 1e-4))
        marked = {"ours": [(1 - doubt, f"ships: 1 − {doubt:g}")]}
        axes = ("share of the requests linked", "wrong among them")
        parts.append(
            charts(
                figure(
                    draw_roc(
                        "ROC",
                        scored,
                        {"ours": 1 - doubt},
                        ("wrong candidates taken", "right candidates taken"),
                    ),
                    "The likeliest candidate of each request: is it the person meant?",
                ),
                figure(
                    draw_risk("Wrong among the linked", scored, marked, axes),
                    "As the threshold falls more is linked and more of it is wrong.",
                ),
            )
        )
    registered = [row for row in rows if row.documentType == "registered"]
    by_error = {
        name: [(sum(one.right for one in part), len(part))]
        for name, part in group(registered, lambda row: row.condition.split(" + ")[0]).items()
        if len(part) >= 5
    }
    by_kind = {
        name: [(sum(one.right for one in part), len(part))]
        for name, part in group(rows, lambda row: row.documentType).items()
    }
    by_state = {
        name: [(sum(one.right for one in part), len(part))]
        for name, part in group(rows, lambda row: row.state).items()
        if len(part) >= 30
    }
    parts.append(
        "<h3>What is answered at once</h3>"
        + charts(
            figure(
                draw_shares("Kinds", by_kind, ("ours",), "answered at once, rightly"),
                "By whom the request is about.",
            ),
            figure(
                draw_shares("Errors", by_error, ("ours",), "answered at once, rightly"),
                "Registered people, by the first error in the request.",
            ),
            figure(
                draw_shares("Nationalities", by_state, ("ours",), "answered at once, rightly"),
                "By nationality.",
            ),
        )
    )
    growth = report.get("scaling", [])
    spread = {name: times_of(part) for name, part in group(rows, lambda row: row.set).items()}
    lines = {
        label: [(row["persons"], row[key]) for row in growth]
        for label, key in (("median", "p50Ms"), ("95th percentile", "p95Ms"), ("99th", "p99Ms"))
    }
    sizes = {
        label: [(row["persons"], row[key]) for row in growth]
        for label, key in (("MiB resident", "residentMiB"), ("seconds to index", "indexSeconds"))
    }
    parts.append(
        "<h3>Times</h3>"
        + charts(
            figure(draw_spread("Times", spread), "Time of one request."),
            figure(
                draw_growth("Growth", lines, ("persons registered", "ms")),
                "Time of a request against the registry.",
            )
            if growth
            else "",
            figure(
                draw_growth("Memory", sizes, ("persons registered", "MiB, s")), "Memory and time to index."
            )
            if growth
            else "",
        )
    )
    parts.append("<h3>Decisions as waterfalls</h3>")
    parts.append(show_drawings(run.path / "matching", report.get("waterfalls", [])))
    return "".join(parts)
