"""What a reviewer does: the queue, the case, and the four decisions."""

from datetime import timedelta
from typing import Any, get_args
from uuid import UUID

from matching.person import Candidate, Decision, Person
from ocr.extraction import ExtractedField, Extraction
from service.audit.service import record, record_person
from service.context import Work
from service.db import now
from service.errors import ResourceNotFound
from service.extractions.repository import get_extraction
from service.extractions.service import read_result
from service.organisations.models import Organisation
from service.registry.schemas import CandidateView
from service.registry.service import lock_creation, register, search
from service.requests import repository
from service.requests.completion import fields_completed, missing_fields
from service.requests.models import RequestRecord, RequestRound
from service.requests.pending import replace_pending_keys
from service.requests.prefill import DOCUMENT, PERSON, entered_value, main_document
from service.requests.schemas import ItemCode, RefusalCode
from service.requests.service import give_number, move, tell
from service.requests.view import document_of, person_of, person_request, view_request, worker_name
from service.reviews.errors import (
    CandidatesChanged,
    CaseAlreadyDecided,
    CaseChanged,
    NothingAsked,
    NumberNotAssignable,
    NumberUnderCorrection,
    RoundsUsedUp,
)
from service.reviews.schemas import CaseView, ComparedField, QueueLine, QueuePage, ReasonView
from service.schemas import clean

MAX_NOTE = 2000
LISTED = 200
"""How many the portal's page shows."""


def review_queue(work: Work, page: int = 1, page_size: int = LISTED) -> QueuePage:
    """A page of the open cases of every organisation, oldest first. The look is logged."""
    work.actor.require("case:read")
    record(work.session, work.actor, "viewQueue", "queue", "underReview", "review")
    rows, total = repository.list_under_review(work.session, page, page_size)
    lines = []
    for row, organisation in rows:
        decision = _decision(row)
        lines.append(
            QueueLine(
                request_id=row.id,
                organisation=organisation,
                worker_name=worker_name(row),
                submitted_at=row.submitted_at or row.created_at,
                reasons=[reason.code for reason in decision.reasons],
                candidates=len(decision.candidates),
            )
        )
    return QueuePage(items=lines, total=total)


def review_case(work: Work, request_id: UUID) -> CaseView:
    """One case: entered against read, candidates with their evidence as of now. The look is logged."""
    work.actor.require("case:read")
    row = repository.get_request(work.session, work.actor, request_id, lock=True)
    record(work.session, work.actor, "viewCase", "request", row.id, "review")
    if row.state == "underReview":
        _renew_candidates(work, row)
    decision = _decision(row)
    for candidate in decision.candidates:
        record_person(work, "viewPerson", candidate.ssin, "review")
    extraction, crops = _reading(work, row)
    registry = work.registry
    return CaseView(
        request=view_request(row),
        organisation=_organisation(work, row),
        fields=_compare(row, extraction, crops),
        candidates=[
            _candidate(row, candidate, registry.person(candidate.ssin)) for candidate in decision.candidates
        ],
        reasons=[ReasonView(code=reason.code, detail=reason.detail) for reason in decision.reasons],
        warnings=extraction.warnings if extraction else [],
        pages=len(extraction.pages) if extraction else 0,
        note=row.note,
        item_codes=[*get_args(ItemCode)],
        refusal_codes=[*get_args(RefusalCode)],
        rounds_left=max(0, work.settings.question_rounds - len(row.rounds)),
    )


def assign_existing(work: Work, request_id: UUID, ssin: str, note: str, seen: int | None = None) -> None:
    """Gives the request the number of one of its candidates; a replaced number is followed.

    `seen`, here and below, is the version of the case that the reviewer looked at.
    """
    row = _open_case(work, request_id, note, seen)
    if ssin not in {candidate.ssin for candidate in _decision(row).candidates}:
        raise NumberNotAssignable
    registry = work.registry
    valid = registry.replaced_by(ssin)
    if valid is None:
        raise NumberNotAssignable
    if not registry.hold_number(valid):
        raise NumberUnderCorrection
    row.completed = fields_completed(registry, row, valid)
    give_number(work, row, valid, work.actor, "existingPerson")


def create_new(work: Work, request_id: UUID, note: str, seen: int | None = None) -> None:
    """Makes a number for a new person. Raises CandidatesChanged when the reviewer has not seen them all."""
    row = _open_case(work, request_id, note, seen)
    request = person_request(row)
    lock_creation(work.session, request)
    found = search(work.session, request, row.id, work.registry)
    shown = {candidate.ssin for candidate in _decision(row).candidates}
    if any(candidate.ssin not in shown for candidate in found.candidates):
        raise CandidatesChanged
    give_number(work, row, register(work.session, request, row.id, work.registry), work.actor, "newPerson")


