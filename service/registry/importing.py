"""Many persons at once: COPY, and what the matcher has to know of the registry counted on the way."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from matching.columns import PersonColumns
from matching.counting import RARE, count_terms
from matching.frequencies import Frequencies
from matching.person import Person
from matching.registry_parquet import write_parquet
from matching.skeletons import distinct_keys, texts_of
from matching.vocabulary import Vocabulary
from models.errors import CodedError
from service.db import now
from service.registry import bulk
from service.registry.blocks import Blocks
from service.registry.file import parse_registry_file, read_person_data
from service.registry.models import RegistryStatistics
from service.registry.repository import NUMBERS_LOCK, has_persons, take_locks
from service.registry.rows import COPY_HEAD, COPY_TAIL, name_keys

PARQUET = ".parquet"
BATCH = 50_000
TRIMMED = ("family", "nationalGiven")
"""Frequencies with a long tail: of millions of persons only terms that are not rare are kept."""
SEQUENCE = "pg_get_serial_sequence('registry_person', 'id')"


class NumberTaken(CodedError):
    code = "numberTaken"
    status = 409
    message = "A number of this file already stands in the registry."
    remedy = "Import only persons who are not yet there; nothing of this file was kept."


def import_persons(session: Session, persons: Iterable[Person]) -> int:
    """Adds persons with numbers and renews the statistics. Returns how many were added. See `import_file`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"persons{PARQUET}"
        write_parquet(persons, path)
        return import_file(session, path)


def import_file(session: Session, path: Path) -> int:
    """Adds the persons of a file, all or none; returns how many. Raises NumberTaken, RegistryFileInvalid.

    Nobody gets a number meanwhile. Into an empty registry the rows go before the indexes, which are built at
    the end. What is counted is counted in columns: JSON Lines become a Parquet file first.
    """
    if path.suffix != PARQUET:
        with path.open(encoding="utf-8") as lines:
            return import_persons(session, parse_registry_file(lines))
    registry = PersonColumns.read(path)
    families, givens = Vocabulary(registry.family.texts), Vocabulary(registry.given.texts)
    take_locks(session, [NUMBERS_LOCK])
    fresh = not has_persons(session)
    if fresh:
        bulk.drop_indexes(session)
    first = session.scalar(text(f"SELECT nextval({SEQUENCE})")) or 1
    try:
        _copy(session, path, Blocks(registry, families, givens, first), freeze=fresh)
        if fresh:
            bulk.build_indexes(session)
    except UniqueViolation:
        raise NumberTaken from None
    last = max(first, first + len(registry) - 1)
    session.execute(text(f"SELECT setval({SEQUENCE}, :last)"), {"last": last})
    _renew(
        session,
        count_terms(registry, families, givens),
        frozenset(texts_of(distinct_keys([families.take_keys(), givens.take_keys()]))),
        first,
        last,
    )
    session.execute(text("ANALYZE registry_person, registry_outline, registry_key"))
    return len(registry)


def _copy(session: Session, path: Path, blocks: Blocks, *, freeze: bool) -> None:
    """The three tables, a block of persons after another."""
    cursor: Any = session.connection().connection.cursor()
    moment = session.scalar(select(func.now()))
    start = 0
    persons = read_person_data(path)
    while batch := [*islice(persons, BATCH)]:
        end = start + len(batch)
        ids = blocks.ids(start, end)
        columns = "id, ssin, data, status, replaced_by, created_at"
        with cursor.copy(f"COPY registry_person ({columns}) FROM STDIN (FREEZE {freeze})") as copy:
            for number, person in zip(ids, batch, strict=True):
                copy.write_row((number, *person, moment))
        columns = "person_id, name, birth, codes, family, given, place"
        with cursor.copy(f"COPY registry_outline ({columns}) FROM STDIN (FREEZE {freeze})") as copy:
            for outline in blocks.outlines(start, end):
                copy.write_row(outline)
        with cursor.copy(f"COPY registry_key FROM STDIN (FORMAT binary, FREEZE {freeze})") as copy:
            copy.write(COPY_HEAD + blocks.packed_keys(start, end) + COPY_TAIL)
        start = end


def _renew(session: Session, counted: Frequencies, keys: frozenset[str], first: int, last: int) -> None:
    """Adds what was counted to the statistics, and whoever got a number here since they were last renewed."""
    row = session.get(RegistryStatistics, 1)
    added = text("SELECT data FROM registry_person WHERE id > :since AND id < :first")
    rows = session.scalars(added, {"since": row.last_id if row else 0, "first": first})
    persons = [Person.model_validate(data) for data in rows]
    counts, size = _counts(counted), counted.size
    others = [_counts(Frequencies.of(persons))] if persons else []
    if row:
        others.append({kind: Counter(terms) for kind, terms in row.frequencies["counts"].items()})
        size += row.frequencies["size"]
        keys = keys.union(row.name_keys.split("\n"))
    for other in others:
        for kind, terms in other.items():
            counts[kind].update(terms)
    size += len(persons)
    least = size * RARE
    for kind in TRIMMED:
        counts[kind] = Counter({term: count for term, count in counts[kind].items() if count >= least})
    session.merge(
        RegistryStatistics(
            id=1,
            frequencies={"size": size, "counts": counts},
            name_keys="\n".join(sorted(keys | {key for person in persons for key in name_keys(person)})),
            persons=size,
            last_id=last,
            updated_at=now(),
        )
    )
    session.flush()


def _counts(frequencies: Frequencies) -> dict[str, Counter[str]]:
    counts = json.loads(frequencies.to_json())["counts"]
    return {kind: Counter(terms) for kind, terms in counts.items()}
