"""Candidates for a request: the Protocol, and an index in memory for millions of persons.

Persons lie sorted by birth date, so that everybody born on a day is a slice, and whoever shares a part of a
name on one of many days is a few look-ups in that part's rows. Pairs of parts and documents have indexes of
their own.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np
import numpy.typing as npt

from matching.columns import PersonColumns
from matching.counting import count_terms
from matching.distinct import distinct
from matching.documents import DocumentIndex
from matching.frequencies import Frequencies
from matching.keys import SearchKeys, all_part_keys, document_number, retrieval_keys, search_keys
from matching.likely import Likely
from matching.memory import give_back
from matching.pairs import PairIndex, pair_words
from matching.person import IdentityDocument, Person, PersonRequest
from matching.person_rows import PersonRows
from matching.place_numbers import forms_of
from matching.postings import Postings
from matching.shortlist import Outlines, Texts, rank
from matching.similar import SimilarKeys
from matching.skeletons import distinct_keys
from matching.vocabulary import Vocabulary

Rows = npt.NDArray[np.int64]

THREADS = 2
"""Numpy and Arrow let go of the interpreter, so that two stages of the building run at once."""
FEW = 6
"""So many candidates are compared without a look at whether it is worth it."""


class CandidateSource(Protocol):
    """A registry that can be searched: in memory here, in PostgreSQL in the service."""

    @property
    def size(self) -> int:
        """How many persons the registry holds (N of the prior odds)."""
        ...

    def search(self, request: PersonRequest, limit: int | None) -> Sequence[Person]:
        """Whom the keys of the request name, each once: the best `limit` by `shortlist.rank`, or all.

        The documents of a person found are at least those that it shares with the request.
        """
        ...

    def person(self, ssin: str) -> Person | None:
        """The person with this number, in whatever status."""
        ...


class PersonIndex:
    """Persons in memory, and how frequent their names are; additions go to a small part of their own.

    Documents are kept as fingerprints, so a person found has those documents that the request names as well.
    """

    def __init__(self, registry: PersonColumns | Iterable[Person]) -> None:
        if not isinstance(registry, PersonColumns):
            registry = PersonColumns.of(list(registry))
        with ThreadPoolExecutor(THREADS) as threads:
            texts = registry.family.texts, registry.given.texts
            vocabularies = threads.map(Vocabulary, texts)
            places = forms_of(registry.place.texts)
            families, givens = vocabularies
            counted = threads.submit(count_terms, registry, families, givens, places)
            self.similar = SimilarKeys(distinct_keys([families.take_keys(), givens.take_keys()]))
            self._persons = PersonRows(registry, families, givens, places)
            names = self._persons.names()
            document_rows = self._persons.take_document_rows()
            documents = threads.submit(DocumentIndex, registry.document, document_rows)
            del document_rows, places  # so that nothing holds them longer than they are needed
            self._pairs = PairIndex(pair_words((families, givens), names), len(registry))
            self._postings = Postings((families, givens), names)
            self._documents = documents.result()
            self.frequencies: Frequencies = counted.result()
        give_back()
        self._added: list[Person] = []
        self._added_keys: dict[int, list[int]] = {}
        self._added_numbers: dict[str, int] = {}

    @property
    def size(self) -> int:
        """Persons held."""
        return len(self._persons) + len(self._added)

    def search(self, request: PersonRequest, limit: int | None) -> list[Person]:
        """See `CandidateSource.search`."""
        keys = search_keys(request, self.similar)
        holders = self._holders(request)
        rows, seen = (None, 0) if limit is None else self.likely(request, keys, [*holders])
        if rows is None or seen <= FEW:
            rows = self.rows(keys)
        if limit is not None and max(seen, len(rows)) > min(limit, FEW):
            rows = rows[rank(request, self.outline(rows, [*holders]), limit, self.frequencies)]
        return self._persons.persons(rows, holders) + self._search_added(keys)

    def finds(self, request: PersonRequest, ssin: str) -> bool:
        """Whether the keys of the request name the person with this number, or one whom it replaced."""
        numbers = self._persons.ssin.of(self.rows(search_keys(request, self.similar))).tolist()
        wanted, replaced_by = int(ssin), self._persons.replaced_by
        return any(wanted in (number, replaced_by.get(number)) for number in numbers)

    def rows(self, keys: SearchKeys) -> Rows:
        """The rows (in order of birth) of whom `keys` name."""
        births = self._persons.births
        near, _ = self._postings.between(keys.parts, births.on(keys.near).edges())
        parts = [births.on(keys.dates).rows(), near, self._pairs.rows(keys.pairs)]
        parts += [self._documents.rows(document) for document in keys.documents]
        return distinct(np.concatenate(parts))

    def likely(self, request: PersonRequest, keys: SearchKeys, holders: Sequence[int]) -> tuple[Rows, int]:
        """Of whom `keys` name at least all that `rank` keeps, and how many were seen (of these at most)."""
        found = Likely(request, keys, self._persons, self._postings, self._pairs, self.frequencies)
        return distinct(np.concatenate([found.rows, np.array(holders, np.int64)])), found.seen

    def person(self, ssin: str) -> Person | None:
        """See `CandidateSource.person`."""
        if ssin in self._added_numbers:
            return self._added[self._added_numbers[ssin]]
        row = self._persons.ssin.row(int(ssin))
        return None if row is None else self._persons.persons(np.array([row]), {})[0]

    def add(self, person: Person) -> None:
        """Makes `person` findable at once."""
        number = len(self._added)
        self._added.append(person)
        self._added_numbers[person.ssin or ""] = number
        self.similar.add(key for name in person.names for key in all_part_keys(name))
        for key in retrieval_keys(person):
            self._added_keys.setdefault(key, []).append(number)

    def _search_added(self, keys: SearchKeys) -> list[Person]:
        if not self._added:
            return []
        found = {number for key in keys.numbers() for number in self._added_keys.get(key, ())}
        for low, high in keys.ranges():
            found.update(
                number
                for key, numbers in self._added_keys.items()
                if low <= key <= high
                for number in numbers
            )
        return [self._added[number] for number in sorted(found)]

    def _holders(self, request: PersonRequest) -> dict[int, list[IdentityDocument]]:
        """Rows of the persons who hold one of the request's documents, and which of them."""
        holders: dict[int, list[IdentityDocument]] = {}
        for document in request.documents:
            for row in self._documents.rows(document_number(document)).tolist():
                holders.setdefault(row, []).append(document)
        return holders

    def outline(self, rows: Rows, holders: Sequence[int]) -> Outlines:
        """What `rank` looks at; a person with several names is looked at under each."""
        persons = self._persons
        owners, others = persons.others_of(rows)
        families = np.concatenate([persons.family[rows], persons.other_family[others]])
        givens = np.concatenate([persons.given[rows], persons.other_given[others]])
        return Outlines(
            owners=np.concatenate([np.arange(len(rows)), owners]),
            families=Texts.of_numbers(persons.families, families),
            givens=Texts.of_numbers(persons.givens, givens),
            births=persons.births.of(rows),
            places=lambda some: [text or "" for text in persons.places_of(rows[some])],
            holds_document=np.isin(rows, holders) if holders else np.zeros(len(rows), bool),
        )
