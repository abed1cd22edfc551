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

KEY_BITS = 60
PAIR_SHIFT = KEY_BITS - PART_BITS
"""Of the 60 bits of a `keys.pair_key` the highest 31 or 32 are kept: a few wrong rows in a search, ranked
last."""
REST = (1 << KEY_BITS) - 1
BLOCK = 1 << 21
IN_A_BUCKET = 4
"""Words that begin alike, on average: what they begin with need not be kept."""
WORD_BITS = 32
MANY = 128
"""Of a bucket with more words than this the piece asked for is looked up; others are read whole."""


class PairIndex:
    """Rows by `keys.pair_key`, in words of 32 bits: what is left of a key behind its bucket, and the row.

    Nine in ten keys asked for are nobody's, and the look-up is made for these.
    """

    def __init__(self, words: Words, size: int) -> None:
        """`words` are those of `pair_words`, and used up; the registry holds `size` persons."""
        self._row_bits = max(size, 1).bit_length()
        self._rest_bits = WORD_BITS - self._row_bits
        bucket_bits = min(max(1, (len(words) // IN_A_BUCKET).bit_length()), self._row_bits)
        self._key_bits = bucket_bits + self._rest_bits
        rows = words & np.uint64((1 << PART_BITS) - 1)
        words >>= np.uint64(2 * PART_BITS - self._key_bits)
        words <<= np.uint64(self._row_bits)
        words |= rows
        del rows
        words.sort()
        self._words = words.astype(np.uint32)
        self._buckets = np.empty((1 << bucket_bits) + 1, np.uint32)
        for start in range(0, len(self._buckets), BLOCK):
            bounds = np.arange(start, min(start + BLOCK, len(self._buckets)), dtype=np.uint64)
            self._buckets[start : start + BLOCK] = np.searchsorted(words, bounds << np.uint64(WORD_BITS))

    def rows(self, keys: Words, within: tuple[int, int] | None = None) -> npt.NDArray[np.int64]:
        """The rows of all persons under these keys, or of those from a row to before another."""
        first, last = within or (0, (1 << self._row_bits) - 1)
        kept = (keys & np.uint64(REST)) >> np.uint64(KEY_BITS - self._key_bits)
        bucket = (kept >> np.uint64(self._rest_bits)).astype(np.int64)
        starts, ends = self._buckets[bucket], self._buckets[bucket + 1]
        some = np.flatnonzero(ends > starts)
        low, high = starts[some].astype(np.int64), ends[some].astype(np.int64)
        rest = kept[some].astype(np.uint32) << np.uint32(self._row_bits)
        large = np.flatnonzero(high - low > MANY)
        if len(large):
            begins, behind, wanted = low[large], high[large], rest[large]
            low[large] = self._places(begins, behind, wanted | np.uint32(first))
            high[large] = self._places(begins, behind, wanted | np.uint32(last))
        counts = high - low
        bounds = np.cumsum(counts)
        places = np.arange(bounds[-1] if len(bounds) else 0) + np.repeat(low - bounds + counts, counts)
        words = self._words[places]
        words ^= np.repeat(rest, counts)
        found: npt.NDArray[np.int64] = words[(words >= first) & (words < last)].astype(np.int64)
        return found

    def _places(
        self, low: npt.NDArray[np.int64], high: npt.NDArray[np.int64], wanted: npt.NDArray[np.uint32]
    ) -> npt.NDArray[np.int64]:
        """In each piece of the words the place of the first that is not below the one wanted."""
        low, high = low.copy(), high.copy()
        for _ in range(int((high - low).max()).bit_length()):
            middle = (low + high) >> 1
            below = (self._words[np.minimum(middle, len(self._words) - 1)] < wanted) & (low < high)
            low[below], high[~below] = middle[below] + 1, middle[~below]
        return low


def pair_words(vocabularies: tuple[Vocabulary, Vocabulary], entries: Sequence[Entries]) -> Words:
    """For every pair of a family name's part and a given name's token: key above, row below."""
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
    return np.concatenate(made) if made else np.empty(0, np.uint64)


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
