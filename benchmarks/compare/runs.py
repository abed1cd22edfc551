"""Two runs paired case by case, by suite, set and reader."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from benchmarks.compare.paired import Change, compare_cases
from benchmarks.results.cases import CaseRow
from benchmarks.results.folder import RunFolder

Pair = tuple[CaseRow, CaseRow]
DANGERS: dict[str, tuple[str, Callable[[CaseRow], bool]]] = {
    "matching": (
        "no wrong match, no false new number",
        lambda row: row.outcome not in ("wrongMatch", "falseNew"),
    ),
    "extraction": ("not verified and wrong", lambda row: row.right or row.status != "verified"),
    "mrz": ("not wrong with all digits holding", lambda row: row.outcome != "wrong, all digits hold"),
}
"""Suite → what must not happen, as the share of cases in which it did not."""


@dataclass(frozen=True)
class Line:
    """One comparison: of a suite's set, as `who` has it, of `what` (all, a field, a danger)."""

    suite: str
    set: str
    who: str
    what: str
    change: Change


def pair_rows(first: Sequence[CaseRow], second: Sequence[CaseRow]) -> list[Pair]:
    """The rows of the same cases; what one run alone has is left out."""
    known = {row.key: row for row in first}
    return [(known[row.key], row) for row in second if row.key in known]


def _groups(
    pairs: Iterable[Pair], key: Callable[[CaseRow], tuple[str, ...]]
) -> dict[tuple[str, ...], list[Pair]]:
    found: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[key(pair[0])].append(pair)
    return found


def compare_suite(suite: str, pairs: Sequence[Pair]) -> list[Line]:
    """A line for each set and reader, for each field, and for what must not happen."""
    lines = []
    for (name, who), chosen in _groups(pairs, lambda row: (row.set, row.who)).items():
        lines.append(Line(suite, name, who, "right", compare_cases(chosen)))
        if suite in DANGERS and who == "ours":
            title, holds = DANGERS[suite]
            safe = [(replace(a, right=holds(a)), replace(b, right=holds(b))) for a, b in chosen]
            lines.append(Line(suite, name, who, title, compare_cases(safe)))
    by_field = [pair for pair in pairs if pair[0].field and pair[0].who == "ours"]
    for (field,), chosen in _groups(by_field, lambda row: (row.field,)).items():
        lines.append(Line(suite, "all", "ours", field, compare_cases(chosen)))
    return lines


def compare_folders(a: RunFolder, b: RunFolder) -> list[Line]:
    """Every comparison that both runs allow."""
    lines = []
    for suite in a.suites:
        pairs = pair_rows(a.cases(suite), b.cases(suite)) if suite in b.suites else []
        if pairs:
            lines += compare_suite(suite, pairs)
    return lines


def tell_differences(a: RunFolder, b: RunFolder) -> list[str]:
    """What else is not the same about the two runs: machine, versions, models, commit, options."""
    lines = []
    for part in ("environment", "options"):
        one, other = a.about.get(part, {}), b.about.get(part, {})
        for name in sorted(set(one) | set(other)):
            if one.get(name) == other.get(name):
                continue
            first, second = one.get(name), other.get(name)
            if isinstance(first, dict) and isinstance(second, dict):
                changed = [
                    key for key in sorted(set(first) | set(second)) if first.get(key) != second.get(key)
                ]
                lines.append(f"{name}: {', '.join(changed)}")
            else:
                lines.append(f"{name}: {first} → {second}")
    return lines
