"""The summary of a run in Markdown, for docs and for pull requests."""

from collections.abc import Sequence

from benchmarks.report.head import headline, tell_environment
from benchmarks.results.folder import RunFolder


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def summarise(run: RunFolder) -> str:
    """Environment, headline, and the counts of every suite's sets."""
    told = dict(tell_environment(run))
    parts = [
        "# A run of the benchmarks",
        "Written by `python -m benchmarks report`; the HTML page beside it has the charts.",
        "\n".join(f"- {name}: {told[name]}" for name in ("Machine", "System", "Commit", "Options and seeds")),
    ]
    for title, columns, rows in headline(run):
        parts += [f"## {title}", table(columns, rows)]
    for suite in run.suites:
        counts: dict[tuple[str, str], list[int]] = {}
        for row in run.cases(suite):
            entry = counts.setdefault((row.set, row.who), [0, 0])
            entry[0] += row.right
            entry[1] += 1
        if counts:
            rows_: list[list[object]] = [
                [name, who, total, f"{100 * right / total:.2f} %"]
                for (name, who), (right, total) in counts.items()
            ]
            parts += [f"## {suite}", table(("set", "who", "cases", "right"), rows_)]
    return "\n\n".join(parts) + "\n"
