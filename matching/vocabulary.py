"""The distinct names of a registry, numbered: what is computed of a name is computed once."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from multiprocessing import get_context

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.keys import PARTS, make_part_keys, part_code
from matching.names import core_forms

Codes = npt.NDArray[np.uint32]
Ids = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint64]

BLOCK, WORTH_PROCESSES = 1 << 16, 8
"""Texts read at a time, and blocks from which on other processes help."""
SHORTEST_SIMILAR = 3
"""Skeletons shorter than this resemble too many others."""


class Vocabulary:
    """Texts by number, their plain Latin tokens, and their part codes (`matching.keys`).

    `codes` has a row a text and `PARTS` columns: first those of its tokens (`token_codes` many), then those
    of the glued whole, then zeros. Millions of texts are read by a process a core, so that a script that
    builds one needs the usual guard (`if __name__ == "__main__"`).
    """

    def __init__(self, texts: pa.StringArray) -> None:
        self.texts = texts
        blocks = [texts[start : start + BLOCK] for start in range(0, len(texts), BLOCK)] or [texts]
        read = _read_beside(blocks) if len(blocks) > WORTH_PROCESSES else [_read(block) for block in blocks]
        self.codes: Codes = np.concatenate([block.codes for block in read])
        self.token_codes = np.concatenate([block.token_codes for block in read])
        self.plain = pa.concat_arrays([block.plain for block in read])
        """Tokens of the plain form without particles, a blank between them."""
        self._keys = frozenset(chain.from_iterable(block.keys for block in read))
        del read
        self._by_code = _invert(self.codes)

    def __len__(self) -> int:
        return len(self.texts)

    def take_keys(self) -> frozenset[str]:
        """All name keys that occur; they are given away once, for they are the size of the rest."""
        keys, self._keys = self._keys, frozenset()
        return keys

    def text(self, number: int) -> str:
        """The name as the registry has it."""
        return str(self.texts[number].as_py() or "")

    def plain_of(self, numbers: npt.NDArray[np.integer]) -> list[str]:
        """Plain forms of many names."""
        taken: list[str] = self.plain.take(pa.array(numbers)).to_pylist()
        return taken

    def having(self, codes: Sequence[int]) -> Ids:
        """Numbers of the names that have one of these part codes."""
        low = np.array(codes, np.uint64) << np.uint64(32)
        starts = np.searchsorted(self._by_code, low)
        ends = np.searchsorted(self._by_code, low + np.uint64(1 << 32))
        found = [self._by_code[start:end] for start, end in zip(starts, ends, strict=True)]
        return (np.concatenate(found) if found else self._by_code[:0]).astype(np.uint32).astype(np.int32)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is computed of a block of texts."""

    plain: pa.StringArray
    codes: Codes
    token_codes: npt.NDArray[np.uint8]
    keys: frozenset[str]


def _read(texts: pa.StringArray) -> _Read:
    codes: Codes = np.zeros((len(texts), PARTS), np.uint32)
    token_codes = np.zeros(len(texts), np.uint8)
    plain: list[str] = []
    seen: set[str] = set()
    for number, text in enumerate(texts.to_pylist()):
        forms = core_forms(text or "")
        plain.append(" ".join(forms[0][0]) if forms else "")
        keys = make_part_keys(forms)
        token_codes[number] = keys.tokens
        codes[number, : len(keys.codes)] = keys.codes
        seen.update(keys.all)
    return _Read(pa.array(plain, pa.string()), codes, token_codes, frozenset(seen))


def _read_beside(blocks: Sequence[pa.StringArray]) -> list[_Read]:
    """The blocks read by a process a core: names are Python's work, and millions of them take a minute."""
    context = get_context("forkserver")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        return list(pool.map(_read, blocks))


def _invert(codes: Codes) -> Words:
    """Code in the upper half, number of the name in the lower, sorted."""
    numbers, places = np.nonzero(codes)
    words: Words = codes[numbers, places].astype(np.uint64) << np.uint64(32) | numbers.astype(np.uint64)
    words.sort()
    return words


class SimilarKeys:
    """Codes of the name keys that one error turns into another: a letter dropped, inserted or replaced.

    Two keys are alike when dropping at most one letter of each makes them equal (symmetric deletion).
    """

    def __init__(self, keys: Iterable[str]) -> None:
        """`keys` are those that occur in the registry (`keys.name_key`)."""
        pairs = [(place << 32) | part_code(key) for key in sorted({*keys}) for place in places_of(key)]
        self._index: Words = np.array(pairs, np.uint64)
        self._index.sort()
        self._remembered = lru_cache(maxsize=1 << 14)(self._find)
        self._added: dict[int, tuple[int, ...]] = {}

    def __call__(self, key: str) -> tuple[int, ...]:
        """The codes of the known keys alike `key`, itself left out."""
        known = self._remembered(key)
        if not self._added:
            return known
        added = {code for place in places_of(key) for code in self._added.get(place, ())}
        return tuple({*known, *added} - {part_code(key)})

    def add(self, keys: Iterable[str]) -> None:
        """Makes more keys known, at the cost of these alone. One thread at a time; others may read."""
        for key in keys:
            for place in places_of(key):
                code, known = part_code(key), self._added.get(place, ())
                if code not in known:
                    self._added[place] = (*known, code)

    def _find(self, key: str) -> tuple[int, ...]:
        low = np.array(places_of(key), np.uint64) << np.uint64(32)
        starts = np.searchsorted(self._index, low)
        ends = np.searchsorted(self._index, low + np.uint64(1 << 32))
        rows = chain.from_iterable(
            self._index[start:end].tolist() for start, end in zip(starts, ends, strict=True)
        )
        return tuple(sorted({row & 0xFFFFFFFF for row in rows} - {part_code(key)}))


def places_of(key: str) -> list[int]:
    """Codes of the key and of it with any one letter dropped: keys that share a place are alike.

    Short keys have none: a letter of three is no error but another name.
    """
    if len(key) < SHORTEST_SIMILAR:
        return []
    shorter = {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}
    return sorted(map(part_code, shorter))
