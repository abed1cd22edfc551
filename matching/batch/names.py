"""Levels of many pairs of names, equal to `compare_family` and `compare_given` on each of them.

Names of one word and one spelling, most of them, are judged by rapidfuzz over all pairs at once. Of the
others those that share nothing and look alike in nothing are `different`; the plain functions judge the rest.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from matching.batch.terms import Bools, Features, Integers, number_all
from matching.compare_names import (
    ONE_EDIT_LENGTH,
    SIMILAR,
    TWO_EDITS_LENGTH,
    NameLevel,
    compare_family,
    compare_given,
)
from matching.names import PreparedName, as_seen, prepare
from matching.nicknames import nickname_groups

Codes = npt.NDArray[np.int8]
NAME_LEVELS: tuple[str, ...] = (*get_args(NameLevel), "otherName")
"""The levels by code."""
CODE = {level: code for code, level in enumerate(NAME_LEVELS)}
Compare = Callable[[str, str], NameLevel]


class NameTable:
    """Distinct texts prepared for comparison. Methods take numbers of left and right texts, pair by pair."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.prepared = names = [prepare(text) for text in texts]
        self.is_empty = np.array([not text for text in texts], dtype=bool)
        self.is_missing = np.array([not name.forms for name in names], dtype=bool)
        self.is_simple = np.array([_is_simple(name) for name in names], dtype=bool)
        self.words = number_all(name.tokens for name in names)
        self.canonical = number_all(tuple(sorted(name.canonical)) for name in names)
        self.read = number_all(as_seen("".join(name.tokens)) for name in names)
        self.first = number_all(name.tokens[:1] for name in names)
        self.first_canonical = number_all(name.spelled[:1] for name in names)
        self.second = number_all(name.tokens[1:2] for name in names)
        self.token_count = np.array([len(name.tokens) for name in names], dtype=np.int64)
        self.length = np.array([len("".join(name.tokens)) for name in names], dtype=np.int64)
        self.kin = Features([_kin(name) for name in names])
        self.wholes = Features([_wholes(name) for name in names])
        self.nicknames = Features([_nicknames(name) for name in names])
        self.letter = number_all(name.tokens[0][0] if name.tokens else "" for name in names)
        self.is_initial = np.array([bool(name.tokens) and len(name.tokens[0]) == 1 for name in names])
        self.spelled = np.array([len(name.core_glued) for name in names], dtype=np.int64)
        self.spellings = np.full((len(names), max(1, *self.spelled, 1)), "", dtype=object)
        for row, name in enumerate(names):
            self.spellings[row, : len(name.core_glued)] = sorted(name.core_glued)

    def compare_family(self, left: Integers, right: Integers) -> Codes:
        """The level of each pair of family names."""
        levels, settled = self._compare_simple(left, right)
        rows = np.flatnonzero(~settled)
        self._ask(compare_family, levels, left, right, rows[self._are_near(left[rows], right[rows])])
        return levels

    def compare_given(self, left: Integers, right: Integers) -> Codes:
        """The level of each pair of given names."""
        levels, settled = self._compare_simple(left, right)
        shortened = self._are_shortened(left, right)
        rows = np.flatnonzero(~settled & ~shortened)
        near = np.concatenate([rows[self._are_near(left[rows], right[rows])], np.flatnonzero(shortened)])
        self._ask(compare_given, levels, left, right, near)
        return levels

    def may_be_variants(self, left: Integers, right: Integers) -> Bools:
        """False where two names, in whichever field they stand, are surely neither `exact` nor `variant`."""
        return self.wholes.share(left, right)

    def _compare_simple(self, left: Integers, right: Integers) -> tuple[Codes, Bools]:
        """The levels of names of one word, and where that settles them; `different` elsewhere."""
        missing = self.is_missing[left] | self.is_missing[right]
        simple = self.is_simple[left] & self.is_simple[right]
        same = simple & (self.canonical[left] == self.canonical[right])
        levels = np.full(len(left), CODE["different"], dtype=np.int8)
        rows = np.flatnonzero(simple & ~same)
        a, b = left[rows], right[rows]
        levels[rows[_are_similar(self.spellings[a, 0], self.spellings[b, 0])]] = CODE["similar"]
        levels[rows[self._differ_by_typing(a, b)]] = CODE["typo"]
        levels[same] = CODE["variant"]
        levels[simple & (self.words[left] == self.words[right])] = CODE["exact"]
        levels[missing] = CODE["missing"]
        return levels, simple | missing

    def _are_shortened(self, left: Integers, right: Integers) -> Bools:
        """One first name is an initial or a nickname of the other, or may be."""
        initials = (self.is_initial[left] | self.is_initial[right]) & (
            self.letter[left] == self.letter[right]
        )
        shortened = initials | self.nicknames.share(left, right)
        return np.asarray(shortened & (self.first[left] != self.first[right]))

    def _differ_by_typing(self, left: Integers, right: Integers) -> Bools:
        lengths, others = self.length[left], self.length[right]
        shortest = np.minimum(lengths, others)
        typing = self.read[left] == self.read[right]
        near = np.flatnonzero(np.abs(lengths - others) <= 2)
        allowed = np.where(shortest[near] < TWO_EDITS_LENGTH, 1, 2)
        typing[near] |= _count_edits(self.spellings[left[near], 0], self.spellings[right[near], 0]) <= allowed
        return np.asarray(typing & (shortest >= ONE_EDIT_LENGTH))

    def _are_near(self, left: Integers, right: Integers) -> Bools:
        """False where names of any kind are surely `different`."""
        near = self.kin.share(left, right)
        for one in range(self.spellings.shape[1]):
            for other in range(self.spellings.shape[1]):
                rows = np.flatnonzero(~near & (self.spelled[left] > one) & (self.spelled[right] > other))
                if len(rows):
                    a, b = self.spellings[left[rows], one], self.spellings[right[rows], other]
                    near[rows] = _are_similar(a, b) | (_count_edits(a, b) <= MOST_EDITS)
        return near

    def _ask(self, compare: Compare, levels: Codes, left: Integers, right: Integers, rows: Integers) -> None:
        """Fills in what the plain function says."""
        for row in rows:
            levels[row] = CODE[compare(self.texts[left[row]], self.texts[right[row]])]


