"""What a process remembers of the registry between requests: how frequent names are, and which there are."""

import threading
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from matching.frequencies import Frequencies
from matching.person import Person
from matching.vocabulary import SimilarKeys
from service.registry.rows import name_keys

VERSION = text(
    "SELECT (SELECT max(id) FROM registry_person), s.updated_at, s.persons, s.last_id"
    " FROM (SELECT) one LEFT JOIN registry_statistics s ON s.id = 1"
)
STATISTICS = text("SELECT frequencies, name_keys FROM registry_statistics WHERE id = 1")
ADDED = text("SELECT data::text FROM registry_person WHERE id > :last ORDER BY id")

Version = tuple[datetime | None, int]
"""When the last import was, and the highest id of a person."""


@dataclass(frozen=True)
class Knowledge:
    """The registry as of the last import, and the names of whoever was added since.

    Call it as `matching.keys.Similar`.
    """

    version: Version = (None, 0)
    size: int = 0
    frequencies: Frequencies = field(default_factory=Frequencies.default)
    imported: SimilarKeys = field(default_factory=lambda: SimilarKeys(()))
    added_keys: frozenset[str] = frozenset()
    added: SimilarKeys = field(default_factory=lambda: SimilarKeys(()))

    def similar(self, key: str) -> tuple[int, ...]:
        """The codes of the registry's name keys that one error turns `key` into (`keys.Similar`)."""
        return (*self.imported(key), *self.added(key))


class KnowledgeCache:
    """The `Knowledge` of one database per engine, renewed by imports and with every person added.

    A person added by whichever process is known to the next request: the highest id is looked at each time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: WeakKeyDictionary[Engine, Knowledge] = WeakKeyDictionary()

    def get(self, session: Session) -> Knowledge:
        """The knowledge as of now, as far as the transaction sees."""
        last, at, persons, counted = session.execute(VERSION).one()
        version = (at, last or 0)
        engine = session.connection().engine
        known = self._known.get(engine)
        if known is not None and known.version == version:
            return known
        with self._lock:
            known = self._known.get(engine)
            if known is None or known.version[0] != at:
                known = _load(session, at, persons or 0, counted or 0)
            if known.version[1] < version[1]:
                known = _add(session, known, version)
            self._known[engine] = known
        return known


def current_version(session: Session) -> Version:
    """What has to be the same for a decision to stand: nothing was imported, nobody was added."""
    last, at, _, _ = session.execute(VERSION).one()
    return at, last or 0


def _load(session: Session, at: datetime | None, size: int, last: int) -> Knowledge:
    row = session.execute(STATISTICS).one_or_none()
    if row is None:
        return Knowledge()
    frequencies = Frequencies(row.frequencies["counts"], row.frequencies["size"])
    return Knowledge((at, last), size, frequencies, SimilarKeys(row.name_keys.split("\n")))


def _add(session: Session, known: Knowledge, version: Version) -> Knowledge:
    rows = session.scalars(ADDED, {"last": known.version[1]})
    keys = {key for data in rows for key in name_keys(Person.model_validate_json(data))}
    keys |= known.added_keys
    return Knowledge(
        version, known.size, known.frequencies, known.imported, frozenset(keys), SimilarKeys(keys)
    )


KNOWLEDGE = KnowledgeCache()
