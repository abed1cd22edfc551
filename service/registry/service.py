"""Search and assignment of numbers. The one place where a number is made."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from matching.dates import IncompleteDate
from matching.decide import decide
from matching.identification import rests_on_documents
from matching.keys import lock_keys
from matching.person import Decision, PersonRequest, Reason
from matching.places import town_ids
from models.errors import CodedError
from service.db import transaction
from service.registry import repository
from service.registry.knowledge import KNOWLEDGE
from service.registry.port import RegistrationRefused, Registry
from service.requests.pending import find_pending
from service.requests.view import person_request


class PersonInvalid(CodedError):
    code = "personInvalid"
    status = 400
    message = "The input is not a person in JSON."
    remedy = "Give one JSON object with names, and a birth date as yyyy-mm-dd; see the documentation."


MADE_BEFORE = Reason(
    code="numberMadeBefore", detail="The registry has made the number of this request before."
)

REFUSED = Reason(code="registrationRefused", detail="The registry makes no number for this person.")


@dataclass(frozen=True)
class Assignment:
    """What the registry answered: the decision, and the number where there is one."""

    decision: Decision
    ssin: str | None


def assign_number(
    session: Session,
    request: PersonRequest,
    request_id: UUID,
    *,
    instant: bool,
    registry: Registry | None = None,
) -> Assignment:
    """Searches, decides, and makes a number for a new person: one step for everybody else.

    Locks come first: whoever asks for the same person at the same moment waits, and then finds the number.
    Should somebody have been added meanwhile under other locks, the search is made again before a number is.
    With `instant` false an existing person's number is not given (the account's share of the day is used up).
    A number that was made for this request before, though nobody heard of it, is the answer. What the
    registry refuses to register goes to a reviewer.
    """
    registry = registry or repository.SqlRegistry(session)
    lock_person(session, request)
    made = registry.registered(request_id)
    if made is not None:
        return Assignment(Decision(id=request.id, outcome="newPerson", reasons=[MADE_BEFORE]), made)
    decision = search(session, request, request_id, registry)
    if decision.outcome == "newPerson" and registry.hold():
        decision = search(session, request, request_id, registry)
    if decision.outcome == "existingPerson":
        return Assignment(decision, decision.ssin if instant else None)
    if decision.outcome != "newPerson":
        return Assignment(decision, None)
    try:
        return Assignment(decision, registry.register(_as_read(request), request_id))
    except RegistrationRefused:
        refused = decision.model_copy(update={"outcome": "review", "reasons": [REFUSED]})
        return Assignment(refused, None)


def _as_read(request: PersonRequest) -> PersonRequest:
    """The request without a document that was typed: nobody has looked whether it is the person's."""
    if request.evidence is None or rests_on_documents("document", request.evidence):
        return request
    return request.model_copy(update={"documents": []})


def search(
    session: Session, request: PersonRequest, request_id: UUID, registry: Registry | None = None
) -> Decision:
    """The matcher's decision over the registry and the open requests. Nothing is locked (`lock_person`)."""
    registry = registry or repository.SqlRegistry(session)
    pending = [person_request(row) for row in find_pending(session, request, but=request_id)]
    return decide(request, registry, registry.frequencies, pending=pending)


def search_readonly(session: Session, request: PersonRequest, registry: Registry | None = None) -> Decision:
    """The decision on a person over the registry alone; nothing is locked and nothing made."""
    registry = registry or repository.SqlRegistry(session)
    return decide(request, registry, registry.frequencies)


def warm_up(engine: Engine) -> None:
    """Loads what the first search would otherwise wait for: frequencies, names, the gazetteer, the tables."""
    with transaction(engine) as session:
        KNOWLEDGE.get(session)
        repository.read_into_buffers(session)
    town_ids("Brussel")


def search_now(engine: Engine, request: PersonRequest) -> Decision:
    """`search_readonly` over what is committed by now."""
    with transaction(engine) as session:
        return search_readonly(session, request)


def parse_person_request(untrusted_text: str) -> PersonRequest:
    """A person as JSON. Raises PersonInvalid, and the errors of a malformed birth date."""
    try:
        request = PersonRequest.model_validate_json(untrusted_text)
    except ValidationError:
        raise PersonInvalid from None
    if request.birth_date:
        IncompleteDate.parse(request.birth_date)
    return request


def register(
    session: Session, request: PersonRequest, request_id: UUID, registry: Registry | None = None
) -> str:
    """Makes a bis number for the request's person and puts the person into the registry. Returns the number.

    The caller holds the person's locks. A request gets one number at most.
    """
    return (registry or repository.SqlRegistry(session)).register(request, request_id)


def lock_person(session: Session, request: PersonRequest) -> None:
    """Takes the person's locks, before a search."""
    repository.take_locks(session, lock_keys(request))


def lock_creation(session: Session, request: PersonRequest) -> None:
    """Takes the person's locks and has all who make numbers wait, before a search and `register`."""
    lock_person(session, request)
    repository.take_locks(session, [repository.NUMBERS_LOCK])
