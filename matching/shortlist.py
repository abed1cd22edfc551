"""Who of many candidates is worth a full comparison: a cheap likeness of names, dates and birthplace.

A registry of 20 million holds a thousand people born on one day, and ten thousand on a 1 January. Points
stand for bits of evidence, roughly: what they rank last adds nothing to a decision. A name that many bear has
fewer of them, and so has a day on which many were born.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from typing import get_args

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from matching.batch.dates import compare_dates_with
from matching.dates import DateLevel, IncompleteDate
from matching.frequencies import Frequencies
from matching.keys import part_keys
from matching.letters import Lengths, Letters, Masks
from matching.names import prepare
from matching.pairs import codes_of
from matching.person import Name, PersonRequest
from matching.places import place_forms
from matching.vocabulary import Vocabulary

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.signedinteger]

POINTS = (-5.0, 3.0, 8.0, 11.0)
"""Of a name part by its similarity: below the steps of `CLOSE`, above the last, or with a key in common;
never more than its frequency allows."""
CLOSE = (0.75, 0.87, 0.95)
POINTS_BY_STEP, STEPS = np.array(POINTS, np.float32), np.array(CLOSE)
DATE_POINTS: dict[DateLevel, float] = {
    "equal": 14.0, "compatible": 10.0, "dayMonthSwapped": 9.0, "oneDigit": 7.0, "generation": 2.0,
    "yearMonth": 2.0, "year": -2.0, "different": -8.0, "missing": 0.0,
}  # fmt: skip
POINTS_BY_LEVEL = np.array([DATE_POINTS[level] for level in get_args(DateLevel)], np.float32)
SAME_PLACE, HOLDS_DOCUMENT, TURNED = 4.0, 20.0, -4.0
HOPELESS = -8.0
"""A candidate with fewer points than this and log2 N together changes no decision: odds below 1 in 250."""
ROUNDING = 0.01
"""Points within which a sum in another order is taken for the same."""


@dataclass(frozen=True, slots=True)
class Texts:
    """One part of many candidates' names: the part codes, and what is known of the plain forms."""

    codes: npt.NDArray[np.uint32]
    plain: Callable[[Numbers], list[str]]
    """The plain forms of some of them."""
    letters: Callable[[Numbers], tuple[Masks, Lengths]] | None = None
    """Which letters the plain forms of some of them have (`matching.letters`), where that is known."""

    @classmethod
    def of_numbers(cls, vocabulary: Vocabulary, numbers: Numbers) -> "Texts":
        """Out of a vocabulary; a missing name (-1) has no codes."""
        known = numbers.clip(0)
        return cls(
            codes_of(vocabulary, numbers),
            lambda some: vocabulary.plain_of(known[some]),
            lambda some: (vocabulary.letters[known[some]], vocabulary.lengths[known[some]]),
        )


@dataclass(frozen=True, slots=True)
class Outlines:
    """Candidates in outline. `owners` says whose each name is; births and the rest are by candidate."""

    owners: npt.NDArray[np.int64]
    families: Texts
    givens: Texts
    births: npt.NDArray[np.int32]
    places: Callable[[Numbers], list[str]]
    """The birthplaces of some candidates; empty where unknown."""
    holds_document: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.births)


def rank(
    request: PersonRequest, outlines: Outlines, limit: int, frequencies: Frequencies
) -> npt.NDArray[np.int64]:
    """Places of at most `limit` candidates, the most alike first, hopeless ones left out."""
    others = date_points(request.birth_date, outlines.births, frequencies)
    others += HOLDS_DOCUMENT * outlines.holds_document
    hopeless = HOPELESS + log2(max(frequencies.size, 1))
    wanted = (np.float32(hopeless - SAME_PLACE - ROUNDING) - others)[outlines.owners]
    names = np.full(len(outlines.owners), -np.inf, np.float32)
    sides = _Side(outlines.families), _Side(outlines.givens)
    for name in request.names:
        np.maximum(names, _name_points(name, *sides, frequencies, wanted), out=names)
    points = np.full(len(outlines), -np.inf, np.float32)
    np.maximum.at(points, outlines.owners, names)
    points += others
    likely = np.flatnonzero(points >= hopeless - SAME_PLACE)
    points[likely] += SAME_PLACE * _in_place(request.place_of_birth, outlines.places(likely))
    order = np.argsort(-points, kind="stable")[:limit]
    return order[points[order] >= hopeless]


