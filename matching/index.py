"""Candidates for a request: the Protocol, and an index in memory for millions of persons.

Persons lie sorted by birth date, so that everybody born on a day is a slice, and whoever shares a part of a
name on one of many days is a look-up in slices. Pairs of parts and documents are sorted keys beside them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from matching.births import Births, name_marks
from matching.columns import NAME_KINDS, STATUSES, PersonColumns, Terms
from matching.counting import count_terms
from matching.distinct import distinct
from matching.frequencies import Frequencies
from matching.keys import Codes, SearchKeys, all_part_keys, document_number, retrieval_keys, search_keys
from matching.memory import give_back
from matching.pairs import Entries, Numbers, PairIndex, codes_of, sorted_pairs
from matching.person import Name, Person, PersonRequest
from matching.registry_parquet import date_text, ssin_text
from matching.shortlist import Outlines, Texts, rank
from matching.similar import SimilarKeys
from matching.skeletons import distinct_keys
from matching.vocabulary import Vocabulary

Rows = npt.NDArray[np.int64]

THREADS = 2
"""Numpy and Arrow let go of the interpreter, so that two stages of the building run at once."""
GENDERS: dict[int, Literal[0, 1, 2]] = {0: 0, 1: 1, 2: 2}
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
            self.families, self.givens = threads.map(Vocabulary, texts)
            counted = threads.submit(count_terms, registry, self.families, self.givens)
            keys = [self.families.take_keys(), self.givens.take_keys()]
            self.similar = SimilarKeys(distinct_keys(keys))
            self._sort(registry, _order(registry.birth))
            self.frequencies: Frequencies = counted.result()
        give_back()
        self._added: list[Person] = []
        self._added_keys: dict[int, list[int]] = {}
        self._added_numbers: dict[str, int] = {}

    def _sort(self, registry: PersonColumns, order: npt.NDArray[np.uint32]) -> None:
        """Takes the columns over in the order of birth dates."""
        self._family, self._given = registry.family.numbers[order], registry.given.numbers[order]
        self._place = Terms(registry.place.texts, registry.place.numbers[order])
        self._country = Terms(registry.country.texts, registry.country.numbers[order])
        self._nationality = Terms(registry.nationality.texts, registry.nationality.numbers[order])
        self._gender, self._status = registry.gender[order], registry.status[order]
        self._ssin = registry.ssin[order]
        self._by_ssin = _order(self._ssin)
        self._replaced_by = registry.replaced_by
        place_of = np.empty(len(order), np.uint32)
        place_of[order] = np.arange(len(order), dtype=np.uint32)
        others = registry.others
        rows = place_of[others.person] if len(others.person) else others.person
        turned = np.argsort(rows, kind="stable")
        self._other_row = rows[turned]
        self._other_family, self._other_given = others.family[turned], others.given[turned]
        self._other_kind = others.kind[turned]
        owners = (
            place_of[registry.document_owner] if len(registry.document_owner) else registry.document_owner
        )
        turned = np.argsort(registry.document)
        self._document, self._document_row = registry.document[turned], owners[turned]
        del place_of, turned
        vocabularies = self.families, self.givens
        everybody = np.arange(len(self._ssin), dtype=np.uint32)
        names = (
            (everybody, self._family, self._given),
            (self._other_row, self._other_family, self._other_given),
        )
        self._births = Births(registry.birth[order], _marks(vocabularies, names))
        self._pairs = PairIndex(sorted_pairs(vocabularies, names))

    @property
    def size(self) -> int:
        """Persons held."""
        return len(self._ssin) + len(self._added)

    def search(self, request: PersonRequest, limit: int | None) -> list[Person]:
        """See `CandidateSource.search`."""
        keys = search_keys(request, self.similar)
        rows = self.rows(keys)
        if limit is not None and len(rows) > min(limit, FEW):
            rows = rows[rank(request, self._outline(rows, keys), limit, self.frequencies)]
        return self._persons(rows, request) + self._search_added(keys)

    def finds(self, request: PersonRequest, ssin: str) -> bool:
        """Whether the keys of the request name the person with this number, or one whom it replaced."""
        numbers = self._ssin[self.rows(search_keys(request, self.similar))].tolist()
        wanted = int(ssin)
        return any(wanted in (number, self._replaced_by.get(number)) for number in numbers)

    def rows(self, keys: SearchKeys) -> Rows:
        """The rows (in order of birth) of whom `keys` name."""
        parts = [self._births.on(date) for date in keys.dates]
        parts.append(self._born_near(keys))
        parts.append(self._pairs.rows(keys.pairs))
        parts.append(self._with_documents(keys.documents))
        return distinct(np.concatenate(parts))

    def person(self, ssin: str) -> Person | None:
        """See `CandidateSource.person`."""
        if ssin in self._added_numbers:
            return self._added[self._added_numbers[ssin]]
        number = int(ssin)
        # not `searchsorted` with a sorter: it converts all of it, each time
        place = bisect_left(self._by_ssin, number, key=self._ssin.__getitem__)
        if place == len(self._by_ssin) or self._ssin[self._by_ssin[place]] != number:
            return None
        return self._persons(self._by_ssin[place : place + 1].astype(np.int64))[0]

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

    def _born_near(self, keys: SearchKeys) -> Rows:
        """Whoever was born on one of the dates and shares a part of a name."""
        rows = self._births.near(keys.near, keys.parts)
        parts = np.array(keys.parts, np.uint32)
        shared = _has_part(self.families, self._family[rows], parts)
        shared |= _has_part(self.givens, self._given[rows], parts)
        unsure = rows[~shared]
        owners, others = self._others_of(unsure)
        by_other = _has_part(self.families, self._other_family[others], parts)
        by_other |= _has_part(self.givens, self._other_given[others], parts)
        return np.concatenate([rows[shared], unsure[owners[by_other]]])

    def _others_of(self, rows: Rows) -> tuple[Rows, Rows]:
        """The birth and former names of some persons: each one's place in `rows`, and its own."""
        wanted = rows.astype(self._other_row.dtype)  # else numpy converts the whole column, each time
        starts = np.searchsorted(self._other_row, wanted)
        counts = np.searchsorted(self._other_row, wanted, side="right") - starts
        owners = np.repeat(np.arange(len(rows)), counts)
        return owners, np.arange(len(owners)) + np.repeat(starts - np.cumsum(counts) + counts, counts)

    def _with_documents(self, documents: Sequence[int]) -> Rows:
        wanted = np.array(documents, np.uint64) & np.uint64((1 << 60) - 1)
        starts = np.searchsorted(self._document, wanted, side="left")
        ends = np.searchsorted(self._document, wanted, side="right")
        found = [self._document_row[start:end] for start, end in zip(starts, ends, strict=True)]
        return np.concatenate(found).astype(np.int64) if found else np.empty(0, np.int64)

    def _holders(self, request: PersonRequest) -> dict[int, list[int]]:
        """Rows of the persons who hold one of the request's documents, and which of them."""
        holders: dict[int, list[int]] = {}
        for place, document in enumerate(request.documents):
            for row in self._with_documents([document_number(document)]).tolist():
                holders.setdefault(row, []).append(place)
        return holders

    def _outline(self, rows: Rows, keys: SearchKeys) -> Outlines:
        """What `rank` looks at; a person with several names is looked at under each."""
        owners, others = self._others_of(rows)
        families = np.concatenate([self._family[rows], self._other_family[others]])
        givens = np.concatenate([self._given[rows], self._other_given[others]])
        return Outlines(
            owners=np.concatenate([np.arange(len(rows)), owners]),
            families=Texts.of_numbers(self.families, families),
            givens=Texts.of_numbers(self.givens, givens),
            births=self._births.of(rows),
            places=lambda some: [_text(self._place, row) or "" for row in rows[some].tolist()],
            holds_document=np.isin(rows, self._with_documents(keys.documents)),
        )

    def _persons(self, rows: Rows, request: PersonRequest | None = None) -> list[Person]:
        """The persons in these rows, with those documents that the request names as well."""
        owners, others = self._others_of(rows)
        further: dict[int, list[Name]] = {}
        for owner, other in zip(owners.tolist(), others.tolist(), strict=True):
            name = self._name(
                int(self._other_family[other]), int(self._other_given[other]), self._other_kind[other]
            )
            further.setdefault(owner, []).append(name)
        holders = self._holders(request) if request else {}
        born = self._births.of(rows).tolist()
        found = []
        for place, row in enumerate(rows.tolist()):
            ssin = int(self._ssin[row])
            name = self._name(int(self._family[row]), int(self._given[row]), 0)
            values = {
                "ssin": ssin_text(ssin),
                "names": [name, *further.get(place, ())],
                "birth_date": date_text(born[place]),
                "place_of_birth": _text(self._place, row),
                "country_of_birth": _text(self._country, row),
                "gender": GENDERS.get(int(self._gender[row])),
                "nationality": _text(self._nationality, row),
                "documents": [request.documents[held] for held in holders.get(row, ())] if request else [],
                "residence_address": None,
                "status": STATUSES[self._status[row]],
                "replaced_by": ssin_text(self._replaced_by.get(ssin)),
            }
            found.append(Person.of_known(values))
        return found

    def _name(self, family: int, given: int, kind: int) -> Name:
        family_name = self.families.text(family) if family >= 0 else ""
        given_names = self.givens.text(given) if given >= 0 else ""
        return Name.of_known(
            {"family_name": family_name, "given_names": given_names, "kind": NAME_KINDS[kind]}
        )


