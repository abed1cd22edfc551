"""The registry in PostgreSQL, and the statements around it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from matching.dates import IncompleteDate
from matching.frequencies import Frequencies
from matching.index import FEW
from matching.keys import retrieval_keys
from matching.person import Person, PersonRequest
from matching.shortlist import rank
from service.db import now
from service.registry.knowledge import KNOWLEDGE, Knowledge, current_version
from service.registry.models import RegistryPerson
from service.registry.numbers import next_number
from service.registry.rows import outline_rows
from service.registry.search import fetch, find
from service.registry.standing import SqlStanding

NUMBERS_LOCK = 0x6269735F6E756D73
"""Advisory lock on the space of numbers ("bis_nums"): search for a free one and its use are one step."""
LOCK = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")
OUTLINE = ("name", "birth", "codes", "family", "given", "place")
INSERT = text(
    """
WITH person AS (
    INSERT INTO registry_person (ssin, data, status, replaced_by, created_at, request_id)
    VALUES (:ssin, CAST(:data AS jsonb), :status, :replaced_by, :created_at, :request_id) RETURNING id
), outline AS (
    INSERT INTO registry_outline (person_id, name, birth, codes, family, given, place)
    SELECT id, o.* FROM person, unnest(
        CAST(:name AS smallint[]), CAST(:birth AS integer[]), CAST(:codes AS bytea[]),
        CAST(:family AS text[]), CAST(:given AS text[]), CAST(:place AS text[])) AS o
)
INSERT INTO registry_key (key, person_id)
SELECT key, id FROM person, unnest(CAST(:keys AS bigint[])) AS key
"""
)
"""A person, and what it is found by, in one round trip."""


class SqlRegistry(SqlStanding):
    """The `Registry` in our own tables, inside the caller's transaction.

    The same persons come out as from `matching.index.PersonIndex`: keys and ranking are the same.
    """

    def __init__(self, session: Session, knowledge: Knowledge | None = None) -> None:
        """`knowledge` is the process's own, unless the caller has just asked for it."""
        super().__init__(session)
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

    def search(self, request: PersonRequest, limit: int | None) -> list[Person]:
        """See `CandidateSource.search`."""
        found = find(self._session, self.knowledge.search_keys(request))
        ids = found.ids
        if found.outlines is not None and limit is not None and len(ids) > min(limit, FEW):
            ids = ids[rank(request, found.outlines, limit, self.frequencies)]
        return fetch(self._session, ids)

    @property
    def frequencies(self) -> Frequencies:
        """As counted by the last import."""
        return self.knowledge.frequencies

    def person(self, ssin: str) -> Person | None:
        """The person with this number."""
        row = self._session.get(RegistryPerson, ssin)
        return Person.model_validate(row.data) if row else None

    def replaced_by(self, ssin: str) -> str | None:
        """See `Registry.replaced_by`."""
        person, seen = self.person(ssin), {ssin}
        while person and person.status == "replaced":
            following = person.replaced_by or ""
            if following in seen:
                return None
            seen.add(following)
            person = self.person(following)
        return person.ssin if person and person.status == "active" else None

    def hold_number(self, ssin: str) -> bool:
        """See `Registry.hold_number`: active, and not under correction."""
        query = select(RegistryPerson).where(RegistryPerson.ssin == ssin).with_for_update(read=True)
        row = self._session.scalar(query.execution_options(populate_existing=True))
        return row is not None and row.status == "active" and row.frozen_at is None

    def hold(self) -> bool:
        """See `Registry.hold`: all who make numbers wait for this transaction."""
        searched_at = self.knowledge.version
        take_locks(self._session, [NUMBERS_LOCK])
        if current_version(self._session) == searched_at:
            return False
        self._knowledge = None
        return True

    def registered(self, request_id: UUID) -> str | None:
        """See `Registry.registered`."""
        number = select(RegistryPerson.ssin).where(RegistryPerson.request_id == request_id)
        return self._session.scalar(number)

    def register(self, request: PersonRequest, request_id: UUID) -> str:
        """See `Registry.register`. Raises the errors of `numbers.next_number`."""
        take_locks(self._session, [NUMBERS_LOCK])
        known = self.registered(request_id)
        if known is not None:
            return known
        birth_date = IncompleteDate.parse(request.birth_date or "")
        ssin = next_number(self._session, birth_date, request.gender or 0)
        person = Person(ssin=ssin, **request.model_dump(exclude={"id", "evidence", "contact_address"}))
        insert_person(self._session, person, request_id)
        return ssin


def take_locks(session: Session, keys: Iterable[int]) -> None:
    """Waits for the advisory locks, in ascending order so that nobody waits in a circle."""
    session.execute(LOCK, {"keys": sorted(set(keys))})


def insert_person(session: Session, person: Person, request_id: UUID | None) -> None:
    """Adds a person with a number, and what it is found by. The caller holds NUMBERS_LOCK."""
    outlines = [row[1:] for row in outline_rows(0, person)]
    values = dict(zip(OUTLINE, map(list, zip(*outlines, strict=True)), strict=True)) if outlines else {}
    session.execute(
        INSERT,
        {
            "ssin": person.ssin,
            "data": person.to_json(),
            "status": person.status,
            "replaced_by": person.replaced_by,
            "created_at": now(),
            "request_id": request_id,
            "keys": retrieval_keys(person),
            **{column: values.get(column, []) for column in OUTLINE},
        },
    )


def has_persons(session: Session) -> bool:
    """Whether anybody stands in the registry."""
    return session.scalar(select(RegistryPerson.id).limit(1)) is not None


def measure_size(session: Session) -> tuple[int, int]:
    """How many persons there are, and how many bytes the registry's tables take with their indexes."""
    size = text(
        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
        " WHERE relkind = 'r' AND relname LIKE 'registry%'"
    )
    persons = session.scalar(select(func.count()).select_from(RegistryPerson)) or 0
    return persons, int(session.scalar(size) or 0)


def read_into_buffers(session: Session) -> None:
    """Reads what searches read, through the indexes: scans of whole tables leave nothing in the buffers.

    Without, the first searches read page after page from disk.
    """
    for statement in BUFFERED:
        session.execute(text(statement))


BUFFERED = (
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL enable_bitmapscan = off",
    "SET LOCAL max_parallel_workers_per_gather = 0",
    "SELECT count(*) FROM registry_key WHERE key > 0",
    "SELECT count(place) FROM registry_outline WHERE person_id > 0",
)
