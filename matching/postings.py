"""Who has a part of a name: for each part code the rows of its bearers, ascending.

Persons lie in order of birth, so whoever of them was born between two dates is a piece of a code's rows.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matching.keys import PART_BITS, PARTS, Codes
from matching.pairs import BLOCK, Entries, codes_of
from matching.vocabulary import Vocabulary

Rows = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


class Postings:
    """Rows by part code, of all names of a person and of both their parts; about 4 bytes an entry."""

    def __init__(self, vocabularies: tuple[Vocabulary, Vocabulary], names: Sequence[Entries]) -> None:
        """`names`: rows of persons with the numbers of their names' parts."""
        words = _sorted_words(vocabularies, names)
        self._rows = words.astype(np.uint32)
        words >>= np.uint64(PART_BITS)
        changes = np.flatnonzero(words[1:] != words[:-1]) + 1
        starts = np.concatenate([[0], changes]) if len(words) else np.empty(0, np.int64)
        self._codes = words[starts].astype(np.uint32)
        self._starts = np.append(starts, len(words)).astype(np.uint32)

    def between(self, codes: Sequence[int], edges: npt.NDArray[np.uint32]) -> tuple[Rows, Rows]:
        """Who of the rows `edges[0]` to before `edges[1]`, `edges[2]` to before `edges[3]` … has a code.

        Returns rows and, beside each, the place in `codes`; `edges` ascend.
        """
        bounds, borne = [], []
        for place, code in enumerate(codes):
            at = int(np.searchsorted(self._codes, np.uint32(code)))
            if at < len(self._codes) and self._codes[at] == code:
                start, end = int(self._starts[at]), int(self._starts[at + 1])
                bounds.append(np.searchsorted(self._rows[start:end], edges) + start)
                borne.append(place)
        if not bounds:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        pieces = np.concatenate(bounds)
        counts = pieces[1::2] - pieces[::2]
        some = np.flatnonzero(counts)
        starts, counts = pieces[::2][some], counts[some]
        ends = np.cumsum(counts)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)
        which = np.array(borne)[some // (len(edges) // 2)]
        return self._rows[places].astype(np.int64), np.repeat(which, counts)


def _sorted_words(vocabularies: tuple[Vocabulary, Vocabulary], names: Sequence[Entries]) -> Words:
    """Code above and row below, each once; what a person has twice is left out where it costs little."""
    family, given = vocabularies
    made = []
    for rows, families, givens in names:
        for start in range(0, len(rows), BLOCK):
            block = slice(start, start + BLOCK)
            codes = np.hstack([codes_of(family, families[block]), codes_of(given, givens[block])])
            made += list(_columns(codes, rows[block]))
    words: Words = np.concatenate(made) if made else np.empty(0, np.uint64)
    del made
    words.sort()
    return words


def _columns(codes: Codes, rows: npt.NDArray[np.uint32]) -> list[Words]:
    made = []
    for column in range(2 * PARTS):
        having = np.flatnonzero(codes[:, column])
        if len(having):
            made.append(codes[having, column].astype(np.uint64) << np.uint64(PART_BITS) | rows[having])
    return made