class _Side:
    """One part of all candidates' names, and what is looked up of it once."""

    def __init__(self, texts: Texts) -> None:
        self.codes, self.plain = texts.codes, texts.plain
        self.missing = np.logical_not(texts.codes.any(axis=1))
        everybody = np.arange(len(texts.codes))
        self.letters = Letters(*texts.letters(everybody)) if texts.letters is not None else None

    def sharing(self, codes: Sequence[int]) -> Bools:
        """Which names have one of these codes."""
        shared, flat = np.zeros(len(self.codes), bool), self.codes.ravel()
        for code in codes:
            shared[np.flatnonzero(flat == code) // self.codes.shape[1]] = True
        return shared


def _name_points(
    name: Name, families: _Side, givens: _Side, frequencies: Frequencies, wanted: Floats
) -> Floats:
    """Points of each name; those that cannot have as many as `wanted` get some number below it."""
    family = most_points(name.family_name, frequencies.family)
    given = most_points(name.given_names, frequencies.given_anywhere)
    able = wanted <= max(0.0, min(family, POINTS[-1])) + max(0.0, min(given, POINTS[-1]))
    straight = _sum_of(
        _Likeness(name.family_name, families, family, able),
        _Likeness(name.given_names, givens, given, able),
        wanted,
    )
    if not (name.family_name and name.given_names):
        return straight
    turned = _sum_of(
        _Likeness(name.given_names, families, given, able),
        _Likeness(name.family_name, givens, family, able),
        np.maximum(wanted, straight) - np.float32(TURNED),
    )
    better: Floats = np.maximum(straight, turned + np.float32(TURNED))
    return better


def _sum_of(families: "_Likeness", givens: "_Likeness", wanted: Floats) -> Floats:
    """The points of both parts; texts are looked at only of names that may have as many as `wanted`."""
    families.settle(families.most + givens.most >= wanted)
    givens.settle(families.points + givens.most >= wanted)
    return families.points + givens.points


def most_points(text: str, share: Callable[[str], float]) -> float:
    """What agreeing with the rarest word of a name can be worth."""
    return max((-log2(share(token)) for token in prepare(text).tokens), default=0.0)


class _Likeness:
    """Points of one part of each name against `text`, at most `most`; none for what is missing.

    The codes tell of most names how alike they are. Texts of the others cost more than all the rest, so these
    have the fewest `points` until they are settled, and `most` says what they may have then.
    """

    def __init__(self, text: str, side: _Side, most: float, able: Bools) -> None:
        """`able`: the names that are worth a look."""
        self._side, self._forms = side, [" ".join(tokens) for tokens in prepare(text).core]
        self._steps = np.minimum(POINTS_BY_STEP, np.float32(most))
        if not self._forms:
            self.points: Floats = np.zeros(len(able), np.float32)
            self.most, self._open = self.points, np.zeros(len(able), bool)
            return
        shared = side.sharing(part_keys(text).codes)
        self.points = self._steps[np.where(shared, len(CLOSE), 0)]
        self.points[side.missing] = 0.0
        self._open = able & ~(shared | side.missing)
        self.most = np.where(self._open, self._steps[-1], self.points)
        if side.letters is not None:
            reached = _steps_of(side.letters.most_similar(self._forms))
            self._open &= reached > 0
            self.most = np.where(self._open, self._steps[reached], self.points)

    def settle(self, wanted: Bools) -> None:
        """Looks at the texts of those that are open still, as far as `wanted`."""
        rows = np.flatnonzero(self._open & wanted)
        if not len(rows):
            return
        scorer = JaroWinkler.normalized_similarity
        found = process.cdist(self._forms, self._side.plain(rows), scorer=scorer, score_cutoff=CLOSE[0])
        self.points[rows] = self._steps[_steps_of(found.max(axis=0))]


def _steps_of(similarities: Floats) -> npt.NDArray[np.intp]:
    return np.searchsorted(STEPS, similarities, side="right")


def _in_place(place: str | None, texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the birthplaces are written like this one, in whatever script."""
    forms = place_forms(place) if place else frozenset()
    if not forms:
        return np.zeros(len(texts), bool)
    alike = {text: bool(forms & place_forms(text)) for text in set(texts)}
    return np.array([alike[text] for text in texts], bool)


def date_points(birth_date: str | None, births: npt.NDArray[np.int32], frequencies: Frequencies) -> Floats:
    """The points of each birth date (yyyymmdd, 0 for none) beside the one asked for."""
    asked = IncompleteDate.parse(birth_date).number if birth_date else 0
    known = births.astype(np.int64)
    levels = compare_dates_with(asked, known)
    most = -log2(frequencies.birth_date(birth_date)) if birth_date else 0.0
    points: Floats = np.minimum(POINTS_BY_LEVEL, np.float32(most))[levels]
    return points
