"""Writing figures down, in the transaction of what they are about."""

import hashlib
import hmac
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matching.person import Decision
from models.errors import CodedError
from ocr.extraction import ExtractedField, Extraction
from service.context import Services, Work
from service.db import today
from service.extractions.repository import get_extraction
from service.extractions.service import read_result
from service.requests.models import RequestRecord
from service.requests.prefill import DOCUMENT, PERSON, entered_value, main_document
from service.requests.view import document_of, person_of, prefilled_of
from service.statistics.classes import classify
from service.statistics.models import FieldFigures, RequestFigures

LEANING = 0.5
"""From this probability of its best candidate on the machine leans to that person, below it to a new one."""
NEITHER = {"ask", "refuse"}
"""Decisions that say nothing about who the person is."""
NO_SOURCE = "none"


def note_sent(work: Work, row: RequestRecord, decision: Decision) -> None:
    """Writes down how the machine answered a request, and what became of its readings."""
    extraction = _extraction(work, row)
    main = main_document(extraction) if extraction else None
    figures = work.session.get(RequestFigures, figures_id(work.services, row.id))
    if figures is None:
        figures = RequestFigures(id=figures_id(work.services, row.id), sent_on=today())
        work.session.add(figures)
    figures.document_type = main.type if main else "unknown"
    figures.state = (main.issuing_country or "")[:3] if main else ""
    figures.outcome = decision.outcome
    figures.reason = decision.reasons[0].code if decision.reasons else ""
    figures.probability = decision.candidates[0].probability if decision.candidates else 0.0
    work.session.flush()
    _note_fields(work.session, figures.id, row, extraction)


def note_entered(work: Work, row: RequestRecord) -> None:
    """The same for the fields alone, after the requester answered a question."""
    known = figures_id(work.services, row.id)
    if work.session.get(RequestFigures, known) is not None:
        _note_fields(work.session, known, row, _extraction(work, row))


def note_reviewed(work: Work, row: RequestRecord, kind: str, ssin: str | None) -> None:
    """Writes down what a reviewer decided, and whether the machine leaned the same way."""
    figures = work.session.get(RequestFigures, figures_id(work.services, row.id))
    if figures is None:
        return
    figures.decided, figures.decided_on = kind, today()
    figures.agreed = None if kind in NEITHER else _agrees(row, ssin)


def figures_id(services: Services, request_id: UUID) -> UUID:
    """Under which id a request's figures stand."""
    digest = hmac.digest(services.vault.keys.derive("figures"), request_id.bytes, hashlib.sha256)
    return UUID(bytes=digest[:16])


def _agrees(row: RequestRecord, ssin: str | None) -> bool:
    """`ssin` is None for a new number."""
    candidates = Decision.model_validate(row.decision).candidates if row.decision else []
    leaning = candidates[0].ssin if candidates and candidates[0].probability >= LEANING else None
    return leaning == ssin


def _extraction(work: Work, row: RequestRecord) -> Extraction | None:
    if row.extraction_id is None:
        return None
    try:
        return read_result(work, get_extraction(work.session, work.actor, row.extraction_id))
    except CodedError:  # figures are never what a request fails for
        return None


def _note_fields(session: Session, figures: UUID, row: RequestRecord, extraction: Extraction | None) -> None:
    session.execute(delete(FieldFigures).where(FieldFigures.figures_id == figures))
    person, document, prefilled = person_of(row), document_of(row), prefilled_of(row)
    read: dict[str, ExtractedField] = {}
    if extraction is not None:
        main = main_document(extraction)
        read = {**extraction.fields, **(main.fields if main else {})}
    for name in (*PERSON, *DOCUMENT):
        reading = prefilled.get(name)
        found = classify(reading.value if reading else None, entered_value(name, person, document))
        if found is None:
            continue
        zones = sorted({source.zone for source in read[name].sources}) if name in read else []
        session.add(
            FieldFigures(
                figures_id=figures,
                field=name,
                source="+".join(zones) or (NO_SOURCE if reading is None else "visual"),
                status=reading.status if reading else "absent",
                confidence=reading.confidence if reading else 0.0,
                error_class=found,
            )
        )
