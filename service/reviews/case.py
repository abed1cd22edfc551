"""One case as a reviewer sees it: entered against read, the candidates, and what was decided before."""

from typing import Any, get_args
from uuid import UUID

from matching.person import Candidate, Person
from ocr.extraction import ExtractedField, Extraction
from service.audit.service import record, record_person
from service.context import Work
from service.errors import ResourceNotFound
from service.extractions.repository import get_extraction
from service.extractions.service import read_result
from service.organisations.models import Organisation
from service.registry.schemas import CandidateView
from service.registry.service import search
from service.requests import repository as requests
from service.requests.completion import missing_fields
from service.requests.models import RequestRecord
from service.requests.prefill import DOCUMENT, PERSON, changed_fields, entered_value, main_document
from service.requests.schemas import ItemCode, PrefilledField, RefusalCode
from service.requests.view import document_of, person_of, person_request, prefilled_of, view_request
from service.reviews import repository
from service.reviews.carrying_out import may_merge
from service.reviews.cases import decision_of, enter_queue
from service.reviews.leases import holder_of, is_held
from service.reviews.queue import due_at, view_decision
from service.reviews.rules import grounds_new, grounds_same, new_needs_second
from service.reviews.schemas import CasePage, CaseView, ComparedField, Place, ReasonView

ZONES = ("visual", "mrz", "barcode")


def review_case(work: Work, request_id: UUID) -> CaseView:
    """One case, candidates with their evidence as of now. The look is logged.

    While a decision on it waits, the candidates stay those that it was made on.
    """
    work.actor.require("case:read")
    row = requests.get_request(work.session, work.actor, request_id, lock=True)
    record(work.session, work.actor, "viewCase", "request", row.id, "review")
    waiting = repository.open_decision(work.session, row.id)
    if row.state == "underReview" and waiting is None:
        _renew_candidates(work, row)
    decision, case = decision_of(row), repository.lock_case(work.session, row.id)
    for candidate in decision.candidates:
        record_person(work, "viewPerson", candidate.ssin, "review")
    extraction, crops = _reading(work, row)
    registry = work.registry
    return CaseView(
        request=view_request(row),
        language=row.language,
        organisation=work.session.get_one(Organisation, row.organisation_id).name,
        fields=_compare(row, extraction, crops),
        candidates=[_candidate(row, one, registry.person(one.ssin)) for one in decision.candidates],
        grounds=[grounds_same(row, one) for one in decision.candidates],
        grounds_new=grounds_new(row),
        confirm_new=new_needs_second(row),
        reasons=[ReasonView(code=reason.code, detail=reason.detail) for reason in decision.reasons],
        warnings=extraction.warnings if extraction else [],
        pages=_pages(extraction) if extraction else [],
        due_at=due_at(work, case.queued_at) if case else None,
        claimed_by=holder_of(work, case),
        held=case is not None and case.claimed_by == work.actor.account_id and is_held(case),
        decision=view_decision(work, waiting) if waiting else None,
        history=[view_decision(work, one) for one in repository.ended_decisions(work.session, row.id)],
        may_merge=may_merge(work),
        note=row.note,
        item_codes=[*get_args(ItemCode)],
        refusal_codes=[*get_args(RefusalCode)],
        rounds_left=max(0, work.settings.question_rounds - len(row.rounds)),
    )


def _renew_candidates(work: Work, row: RequestRecord) -> None:
    """Cases wait for days, and other cases make numbers meanwhile. Why this one waits stays as it was."""
    found = search(work.session, person_request(row), row.id, work.registry)
    decision = decision_of(row)
    if found.candidates != decision.candidates:
        row.version += 1  # a colleague who looked before has not seen them all
        renewed = decision.model_copy(update={"candidates": found.candidates})
        row.decision = renewed.model_dump(mode="json", by_alias=True, exclude_none=True)
    enter_queue(work.session, row)


def _candidate(row: RequestRecord, candidate: Candidate, person: Person | None) -> CandidateView:
    completed = missing_fields(row, person) if person else []
    return CandidateView(**candidate.model_dump(), person=person, completed=completed)


def _reading(work: Work, row: RequestRecord) -> tuple[Extraction | None, set[str]]:
    if row.extraction_id is None:
        return None, set()
    try:
        entry = get_extraction(work.session, work.actor, row.extraction_id)
        return read_result(work, entry), set(entry.crops)
    except ResourceNotFound:
        return None, set()


def _pages(extraction: Extraction) -> list[CasePage]:
    """Turned as the pictures of the pages are (`service.extractions.pictures`)."""
    turns: dict[int, int] = {}
    for document in extraction.documents:
        for region in document.regions:
            turns.setdefault(region.page, region.rotation)
    return [
        CasePage(index=page.index, width=page.width, height=page.height, rotation=turns.get(page.index, 0))
        for page in extraction.pages
    ]


def _compare(row: RequestRecord, extraction: Extraction | None, crops: set[str]) -> list[ComparedField]:
    person, document, prefilled = person_of(row), document_of(row), prefilled_of(row)
    changed = set(changed_fields(prefilled, person, document))
    read: dict[str, ExtractedField] = {}
    if extraction is not None:
        main = main_document(extraction)
        read = {**extraction.fields, **(main.fields if main else {})}
    lines = []
    for name in (*PERSON, *DOCUMENT):
        entered = entered_value(name, person, document)
        lines.append(
            ComparedField(
                name=name,
                entered=None if entered is None else str(entered),
                changed_by_hand=name in changed,
                crop=name in crops,
                **(_details(read[name]) if name in read else _concluded(prefilled.get(name))),
            )
        )
    return lines


def _concluded(reading: PrefilledField | None) -> dict[str, Any]:
    """What was read without standing in one place: who issued a document follows from all of it."""
    if reading is None:
        return {}
    return {"status": reading.status, "confidence": reading.confidence, "value": str(reading.value)}


def _details(field: ExtractedField) -> dict[str, Any]:
    texts = {
        zone: next((source.text for source in field.sources if source.zone == zone), None) for zone in ZONES
    }
    places = [
        Place(zone=source.zone, page=source.page, polygon=source.polygon)
        for source in field.sources
        if source.polygon
    ]
    details = {"status": field.status, "confidence": field.confidence, "value": str(field.value)}
    return {**texts, **details, "places": places}
