"""Who cannot be on the shortlist, by bounds that need no text: most of those who share a birth date.

The points of `shortlist.rank` are bounded from above by the date alone for whole days at once, then by which
parts of the name are known to agree and by the letters of the others. Whoever is left out here would have
been left out there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt

from matching.frequencies import Frequencies
from matching.keys import part_keys
from matching.letters import Letters
from matching.names import prepare
from matching.person import PersonRequest
from matching.shortlist import (
    CLOSE,
    DATE_POINTS,
    HOPELESS,
    POINTS,
    ROUNDING,
    TURNED,
    most_points,
)

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Flags = npt.NDArray[np.integer]

FAMILY, GIVEN = 1, 2
"""Flags: who shares a part with the family name asked for, or with the given names."""
STEPS = np.array(CLOSE, np.float32)
DIFFERENT, SAME_YEAR = DATE_POINTS["different"], DATE_POINTS["yearMonth"]
"""Points of whoever was born in another year, and at most of whoever was born in the same."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a name asked for: its forms, and its points by similarity (`shortlist.POINTS`)."""

    forms: Sequence[str]
    points: Floats
    flag: int

    @property
    def most(self) -> float:
        return max(0.0, float(self.points[-1])) if self.forms else 0.0

    def bound(self, names: Letters, shared: Flags) -> Floats:
        """The points of each name at most."""
        if not self.forms:
            return np.zeros(len(names), np.float32)
        found = self.points[np.searchsorted(STEPS, names.most_similar(self.forms), side="right")]
        found[(shared & self.flag) != 0] = self.points[-1]
        found[names.lengths == 0] = 0.0
        return found


class Sieve:
    """The bounds for one request."""

    def __init__(self, request: PersonRequest, frequencies: Frequencies, further: float) -> None:
        """`further`: the points that candidates may have beside those of date and names."""
        self._names = [
            (
                _part(name.family_name, most_points(name.family_name, frequencies.family), FAMILY),
                _part(name.given_names, most_points(name.given_names, frequencies.given_anywhere), GIVEN),
            )
            for name in request.names
        ]
        self._floor = HOPELESS + log2(max(frequencies.size, 1)) - ROUNDING
        self._of_names = max((family.most + given.most for family, given in self._names), default=0.0)
        self._most = self._of_names + further
        families = {code for name in request.names for code in part_keys(name.family_name).codes}
        givens = {code for name in request.names for code in part_keys(name.given_names).codes}
        self._codes = families, givens

    def needed(self, points: Floats) -> Floats:
        """The points that names and birthplace must have beside these of the date."""
        return np.float32(self._floor) - points

    def may_reach(self, needed: Floats) -> Bools:
        """Where names and the further points may be as much as needed."""
        return needed <= self._most

    def names_may_reach(self, needed: Floats) -> Bools:
        """Where names alone may be worth as much as is still needed."""
        return needed <= self._of_names

    def is_open(self, level_points: float) -> bool:
        """Whether somebody with these points of the date may have enough in all."""
        return self._floor - level_points <= self._most

    def flags(self, codes: Sequence[int]) -> npt.NDArray[np.int64]:
        """Of each part code, whose it is."""
        families, givens = self._codes
        return np.array([FAMILY * (code in families) | GIVEN * (code in givens) for code in codes], np.int64)

    def passes(self, families: Letters, givens: Letters, shared: Flags, needed: Floats) -> Bools:
        """Which names may have as many points as needed; `shared`: the parts that they have in common."""
        passed = np.zeros(len(shared), bool)
        for family, given in self._names:
            passed |= family.bound(families, shared) + given.bound(givens, shared) >= needed
            if not (family.forms and given.forms):
                continue
            turned = needed - np.float32(TURNED)
            if not np.any(turned <= self._of_names):
                continue
            passed |= given.bound(families, shared) + family.bound(givens, shared) >= turned
        return passed


def _part(text: str, most: float, flag: int) -> _Part:
    forms = [" ".join(tokens) for tokens in prepare(text).core]
    return _Part(forms, np.minimum(np.array(POINTS, np.float32), np.float32(most)), flag)
