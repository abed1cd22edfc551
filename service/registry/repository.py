"""The registry in PostgreSQL: a `CandidateSource` for the matcher, and the statements around it."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from psycopg.errors import UniqueViolation
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from matching.frequencies import Frequencies
from matching.keys import hash_key, retrieval_keys, search_keys
from matching.person import Person, PersonRequest
from models.errors import CodedError
from service.registry.models import RegistryKey, RegistryPerson, RegistryStatistics

NUMBERS_LOCK = 0x6269735F6E756D73
"""Advisory lock on the space of numbers ("bis_nums"): search for a free one and its use are one step."""


class NumberTaken(CodedError):
    code = "numberTaken"
    status = 409
    message = "A number of this file already stands in the registry."
    remedy = "Import only persons who are not yet there; nothing of this file was kept."


class SqlRegistry:
    """Candidates from the registry's tables, inside the caller's transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def size(self) -> int:
        """How many persons the registry held at the last import."""
        return self._session.scalar(select(RegistryStatistics.persons)) or 0

    def search(self, request: PersonRequest) -> list[Person]:
        """Every person under one of the request's keys, in whatever status."""
        keys = [hash_key(key, signed=True) for key in search_keys(request)]
        hits = select(RegistryKey.ssin).where(RegistryKey.key == func.any(keys)).distinct()
        rows = self._session.scalars(select(RegistryPerson).where(RegistryPerson.ssin.in_(hits)))
        return [Person.model_validate(row.data) for row in rows]

    def person(self, ssin: str) -> Person | None:
        """The person with this number."""
        row = self._session.get(RegistryPerson, ssin)
        return Person.model_validate(row.data) if row else None


def take_locks(session: Session, keys: Iterable[int]) -> None:
    """Waits for the advisory locks, in ascending order so that nobody waits in a circle."""
    for key in sorted(set(keys)):
        session.execute(select(func.pg_advisory_xact_lock(key)))


def taken_numbers(session: Session, prefix: str) -> Sequence[str]:
    """Numbers in use that begin with six digits."""
    query = select(RegistryPerson.ssin).where(RegistryPerson.ssin.between(prefix + "00000", prefix + "99999"))
    return session.scalars(query).all()


def insert_person(session: Session, person: Person, request_id: UUID) -> None:
    """Adds a person with a number, and the keys to find it by."""
    ssin = str(person.ssin)
    session.add(RegistryPerson(ssin=ssin, data=json.loads(person.to_json()), request_id=request_id))
    session.flush()
    keys = {hash_key(key, signed=True) for key in retrieval_keys(person)}
    session.add_all(RegistryKey(key=key, ssin=ssin) for key in keys)
    session.flush()


def load_frequencies(session: Session) -> Frequencies:
    """The registry's term frequencies; cautious defaults before the first import."""
    row = session.get(RegistryStatistics, 1)
    return Frequencies.from_json(json.dumps(row.frequencies)) if row else Frequencies.default()


def copy_persons(session: Session, persons: Sequence[Person]) -> None:
    """Adds many persons by COPY. Raises NumberTaken, without the number."""
    try:
        _copy(session, persons)
    except UniqueViolation:
        raise NumberTaken from None


def _copy(session: Session, persons: Sequence[Person]) -> None:
    moment = session.scalar(select(func.now()))
    cursor = session.connection().connection.cursor()
    with cursor.copy("COPY registry_person (ssin, data, status, replaced_by, created_at) FROM STDIN") as copy:
        for person in persons:
            copy.write_row((person.ssin, person.to_json(), person.status, person.replaced_by, moment))
    with cursor.copy("COPY registry_key (key, ssin) FROM STDIN") as copy:
        for person in persons:
            for key in {hash_key(key, signed=True) for key in retrieval_keys(person)}:
                copy.write_row((key, person.ssin))


def refresh_statistics(session: Session, persons: Iterable[Person]) -> None:
    """Counts the given persons and stores the counts as those of the whole registry."""
    frequencies = Frequencies.of(persons)
    data = json.loads(frequencies.to_json())
    session.merge(RegistryStatistics(id=1, frequencies=data, persons=frequencies.size))
    session.flush()
    session.execute(text("ANALYZE registry_person, registry_key"))


def all_persons(session: Session) -> Iterable[Person]:
    """Every person of the registry, streamed."""
    for row in session.scalars(select(RegistryPerson.data).execution_options(yield_per=2000)):
        yield Person.model_validate(row)
