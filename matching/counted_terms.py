"""What names and birthplaces are counted under: words, family names as one word as well, forms of places."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.distinct import distinct
from matching.part_columns import Rows
from matching.vocabulary import Vocabulary

Numbers = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class CountedTerms:
    """Distinct terms, and which of them each text (a name of a vocabulary, a place) has, each once."""

    terms: pa.StringArray
    rows: Rows

    def __len__(self) -> int:
        return len(self.terms)

    @classmethod
    def of(cls, vocabulary: Vocabulary, *, glued: bool = False) -> "CountedTerms":
        """The terms of all names of a vocabulary; with `glued` also several words as one."""
        names = np.arange(len(vocabulary))
        rows = vocabulary.words_of(names)
        owners, numbers, terms = np.repeat(names, rows.counts), rows.words, vocabulary.words
        several = np.flatnonzero(rows.counts > 1)
        if glued and len(several):
            some = rows.of(several)
            lists = pa.ListArray.from_arrays(
                pa.array(some.starts.astype(np.int32)), terms.take(pa.array(some.words))
            )
            encoded = pa.concat_arrays([terms, pc.binary_join(lists, "")]).dictionary_encode()
            owners = np.concatenate([owners, several])
            numbers = np.concatenate(
                [numbers, encoded.indices[len(terms) :].to_numpy(zero_copy_only=False).astype(np.int64)]
            )
            terms = encoded.dictionary
        pairs = distinct(owners << 32 | numbers)
        owners, numbers = pairs >> 32, pairs & 0xFFFFFFFF
        return cls(terms, Rows(np.searchsorted(owners, np.arange(len(names) + 1)), numbers))

    def count(self, tally: Numbers) -> npt.NDArray[np.int64]:
        """How many bear each term when `tally` bear each text."""
        borne = np.flatnonzero(tally)
        rows = self.rows.of(borne)
        weights = np.repeat(tally[borne], rows.counts)
        return np.bincount(rows.words, weights, minlength=len(self)).astype(np.int64)

    def added(self, current: Numbers, others: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
        """The terms that persons have by further names alone (name `others[k]` is of person `owners[k]`).

        Pairs of person and term, each once; `current` is everybody's current name (-1: none).
        """
        named = distinct(owners)
        named = named[current[named] >= 0]
        mine, other = self._pairs(current[named], named), self._pairs(others, owners)
        other = distinct(other)
        fresh = other[~np.isin(other, mine, assume_unique=True)]
        return fresh >> 32, fresh & 0xFFFFFFFF

    def named(self, counts: Numbers, least: int) -> dict[str, int]:
        """The counts by term, those of at least `least` alone, and none of 0."""
        kept = np.flatnonzero(counts >= max(least, 1))
        texts = self.terms.take(pa.array(kept)).to_pylist()
        return dict(zip(texts, counts[kept].tolist(), strict=True))

    def _pairs(self, names: Numbers, owners: Numbers) -> npt.NDArray[np.int64]:
        rows = self.rows.of(names.astype(np.int64))
        return np.repeat(owners.astype(np.int64), rows.counts) << 32 | rows.words
