"""Many persons at once: COPY, and what the matcher has to know of the registry counted on the way."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from matching.counting import RARE
from matching.frequencies import Frequencies
from matching.keys import retrieval_keys
from matching.person import Person
from models.errors import CodedError
from service.db import now
from service.registry import bulk
from service.registry.models import RegistryStatistics
from service.registry.repository import NUMBERS_LOCK, has_persons, take_locks
from service.registry.rows import COPY_HEAD, COPY_TAIL, name_keys, outline_rows, pack_keys

BATCH = 10_000
TRIMMED = ("family", "nationalGiven")
"""Frequencies with a long tail: of millions of persons only terms that are not rare are kept."""


class NumberTaken(CodedError):
    code = "numberTaken"
    status = 409
    message = "A number of this file already stands in the registry."
    remedy = "Import only persons who are not yet there; nothing of this file was kept."


class Counts:
    """What an import counts: frequencies and name keys, of the registry as it was and of whoever is added."""

    def __init__(self, session: Session) -> None:
        row = session.get(RegistryStatistics, 1)
        self._row = row
        self._frequencies = Frequencies.default()
        self._keys: set[str] = set()
        if row:
            self._frequencies = Frequencies(row.frequencies["counts"], row.frequencies["size"])
            self._keys.update(row.name_keys.split("\n"))
        # Persons who got their numbers here since the last import are counted now.
        added = text("SELECT data::text FROM registry_person WHERE id > :last")
        for data in session.scalars(added, {"last": row.last_id if row else 0}):
            self.add(Person.model_validate_json(data))

    def add(self, person: Person) -> None:
        """Counts one more person."""
        self._frequencies.add(person)
        self._keys.update(name_keys(person))

    def store(self, session: Session, last_id: int) -> None:
        """Puts the counts into the row of statistics."""
        frequencies = json.loads(self._frequencies.to_json())
        least = self._frequencies.size * RARE
        for kind in TRIMMED:
            counts: Counter[str] = frequencies["counts"][kind]
            frequencies["counts"][kind] = {term: count for term, count in counts.items() if count >= least}
        session.merge(
            RegistryStatistics(
                id=1, frequencies=frequencies, name_keys="\n".join(sorted(self._keys)),
                persons=self._frequencies.size, last_id=last_id, updated_at=now(),
            )
        )  # fmt: skip
        session.flush()


def import_persons(session: Session, persons: Iterable[Person]) -> int:
    """Adds persons with numbers and renews the statistics. Returns how many were added.

    All or nothing; raises NumberTaken. Nobody gets a number meanwhile. Into an empty registry the rows go
    before the indexes, which are built at the end.
    """
    take_locks(session, [NUMBERS_LOCK])
    fresh = not has_persons(session)
    counts = Counts(session)
    try:
        if fresh:
            bulk.drop_indexes(session)
        added, last = _copy_all(session, persons, counts, fresh=fresh)
        if fresh:
            bulk.build_indexes(session)
    except UniqueViolation:
        raise NumberTaken from None
    counts.store(session, last)
    session.execute(text("ANALYZE registry_person, registry_outline, registry_key"))
    return added


def _copy_all(session: Session, persons: Iterable[Person], counts: Counts, *, fresh: bool) -> tuple[int, int]:
    """How many were copied, and the id of the last."""
    sequence = "pg_get_serial_sequence('registry_person', 'id')"
    first = session.scalar(text(f"SELECT nextval({sequence})")) or 1
    cursor, moment, next_id = (
        session.connection().connection.cursor(),
        session.scalar(select(func.now())),
        first,
    )
    iterator = iter(persons)
    while batch := list(islice(iterator, BATCH)):
        _copy(cursor, batch, next_id, moment, freeze=fresh)
        for person in batch:
            counts.add(person)
        next_id += len(batch)
    last = max(next_id - 1, first)
    session.execute(text(f"SELECT setval({sequence}, :last)"), {"last": last})
    return next_id - first, last


def _copy(cursor: Any, persons: Sequence[Person], first: int, moment: object, *, freeze: bool) -> None:
    options = f"WITH (FREEZE {freeze})"
    numbered = [*enumerate(persons, start=first)]
    columns = "id, ssin, data, status, replaced_by, created_at"
    with cursor.copy(f"COPY registry_person ({columns}) FROM STDIN {options}") as copy:
        for number, person in numbered:
            row = (number, person.ssin, person.to_json(), person.status, person.replaced_by, moment)
            copy.write_row(row)
    columns = "person_id, name, birth, codes, family, given, place"
    with cursor.copy(f"COPY registry_outline ({columns}) FROM STDIN {options}") as copy:
        for number, person in numbered:
            for outline in outline_rows(number, person):
                copy.write_row(outline)
    keys, owners = [], []
    for number, person in numbered:
        found = retrieval_keys(person)
        keys += found
        owners += [number] * len(found)
    options = options.replace("(", "(FORMAT binary, ")
    with cursor.copy(f"COPY registry_key (key, person_id) FROM STDIN {options}") as copy:
        copy.write(COPY_HEAD + pack_keys(keys, owners) + COPY_TAIL)
