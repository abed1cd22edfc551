"""The keys of pairs of name parts for millions of persons at once, packed with the person's row."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matching.keys import MIX, PAIR, PART_BITS, PARTS
from matching.vocabulary import Codes, Vocabulary

Numbers = npt.NDArray[np.signedinteger]
Words = npt.NDArray[np.uint64]
Entries = tuple[npt.NDArray[np.uint32], Numbers, Numbers]
"""Rows of persons, and the numbers of their family name and given names (-1: none)."""

PAIR_SHIFT = 28
"""Of the 60 bits of a `keys.pair_key` the highest 32 are kept: a few wrong rows in a search, ranked last."""
REST = (1 << 60) - 1
BLOCK = 1 << 21


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


def pair_keys(one: npt.NDArray[np.uint32], other: npt.NDArray[np.uint32]) -> Words:
    """`keys.pair_key` of two columns of codes."""
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    mixed = low * np.uint64(MIX) + high * np.uint64(MIX >> 7)
    return mixed >> np.uint64(4) | np.uint64(PAIR)


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
