"""From a row to what its company sees, and to what the matcher is asked."""

from typing import cast

from matching.person import Address, Evidence, IdentityDocument, Name, PersonRequest
from service.requests.checks import is_birth_date
from service.requests.models import RequestRecord
from service.requests.prefill import changed_fields
from service.requests.schemas import (
    DocumentEntered,
    HistoryLine,
    NumberState,
    PersonEntered,
    PrefilledField,
    RequestEventView,
    RequestState,
    RequestView,
    RoundView,
)
from service.requests.states import EDITABLE, can_become
from service.storage.errors import KeyMissing, KeyUnusable


def person_of(row: RequestRecord) -> PersonEntered:
    return PersonEntered.model_validate(row.person)


def document_of(row: RequestRecord) -> DocumentEntered:
    return DocumentEntered.model_validate(row.document or {})


def prefilled_of(row: RequestRecord) -> dict[str, PrefilledField]:
    return {name: PrefilledField.model_validate(field) for name, field in row.prefilled.items()}


def state_of(row: RequestRecord) -> RequestState:
    return cast(RequestState, row.state)


def view_request(row: RequestRecord) -> RequestView:
    """The request for its company (and, with the reviewer's own material beside it, for a reviewer)."""
    person, document, prefilled = person_of(row), document_of(row), prefilled_of(row)
    return RequestView(
        id=row.id,
        state=state_of(row),
        version=row.version,
        requester=row.account.display_name,
        requester_account_id=row.account_id,
        email=row.email,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        updated_at=row.updated_at,
        erased_at=row.erased_at,
        person=person,
        document=document,
        residence_address=_address(row.residence_address),
        contact_address=_address(row.contact_address),
        extraction_id=row.extraction_id,
        prefilled=prefilled,
        changed_by_hand=changed_fields(prefilled, person, document),
        ssin=row.ssin,
        number_state=cast(NumberState | None, row.number_state),
        former_ssins=row.former_ssins or [],
        instant=row.instant,
        items=[str(item) for item in row.items],
        refusal_code=row.refusal_code,
        deadline=row.deadline,
        rounds=[
            RoundView(
                number=one.number,
                items=one.items,
                asked_at=one.asked_at,
                deadline=one.deadline,
                answered_at=one.answered_at,
                answered_by=one.answerer.display_name if one.answerer else None,
            )
            for one in row.rounds
        ],
        events=[
            RequestEventView(
                from_state=cast(RequestState | None, event.from_state),
                to_state=cast(RequestState, event.to_state),
                at=event.at,
                by=_name_of(row, event.account_id is not None, event.account_id == row.account_id),
                code=event.code,
            )
            for event in row.events
        ],
        can_edit=state_of(row) in EDITABLE,
        can_cancel=can_become(state_of(row), "cancelled"),
    )


def history_line(row: RequestRecord) -> HistoryLine:
    """The request as a line of the history. One key that is lost does not close the whole of it."""
    try:
        name, ssin = worker_name(row), row.ssin
    except (KeyMissing, KeyUnusable):
        name, ssin = "", None
    return HistoryLine(
        id=row.id,
        state=state_of(row),
        requester=row.account.display_name,
        worker_name=name,
        created_at=row.created_at,
        updated_at=row.updated_at,
        ssin=ssin,
        number_state=cast(NumberState | None, row.number_state),
        items=[str(item) for item in row.items],
        deadline=row.deadline,
        can_cancel=can_become(state_of(row), "cancelled"),
    )


def worker_name(row: RequestRecord) -> str:
    """Given names and family name as entered."""
    person = person_of(row)
    return " ".join(part for part in (person.given_names, person.family_name) if part)


def person_request(row: RequestRecord) -> PersonRequest:
    """What the matcher is asked: always with evidence, or typed data would count as verified."""
    person, document = person_of(row), document_of(row)
    documents = []
    if document.number and document.issuer:
        documents.append(
            IdentityDocument(
                kind=document.kind or "unknown",
                number=document.number,
                issuer=document.issuer,
                expiry_date=document.expiry_date,
            )
        )
    return PersonRequest(
        id=str(row.id),
        names=[Name(family_name=person.family_name or "", given_names=person.given_names or "")],
        # What is being edited may be no date; the company is told so when it sends.
        birth_date=person.birth_date if is_birth_date(person.birth_date or "") else None,
        place_of_birth=person.place_of_birth,
        country_of_birth=person.country_of_birth,
        gender=person.gender,
        nationality=person.nationality,
        documents=documents,
        residence_address=_address(row.residence_address),
        contact_address=_address(row.contact_address),
        evidence=Evidence.model_validate(row.evidence or {}),
    )


def _address(data: dict[str, object] | None) -> Address | None:
    return Address.model_validate(data) if data else None


def _name_of(row: RequestRecord, by_account: bool, by_requester: bool) -> str | None:
    """The requester by name, anybody else as an office: reviewers are not named to companies."""
    if not by_account:
        return None
    return row.account.display_name if by_requester else "office"
