"""The use cases of a request: draft, fill in, check, send, answer, cancel, look back."""

from contextlib import suppress
from uuid import UUID

from matching.person import Address, Reason
from service.audit.service import record, record_person
from service.context import Actor, Work
from service.db import now
from service.extractions.repository import get_extraction
from service.extractions.service import read_result
from service.jobs.models import Priority
from service.jobs.service import enqueue
from service.mail.service import queue_mail
from service.registry.port import RegistryAnswerInvalid, RegistryUnavailable
from service.registry.service import assign_number, lock_person, search
from service.requests import repository
from service.requests.checks import find_issues
from service.requests.errors import RequestIncomplete, TransitionRefused
from service.requests.models import RequestRecord
from service.requests.pending import replace_pending_keys
from service.requests.prefill import weigh_evidence
from service.requests.readings import attach_reading
from service.requests.schemas import (
    AddressesEntered,
    CheckIssue,
    DocumentEntered,
    HistoryPage,
    PersonEntered,
    RequestState,
    RequestView,
)
from service.requests.states import EDITABLE, can_become
from service.requests.view import (
    document_of,
    history_line,
    person_of,
    person_request,
    prefilled_of,
    state_of,
    view_request,
)
from service.schemas import Model, clean

MAX_PAGE = 100_000
DECISION_JOB = "decision"
DECISION_ATTEMPTS = 2_500
"""At the longest pause between two attempts, more than a week."""
INSTANT_CAP = Reason(
    code="instantAnswersUsedUp", detail="The account has had its share of instant answers for today."
)


def create_draft(work: Work, extraction_id: UUID | None) -> RequestView:
    """A draft, prefilled from a finished extraction. The same upload gives the same open draft."""
    work.actor.require("request:write")
    row = RequestRecord(
        organisation_id=work.actor.organisation_id,
        account_id=work.actor.account_id,
        email=work.actor.email,
        language=work.actor.language,
        person={},
        prefilled={},
        events=[],
    )
    if extraction_id is not None:
        get_extraction(work.session, work.actor, extraction_id, lock=True)  # two clicks, one draft
        known = repository.find_by_extraction(work.session, work.actor, extraction_id)
        if known is not None:
            return view_request(known)
        attach_reading(work, row, extraction_id, fill=True)
    work.session.add(row)
    work.session.flush()
    repository.add_event(work.session, row, "draft", work.actor, None)
    return _refresh(work, row)


def request_view(work: Work, request_id: UUID) -> RequestView:
    """The request as its company sees it; a reviewer's look is logged."""
    row = repository.get_request(work.session, work.actor, request_id)
    record(work.session, work.actor, "view", "request", row.id)
    return view_request(row)


def save_person(
    work: Work, request_id: UUID, person: PersonEntered, document: DocumentEntered
) -> RequestView:
    """Keeps the person's data as entered; nothing is checked before sending."""
    row = _editable(work, request_id)
    row.person, row.document = _stripped(person), _stripped(document)
    return _refresh(work, row)


def save_addresses(work: Work, request_id: UUID, addresses: AddressesEntered) -> RequestView:
    """Keeps the residence and the contact address."""
    row = _editable(work, request_id)
    row.residence_address = _address(addresses.residence_address)
    row.contact_address = _address(addresses.contact_address)
    return _refresh(work, row)


def save_email(work: Work, request_id: UUID, email: str) -> RequestView:
    """Keeps the address that news go to."""
    row = _editable(work, request_id)
    row.email = clean(email)
    return _refresh(work, row)


def hold_request(work: Work, request_id: UUID) -> int:
    """Keeps the request as it is until the use case ends. Returns its version. Raises ResourceNotFound."""
    return repository.get_request(work.session, work.actor, request_id, lock=True).version


def check_request(work: Work, request_id: UUID) -> list[CheckIssue]:
    """What keeps the request from being sent; empty when nothing does."""
    return find_issues(view_request(repository.get_request(work.session, work.actor, request_id)))


def submit_request(work: Work, request_id: UUID) -> RequestView:
    """Sends a draft and decides at once: a number, or a reviewer.

    A registry that is away decides later: the request stays in processing, and a job tries again.
    Raises RequestIncomplete with every finding, TransitionRefused when it is no longer a draft.
    """
    row = _own(work, request_id)
    _require(row, "submitted")
    _check(row)
    move(work, row, "submitted", work.actor)
    row.submitted_at = now()
    _weigh(work, row)
    move(work, row, "processing", None)
    try:
        decide_request(work, row)
    except (RegistryUnavailable, RegistryAnswerInvalid):
        enqueue(work, DECISION_JOB, row.id, Priority.PERSON, max_attempts=DECISION_ATTEMPTS)
    return _refresh(work, row)


def decide_request(work: Work, row: RequestRecord) -> None:
    """Asks the registry: a number, or a reviewer. Nothing is written when the registry does not answer."""
    repository.lock_account(work.session, row.account_id)
    used = repository.count_instant_today(work.session, row.account_id)
    allowed = used < work.settings.instant_answers_per_day
    answer = assign_number(work.session, person_request(row), row.id, instant=allowed, registry=work.registry)
    record(work.session, work.actor, "search", "request", row.id, "assignment")
    decision = answer.decision
    if decision.outcome == "existingPerson" and answer.ssin is None:
        decision = decision.model_copy(update={"outcome": "review", "reasons": [INSTANT_CAP]})
    row.decision = decision.model_dump(mode="json", by_alias=True, exclude_none=True)
    if answer.ssin is not None:
        row.instant = decision.outcome == "existingPerson"
        give_number(work, row, answer.ssin, None, decision.outcome)
    else:
        move(work, row, "underReview", None)
        replace_pending_keys(work.session, row.id, person_request(row))
        tell(work, row, "underReview")


