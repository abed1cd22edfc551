"""`score_pairs`: levels and bits of many pairs of records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from matching.batch.columns import Columns, Record, Vocabulary
from matching.batch.dates import DATE_LEVELS, compare_date_pairs
from matching.batch.family import count_family_once
from matching.batch.name_pairs import NAME_FIELDS, NamePairs, NameWeigher, Weighed, weigh_names
from matching.batch.names import NameTable
from matching.batch.places import PLACE_LEVELS, PlaceTable
from matching.batch.terms import Integers, distinct_pairs
from matching.batch.weigh import FieldWeights, Floats
from matching.dates import IncompleteDate
from matching.frequencies import Frequencies
from matching.weights import Weights, default_weights

Codes = npt.NDArray[np.int8]
AGREEMENT: tuple[str, ...] = ("equal", "different", "missing")
"""Levels of sex, country and nationality."""
PRESENCE: tuple[str, ...] = ("equal", "missing")
"""Levels of documents: they change, so only an equal one says something."""
LEVELS: dict[str, tuple[str, ...]] = NAME_FIELDS | {
    "birthDate": DATE_LEVELS,
    "gender": AGREEMENT,
    "countryOfBirth": AGREEMENT,
    "nationality": AGREEMENT,
    "placeOfBirth": PLACE_LEVELS,
    "document": PRESENCE,
}
"""The levels of each field by their codes, the fields in the order in which `compare` has them."""


@dataclass(frozen=True)
class Scores:
    """Of each pair: the `bits` of all evidence; by field the level's code (of `LEVELS`) and its bits.

    `bits_of` also holds `nameOrder` and `family`, the bits taken off for parts in each other's field, and for
    family evidence that relatives share. `shares_of`: the frequency of the terms compared, of fields that ask
    for one (1 where the level does not).
    """

    bits: Floats
    levels: dict[str, Codes]
    bits_of: dict[str, Floats]
    shares_of: dict[str, Floats]

    def count(self, field: str) -> dict[str, int]:
        """How many pairs reached each level of a field."""
        counts = np.bincount(self.levels[field], minlength=len(LEVELS[field]))
        return dict(zip(LEVELS[field], counts.tolist(), strict=True))


class PairScorer:
    """Two lists of records prepared once, to score any pairs between them."""

    def __init__(
        self,
        left: Sequence[Record],
        right: Sequence[Record],
        frequencies: Frequencies,
        weights: Weights | None = None,
    ) -> None:
        self.frequencies = frequencies
        self.weights = weights or default_weights()
        vocabulary = Vocabulary.empty()
        self.left = Columns.of(left, vocabulary)
        self.right = self.left if right is left else Columns.of(right, vocabulary)
        self._codes = cast(list[str], vocabulary.codes.things)
        self._place_texts = cast(list[str], vocabulary.places.things)
        self.names = NameTable(cast(list[str], vocabulary.names.things))
        self.places = PlaceTable(self._place_texts)
        self._date_shares = self._share_dates()
        self._place_shares = self._share_places()
        self._weights = {field: FieldWeights(self.weights, field, levels) for field, levels in LEVELS.items()}
        self._weigher = NameWeigher(self.names, self._codes, frequencies, self._weights)

    def score(self, pairs: npt.NDArray[np.int64]) -> Scores:
        """Levels and bits of `pairs`, n × 2: the number of the left and of the right record."""
        one, other = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
        levels, bits, shares_of = self._score_names(one, other)
        for field, found, shares in (
            ("birthDate", self._compare_dates(one, other), self._date_shares[other]),
            ("gender", self._agree("gender", one, other), None),
            ("countryOfBirth", self._agree("country_of_birth", one, other), None),
            ("nationality", self._agree("nationality", one, other), None),
            ("placeOfBirth", self._compare_places(one, other), self._place_shares[other]),
            ("document", self._share_documents(one, other), None),
        ):
            levels[field], bits[field] = found, self._weights[field].bits(found, shares)
            if shares is not None:
                shares_of[field] = shares
        bits["family"] = count_family_once(levels, bits, self.frequencies, self.weights)
        total = np.zeros(len(one))
        for value in bits.values():
            total += value
        return Scores(total, levels, bits, shares_of)

    def _score_names(self, one: Integers, other: Integers) -> Weighed:
        nationality = np.where(
            self.right.nationality[other] > 0, self.right.nationality[other], self.left.nationality[one]
        )
        pairs = NamePairs.between(self.left, self.right, one, other, nationality)
        return weigh_names(pairs, self._weigher)

    def _compare_dates(self, one: Integers, other: Integers) -> Codes:
        return compare_date_pairs(self.left.birth_date[one], self.right.birth_date[other])

    def _agree(self, column: str, one: Integers, other: Integers) -> Codes:
        a, b = getattr(self.left, column)[one], getattr(self.right, column)[other]
        levels: Codes = (a != b).astype(np.int8)
        levels[(a == 0) | (b == 0)] = AGREEMENT.index("missing")
        return levels

    def _compare_places(self, one: Integers, other: Integers) -> Codes:
        left, right, where = distinct_pairs(
            self.left.place_of_birth[one], self.right.place_of_birth[other], len(self._place_texts)
        )
        return self.places.compare(left, right)[where]

    def _share_documents(self, one: Integers, other: Integers) -> Codes:
        levels = np.full(len(one), PRESENCE.index("missing"), dtype=np.int8)
        rows = np.flatnonzero(self.left.has_document[one] & self.right.has_document[other])
        if len(rows):
            shared = self.left.documents.share_with(self.right.documents, one[rows], other[rows])
            levels[rows[shared]] = PRESENCE.index("equal")
        return levels

    def _share_dates(self) -> Floats:
        """The share of each right record's birth date."""
        shares = {0: 1.0}
        for number in set(self.right.birth_date.tolist()) - {0}:
            date = IncompleteDate(number // 10_000, number // 100 % 100, number % 100)
            shares[number] = self.frequencies.birth_date(str(date))
        return np.array([shares[number] for number in self.right.birth_date.tolist()])

    def _share_places(self) -> Floats:
        """The share of each right record's birthplace in its country of birth."""
        known: dict[tuple[int, int], float] = {}
        shares = []
        for key in zip(self.right.place_of_birth.tolist(), self.right.country_of_birth.tolist(), strict=True):
            if key not in known:
                place, country = self._place_texts[key[0]], self._codes[key[1]]
                known[key] = self.frequencies.place(place, country or None)
            shares.append(known[key])
        return np.array(shares)


def score_pairs(
    left: Sequence[Record],
    right: Sequence[Record],
    pairs: npt.NDArray[np.int64],
    frequencies: Frequencies,
    weights: Weights | None = None,
) -> Scores:
    """Levels and bits of `pairs` (n × 2: numbers of a left and a right record).

    `bits[k]` is `compare(left, right, frequencies, weights).bits` of the k-th pair, to a thousandth. Raises
    the errors of `matching.dates` on a malformed birth date. About a microsecond a pair.
    """
    return PairScorer(left, right, frequencies, weights).score(pairs)
