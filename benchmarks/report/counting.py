"""Counts over the rows of a run, for tables and charts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from benchmarks.report.charts.curves import Scored
from benchmarks.results.cases import CaseRow
from benchmarks.results.intervals import wilson

Key = Callable[[CaseRow], str]


def group(rows: Iterable[CaseRow], key: Key) -> dict[str, list[CaseRow]]:
    """The rows by a key, in the order of the keys; what has none is left out."""
    found: dict[str, list[CaseRow]] = defaultdict(list)
    for row in rows:
        if key(row):
            found[key(row)].append(row)
    return dict(sorted(found.items()))


def count_right(rows: Sequence[CaseRow]) -> tuple[int, int]:
    """How many are right, of how many."""
    return sum(row.right for row in rows), len(rows)


def count_by(rows: Iterable[CaseRow], key: Key) -> dict[str, list[tuple[int, int]]]:
    """Counts by a key."""
    return {name: [count_right(chosen)] for name, chosen in group(rows, key).items()}


def count_crossed(
    rows: Iterable[CaseRow], key: Key, series: Key, names: Sequence[str]
) -> dict[str, list[tuple[int, int]]]:
    """Counts by a key, one for each of the series."""
    return {
        label: [count_right([row for row in chosen if series(row) == name]) for name in names]
        for label, chosen in group(rows, key).items()
    }


def score(rows: Iterable[CaseRow]) -> Scored:
    """Confidences of what was given, and whether each was right."""
    given = [(row.confidence, row.right) for row in rows if row.confidence is not None]
    return [one for one, _ in given], [right for _, right in given]


def percent(hits: int, trials: int) -> str:
    """A share with its 95 % interval."""
    if not trials:
        return "–"
    low, high = wilson(hits, trials)
    return f"{100 * hits / trials:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def times_of(rows: Iterable[CaseRow]) -> list[float]:
    """Seconds, each case once."""
    return list({(row.set, row.case): row.seconds for row in rows if row.seconds}.values())