def answer_items(
    work: Work,
    request_id: UUID,
    person: PersonEntered,
    document: DocumentEntered,
    addresses: AddressesEntered,
    extraction_id: UUID | None,
) -> RequestView:
    """Answers a reviewer's questions, with a new upload if there is one; the case returns to the queue."""
    row = _own(work, request_id)
    if row.state != "moreInformationNeeded":
        raise TransitionRefused(state=row.state)
    row.person, row.document = _stripped(person), _stripped(document)
    row.residence_address = _address(addresses.residence_address)
    row.contact_address = _address(addresses.contact_address)
    if extraction_id is not None:
        attach_reading(work, row, extraction_id, fill=False)
    _check(row)
    _weigh(work, row)
    request = person_request(row)
    lock_person(work.session, request)
    with suppress(RegistryUnavailable, RegistryAnswerInvalid):  # whoever opens the case searches again
        decision = search(work.session, request, row.id, work.registry)
        record(work.session, work.actor, "search", "request", row.id, "answer")
        row.decision = decision.model_dump(mode="json", by_alias=True, exclude_none=True)
    move(work, row, "underReview", work.actor)
    row.items, row.deadline = [], None
    replace_pending_keys(work.session, row.id, request)
    return _refresh(work, row)


def cancel_request(work: Work, request_id: UUID) -> RequestView:
    """Withdraws an open request."""
    row = _own(work, request_id)
    _require(row, "cancelled")
    sent = row.submitted_at is not None
    move(work, row, "cancelled", work.actor)
    replace_pending_keys(work.session, row.id, None)
    if sent:
        tell(work, row, "cancelled")
    return _refresh(work, row)


def history(
    work: Work,
    sort: str = "-createdAt",
    page: int = 1,
    page_size: int = 25,
    states: list[RequestState] | None = None,
) -> HistoryPage:
    """The company's requests, current and past. An unknown order falls back to the newest first."""
    page = min(max(page, 1), MAX_PAGE)
    if sort.removeprefix("-") not in repository.ORDERS:
        sort = "-createdAt"
    rows, total = repository.list_history(work.session, work.actor, sort, page, page_size, states)
    return HistoryPage(items=[history_line(row) for row in rows], total=total, page=page, page_size=page_size)


def move(
    work: Work, row: RequestRecord, state: RequestState, by: Actor | None, code: str | None = None
) -> None:
    """Changes the state if the table allows it, and writes the event. `by` is None for the machine."""
    _require(row, state)
    repository.add_event(work.session, row, state, by, code)
    row.state = state
    row.updated_at = now()


def give_number(work: Work, row: RequestRecord, ssin: str, by: Actor | None, code: str) -> None:
    """Ends the request with a number."""
    move(work, row, "numberAssigned", by, code)
    row.ssin = ssin
    replace_pending_keys(work.session, row.id, None)
    record(work.session, by or work.actor, "assign", "request", row.id, code)
    record_person(work, "assign", ssin, code)
    tell(work, row, "numberAssigned")


def tell(work: Work, row: RequestRecord, template: str, **parameters: object) -> None:
    """Puts news for the requester into the outbox."""
    queue_mail(work.session, template, row.email, row.language, row.id, **parameters)


def _own(work: Work, request_id: UUID) -> RequestRecord:
    work.actor.require("request:write")
    return repository.get_request(work.session, work.actor, request_id, lock=True)


def _editable(work: Work, request_id: UUID) -> RequestRecord:
    row = _own(work, request_id)
    if state_of(row) not in EDITABLE:
        raise TransitionRefused(state=row.state)
    return row


def _require(row: RequestRecord, state: RequestState) -> None:
    if not can_become(state_of(row), state):
        raise TransitionRefused(state=row.state)


def _check(row: RequestRecord) -> None:
    findings = find_issues(view_request(row))
    if findings:
        raise RequestIncomplete(findings)


def _weigh(work: Work, row: RequestRecord) -> None:
    entry = get_extraction(work.session, work.actor, row.extraction_id) if row.extraction_id else None
    extraction = read_result(work, entry) if entry else None
    evidence = weigh_evidence(
        extraction, entry, prefilled_of(row), person_of(row), document_of(row), demo=work.settings.demo
    )
    row.evidence = evidence.model_dump(mode="json", by_alias=True, exclude_none=True)


def _refresh(work: Work, row: RequestRecord) -> RequestView:
    row.version = (row.version or 0) + 1
    work.session.flush()
    work.session.refresh(row)
    return view_request(row)


def _stripped(entered: Model) -> dict[str, object]:
    """The entered values, cleaned; empty ones are absent."""
    values = {
        name: clean(value) if isinstance(value, str) else value for name, value in entered.to_dict().items()
    }
    return {name: value for name, value in values.items() if value != ""}


def _address(address: Address | None) -> dict[str, object] | None:
    if address is None:
        return None
    data = address.model_dump(mode="json", by_alias=True, exclude_none=True)
    cleaned = {name: clean(value) for name, value in data.items()}
    return {name: value for name, value in cleaned.items() if value} or None
