"""What the matcher has to know of the registry, renewed by an import: which names it has, how frequent.

Counting, and writing down millions of names, takes seconds, so it is done before anybody has to wait; under
the lock on numbers only those are added who got one meanwhile.
"""

import json
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from matching.counting import RARE
from matching.frequencies import Frequencies
from matching.person import Person
from service.db import now
from service.registry.models import RegistryStatistics
from service.registry.rows import name_keys

TRIMMED = ("family", "nationalGiven")
"""Frequencies with a long tail: of millions of persons only terms that are not rare are kept."""
UNCOUNTED = text(
    "SELECT id, data::text FROM registry_person WHERE id > :since AND NOT id BETWEEN :first AND :last"
)
HIGHEST = text("SELECT max(id) FROM registry_person")

Counts = dict[str, Counter[str]]


class Renewal:
    """The statistics with the persons of an import, whose ids are `first` to `last`.

    The caller holds IMPORT_LOCK: nobody else renews them.
    """

    def __init__(
        self, session: Session, counted: Frequencies, keys: frozenset[str], first: int, last: int
    ) -> None:
        self._session, self._own = session, {"first": first, "last": last}
        self._counts, self._size, self._keys = _counts(counted), counted.size, set(keys)
        self._seen: set[int] = set()
        row = session.get(RegistryStatistics, 1, populate_existing=True)
        self._since = row.last_id if row else 0
        if row:
            self._add({kind: Counter(terms) for kind, terms in row.frequencies["counts"].items()})
            self._size += row.frequencies["size"]
            self._keys.update(row.name_keys.split("\n"))

    def write(self) -> None:
        """Writes down what is counted by now."""
        self._count_others()
        self._store()

    def finish(self) -> None:
        """Adds whoever got a number since `write`. The caller holds NUMBERS_LOCK, so nobody is on the way."""
        if self._count_others():
            self._store()
        row = self._session.get_one(RegistryStatistics, 1)
        row.last_id, row.updated_at = self._session.scalar(HIGHEST) or 0, now()
        self._session.flush()

    def _count_others(self) -> bool:
        """Counts persons who came by a request since the last renewal; whether there were any."""
        rows = self._session.execute(UNCOUNTED, {"since": self._since, **self._own})
        fresh = {number: data for number, data in rows if number not in self._seen}
        persons = [Person.model_validate_json(data) for data in fresh.values()]
        if persons:
            self._seen.update(fresh)
            self._add(_counts(Frequencies.of(persons)))
            self._size += len(persons)
            self._keys.update(key for person in persons for key in name_keys(person))
        return bool(persons)

    def _add(self, counts: Counts) -> None:
        for kind, terms in counts.items():
            self._counts[kind].update(terms)

    def _store(self) -> None:
        self._session.merge(
            RegistryStatistics(
                id=1,
                frequencies={"size": self._size, "counts": dict(_kept(self._counts, self._size))},
                name_keys="\n".join(sorted(self._keys)),
                persons=self._size,
                last_id=self._since,
                updated_at=now(),
            )
        )
        self._session.flush()


def _kept(counts: Counts, size: int) -> Iterable[tuple[str, Counter[str]]]:
    least = size * RARE
    for kind, terms in counts.items():
        common = {term: count for term, count in terms.items() if count >= least}
        yield kind, Counter(common) if kind in TRIMMED else terms


def _counts(frequencies: Frequencies) -> Counts:
    counts = json.loads(frequencies.to_json())["counts"]
    return {kind: Counter(terms) for kind, terms in counts.items()}
