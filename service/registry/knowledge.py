"""What a process remembers of the registry between requests: how frequent names are, and which there are."""

import gc
import threading
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from matching.frequencies import Frequencies
from matching.keys import SearchKeys, retrieval_keys, search_keys
from matching.person import Person, PersonRequest
from matching.similar import SimilarKeys
from service.registry.pairs import PairFilter
from service.registry.rows import name_keys

VERSION = """
SELECT coalesce((SELECT max(id) FROM registry_person), 0), s.updated_at, coalesce(s.persons, 0),
    coalesce(s.last_id, 0)
FROM (SELECT) one LEFT JOIN registry_statistics s ON s.id = 1
"""
STATISTICS = text("SELECT frequencies, name_keys FROM registry_statistics WHERE id = 1")
ADDED = text("SELECT data::text FROM registry_person WHERE id > :last ORDER BY id")

Version = tuple[datetime | None, int]
"""When the last import was, and the highest id of a person."""


@dataclass(frozen=True)
class Knowledge:
    """The registry as of the last import, and the names of whoever was added since.

    Made from what a transaction saw; knowing more than the next one sees does no harm.
    """

    version: Version = (None, 0)
    size: int = 0
    frequencies: Frequencies = field(default_factory=Frequencies.default)
    similar: SimilarKeys = field(default_factory=lambda: SimilarKeys(()))
    pairs: PairFilter = field(default_factory=lambda: PairFilter(np.empty(0, np.uint64)))

    def search_keys(self, request: PersonRequest) -> SearchKeys:
        """The keys to look `request` up under, without pairs that nobody bears."""
        keys = search_keys(request, self.similar)
        return replace(keys, pairs=self.pairs.having(keys.pairs))


class KnowledgeCache:
    """The `Knowledge` of one database per engine, renewed by imports and with every person added.

    A person added by whichever process is known to the next request: the highest id is looked at each time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: WeakKeyDictionary[Engine, Knowledge] = WeakKeyDictionary()

    def get(self, session: Session) -> Knowledge:
        """The knowledge as of now, as far as the transaction sees."""
        last, at, persons, counted = _read_version(session)
        version = (at, last)
        engine = session.connection().engine
        known = self._known.get(engine)
        if known is not None and known.version == version:
            return known
        with self._lock:
            known = self._known.get(engine)
            if known is None or known.version[0] != at:
                known = _load(session, at, persons, counted)
                gc.freeze()  # else each full collection looks through millions of counts
            if known.version[1] < version[1]:
                known = _add(session, known, version)
            self._known[engine] = known
        return known


def current_version(session: Session) -> Version:
    """What has to be the same for a decision to stand: nothing was imported, nobody was added."""
    last, at, _, _ = _read_version(session)
    return at, last


def _read_version(session: Session) -> tuple[int, datetime | None, int, int]:
    """By the driver: it is asked with every search."""
    cursor: Any = session.connection().connection.cursor()
    row: tuple[int, datetime | None, int, int] = cursor.execute(VERSION).fetchone()
    return row


def _load(session: Session, at: datetime | None, size: int, last: int) -> Knowledge:
    row = session.execute(STATISTICS).one_or_none()
    if row is None:
        return Knowledge(pairs=PairFilter.load(session))
    frequencies = Frequencies(row.frequencies["counts"], row.frequencies["size"])
    return Knowledge(
        version=(at, last),
        size=size,
        frequencies=frequencies,
        similar=SimilarKeys(row.name_keys.split("\n")),
        pairs=PairFilter.load(session),
    )


def _add(session: Session, known: Knowledge, version: Version) -> Knowledge:
    for data in session.scalars(ADDED, {"last": known.version[1]}):
        person = Person.model_validate_json(data)
        known.similar.add(name_keys(person))
        known.pairs.add(retrieval_keys(person))
    return replace(known, version=version)


KNOWLEDGE = KnowledgeCache()