def _text(terms: Terms, row: int) -> str | None:
    number = int(terms.numbers[row])
    return None if number < 0 else str(terms.texts[number].as_py())


def _order(numbers: npt.NDArray[np.signedinteger]) -> npt.NDArray[np.uint32]:
    """The rows in order of dates or numbers; sorting words is several times faster than `argsort`."""
    bits = np.uint64(len(numbers).bit_length())
    words = numbers.astype(np.uint64) << bits
    words |= np.arange(len(numbers), dtype=np.uint64)
    words.sort()
    words &= (np.uint64(1) << bits) - np.uint64(1)
    return words.astype(np.uint32)


def _marks(vocabularies: tuple[Vocabulary, Vocabulary], names: Sequence[Entries]) -> npt.NDArray[np.uint64]:
    """The marks (`births.name_marks`) of all persons; the first entries are of everybody."""
    tables = [np.append(name_marks(vocabulary.codes), np.uint64(0)) for vocabulary in vocabularies]
    made = [tables[0][families] | tables[1][givens] for _, families, givens in names]
    np.bitwise_or.at(made[0], names[1][0], made[1])
    marks: npt.NDArray[np.uint64] = made[0]
    return marks


def _has_part(vocabulary: Vocabulary, numbers: Numbers, parts: Codes) -> npt.NDArray[np.bool_]:
    codes, shared = codes_of(vocabulary, numbers), np.zeros(len(numbers), bool)
    for part in parts:
        shared |= (codes == part).any(axis=1)
    return shared
