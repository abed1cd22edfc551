"""Which letters a name has, as bits: a bound on its similarity that needs no text.

Of names of a and b letters with m in common, Jaro's similarity is at most (m/a + m/b + 1) / 3. A mask of
letters tells of three names in four that they are not alike, for a hundredth of what their texts cost.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Masks = npt.NDArray[np.uint32]
Lengths = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

BIT = np.full(256, 31, np.uint32)
BIT[ord("a") : ord("z") + 1] = np.arange(26)
BIT[ord(" ")] = 26
"""Digits share the last bit: they are rare, and a bit too many only makes the bound looser."""
BOOSTED, BOOST = np.float32(0.7), np.float32(0.4)
"""Jaro–Winkler adds nothing for a common beginning up to this similarity (Winkler 1990), above it so much of
what is missing, for four letters."""
ROUNDING = np.float32(1e-4)


def word_masks(words: pa.StringArray) -> tuple[Masks, Lengths]:
    """The letters of each word (ASCII, not empty), and its length."""
    offsets = np.frombuffer(words.buffers()[1], np.int32)[words.offset : words.offset + len(words) + 1]
    if not len(words):
        return np.empty(0, np.uint32), np.empty(0, np.uint8)
    raw = np.frombuffer(words.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
    masks = np.bitwise_or.reduceat(np.uint32(1) << BIT[raw], offsets[:-1] - offsets[0])
    return masks, np.minimum(np.diff(offsets), 255).astype(np.uint8)


def name_masks(
    words: pa.StringArray, starts: npt.NDArray[np.uint32], numbers: npt.NDArray[np.uint32]
) -> tuple[Masks, Lengths]:
    """The letters and lengths of names: name k is `numbers[starts[k]:starts[k + 1]]`, joined by blanks."""
    of_words, lengths_of_words = word_masks(words)
    counts = np.diff(starts.astype(np.int64))
    some = np.flatnonzero(counts)
    masks, lengths = np.zeros(len(counts), np.uint32), np.zeros(len(counts), np.uint8)
    if len(some):
        begins = starts[some].astype(np.int64)
        masks[some] = np.bitwise_or.reduceat(of_words[numbers], begins)
        masks[counts > 1] |= np.uint32(1) << BIT[ord(" ")]
        letters = np.add.reduceat(lengths_of_words[numbers].astype(np.int64), begins)
        lengths[some] = np.minimum(letters + counts[some] - 1, 255)
    return masks, lengths


def most_similar(forms: Sequence[str], masks: Masks, lengths: Lengths) -> Floats:
    """How similar (Jaro–Winkler) each name is to one of the forms (none of them empty) at most."""
    most = np.zeros(len(masks), np.float32)
    longest = np.maximum(lengths, 1).astype(np.float32)
    for form in forms:
        counted = Counter(BIT[np.frombuffer(form.encode(), np.uint8)].tolist())
        bits, counts = np.array([*counted], np.uint32), np.array([*counted.values()], np.float32)
        common = (masks[:, None] >> bits & np.uint32(1)).astype(np.float32) @ counts
        np.minimum(common, longest, out=common)
        np.maximum(most, (common / len(form) + common / longest + 1) / 3, out=most)
    most += ROUNDING
    bound: Floats = np.where(most > BOOSTED, most + BOOST * (1 - most), most)
    return bound
