"""The keys of pairs of name parts for millions of persons at once, packed with the person's row."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matching.keys import PART_BITS, PARTS, Codes, pair_keys
from matching.vocabulary import Vocabulary

Numbers = npt.NDArray[np.signedinteger]
Words = npt.NDArray[np.uint64]
Entries = tuple[npt.NDArray[np.uint32], Numbers, Numbers]
"""Rows of persons, and the numbers of their family name and given names (-1: none)."""

PAIR_SHIFT = 28
"""Of the 60 bits of a `keys.pair_key` the highest 32 are kept: a few wrong rows in a search, ranked last."""
REST = (1 << 60) - 1
BLOCK = 1 << 21
IN_A_BUCKET = 16
"""Words that begin alike, on average: a look-up starts among these instead of among all."""


class PairIndex:
    """Rows by `keys.pair_key`. Nine in ten keys asked for are nobody's, and the look-up is made for these."""

    def __init__(self, words: Words) -> None:
        """`words` are those of `sorted_pairs`."""
        self._words = words
        bits = max(1, (len(words) // IN_A_BUCKET).bit_length())
        self._shift = np.uint64(64 - bits)
        bounds = np.arange(1 << bits, dtype=np.uint64) << self._shift
        self._buckets = np.append(np.searchsorted(words, bounds), len(words)).astype(np.uint32)

    def rows(self, keys: Words) -> npt.NDArray[np.int64]:
        """The rows of all persons under these keys."""
        if not len(self._words):
            return np.empty(0, np.int64)
        wanted = (keys & np.uint64(REST)) >> np.uint64(PAIR_SHIFT) << np.uint64(PART_BITS)
        bucket = (wanted >> self._shift).astype(np.int64)
        low, high = self._buckets[bucket].astype(np.int64), self._buckets[bucket + 1].astype(np.int64)
        for _ in range(int((high - low).max(initial=0)).bit_length()):
            middle = (low + high) >> 1
            below = self._words[np.minimum(middle, len(self._words) - 1)] < wanted
            below &= low < high
            low, high = np.where(below, middle + 1, low), np.where(below, high, middle)
        low = np.minimum(low, len(self._words) - 1)
        hit = np.flatnonzero(self._words[low] >> np.uint64(PART_BITS) == wanted >> np.uint64(PART_BITS))
        if not len(hit):
            return np.empty(0, np.int64)
        ends = np.searchsorted(self._words, wanted[hit] | np.uint64((1 << PART_BITS) - 1), side="right")
        found = [self._words[start:end] for start, end in zip(low[hit], ends, strict=True)]
        return (np.concatenate(found) & np.uint64((1 << PART_BITS) - 1)).astype(np.int64)


def sorted_pairs(vocabularies: tuple[Vocabulary, Vocabulary], entries: Sequence[Entries]) -> Words:
    """For every pair of a family name's part and a given name's token: key above, row below; sorted."""
    family, given = vocabularies
    made = [
        _pack(keys, rows[start + places])
        for rows, families, givens in entries
        for start in range(0, len(rows), BLOCK)
        for keys, places in each_pair(
            codes_of(family, families[start : start + BLOCK]),
            codes_of(given, givens[start : start + BLOCK]),
            tokens_of(given, givens[start : start + BLOCK]),
        )
    ]
    words: Words = np.concatenate(made) if made else np.empty(0, np.uint64)
    del made
    words.sort()
    return words


def _pack(keys: Words, rows: npt.NDArray[np.uint32]) -> Words:
    kept = (keys & np.uint64(REST)) >> np.uint64(PAIR_SHIFT)
    return kept << np.uint64(PART_BITS) | rows.astype(np.uint64)


def each_pair(
    family: Codes, given: Codes, tokens: npt.NDArray[np.integer]
) -> Iterator[tuple[Words, npt.NDArray[np.intp]]]:
    """`keys.pair_key` of each part of a family name with each token of the given names, with the name's row.

    Of single names it is the key of each part alone. Codes: names × `PARTS`, zeros where there is none;
    `tokens`: how many of the given names' codes are tokens. Block by block.
    """
    for one in range(PARTS):
        having = np.flatnonzero(family[:, one])
        for other in range(PARTS):
            both = having[tokens[having] > other]
            if not len(both):
                break
            yield pair_keys(family[both, one], given[both, other]), both
    lone = np.flatnonzero((family[:, 0] == 0) | (tokens == 0))
    for codes in (family[lone], given[lone]):
        rows, places = np.nonzero(codes)
        parts = codes[rows, places]
        yield pair_keys(np.zeros_like(parts), parts), lone[rows]


def codes_of(vocabulary: Vocabulary, numbers: Numbers) -> Codes:
    """The part codes of names by their numbers; zeros where a name is missing (-1)."""
    if not len(vocabulary):
        return np.zeros((len(numbers), PARTS), np.uint32)
    codes: Codes = vocabulary.codes[numbers]
    codes[numbers < 0] = 0
    return codes


def tokens_of(vocabulary: Vocabulary, numbers: Numbers) -> npt.NDArray[np.uint8]:
    """How many of the codes of names are their tokens'."""
    if not len(vocabulary):
        return np.zeros(len(numbers), np.uint8)
    tokens: npt.NDArray[np.uint8] = np.where(numbers >= 0, vocabulary.token_codes[numbers], 0)
    return tokens
