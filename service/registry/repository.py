"""The registry in PostgreSQL: a `CandidateSource` for the matcher, and the statements around it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from matching.index import FEW
from matching.keys import retrieval_keys, search_keys
from matching.person import Person, PersonRequest
from matching.shortlist import rank
from service.registry.knowledge import KNOWLEDGE, Knowledge
from service.registry.models import RegistryKey, RegistryOutline, RegistryPerson
from service.registry.rows import outline_rows
from service.registry.search import fetch, find

NUMBERS_LOCK = 0x6269735F6E756D73
"""Advisory lock on the space of numbers ("bis_nums"): search for a free one and its use are one step."""
LOCK = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")


class SqlRegistry:
    """Candidates from the registry's tables, inside the caller's transaction.

    The same persons come out as from `matching.index.PersonIndex`: keys and ranking are the same.
    """

    def __init__(self, session: Session, knowledge: Knowledge | None = None) -> None:
        """`knowledge` is the process's own, unless the caller has just asked for it."""
        self._session = session
        self._knowledge = knowledge

    @property
    def knowledge(self) -> Knowledge:
        """What the process knows of the registry's names."""
        if self._knowledge is None:
            self._knowledge = KNOWLEDGE.get(self._session)
        return self._knowledge

    @property
    def size(self) -> int:
        """How many persons the registry held at the last import."""
        return self.knowledge.size

    def search(self, request: PersonRequest, limit: int) -> list[Person]:
        """See `CandidateSource.search`."""
        found = find(self._session, search_keys(request, self.knowledge.similar), request)
        ids = found.ids
        if found.outlines is not None and len(ids) > min(limit, FEW):
            ids = ids[rank(request, found.outlines, limit)]
        return fetch(self._session, ids)

    def person(self, ssin: str) -> Person | None:
        """The person with this number."""
        row = self._session.get(RegistryPerson, ssin)
        return Person.model_validate(row.data) if row else None


def take_locks(session: Session, keys: Iterable[int]) -> None:
    """Waits for the advisory locks, in ascending order so that nobody waits in a circle."""
    session.execute(LOCK, {"keys": sorted(set(keys))})


def insert_person(session: Session, person: Person, request_id: UUID | None) -> None:
    """Adds a person with a number, and what it is found by. The caller holds NUMBERS_LOCK."""
    row = RegistryPerson(
        ssin=str(person.ssin),
        data=person.model_dump(mode="json", by_alias=True, exclude_none=True),
        request_id=request_id,
    )
    session.add(row)
    session.flush()
    session.add_all(RegistryOutline(**outline._asdict()) for outline in outline_rows(row.id, person))
    session.add_all(RegistryKey(key=key, person_id=row.id) for key in retrieval_keys(person))
    session.flush()


def has_persons(session: Session) -> bool:
    """Whether anybody stands in the registry."""
    return session.scalar(select(RegistryPerson.id).limit(1)) is not None
