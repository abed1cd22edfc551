"""Search, assignment of numbers, import. The one place where a number is made."""

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.dates import IncompleteDate
from matching.decide import decide
from matching.frequencies import Frequencies
from matching.identification import rests_on_documents
from matching.keys import hash_key, lock_keys, search_keys
from matching.person import Decision, Person, PersonRequest
from matching.ssin import issue_bis, validate_ssin
from models.errors import CodedError
from service.registry import repository
from service.registry.models import RegistryStatistics
from service.requests.repository import find_pending
from service.requests.view import person_request

BATCH = 5_000


class RegistryFileInvalid(CodedError):
    code = "registryFileInvalid"
    status = 400
    message = "Line {line} of the registry file is not a person with a valid number."
    remedy = "Correct the line: one JSON object a line, as the documentation shows it."


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


class FrequencyCache:
    """The registry's frequencies, kept per process until an import renews them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at: datetime | None = None
        self._frequencies = Frequencies.default()

    def get(self, session: Session) -> Frequencies:
        """The frequencies as of the last import."""
        at = session.scalar(select(RegistryStatistics.updated_at))
        with self._lock:
            if at != self._at:
                self._frequencies = repository.load_frequencies(session)
                self._at = at
            return self._frequencies


FREQUENCIES = FrequencyCache()


def assign_number(session: Session, request: PersonRequest, request_id: UUID, *, instant: bool) -> Assignment:
    """Searches, decides, and makes a number for a new person: one step for everybody else.

    Locks come first: whoever asks for the same person at the same moment waits, and then finds the number.
    With `instant` false an existing person's number is not given (the account's share of the day is used up).
    """
    decision = search(session, request, request_id, lock=True)
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


def search(session: Session, request: PersonRequest, request_id: UUID, *, lock: bool) -> Decision:
    """The matcher's decision over the registry and the open requests."""
    if lock:
        repository.take_locks(session, lock_keys(request))
    keys = [hash_key(key, signed=True) for key in search_keys(request)]
    pending = [person_request(row) for row in find_pending(session, keys, but=request_id)]
    registry = repository.SqlRegistry(session)
    return decide(request, registry, FREQUENCIES.get(session), pending=pending)


def search_readonly(session: Session, request: PersonRequest) -> Decision:
    """The decision on a person over the registry alone; nothing is locked and nothing made."""
    return decide(request, repository.SqlRegistry(session), FREQUENCIES.get(session))


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
    ssin = issue_bis(
        birth_date, request.gender or 0, lambda prefix: repository.taken_numbers(session, prefix)
    )
    person = Person(ssin=ssin, **request.model_dump(exclude={"id", "evidence", "contact_address"}))
    repository.insert_person(session, person, request_id)
    return ssin


def lock_person(session: Session, request: PersonRequest) -> None:
    """Takes the person's locks, for a reviewer's decision."""
    repository.take_locks(session, lock_keys(request))


def import_persons(session: Session, persons: Iterable[Person]) -> int:
    """Adds persons with numbers by COPY and renews the frequencies. Returns how many were added."""
    added, frequencies = 0, []
    iterator = iter(persons)
    while batch := list(islice(iterator, BATCH)):
        repository.copy_persons(session, batch)
        frequencies += batch
        added += len(batch)
    known = session.scalar(select(RegistryStatistics.persons))
    repository.refresh_statistics(session, repository.all_persons(session) if known else frequencies)
    return added


def parse_registry_file(lines: Iterable[str]) -> Iterator[Person]:
    """The persons of a JSON Lines file. Raises RegistryFileInvalid with the line's number."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            person = Person.model_validate(json.loads(line))
            validate_ssin(person.ssin or "")
        except (ValueError, ValidationError, CodedError):
            raise RegistryFileInvalid(line=number) from None
        yield person