def ask_for_information(
    work: Work, request_id: UUID, items: list[ItemCode], note: str, seen: int | None = None
) -> None:
    """Asks the requester for coded items by a deadline; silence lets the request expire.

    Raises RoundsUsedUp when it was asked often enough (`Settings.question_rounds`), NothingAsked.
    """
    row = _open_case(work, request_id, note, seen)
    if not items:
        raise NothingAsked
    if len(row.rounds) >= work.settings.question_rounds:
        raise RoundsUsedUp(limit=work.settings.question_rounds)
    move(work, row, "moreInformationNeeded", work.actor, "asked")
    row.items = [*items]
    row.deadline = now() + timedelta(days=work.settings.answer_days)
    asked = RequestRound(
        number=len(row.rounds) + 1,
        items=[*items],
        asked_by=work.actor.account_id,
        deadline=row.deadline,
    )
    row.rounds.append(asked)
    tell(work, row, "moreInformationNeeded", items=[*items], deadline=row.deadline.isoformat())


def refuse(work: Work, request_id: UUID, code: RefusalCode, note: str, seen: int | None = None) -> None:
    """Refuses the request with a coded reason."""
    row = _open_case(work, request_id, note, seen)
    move(work, row, "refused", work.actor, code)
    row.refusal_code = code
    replace_pending_keys(work.session, row.id, None)
    record(work.session, work.actor, "refuse", "request", row.id, code)
    tell(work, row, "refused", reason=code)


def _open_case(work: Work, request_id: UUID, note: str, seen: int | None) -> RequestRecord:
    work.actor.require("case:decide")
    row = repository.get_request(work.session, work.actor, request_id, lock=True)
    if row.state != "underReview":
        raise CaseAlreadyDecided
    if seen is not None and seen != row.version:
        raise CaseChanged
    row.note = clean(note)[:MAX_NOTE] or None
    row.version += 1
    return row


def _renew_candidates(work: Work, row: RequestRecord) -> None:
    """Cases wait for days, and other cases make numbers meanwhile. Why this one waits stays as it was."""
    found = search(work.session, person_request(row), row.id, work.registry)
    decision = _decision(row)
    if found.candidates != decision.candidates:
        row.version += 1  # a colleague who looked before has not seen them all
        renewed = decision.model_copy(update={"candidates": found.candidates})
        row.decision = renewed.model_dump(mode="json", by_alias=True, exclude_none=True)


def _candidate(row: RequestRecord, candidate: Candidate, person: Person | None) -> CandidateView:
    completed = missing_fields(row, person) if person else []
    return CandidateView(**candidate.model_dump(), person=person, completed=completed)


def _decision(row: RequestRecord) -> Decision:
    return Decision.model_validate(row.decision or {"outcome": "review", "reasons": []})


def _organisation(work: Work, row: RequestRecord) -> str:
    return work.session.get_one(Organisation, row.organisation_id).name


def _reading(work: Work, row: RequestRecord) -> tuple[Extraction | None, set[str]]:
    if row.extraction_id is None:
        return None, set()
    try:
        entry = get_extraction(work.session, work.actor, row.extraction_id)
        return read_result(work, entry), set(entry.crops)
    except ResourceNotFound:
        return None, set()


def _compare(row: RequestRecord, extraction: Extraction | None, crops: set[str]) -> list[ComparedField]:
    person, document = person_of(row), document_of(row)
    changed = set(view_request(row).changed_by_hand)
    read: dict[str, ExtractedField] = {}
    if extraction is not None:
        main = main_document(extraction)
        read = {**extraction.fields, **(main.fields if main else {})}
    lines = []
    for name in (*PERSON, *DOCUMENT):
        entered, field = entered_value(name, person, document), read.get(name)
        details: dict[str, Any] = {}
        if field is not None:
            details = {"status": field.status, "confidence": field.confidence}
            for zone in ("visual", "mrz"):
                details[zone] = next((source.text for source in field.sources if source.zone == zone), None)
        lines.append(
            ComparedField(
                name=name,
                entered=None if entered is None else str(entered),
                changed_by_hand=name in changed,
                crop=name in crops,
                **details,
            )
        )
    return lines
