"""Which letters a name has, as bits: a bound on its similarity that needs no text.

Of names of a and b letters with m in common, Jaro's similarity is at most (m/a + m/b + 1) / 3. A mask of
letters tells of three names in four that they are not alike, for a hundredth of what their texts cost.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Masks = npt.NDArray[np.uint32]
Lengths = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

BIT = np.full(256, 26, np.uint32)
BIT[ord("a") : ord("z") + 1] = np.arange(26)
"""Blanks and digits share the last bit: a bit too many only makes the bound looser."""
FIRST_SHIFT = np.uint32(27)
"""Above the bits of letters stands the first one's number: what begins otherwise gets no boost."""
LETTER_BITS = (np.uint32(1) << FIRST_SHIFT) - np.uint32(1)
CHUNK = 9
"""So many bits at once are looked up in a table of how many letters of a form they stand for."""
IN_CHUNK_MASK = np.uint32((1 << CHUNK) - 1)
IN_CHUNK = (np.arange(1 << CHUNK) >> np.arange(CHUNK)[:, None] & 1).astype(np.float32)
BOOSTED, BOOST = np.float32(0.7), np.float32(0.4)
"""Jaro–Winkler adds nothing for a common beginning up to this similarity (Winkler 1990), above it so much of
what is missing, for four letters."""
ROUNDING = np.float32(1e-4)


def word_masks(words: pa.StringArray) -> tuple[Masks, Lengths]:
    """The letters of each word (ASCII, not empty) and its first one, and its length."""
    offsets = np.frombuffer(words.buffers()[1], np.int32)[words.offset : words.offset + len(words) + 1]
    if not len(words):
        return np.empty(0, np.uint32), np.empty(0, np.uint8)
    raw = np.frombuffer(words.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
    begins = offsets[:-1] - offsets[0]
    masks = np.bitwise_or.reduceat(np.uint32(1) << BIT[raw], begins)
    masks |= BIT[raw[begins]] << FIRST_SHIFT
    return masks, np.minimum(np.diff(offsets), 255).astype(np.uint8)


def name_masks(
    words: pa.StringArray, starts: npt.NDArray[np.uint32], numbers: npt.NDArray[np.uint32]
) -> tuple[Masks, Lengths]:
    """The letters and lengths of names: name k is `numbers[starts[k]:starts[k + 1]]`, joined by blanks.

    One more stands at the end, without letters: that of a missing name (number -1).
    """
    of_words, lengths_of_words = word_masks(words)
    counts = np.diff(starts.astype(np.int64))
    some = np.flatnonzero(counts)
    masks, lengths = np.zeros(len(counts) + 1, np.uint32), np.zeros(len(counts) + 1, np.uint8)
    if len(some):
        begins = starts[some].astype(np.int64)
        masks[some] = np.bitwise_or.reduceat(of_words[numbers] & LETTER_BITS, begins)
        masks[some] |= of_words[numbers[begins]] & ~LETTER_BITS
        masks[:-1][counts > 1] |= np.uint32(1) << BIT[ord(" ")]
        letters = np.add.reduceat(lengths_of_words[numbers].astype(np.int64), begins)
        lengths[some] = np.minimum(letters + counts[some] - 1, 255)
    return masks, lengths


@lru_cache(maxsize=1 << 8)
def _tabled(form: str) -> tuple[Floats, np.uint32]:
    """How many letters of a form each chunk of a mask stands for, and the number of its first one."""
    spelled = BIT[np.frombuffer(form.encode(), np.uint8)]
    counts = np.bincount(spelled, minlength=3 * CHUNK).astype(np.float32)
    return counts.reshape(3, CHUNK) @ IN_CHUNK, spelled[0]


class Letters:
    """Letters and lengths of some names, and how similar they may be to others."""

    def __init__(self, masks: Masks, lengths: Lengths) -> None:
        self.lengths = lengths
        self._longest = np.maximum(lengths, 1).astype(np.float32)
        self._chunks = [masks >> np.uint32(shift) & IN_CHUNK_MASK for shift in (0, CHUNK, 2 * CHUNK)]
        self._first = masks >> FIRST_SHIFT

    def __len__(self) -> int:
        return len(self.lengths)

    def most_similar(self, forms: Sequence[str]) -> Floats:
        """How similar (Jaro–Winkler) each name is to one of the forms (none of them empty) at most."""
        most: Floats = np.zeros(len(self), np.float32)
        low, middle, high = self._chunks
        for form in forms:
            table, begins = _tabled(form)
            common = table[0][low]
            common += table[1][middle]
            common += table[2][high]
            np.minimum(common, self._longest, out=common)
            bound = common / self._longest
            bound += common * np.float32(1 / len(form))
            bound += 1
            bound *= np.float32(1 / 3)
            bound += ROUNDING
            boosted = np.flatnonzero((bound > BOOSTED) & (self._first == begins))
            bound[boosted] += BOOST * (1 - bound[boosted])
            np.maximum(most, bound, out=most)
        return most
