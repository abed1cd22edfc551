"""Many persons at once: COPY, and what the matcher has to know of the registry counted on the way."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from matching.columns import PersonColumns
from matching.counting import count_terms
from matching.person import Person
from matching.place_numbers import forms_of
from matching.registry_file import RegistryMissingError
from matching.registry_parquet import write_parquet
from matching.skeletons import distinct_keys, texts_of
from matching.vocabulary import Vocabulary
from models.errors import CodedError
from service.registry import bulk
from service.registry.blocks import Blocks
from service.registry.file import parse_registry_file, read_person_data
from service.registry.repository import NUMBERS_LOCK, has_persons, take_locks
from service.registry.reservations import IMPORT_LOCK, SEQUENCE, NumberTaken, forget, give_back, reserve
from service.registry.rows import COPY_HEAD, COPY_TAIL
from service.registry.statistics import Renewal

PARQUET = ".parquet"
BATCH = 50_000


def import_persons(session: Session, persons: Iterable[Person]) -> int:
    """Adds persons with numbers and renews the statistics. Returns how many were added. See `import_file`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"persons{PARQUET}"
        write_parquet(persons, path)
        return import_file(session, path)


def import_file(session: Session, path: Path) -> int:
    """Adds the persons of a file, all or none; returns how many. Raises NumberTaken, RegistryFileInvalid,
    and the errors of `matching.registry_parquet.open_parquet`.

    Nobody sees anything of it before the commit. Into a registry in use the rows are written while others get
    numbers: only at the end, until the commit, they wait. Into an empty registry the rows go before the
    indexes, which are built at the end, and nobody is searched for or gets a number meanwhile: each would be
    new to a registry that is about to be there. What is counted is counted in columns: JSON Lines become a
    Parquet file first. The caller has not made a number in this transaction: that lock is waited for.
    """
    if path.suffix.lower() != PARQUET:
        try:
            lines = path.open(encoding="utf-8")
        except OSError:
            raise RegistryMissingError from None
        with lines:
            return import_persons(session, parse_registry_file(lines))
    registry = PersonColumns.read(path)
    families, givens = Vocabulary(registry.family.texts), Vocabulary(registry.given.texts)
    take_locks(session, [IMPORT_LOCK])
    alone = not has_persons(session)
    if alone:
        take_locks(session, [NUMBERS_LOCK])
    fresh = alone and not has_persons(session)  # somebody may have come before the lock
    if fresh:
        bulk.drop_indexes(session)
    first = _next_id(session) if alone else reserve(session.connection().engine, registry.ssin)
    try:
        _copy(session, path, Blocks(registry, families, givens, first), freeze=fresh)
        if fresh:
            bulk.build_indexes(session)
    except UniqueViolation:
        _give_up(session, alone=alone)
        raise NumberTaken from None
    except CodedError:
        _give_up(session, alone=alone)
        raise
    last = max(first, first + len(registry) - 1)
    if alone:
        session.execute(text(f"SELECT setval({SEQUENCE}, :last)"), {"last": last})
    counted = count_terms(registry, families, givens, forms_of(registry.place.texts))
    keys = frozenset(texts_of(distinct_keys([families.take_keys(), givens.take_keys()])))
    renewal = Renewal(session, counted, keys, first, last)
    renewal.write()
    session.execute(text("ANALYZE registry_person, registry_outline, registry_key"))
    take_locks(session, [NUMBERS_LOCK])
    renewal.finish()
    give_back(session)
    return len(registry)


def _give_up(session: Session, *, alone: bool) -> None:
    """The file is refused: its numbers are free again. IMPORT_LOCK is held until the caller rolls back."""
    if not alone:
        forget(session.connection().engine)


def _next_id(session: Session) -> int:
    return session.scalar(text(f"SELECT nextval({SEQUENCE})")) or 1


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
