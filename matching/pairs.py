"""The keys of pairs of name parts for millions of persons at once, packed with the person's row."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matching.keys import MIX, PARTS
from matching.vocabulary import Vocabulary

Numbers = npt.NDArray[np.signedinteger]
Words = npt.NDArray[np.uint64]
Entries = tuple[npt.NDArray[np.uint32], Numbers, Numbers]
"""Rows of persons, and the numbers of their family name and given names (-1: none)."""

PAIR_SHIFT = 28
"""Of the 60 bits of a `keys.pair_key` the highest 32 are kept: a few wrong rows in a search, ranked last."""
BLOCK = 1 << 21


def sorted_pairs(vocabularies: tuple[Vocabulary, Vocabulary], entries: Sequence[Entries]) -> Words:
    """For every pair of a family name's part and a given name's token: key above, row below; sorted."""
    made = [
        block
        for rows, families, givens in entries
        for start in range(0, len(rows), BLOCK)
        for block in _pairs(
            vocabularies,
            rows[start : start + BLOCK],
            families[start : start + BLOCK],
            givens[start : start + BLOCK],
        )
    ]
    words: Words = np.concatenate(made) if made else np.empty(0, np.uint64)
    del made
    words.sort()
    return words


def _pairs(
    vocabularies: tuple[Vocabulary, Vocabulary],
    rows: npt.NDArray[np.uint32],
    families: Numbers,
    givens: Numbers,
) -> list[Words]:
    family_codes, given_codes = (
        _codes(vocabulary, numbers)
        for vocabulary, numbers in zip(vocabularies, (families, givens), strict=True)
    )
    tokens = np.where(givens >= 0, vocabularies[1].token_codes[givens], 0)
    made = []
    for one in range(PARTS):
        having = np.flatnonzero(family_codes[:, one])
        if not len(having):
            break
        for other in range(PARTS):
            both = having[tokens[having] > other]
            if not len(both):
                break
            made.append(_pack(family_codes[both, one], given_codes[both, other], rows[both]))
    nameless = (family_codes[:, 0] == 0) | (given_codes[:, 0] == 0)
    if nameless.any():
        lone = np.flatnonzero(nameless)
        codes = np.concatenate([family_codes[lone], given_codes[lone]], axis=1)
        places, columns = np.nonzero(codes)
        zeros = np.zeros(len(places), np.uint32)
        made.append(_pack(zeros, codes[places, columns], rows[lone[places]]))
    return made


def _codes(vocabulary: Vocabulary, numbers: Numbers) -> npt.NDArray[np.uint32]:
    codes = vocabulary.codes[numbers]
    codes[numbers < 0] = 0
    return codes


def _pack(one: npt.NDArray[np.uint32], other: npt.NDArray[np.uint32], rows: npt.NDArray[np.uint32]) -> Words:
    """`keys.pair_key` of two columns, its highest 32 bits above the rows."""
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    mixed = low * np.uint64(MIX) + high * np.uint64(MIX >> 7)
    return (mixed >> np.uint64(32)) << np.uint64(32) | rows.astype(np.uint64)
