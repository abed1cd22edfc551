"""How a request goes from one state to the next: checked against the table, dated, attributed, told."""

from uuid import UUID

from sqlalchemy.orm import Session

from service.audit.service import record, record_person
from service.context import Actor, Work
from service.db import now
from service.mail.service import queue_mail
from service.requests import repository
from service.requests.errors import TransitionRefused
from service.requests.models import RequestRecord
from service.requests.pending import replace_pending_keys
from service.requests.recipients import recipients_of
from service.requests.schemas import RequestState, RequestView
from service.requests.states import EDITABLE, can_become
from service.requests.view import state_of, view_request
from service.reviews.cases import enter_queue, leave_queue


def own_request(work: Work, request_id: UUID) -> RequestRecord:
    """The company's request, locked for a change. Raises MissingPermission, ResourceNotFound."""
    work.actor.require("request:write")
    return repository.get_request(work.session, work.actor, request_id, lock=True)


def hold_request(work: Work, request_id: UUID) -> int:
    """Keeps the request as it is until the use case ends. Returns its version. Raises ResourceNotFound."""
    return repository.get_request(work.session, work.actor, request_id, lock=True).version


def editable_request(work: Work, request_id: UUID) -> RequestRecord:
    """The same while its form can be changed. Raises TransitionRefused otherwise."""
    row = own_request(work, request_id)
    if state_of(row) not in EDITABLE:
        raise TransitionRefused(state=row.state)
    return row


def require_transition(row: RequestRecord, state: RequestState) -> None:
    """Raises TransitionRefused unless the table has this transition."""
    if not can_become(state_of(row), state):
        raise TransitionRefused(state=row.state)


def change_state(
    session: Session, row: RequestRecord, state: RequestState, by: Actor | None, code: str | None = None
) -> None:
    """Changes the state if the table allows it, and writes the event. `by` is None for the machine.

    Raises TransitionRefused, also for a refusal by the machine: only a person refuses (GDPR, article 22).
    """
    require_transition(row, state)
    if state == "refused" and by is None:
        raise TransitionRefused(state=row.state)
    repository.add_event(session, row, state, by, code)
    if row.state == "underReview":
        leave_queue(session, row)
    row.state = state
    row.updated_at = now()
    if state == "underReview":
        enter_queue(session, row)


def move(
    work: Work, row: RequestRecord, state: RequestState, by: Actor | None, code: str | None = None
) -> None:
    """`change_state` inside a use case."""
    change_state(work.session, row, state, by, code)


def give_number(work: Work, row: RequestRecord, ssin: str, by: Actor | None, code: str) -> None:
    """Ends the request with a number."""
    move(work, row, "numberAssigned", by, code)
    row.ssin, row.number_state = ssin, "valid"
    replace_pending_keys(work.session, row.id, None)
    record(work.session, by or work.actor, "assign", "request", row.id, code)
    record_person(work, "assign", ssin, code)
    tell(work, row, "numberAssigned")


def write_to(session: Session, row: RequestRecord, template: str, **parameters: object) -> None:
    """Puts news into the outbox, for whoever gets it."""
    for recipient in recipients_of(session, row, template):
        queue_mail(session, template, recipient, row.language, row.id, **parameters)


def tell(work: Work, row: RequestRecord, template: str, **parameters: object) -> None:
    """`write_to` inside a use case."""
    write_to(work.session, row, template, **parameters)


def refresh(work: Work, row: RequestRecord) -> RequestView:
    """Counts the change, writes it, and returns what the company sees of it."""
    row.version = (row.version or 0) + 1
    work.session.flush()
    work.session.refresh(row)
    return view_request(row)
