"""Search and assignment of numbers. The one place where a number is made."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from matching.dates import IncompleteDate
from matching.decide import decide
from matching.identification import rests_on_documents
from matching.keys import lock_keys, search_keys
from matching.person import Decision, Person, PersonRequest
from matching.places import town_ids
from models.errors import CodedError
from service.db import transaction
from service.registry import repository
from service.registry.knowledge import KNOWLEDGE, current_version
from service.registry.numbers import next_number
from service.requests.repository import find_pending
from service.requests.view import person_request


class PersonInvalid(CodedError):
    code = "personInvalid"
    status = 400
    message = "The input is not a person in JSON."
    remedy = "Give one JSON object with names, and a birth date as yyyy-mm-dd; see the documentation."


@dataclass(frozen=True)
class Assignment:
    """What the registry answered: the decision, and the number where there is one."""

    decision: Decision
    ssin: str | None


def assign_number(session: Session, request: PersonRequest, request_id: UUID, *, instant: bool) -> Assignment:
    """Searches, decides, and makes a number for a new person: one step for everybody else.

    Locks come first: whoever asks for the same person at the same moment waits, and then finds the number.
    Should somebody have been added meanwhile under other locks, the search is made again before a number is.
    With `instant` false an existing person's number is not given (the account's share of the day is used up).
    """
    lock_person(session, request)
    searched_at = current_version(session)
    decision = search(session, request, request_id)
    if decision.outcome == "newPerson":
        repository.take_locks(session, [repository.NUMBERS_LOCK])
        if current_version(session) != searched_at:
            decision = search(session, request, request_id)
    if decision.outcome == "existingPerson":
        return Assignment(decision, decision.ssin if instant else None)
    if decision.outcome == "newPerson":
        return Assignment(decision, register(session, _as_read(request), request_id))
    return Assignment(decision, None)


def _as_read(request: PersonRequest) -> PersonRequest:
    """The request without a document that was typed: nobody has looked whether it is the person's."""
    if request.evidence is None or rests_on_documents("document", request.evidence):
        return request
    return request.model_copy(update={"documents": []})


def search(session: Session, request: PersonRequest, request_id: UUID) -> Decision:
    """The matcher's decision over the registry and the open requests. Nothing is locked (`lock_person`)."""
    knowledge = KNOWLEDGE.get(session)
    keys = search_keys(request, knowledge.similar)
    pending = [person_request(row) for row in find_pending(session, keys, but=request_id)]
    registry = repository.SqlRegistry(session, knowledge)
    return decide(request, registry, knowledge.frequencies, pending=pending)


def search_readonly(session: Session, request: PersonRequest) -> Decision:
    """The decision on a person over the registry alone; nothing is locked and nothing made."""
    registry = repository.SqlRegistry(session)
    return decide(request, registry, registry.knowledge.frequencies)


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


def register(session: Session, request: PersonRequest, request_id: UUID) -> str:
    """Makes a bis number for the request's person and puts the person into the registry. Returns the number.

    The caller holds the person's locks. A request gets one number at most (unique constraint).
    """
    repository.take_locks(session, [repository.NUMBERS_LOCK])
    birth_date = IncompleteDate.parse(request.birth_date or "")
    ssin = next_number(session, birth_date, request.gender or 0)
    person = Person(ssin=ssin, **request.model_dump(exclude={"id", "evidence", "contact_address"}))
    repository.insert_person(session, person, request_id)
    return ssin


def follow_replacements(session: Session, ssin: str) -> Person | None:
    """The person who has this number today, after replacements; None for a number nobody has."""
    registry, seen = repository.SqlRegistry(session), {ssin}
    person = registry.person(ssin)
    while person and person.status == "replaced" and person.replaced_by and person.replaced_by not in seen:
        seen.add(person.replaced_by)
        person = registry.person(person.replaced_by)
    return person


def lock_person(session: Session, request: PersonRequest) -> None:
    """Takes the person's locks, before a search."""
    repository.take_locks(session, lock_keys(request))


def lock_creation(session: Session, request: PersonRequest) -> None:
    """Takes the person's locks and has all who make numbers wait, before a search and `register`."""
    lock_person(session, request)
    repository.take_locks(session, [repository.NUMBERS_LOCK])
