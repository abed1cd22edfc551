"""Name keys that one error turns into another."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matching.distinct import distinct
from matching.keys import KEY_LETTERS, Codes, part_code
from matching.skeletons import Letters, key_codes, letters_of

Words = npt.NDArray[np.uint64]

SHORTEST_SIMILAR = 2
"""Skeletons shorter than this resemble too many others."""
SHORTEST_SHORTENED = 3
"""Of skeletons shorter than this no letter is dropped: `ld` is alike `lds`, but `lt` is another name."""


class SimilarKeys:
    """Codes of the name keys that one error turns into another: a letter dropped, inserted or replaced.

    Two keys are alike when dropping at most one letter of each makes them equal (symmetric deletion); of two
    letters none is dropped.
    """

    def __init__(self, keys: Iterable[str] | Letters) -> None:
        """`keys` are those that occur in the registry (`keys.name_key`), as texts or as rows of letters."""
        known = keys if isinstance(keys, np.ndarray) else letters_of(set(keys))
        known = known[known[:, SHORTEST_SIMILAR - 1] != 0]
        self._index = _index(known)
        self._remembered = lru_cache(maxsize=1 << 14)(self._find)
        self._added: dict[int, tuple[int, ...]] = {}

    def __call__(self, key: str) -> Codes:
        """The codes of the known keys alike `key`, itself left out; ascending."""
        known = self._remembered(key)
        if not self._added:
            return known
        added = {code for place in places_of(key) for code in self._added.get(place, ())}
        if not added:
            return known
        return np.union1d(known, np.array([*(added - {part_code(key)})], np.uint32))

    def add(self, keys: Iterable[str]) -> None:
        """Makes more keys known, at the cost of these alone. One thread at a time; others may read."""
        for key in keys:
            for place in places_of(key):
                code, known = part_code(key), self._added.get(place, ())
                if code not in known:
                    self._added[place] = (*known, code)

    def _find(self, key: str) -> Codes:
        places = places_of(key)
        if not places:
            return np.empty(0, np.uint32)
        low = np.array(places, np.uint64) << np.uint64(32)
        starts = np.searchsorted(self._index, low)
        ends = np.searchsorted(self._index, low + np.uint64(1 << 32))
        found = [self._index[start:end] for start, end in zip(starts, ends, strict=True)]
        codes: Codes = distinct(np.concatenate(found).astype(np.uint32))
        alike: Codes = codes[codes != part_code(key)]
        return alike


def places_of(key: str) -> list[int]:
    """Codes of the key and of it with any one letter dropped: keys that share a place are alike.

    A key of two letters has itself alone, one of a single letter none.
    """
    if len(key) < SHORTEST_SHORTENED:
        return [part_code(key)] if len(key) >= SHORTEST_SIMILAR else []
    shorter = {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}
    return sorted(map(part_code, shorter))


def _index(known: Letters) -> Words:
    """For each place of each key: its code above, the key's below; sorted."""
    codes = key_codes(known).astype(np.uint64)
    made = [codes << np.uint64(32) | codes]
    for place in range(KEY_LETTERS):
        rows = np.flatnonzero((known[:, place] != 0) & (known[:, SHORTEST_SHORTENED - 1] != 0))
        shorter = known[rows]
        shorter[:, place:-1], shorter[:, -1] = shorter[:, place + 1 :].copy(), 0
        made.append(key_codes(shorter).astype(np.uint64) << np.uint64(32) | codes[rows])
    words: Words = np.concatenate(made)
    words.sort()
    return words
