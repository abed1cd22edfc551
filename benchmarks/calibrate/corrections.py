"""The service's export of corrections: how entered data differ from what was read.

docs/calibration-export.md describes it. JSON Lines, one object a field of a request that was sent, without
values. Read are `field`, `status`, `confidence`, `errorClass` and, where they are there, `documentType`,
`source` and `month` or `week`; other columns are passed over.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.results.intervals import wilson
from models.errors import CodedError
from ocr.confidence.model import Parameters

NEEDED = ("field", "status", "confidence", "errorClass")
RIGHT = ("unchanged", "case", "diacritics")
"""Classes that count as right: without regard to diacritics and case, as the suite `extraction` counts."""
UNREAD = ("added",)
"""Nothing had been read: no confidence to be calibrated."""
LEAST = 200
"""Readings of a field from which its intercept is moved; with fewer, chance would move it."""
RIDGE = 2.0
"""Penalty on the squared move, as on the intercepts of fields when they are fitted."""
STEPS, MOST_MOVE = 50, 10.0


class CorrectionsUnreadableError(CodedError):
    code = "correctionsUnreadable"
    status = 400
    message = "Line {line} is no row of the export of corrections: {reason}."
    remedy = "Export them anew as JSON Lines (docs/calibration-export.md)."


@dataclass(frozen=True)
class Correction:
    """One reading, and what became of it."""

    field: str
    status: str
    confidence: float
    error_class: str
    document_type: str = ""
    source: str = ""
    when: str = ""

    @property
    def right(self) -> bool:
        """Whether what was read was right."""
        return self.error_class in RIGHT


def read_corrections(paths: Sequence[Path]) -> Iterator[Correction]:
    """Every row of the files that had been read. Raises `CorrectionsUnreadableError`."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                row = _read_line(line, number)
                if row.error_class not in UNREAD:
                    yield row


def _read_line(line: str, number: int) -> Correction:
    try:
        entry = json.loads(line)
        missing = [name for name in NEEDED if name not in entry]
        confidence = float(entry.get("confidence", "nan"))
    except (ValueError, TypeError, AttributeError) as error:
        raise CorrectionsUnreadableError(line=number, reason=type(error).__name__) from None
    if missing:
        raise CorrectionsUnreadableError(line=number, reason=f"without {', '.join(missing)}")
    if not 0 <= confidence <= 1:
        raise CorrectionsUnreadableError(line=number, reason="a confidence outside 0 to 1")
    return Correction(
        field=str(entry["field"]),
        status=str(entry["status"]),
        confidence=confidence,
        error_class=str(entry["errorClass"]),
        document_type=str(entry.get("documentType", "")),
        source=str(entry.get("source", "")),
        when=str(entry.get("month") or entry.get("week") or ""),
    )


@dataclass(frozen=True)
class FieldDrift:
    """A field in production: what was said on average, how many were right, and the move of the log-odds that
    makes them agree (0 where chance explains the difference, or too few were seen)."""

    field: str
    readings: int
    right: int
    said: float
    move: float

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share right."""
        return wilson(self.right, self.readings)


def fit_move(said: np.ndarray, right: np.ndarray) -> float:
    """The constant on the log-odds under which the readings are likeliest, with a ridge."""
    clipped = np.clip(said, 1e-6, 1 - 1e-6)
    odds = np.log(clipped / (1 - clipped))
    low, high = -MOST_MOVE, MOST_MOVE
    for _ in range(STEPS):  # the slope grows with the move, so its zero is halved in upon
        move = (low + high) / 2
        rated = 1 / (1 + np.exp(-(odds + move)))
        if float((rated - right).sum()) + RIDGE * move > 0:
            high = move
        else:
            low = move
    return (low + high) / 2


def find_drift(rows: Sequence[Correction]) -> list[FieldDrift]:
    """Field by field. Conflicts keep what reconciling gave them and are left out, as when fitting."""
    lines = []
    for field in sorted({row.field for row in rows}):
        chosen = [row for row in rows if row.field == field and row.status in ("read", "verified")]
        if not chosen:
            continue
        said = np.array([row.confidence for row in chosen])
        right = np.array([row.right for row in chosen], dtype=np.float64)
        low, high = wilson(int(right.sum()), len(chosen))
        explained = low <= float(said.mean()) <= high
        move = 0.0 if explained or len(chosen) < LEAST else fit_move(said, right)
        lines.append(FieldDrift(field, len(chosen), int(right.sum()), float(said.mean()), move))
    return lines


def apply_drift(parameters: Parameters, lines: Sequence[FieldDrift]) -> Parameters:
    """The parameters with the intercepts of drifted fields moved; no confidence goes beyond `most`."""
    fields = dict(parameters.fields)
    for line in lines:
        if line.field in fields:
            fields[line.field] += line.move
    return Parameters(parameters.intercept, parameters.weights, fields, parameters.most)


def describe_drift(lines: Sequence[FieldDrift]) -> list[str]:
    """A line a field."""
    told = []
    for line in lines:
        low, high = line.interval
        word = f"moved by {line.move:+.2f}" if line.move else "as it was"
        told.append(
            f"{line.field}: {line.readings} readings, said {line.said:.3f}, right "
            f"{line.right / line.readings:.3f} ({low:.3f} to {high:.3f}): {word}"
        )
    return told
