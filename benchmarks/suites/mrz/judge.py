"""What a reading is worth against what is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from benchmarks.peers.protocol import Answer
from benchmarks.suites.mrz.truth import Case

SURE = 0.99


@dataclass(frozen=True)
class Verdict:
    """One reading judged: the reader's best zone against the print."""

    case: Case
    read: tuple[str, ...]
    """Empty when no zone was found."""
    valid: bool
    """Of a case without a zone or misprinted: any of the zones read is valid."""
    confidence: float
    right_characters: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    rss_mb: float
    error: str | None
    condition: str = ""
    severity: int = 0
    source: str = ""

    @property
    def exact(self) -> bool:
        """Every character of every line is right."""
        return self.read == self.case.lines

    @property
    def exact_lines(self) -> int:
        """Lines read exactly."""
        return sum(a == b for a, b in zip(self.read, self.case.lines, strict=False))

    @property
    def sure(self) -> bool:
        """The reader says that it is right, by its confidence."""
        return bool(self.read) and self.confidence >= SURE


def count_right(read: Sequence[str], printed: Sequence[str]) -> int:
    """Characters of the print that are in the reading: its length less the edits, line by line."""
    total = 0
    for number, line in enumerate(printed):
        other = read[number] if number < len(read) else ""
        total += max(0, len(line) - Levenshtein.distance(line, other))
    return total


def judge(case: Case, answer: Answer, condition: str = "", severity: int = 0, source: str = "") -> Verdict:
    """The verdict on a reader's answer; of several zones its first counts."""
    best = answer.zones[0] if answer.zones else None
    read = best.lines if best else ()
    valid = best.valid if best and case.kind == "yes" else any(zone.valid for zone in answer.zones)
    return Verdict(
        case=case,
        read=read,
        valid=valid,
        confidence=best.confidence if best else 0.0,
        right_characters=count_right(read, case.lines),
        seconds=answer.seconds,
        cpu_seconds=answer.cpu_seconds,
        peak_mb=answer.peak_mb,
        rss_mb=answer.rss_mb,
        error=answer.error,
        condition=condition,
        severity=severity,
        source=source or case.path.name,
    )
