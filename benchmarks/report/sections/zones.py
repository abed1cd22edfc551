"""The suite `mrz` on the page."""

from collections import Counter

from rapidfuzz.distance import Levenshtein

from benchmarks.report.charts.curves import draw_reliability, draw_risk, draw_roc
from benchmarks.report.charts.matrix import draw_matrix
from benchmarks.report.charts.shares import draw_shares
from benchmarks.report.charts.times import draw_spread
from benchmarks.report.counting import count_by, count_crossed, group, percent, score, times_of
from benchmarks.report.gallery import show_zones
from benchmarks.report.page import charts, figure, paragraph, table
from benchmarks.results.cases import CaseRow
from benchmarks.results.folder import RunFolder
from benchmarks.suites.mrz.judge import SURE

MOST_CONFUSED = 14
COLUMNS = ("reader", "zones", "exact (95 %)", "not found", "wrong, all digits hold", "median s", "times ours")


def table_readers(rows: list[CaseRow]) -> list[list[object]]:
    """A row a reader over the same captures."""
    told: list[list[object]] = []
    parts = group(rows, lambda row: row.who)
    medians = {who: _median(times_of(part)) for who, part in parts.items()}
    for who in sorted(parts, key=lambda one: (one != "ours", one)):
        part = parts[who]
        outcomes = Counter(row.outcome for row in part)
        ours = medians.get("ours", 0)
        ratio = f"{medians[who] / ours:.1f}" if ours else "–"
        told.append(
            [
                who,
                len(part),
                percent(outcomes["exact"], len(part)),
                outcomes["not found"],
                outcomes["wrong, all digits hold"],
                f"{medians[who]:.3f}",
                ratio,
            ]
        )
    return told


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0


def count_confusions(rows: list[CaseRow]) -> Counter[tuple[str, str]]:
    """(printed, read) → how often one stood for the other; a missing or added character is `∅`."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.right or not row.expected or not row.read:
            continue
        for printed, read in zip(row.expected.split("\n"), row.read.split("\n"), strict=False):
            for edit in Levenshtein.editops(printed, read):
                a = "∅" if edit.tag == "insert" else printed[edit.src_pos]
                b = "∅" if edit.tag == "delete" else read[edit.dest_pos]
                found[a, b] += 1
    return found


def _confusions(rows: list[CaseRow]) -> str:
    found = count_confusions(rows)
    if not found:
        return paragraph("No character of a zone was confused.")
    common = found.most_common(40)
    printed = list(dict.fromkeys(a for (a, _), _ in common))[:MOST_CONFUSED]
    read = list(dict.fromkeys(b for (_, b), _ in common))[:MOST_CONFUSED]
    most = max(found.values())
    svg = draw_matrix(
        "Characters confused",
        printed,
        read,
        {pair: float(n) for pair, n in found.items()},
        words="{:.0f}",
        most=float(most),
        cell=28,
    )
    return figure(
        svg, "Characters confused: the row is printed, the column read; ∅ is a missing or added one."
    )


def section(run: RunFolder) -> str:
    """Everything about zones."""
    rows = [row for row in run.cases("mrz") if row.zone != "none"]
    parts = []
    for name, chosen in group([row for row in rows if row.zone == "shown"], lambda row: row.set).items():
        ours = [row for row in chosen if row.who == "ours"]
        readers = sorted({row.who for row in chosen}, key=lambda one: (one != "ours", one))
        same = {row.case for row in chosen if row.who != "ours"}
        fair = [row for row in chosen if not same or row.case in same]
        parts.append(f"<h3>{name}</h3>" + table(COLUMNS, table_readers(fair)))
        by_condition = count_crossed(fair, lambda row: row.condition, lambda row: row.who, readers)
        parts.append(
            charts(
                figure(
                    draw_shares(f"{name}, by condition", by_condition, readers, "zones exact"),
                    "Zones exact by condition, with Wilson’s 95 % intervals.",
                ),
                figure(
                    draw_shares(
                        f"{name}, by format",
                        count_by(ours, lambda row: row.documentType),
                        ("ours",),
                        "zones exact",
                    ),
                    "Ours by format of the zone.",
                ),
                figure(
                    draw_spread(
                        f"{name}, times",
                        {who: times_of([r for r in fair if r.who == who]) for who in readers},
                    ),
                    "Time of one picture.",
                ),
            )
        )
    ours = [row for row in rows if row.who == "ours"]
    everyone = sorted({row.who for row in rows}, key=lambda one: (one != "ours", one))
    scored = {who: score([row for row in rows if row.who == who]) for who in everyone}
    scored = {who: pair for who, pair in scored.items() if len(set(pair[1])) == 2}
    parts.append("<h3>How sure the readers are</h3>")
    parts.append(
        charts(
            figure(
                draw_reliability("Reliability of zones", {"ours": score(ours)}),
                "What was said, and what was exact.",
            ),
            figure(
                draw_risk(
                    "Wrong among the sure",
                    {"ours": score(ours)},
                    {"ours": [(SURE, f"{SURE:g}")]},
                    ("share of the zones found that are taken", "wrong among them"),
                ),
                "As the threshold falls more is taken and more of it is wrong.",
            ),
            figure(
                draw_roc(
                    "ROC of the confidence",
                    scored,
                    {"ours": SURE} if "ours" in scored else {},
                    ("wrong zones taken", "exact zones taken"),
                ),
                "ROC of the confidence.",
            )
            if scored
            else "",
            _confusions(ours),
        )
    )
    parts.append("<h3>Failures</h3>" + show_zones(ours, run.path / "failures" / "mrz"))
    return "".join(parts)
