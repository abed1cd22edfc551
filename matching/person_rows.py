"""The persons of an index as rows in order of birth: their columns, and persons made of them again."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from matching.births import Births
from matching.columns import NAME_KINDS, STATUSES, PersonColumns, Terms
from matching.counted_terms import CountedTerms
from matching.pairs import Entries
from matching.person import IdentityDocument, Name, Person
from matching.place_numbers import PlaceNumbers
from matching.registry_parquet import date_text, ssin_text
from matching.ssin_column import SsinColumn
from matching.vocabulary import REMEMBERED, Vocabulary

Rows = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.signedinteger]

GENDERS: dict[int, Literal[0, 1, 2]] = {0: 0, 1: 1, 2: 2}
GENDER, STATUS_SHIFT, STATUS, OTHER_NAMES = 3, 2, 3, 16
"""Of a person's mark: the bits of the gender (all of them: unknown) and of the status, and whether there are
further names."""


class Column:
    """Texts by row; those asked for last are kept as Python has them."""

    def __init__(self, terms: Terms, order: npt.NDArray[np.uint32]) -> None:
        self.numbers: Numbers = terms.numbers[order]
        self._texts = terms.texts
        self.text = lru_cache(maxsize=REMEMBERED)(self._text)
        """The text with a number; None for -1."""

    def of(self, rows: Rows) -> list[str | None]:
        """The texts of some rows."""
        return [self.text(number) for number in self.numbers[rows].tolist()]

    def _text(self, number: int) -> str | None:
        return None if number < 0 else str(self._texts[number].as_py())


class PersonRows:
    """The columns of a registry in the order of birth dates."""

    def __init__(
        self, registry: PersonColumns, families: Vocabulary, givens: Vocabulary, places: CountedTerms
    ) -> None:
        """`families`, `givens`: of the registry's names; `places`: the forms of its birthplaces."""
        order = order_of(registry.birth)
        self.families, self.givens = families, givens
        self.births = Births(registry.birth[order])
        self.family: Numbers = registry.family.numbers[order]
        self.given: Numbers = registry.given.numbers[order]
        self._place = Column(registry.place, order)
        self._places = PlaceNumbers(registry.place.texts, places)
        self._country = Column(registry.country, order)
        self._nationality = Column(registry.nationality, order)
        gender = np.where((registry.gender >= 0) & (registry.gender < GENDER), registry.gender, GENDER)
        self._marks = (gender | registry.status << STATUS_SHIFT).astype(np.uint8)[order]
        self.ssin = SsinColumn(registry.ssin[order], self.births)
        self.replaced_by = registry.replaced_by
        place_of = np.empty(len(order), np.uint32)
        place_of[order] = np.arange(len(order), dtype=np.uint32)
        others = registry.others
        rows = place_of[others.person] if len(others.person) else others.person
        turned = np.argsort(rows, kind="stable")
        self._other_row = rows[turned]
        self.other_family, self.other_given = others.family[turned], others.given[turned]
        self._other_kind = others.kind[turned]
        self._marks[rows] |= OTHER_NAMES
        owner = registry.document_owner
        self._document_rows = place_of[owner] if len(owner) else owner

    def __len__(self) -> int:
        return len(self.ssin)

    def take_document_rows(self) -> npt.NDArray[np.uint32]:
        """The row of the owner of each of the registry's documents; they are given away once."""
        # not a slice of it: that would keep all of it
        rows, self._document_rows = self._document_rows, self._document_rows[:0].copy()
        return rows

    def places_of(self, rows: Rows) -> list[str | None]:
        """The birthplaces of some persons."""
        return self._place.of(rows)

    def places_like(self, text: str | None) -> list[int]:
        """The numbers of the birthplaces that are written like this one, in whatever script."""
        return self._places.like(text) if text else []

    def in_places(self, rows: Rows, places: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Which persons were born in one of these places."""
        inside = np.zeros(len(rows), bool)
        if places:
            numbers = self._place.numbers[rows]
            for place in places:
                inside |= numbers == place
        return inside

    def names(self) -> tuple[Entries, Entries]:
        """Everybody's current name, and all further ones."""
        everybody = np.arange(len(self), dtype=np.uint32)
        return (
            (everybody, self.family, self.given),
            (self._other_row, self.other_family, self.other_given),
        )

    def others_of(self, rows: Rows) -> tuple[Rows, Rows]:
        """The birth and former names of some persons: each one's place in `rows`, and its own."""
        some = np.flatnonzero(self._marks[rows] & OTHER_NAMES)
        wanted = rows[some].astype(np.uint32)  # else numpy converts the whole column, each time
        starts = np.searchsorted(self._other_row, wanted)
        counts = np.searchsorted(self._other_row, wanted, side="right") - starts
        owners = np.repeat(some, counts)
        return owners, np.arange(len(owners)) + np.repeat(starts - np.cumsum(counts) + counts, counts)

    def persons(self, rows: Rows, documents: dict[int, list[IdentityDocument]]) -> list[Person]:
        """The persons in these rows, with the documents given by row."""
        owners, others = self.others_of(rows)
        further: dict[int, list[Name]] = {}
        other_names = zip(
            owners.tolist(), self.other_family[others].tolist(), self.other_given[others].tolist(),
            self._other_kind[others].tolist(), strict=True,
        )  # fmt: skip
        for owner, family, given, kind in other_names:
            further.setdefault(owner, []).append(self._name(family, given, kind))
        columns = zip(
            rows.tolist(), self.ssin.of(rows).tolist(), self.family[rows].tolist(), self.given[rows].tolist(),
            self.births.of(rows).tolist(), self._marks[rows].tolist(),
            self._place.of(rows), self._country.of(rows), self._nationality.of(rows), strict=True,
        )  # fmt: skip
        found = []
        for at, one in enumerate(columns):
            row, ssin, family, given, born, mark, place, country, nationality = one
            values = {
                "ssin": ssin_text(ssin),
                "names": [self._name(family, given, 0), *further.get(at, ())],
                "birth_date": date_text(born),
                "place_of_birth": place,
                "country_of_birth": country,
                "gender": GENDERS.get(mark & GENDER),
                "nationality": nationality,
                "documents": documents.get(row, []),
                "residence_address": None,
                "status": STATUSES[mark >> STATUS_SHIFT & STATUS],
                "replaced_by": ssin_text(self.replaced_by.get(ssin)),
            }
            found.append(Person.of_known(values))
        return found

    def _name(self, family: int, given: int, kind: int) -> Name:
        values = {
            "family_name": self.families.text(family),
            "given_names": self.givens.text(given),
            "kind": NAME_KINDS[kind],
        }
        return Name.of_known(values)


def order_of(numbers: Numbers) -> npt.NDArray[np.uint32]:
    """The rows in order of dates; sorting words is several times faster than `argsort`."""
    bits = np.uint64(len(numbers).bit_length())
    words = numbers.astype(np.uint64) << bits
    words |= np.arange(len(numbers), dtype=np.uint64)
    words.sort()
    words &= (np.uint64(1) << bits) - np.uint64(1)
    return words.astype(np.uint32)
