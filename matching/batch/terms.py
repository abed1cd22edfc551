"""Texts by number, and sets of features by bit mask."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
WORDS = 4
"""64-bit words of a mask: two sets of three features that share none meet in one bit in thirty by chance."""


class Numbering:
    """Numbers for what is met, from 0 on, in the order of meeting."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, thing: Hashable) -> int:
        """The number of `thing`, a new one when it is met first."""
        return self._numbers.setdefault(thing, len(self._numbers))

    @property
    def things(self) -> list[Hashable]:
        """Everything met, by number."""
        return list(self._numbers)


class Features:
    """Sets of features, one a value; `share` tells for many pairs whether two sets have one in common."""

    def __init__(self, sets: Sequence[frozenset[Hashable]]) -> None:
        self._sets = sets
        masks = [0] * len(sets)
        for place, features in enumerate(sets):
            for feature in features:
                masks[place] |= 1 << hash(feature) % (64 * WORDS)
        self._masks = [
            np.array([mask >> (64 * word) & 0xFFFF_FFFF_FFFF_FFFF for mask in masks], dtype=np.uint64)
            for word in range(WORDS)
        ]

    def share(self, left: Integers, right: Integers) -> Bools:
        """Whether the sets `left[k]` and `right[k]` meet."""
        return self.share_with(self, left, right)

    def share_with(self, other: "Features", left: Integers, right: Integers) -> Bools:
        """Whether the sets `left[k]` of these and `right[k]` of the other features meet."""
        met = np.zeros(len(left), dtype=bool)
        for mine, theirs in zip(self._masks, other._masks, strict=True):
            met |= (mine[left] & theirs[right]) != 0
        for row in np.flatnonzero(met):
            met[row] = not self._sets[left[row]].isdisjoint(other._sets[right[row]])
        return met


def distinct_pairs(left: Integers, right: Integers, size: int) -> tuple[Integers, Integers, Integers]:
    """The distinct pairs of numbers below `size`, and where each pair given stands among them."""
    found, places = np.unique(left * size + right, return_inverse=True)
    return found // size, found % size, places


def number_all(things: Iterable[Hashable]) -> Integers:
    """A number for each thing, the same for equal things."""
    numbering = Numbering()
    return np.fromiter(map(numbering.number, things), dtype=np.int64)