MOST_EDITS = 2


def _are_similar(a: npt.NDArray[np.object_], b: npt.NDArray[np.object_]) -> Bools:
    scores = cpdist(a, b, scorer=JaroWinkler.similarity, score_cutoff=SIMILAR, dtype=np.float32)
    return np.asarray(scores > 0)


def _count_edits(a: npt.NDArray[np.object_], b: npt.NDArray[np.object_]) -> npt.NDArray[np.int32]:
    """Edits between each pair of words, up to one more than `MOST_EDITS`."""
    return np.asarray(cpdist(a, b, scorer=OSA.distance, score_cutoff=MOST_EDITS, dtype=np.int32))


def _is_simple(name: PreparedName) -> bool:
    """One word in one spelling: then its levels follow from the word and its canonical spelling alone."""
    return len(name.forms) == 1 and len(name.forms[0]) == 1 and len(name.core) == 1


def _kin(name: PreparedName) -> frozenset[Hashable]:
    """Two names of which no feature is shared are alike in their letters at most."""
    return _wholes(name).union(
        (("token", token) for token in name.spelled),
        (("read", as_seen(whole)) for whole in name.core_glued),
    )


def _wholes(name: PreparedName) -> frozenset[Hashable]:
    """Names that are `exact` or `variant` share one."""
    tokens = tuple(sorted(name.spelled))
    return frozenset(
        (
            *(("glued", whole) for whole in name.glued),
            *(("core", whole) for whole in name.core_glued),
            *(("canonical", whole) for whole in name.canonical),
            *((("tokens", tokens),) if len(tokens) > 1 else ()),
        )
    )


def _nicknames(name: PreparedName) -> frozenset[Hashable]:
    if not name.tokens:
        return frozenset()
    return nickname_groups(name.tokens[0])
