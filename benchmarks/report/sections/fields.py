"""The suite `extraction` on the page."""

from benchmarks.report.charts.curves import draw_reliability, draw_risk, draw_roc
from benchmarks.report.charts.shares import draw_shares
from benchmarks.report.charts.times import draw_spread
from benchmarks.report.counting import count_by, count_crossed, count_right, group, percent, score, times_of
from benchmarks.report.gallery import show_fields
from benchmarks.report.page import charts, figure, table
from benchmarks.results.cases import CaseRow
from benchmarks.results.folder import RunFolder
from benchmarks.suites.extraction.packing import ZONES

MARKED = {"ours": [(0.995, "0.995: a new number may rest on it")]}


def table_readers(rows: list[CaseRow]) -> list[list[object]]:
    """A row a reader over the same fields of the MRZ."""
    others = {(row.case, row.field) for row in rows if row.who != "ours"}
    fair = [row for row in rows if (row.case, row.field) in others]
    parts = group(fair, lambda row: row.who)
    return [
        [
            who,
            len(parts[who]),
            percent(*count_right(parts[who])),
            sum(row.outcome == "missing" for row in parts[who]),
            sum(row.outcome == "wrong" for row in parts[who]),
        ]
        for who in sorted(parts, key=lambda one: (one != "ours", one))
    ]


READER_COLUMNS = ("reader", "fields of the MRZ", "right (95 %)", "missing", "wrong")


def section(run: RunFolder) -> str:
    """Everything about fields."""
    every = run.cases("extraction")
    rows = [row for row in every if row.who == "ours"]
    sets = sorted({row.set for row in rows})
    kinds = [name for zone, name in ZONES.items() if any(row.zone == zone for row in rows)]
    verified = [row for row in rows if row.status == "verified"]
    wrong = [row for row in verified if not row.right]
    told = [
        [
            name,
            len({row.case for row in part}),
            len(part),
            percent(*count_right(part)),
            percent(sum(bool(row.exact) for row in part), len(part)),
            sum(row.status == "verified" for row in part),
            sum(row.status == "verified" and not row.right for row in part),
        ]
        for name, part in group(rows, lambda row: row.set).items()
    ]
    told.append(
        [
            "all",
            len({row.case for row in rows}),
            len(rows),
            percent(*count_right(rows)),
            percent(sum(bool(row.exact) for row in rows), len(rows)),
            len(verified),
            len(wrong),
        ]
    )
    columns = ("set", "uploads", "fields", "right (95 %)", "to the letter", "verified", "verified, yet wrong")
    parts = [table(columns, told)]
    if len({row.who for row in every}) > 1:
        parts.append(
            "<h3>Beside others, the fields of the MRZ</h3>" + table(READER_COLUMNS, table_readers(every))
        )
    crossed = count_crossed(rows, lambda row: row.field, lambda row: ZONES[row.zone], kinds)
    parts.append(
        charts(
            figure(
                draw_shares("Fields", crossed, kinds, "fields right"),
                "By field, and whether the document shows its MRZ.",
            ),
            figure(
                draw_shares(
                    "Documents", count_by(rows, lambda row: row.documentType), ("ours",), "fields right"
                ),
                "By type of document.",
            ),
            figure(
                draw_shares("States", count_by(rows, lambda row: row.state), ("ours",), "fields right"),
                "By state (ISO 3166 alpha-3). None of them had rules written for it in the part held out.",
            ),
        )
    )
    scored = score(rows)
    by_kind = {name: score([row for row in rows if ZONES[row.zone] == name]) for name in kinds}
    roc = {"ours": scored} if len(set(scored[1])) == 2 else {}
    parts.append("<h3>How sure the fields are</h3>")
    parts.append(
        charts(
            figure(
                draw_reliability("Reliability of fields", {"ours": scored}),
                "What was said, and what was right.",
            ),
            figure(
                draw_risk(
                    "Wrong among the sure",
                    {"ours": scored} | {name: pair for name, pair in by_kind.items() if pair[0]},
                    MARKED,
                    ("share of the values that are taken", "wrong among them"),
                ),
                "As the threshold falls more is taken and more of it is wrong.",
            ),
            figure(
                draw_roc("ROC", roc, {"ours": 0.995}, ("wrong values taken", "right values taken")),
                "ROC of the confidence.",
            )
            if roc
            else "",
            figure(
                draw_spread(
                    "Times", {name: times_of([row for row in rows if row.set == name]) for name in sets}
                ),
                "Time of one upload, all its sides.",
            ),
        )
    )
    parts.append("<h3>Failures</h3>" + show_fields(rows, run.path / "failures" / "extraction"))
    return "".join(parts)
