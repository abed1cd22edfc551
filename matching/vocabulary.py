"""The distinct names of a registry, numbered, and the words that they are made of.

What is computed of a name is computed once; what is computed of a word, once for all names that have it.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.keys import Codes, make_part_keys
from matching.letters import Letters, name_masks
from matching.name_words import NameWords
from matching.names import PARTICLES, core_forms
from matching.part_columns import Rows, part_columns
from matching.skeletons import Letters as KeyLetters
from matching.skeletons import Skeletons, distinct_keys, key_codes, letters_of

Numbers = npt.NDArray[np.integer]

REMEMBERED = 1 << 14
"""Texts kept as Python has them: Arrow takes 2 µs for one, and candidates share their names."""


class Vocabulary:
    """Texts by number, the words of their plain Latin forms, and their part codes (`matching.keys`).

    `codes` has a row a text and `PARTS` columns: first those of its tokens (`token_codes` many), then those
    of the glued whole, then zeros. About 2 µs a name.
    """

    def __init__(self, texts: pa.StringArray) -> None:
        self.texts = texts
        read = NameWords.of(texts)
        skeletons = Skeletons.of(read.words)
        word_codes = key_codes(skeletons.keys)
        particles = pc.is_in(read.words, pa.array(sorted(PARTICLES))).to_numpy(zero_copy_only=False)
        plain, expanded = Rows(read.starts, read.plain), Rows(read.starts, read.expanded)
        columns, self.token_codes, glued = part_columns(skeletons, word_codes, particles, plain, expanded)
        self.codes: Codes = columns.codes
        core = plain.without(particles)
        borne = np.zeros(len(read.words), bool)
        borne[core.words] = borne[expanded.without(particles).words] = True
        odd = [_read_odd(texts[number].as_py(), number) for number in read.odd.tolist()]
        self._keys = distinct_keys(
            [skeletons.keys[borne], glued, letters_of(key for name in odd for key in name.keys)]
        )
        for name in odd:
            self.codes[name.number, : len(name.codes)], self.token_codes[name.number] = (
                name.codes,
                name.tokens,
            )
        self.words, rows = _with_odd(read.words, core, odd)
        self._starts, self._words = rows.starts.astype(np.uint32), rows.words.astype(np.uint32)
        offset, (_, offsets, letters) = self.words.offset, self.words.buffers()
        self._letters_at = np.frombuffer(offsets, np.int32)[offset : offset + len(self.words) + 1]
        self._bytes = memoryview(letters or b"")
        self.letters, self.lengths = name_masks(self.words, self._starts, self._words)
        self.text = lru_cache(maxsize=REMEMBERED)(self._text)
        """The name as the registry has it, by number."""

    def __len__(self) -> int:
        return len(self.texts)

    def take_keys(self) -> KeyLetters:
        """All name keys that occur (`skeletons.texts_of`); they are given away once."""
        # not a slice of them: that would keep them all
        keys, self._keys = self._keys, self._keys[:0].copy()
        return keys

    def _text(self, number: int) -> str:
        return str(self.texts[number].as_py() or "") if number >= 0 else ""

    def letters_of(self, numbers: Numbers) -> Letters:
        """The letters of some names; a missing one (-1) has none."""
        return Letters(self.letters[numbers], self.lengths[numbers])

    def words_of(self, numbers: Numbers) -> Rows:
        """The numbers of the words (`words`) of names, without particles."""
        starts = self._starts[numbers].astype(np.int64)
        counts = self._starts[numbers.astype(np.int64) + 1] - starts
        bounds = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], counts)
        return Rows(bounds, self._words[places].astype(np.int64))

    def plain_of(self, numbers: Numbers) -> list[str]:
        """Plain forms of some names: their words, a blank between them.

        Read from the bytes of the words: Arrow takes longer to begin than this does for hundreds of names.
        """
        rows = self.words_of(numbers)
        starts, ends = self._letters_at[rows.words].tolist(), self._letters_at[rows.words + 1].tolist()
        words = [str(self._bytes[start:end], "ascii") for start, end in zip(starts, ends, strict=True)]
        if len(words) == len(numbers) == np.count_nonzero(rows.counts):
            return words
        bounds = rows.starts.tolist()
        return [" ".join(words[start:end]) for start, end in pairwise(bounds)]


@dataclass(frozen=True, slots=True)
class _Odd:
    """A name that was read by itself."""

    number: int
    plain: tuple[str, ...]
    keys: tuple[str, ...]
    codes: tuple[int, ...]
    tokens: int


def _read_odd(text: str | None, number: int) -> _Odd:
    forms = core_forms(text or "")
    keys = make_part_keys(forms)
    return _Odd(number, forms[0][0] if forms else (), keys.all, keys.codes, keys.tokens)


def _with_odd(words: pa.StringArray, core: Rows, odd: list[_Odd]) -> tuple[pa.StringArray, Rows]:
    """The words and rows of all names, with those read by themselves."""
    if not odd:
        return words, core
    added = [word for name in odd for word in name.plain]
    encoded = pa.concat_arrays([words, pa.array(added, pa.string())]).dictionary_encode()
    counts = core.counts
    owners = [np.repeat(np.arange(len(counts)), counts)]
    owners.append(np.repeat([name.number for name in odd], [len(name.plain) for name in odd]))
    together = np.concatenate(owners)
    numbers = np.concatenate([core.words, encoded.indices[len(words) :].to_numpy(zero_copy_only=False)])
    order = np.argsort(together, kind="stable")
    starts = np.searchsorted(together[order], np.arange(len(counts) + 1))
    return encoded.dictionary, Rows(starts, numbers[order])
