"""Verdicts as rows of the run's table, and as plain data for a run that goes on."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.results.cases import CaseRow
from benchmarks.suites.mrz.judge import Verdict
from benchmarks.suites.mrz.truth import Case

SHOWN_DIGITS = 12
"""Of the hash of a private name."""


def name_private(source: str) -> str:
    """A specimen's name in a report: the hash of its file's name, the same for all captures of it."""
    return f"specimen {hash_text(source)}"


def pack(verdict: Verdict) -> dict[str, Any]:
    """As plain data."""
    return vars(verdict) | {"case": vars(verdict.case) | {"path": str(verdict.case.path)}}


def unpack(data: dict[str, Any]) -> Verdict:
    """Back from plain data."""
    case = data["case"]
    truth = Case(**(case | {"path": Path(case["path"]), "lines": tuple(case["lines"])}))
    return Verdict(**(data | {"case": truth, "read": tuple(data["read"])}))


def tell_outcome(verdict: Verdict) -> str:
    """What became of the reading, in one word."""
    if verdict.case.kind == "n/a":
        return "valid seen" if verdict.valid else "nothing there"
    if verdict.exact:
        return "exact"
    return "wrong, all digits hold" if verdict.valid else "wrong" if verdict.read else "not found"


def to_rows(verdicts: Iterable[Verdict], name: str, who: str, *, private: bool) -> Iterator[CaseRow]:
    """A row for each verdict of the set `name`. Of documents without a zone, right is that none was valid."""
    numbers: dict[tuple[str, str], int] = {}
    for verdict in verdicts:
        case = verdict.case
        source = name_private(verdict.source) if private else verdict.source
        # The same specimen is photographed again and again.
        number = numbers[source, verdict.condition] = numbers.get((source, verdict.condition), -1) + 1
        right = not verdict.valid if case.kind == "n/a" else verdict.exact
        yield CaseRow(
            suite="mrz",
            set=name,
            case=f"{source}, {verdict.condition} {number}" if verdict.condition else source,
            who=who,
            right=right,
            group=f"group {hash_text(case.group)}" if private else case.group,
            documentType=case.format,
            condition=verdict.condition,
            severity=verdict.severity,
            zone="none"
            if case.kind == "n/a"
            else "misprinted"
            if case.kind == "printed_invalid"
            else "shown",
            outcome=tell_outcome(verdict),
            status="valid" if verdict.valid else "",
            confidence=verdict.confidence if verdict.read else None,
            exact=right,
            expected=None if private else "\n".join(case.lines),
            read=None if private else "\n".join(verdict.read),
            private=private,
            seconds=verdict.seconds,
        )


def hash_text(text: str) -> str:
    """A private name, told by its hash."""
    return hashlib.sha256(text.encode()).hexdigest()[:SHOWN_DIGITS]
