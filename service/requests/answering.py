"""The requester's answer to a reviewer's questions, and a withdrawal."""

from contextlib import suppress
from uuid import UUID

from service.audit.service import record
from service.context import Work
from service.db import now
from service.organisations.models import Account
from service.registry.port import RegistryAnswerInvalid, RegistryUnavailable
from service.registry.service import lock_person, search
from service.requests import repository
from service.requests.entered import keep_addresses, keep_person
from service.requests.errors import TransitionRefused
from service.requests.pending import replace_pending_keys
from service.requests.readings import attach_reading
from service.requests.rounds import open_round, require_answered, require_unlocked
from service.requests.schemas import AddressesEntered, DocumentEntered, PersonEntered, RequestView
from service.requests.sending import weigh
from service.requests.transitions import move, own_request, refresh, require_transition, tell
from service.requests.view import person_request, view_request
from service.statistics.service import note_entered


def answer_items(
    work: Work,
    request_id: UUID,
    person: PersonEntered,
    document: DocumentEntered,
    addresses: AddressesEntered,
    extraction_id: UUID | None,
) -> RequestView:
    """Answers a reviewer's questions, with a new upload if one was asked for; the case returns to the queue.

    Raises RequestIncomplete when something else is changed, or when what was asked for is missing or wrong;
    TransitionRefused when nothing is asked.
    """
    row = own_request(work, request_id)
    if row.state != "moreInformationNeeded":
        raise TransitionRefused(state=row.state)
    before = view_request(row)
    require_unlocked(before, person=person, document=document, addresses=addresses)
    keep_person(row, person, document)
    keep_addresses(row, addresses)
    require_answered(before, view_request(row), extraction_id)
    if extraction_id is not None:
        attach_reading(work, row, extraction_id, fill=False)
    weigh(work, row)
    request = person_request(row)
    lock_person(work.session, request)
    with suppress(RegistryUnavailable, RegistryAnswerInvalid):  # whoever opens the case searches again
        decision = search(work.session, request, row.id, work.registry)
        record(work.session, work.actor, "search", "request", row.id, "answer")
        row.decision = decision.model_dump(mode="json", by_alias=True, exclude_none=True)
    note_entered(work, row)
    move(work, row, "underReview", work.actor)
    answered = open_round(row)
    if answered is not None:
        answered.answered_at = now()
        answered.answerer = work.session.get_one(Account, work.actor.account_id)
    row.items, row.deadline = [], None
    replace_pending_keys(work.session, row.id, request)
    repository.replace_request_keys(work.session, row, request)
    return refresh(work, row)


def cancel_request(work: Work, request_id: UUID) -> RequestView:
    """Withdraws an open request."""
    row = own_request(work, request_id)
    require_transition(row, "cancelled")
    sent = row.submitted_at is not None
    move(work, row, "cancelled", work.actor)
    replace_pending_keys(work.session, row.id, None)
    if sent:
        tell(work, row, "cancelled")
    return refresh(work, row)
