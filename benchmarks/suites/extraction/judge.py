"""One upload's fields against what is printed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.suites.extraction.cases import Case, Value
from ocr.extraction import DOCUMENT_FIELDS, PERSON_FIELDS, ExtractedField, Extraction
from ocr.fields.layout import fold

CODED = ("documentNumber", "personalNumber")
FREE = ("issuingAuthority", "residenceAddress", "licenceCategories")
"""Free texts, whose marks and spaces are set one way or another."""


@dataclass(frozen=True)
class Verdict:
    """One field of one case. `exact` to the letter; `right` without regard to diacritics, case and marks."""

    field: str
    truth: tuple[Value, ...]
    value: Value | None
    status: str
    confidence: float
    exact: bool
    right: bool
    behind: bool
    """The field stands in the MRZ of the upload."""


@dataclass(frozen=True)
class Result:
    """What came of a case: a verdict for each field asked for, fields said to be in conflict, seconds,
    processor seconds, resident MiB."""

    case: Case
    verdicts: tuple[Verdict, ...]
    conflicts: frozenset[str]
    type: str
    issuer: str
    warnings: tuple[str, ...]
    seconds: float
    processor: float
    resident: float
    timings: Mapping[str, float]
    error: str | None = None


def normalise(field: str, value: Value) -> str:
    """What is compared: letters and digits; of names and places, without diacritics, case and marks."""
    if field in CODED:
        return re.sub(r"[^A-Z0-9]", "", fold(str(value)))
    if field in FREE:
        return fold(str(value)).replace(" ", "")
    return fold(str(value)) if isinstance(value, str) else str(value)


def all_fields(extraction: Extraction) -> dict[str, ExtractedField]:
    """The person's fields and those of the first document that has them."""
    fields = dict(extraction.fields)
    for document in extraction.documents:
        for name, entry in document.fields.items():
            fields.setdefault(name, entry)
    return fields


def judge(case: Case, extraction: Extraction) -> tuple[Verdict, ...]:
    """A verdict for each field of the truth."""
    fields = all_fields(extraction)
    verdicts = []
    for name in (*PERSON_FIELDS, *DOCUMENT_FIELDS):
        if name not in case.truth:
            continue
        truth, entry = case.truth[name], fields.get(name)
        value = entry.value if entry is not None else None
        verdicts.append(
            Verdict(
                name,
                truth,
                value,
                entry.status if entry is not None else "missing",
                entry.confidence if entry is not None else 0.0,
                value in truth,
                value is not None and normalise(name, value) in {normalise(name, other) for other in truth},
                name in case.behind,
            )
        )
    return tuple(verdicts)


def as_row(result: Result) -> dict[str, Any]:
    """For the report."""
    return {
        "case": result.case.name,
        "group": result.case.group,
        "zone": result.case.zone,
        "taken": result.case.taken,
        "type": result.type,
        "seconds": round(result.seconds, 3),
        "error": result.error,
        "wrong": {
            verdict.field: {
                "printed": verdict.truth[0],
                "read": verdict.value,
                "status": verdict.status,
                "confidence": verdict.confidence,
            }
            for verdict in result.verdicts
            if not verdict.right
        },
    }
