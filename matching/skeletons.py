"""Skeletons of many tokens at once: `keys.name_key` and `keys.part_code` in whole columns.

Letters are bytes (tokens are ASCII). A skeleton is a row of `KEY_LETTERS` bytes, zeros behind its end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.distinct import distinct
from matching.keys import KEY_LETTERS, VOWELS, Codes
from matching.names import GENDERED_ENDINGS, GENDERED_LETTERS, LETTERS, LONG_SPELLINGS

Letters = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]

SILENT = np.zeros(256, bool)
SILENT[list((VOWELS + "h").encode())] = True
IS_VOWEL = np.zeros(256, bool)
IS_VOWEL[list(VOWELS.encode())] = True
ONE_LETTER = np.arange(256, dtype=np.uint8)
ONE_LETTER[list(LETTERS)] = [ord(sound) for sound in LETTERS.values()]
A = ord("a")
CRC_TABLE = np.array([crc32(bytes([byte])) ^ crc32(b"\0") for byte in range(256)], np.uint32)
"""How a byte changes a CRC-32 (which is linear), in the order of the byte alone."""


@dataclass(frozen=True, slots=True)
class Skeletons:
    """Of n tokens: `keys` as they stand alone, and what each adds when written behind another.

    `rest` (n × `KEY_LETTERS`) are all consonants; `first` is the letter that vanishes behind itself (0: it is
    silent anyway), `last` the last letter.
    """

    keys: Letters
    rest: Letters
    first: Letters
    last: Letters

    @classmethod
    def of(cls, tokens: pa.StringArray) -> "Skeletons":
        """The skeletons of plain Latin tokens, none of them empty."""
        letters, starts = _spell(tokens)
        owners = np.repeat(np.arange(len(tokens)), np.diff(starts))
        begins = np.zeros(len(letters), bool)
        begins[starts[:-1]] = True
        first, last = letters[starts[:-1]], letters[starts[1:] - 1]
        rest = _pack(letters, owners, ~SILENT[letters], len(tokens))
        shown = np.where(begins & IS_VOWEL[letters], np.uint8(A), letters)
        keys = _pack(shown, owners, begins | ~SILENT[letters], len(tokens))
        return cls(keys, rest, np.where(SILENT[first], 0, first).astype(np.uint8), last)


def glue(skeletons: Skeletons, words: Numbers, starts: Numbers, counts: Numbers) -> Letters:
    """`keys.glued_key` of many names: name k has the `counts[k]` > 0 tokens numbered `words[starts[k]:]`."""
    made, last = skeletons.keys[words[starts]], skeletons.last[words[starts]]
    for place in range(1, int(counts.max(initial=1))):
        rows = np.flatnonzero((counts > place) & (made[:, -1] == 0))
        if not len(rows):
            break
        added = words[starts[rows] + place]
        first = skeletons.first[added]
        doubled = (first == last[rows]) & (first != 0)
        last[rows] = skeletons.last[added]
        rest = skeletons.rest[added]
        rest[doubled, :-1], rest[doubled, -1] = rest[doubled, 1:], 0
        have = (made[rows] != 0).sum(axis=1)
        for letter in range(KEY_LETTERS):
            fits = np.flatnonzero((rest[:, letter] != 0) & (have + letter < KEY_LETTERS))
            made[rows[fits], have[fits] + letter] = rest[fits, letter]
    return made


def distinct_keys(keys: Sequence[Letters]) -> Letters:
    """Each skeleton once, empty ones left out."""
    together = np.concatenate(keys)
    wide = np.zeros((len(together), 8), np.uint8)
    wide[:, :KEY_LETTERS] = together
    found = distinct(wide.view("<u8").ravel())
    kept: Letters = found[found != 0].view(np.uint8).reshape(-1, 8)[:, :KEY_LETTERS].copy()
    return kept


def letters_of(keys: Iterable[str]) -> Letters:
    """Skeletons as rows of letters."""
    packed = np.array([key.encode() for key in keys], f"S{KEY_LETTERS}")
    return packed.view(np.uint8).reshape(-1, KEY_LETTERS)


def texts_of(keys: Letters) -> list[str]:
    """Rows of letters as skeletons."""
    packed: list[bytes] = np.ascontiguousarray(keys).view(f"S{KEY_LETTERS}").ravel().tolist()
    return [key.decode() for key in packed]


def key_codes(keys: Letters) -> Codes:
    """`keys.part_code` of each skeleton; 0 for an empty one."""
    state = np.full(len(keys), 0xFFFFFFFF, np.uint32)
    for place in range(keys.shape[1]):
        letter = keys[:, place]
        moved = CRC_TABLE[(state ^ letter) & np.uint32(0xFF)] ^ (state >> np.uint32(8))
        state = np.where(letter != 0, moved, state)
    codes: Codes = np.maximum(~state, np.uint32(1))
    codes[keys[:, 0] == 0] = 0
    return codes


def _spell(tokens: pa.StringArray) -> tuple[Letters, Numbers]:
    """`names.canonical_spelling` of each: all letters behind one another, and where each token's start."""
    rows = np.flatnonzero(
        pc.greater(pc.binary_length(tokens), GENDERED_LETTERS).to_numpy(zero_copy_only=False)
    )
    endings = "|".join(ending for ending, _ in GENDERED_ENDINGS)
    long = tokens.take(pa.array(rows))
    turned = pc.match_substring_regex(long, f"({endings})$").to_numpy(zero_copy_only=False)
    rows, long = rows[turned], long.filter(pa.array(turned))
    for ending, canonical in GENDERED_ENDINGS:
        long = pc.replace_substring_regex(long, f"{ending}$", canonical)
    if len(rows):
        source = np.arange(len(tokens))
        source[rows] = len(tokens) + np.arange(len(rows))
        tokens = pa.concat_arrays([tokens, long]).take(pa.array(source))
    for spelling, sound in LONG_SPELLINGS:
        tokens = pc.replace_substring(tokens, spelling, sound)
    starts = np.frombuffer(tokens.buffers()[1], np.int32)[tokens.offset : tokens.offset + len(tokens) + 1]
    raw = np.frombuffer(tokens.buffers()[2] or b"", np.uint8)[starts[0] : starts[-1]]
    starts = starts.astype(np.int64) - starts[0]
    letters = ONE_LETTER[raw]
    kept = np.ones(len(letters), bool)
    kept[1:] = letters[1:] != letters[:-1]
    kept[starts[:-1]] = True
    counted = np.concatenate([[0], np.cumsum(kept)])
    return letters[kept], counted[starts]


def _pack(letters: Letters, owners: Numbers, kept: npt.NDArray[np.bool_], count: int) -> Letters:
    """The first letters kept of each token, a row a token."""
    letters, owners = letters[kept], owners[kept]
    starts = np.searchsorted(owners, np.arange(count))
    places = np.arange(len(owners)) - starts[owners]
    fits = places < KEY_LETTERS
    packed = np.zeros((count, KEY_LETTERS), np.uint8)
    packed[owners[fits], places[fits]] = letters[fits]
    return packed
