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

from matching.batch.dates import compare_date_pairs
from matching.dates import DateLevel, IncompleteDate
from matching.frequencies import Frequencies
from matching.keys import part_keys
from matching.letters import Lengths, Masks, may_be_close
from matching.names import prepare
from matching.pairs import codes_of
from matching.person import Name, PersonRequest
from matching.places import place_forms
from matching.vocabulary import Vocabulary

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.signedinteger]

POINTS = (-5.0, 3.0, 8.0, 11.0)
"""Of a name part by its similarity: below the steps of `CLOSE`, above the last, or with a key in common;
never more than its frequency allows."""
CLOSE = (0.75, 0.87, 0.95)
DATE_POINTS: dict[DateLevel, float] = {
    "equal": 14.0, "compatible": 10.0, "dayMonthSwapped": 9.0, "oneDigit": 7.0, "generation": 2.0,
    "yearMonth": 2.0, "year": -2.0, "different": -8.0, "missing": 0.0,
}  # fmt: skip
POINTS_BY_LEVEL = np.array([DATE_POINTS[level] for level in get_args(DateLevel)], np.float32)
SAME_PLACE, HOLDS_DOCUMENT, TURNED = 4.0, 20.0, -4.0
HOPELESS = -8.0
"""A candidate with fewer points than this and log2 N together changes no decision: odds below 1 in 250."""


@dataclass(frozen=True, slots=True)
class Texts:
    """One part of many candidates' names: the part codes, and what is known of the plain forms."""

    codes: npt.NDArray[np.uint32]
    plain: Callable[[Numbers], list[str]]
    """The plain forms of some of them."""
    letters: tuple[Masks, Lengths] | None = None
    """Which letters the plain forms have (`matching.letters`), where that is known."""

    @classmethod
    def of_numbers(cls, vocabulary: Vocabulary, numbers: Numbers) -> "Texts":
        """Out of a vocabulary; a missing name (-1) has no codes."""
        known = numbers.clip(0)
        letters = vocabulary.letters[known], vocabulary.lengths[known]
        return cls(codes_of(vocabulary, numbers), lambda some: vocabulary.plain_of(known[some]), letters)


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
    names = np.full(len(outlines.owners), -np.inf, np.float32)
    for name in request.names:
        np.maximum(names, _name_points(name, outlines, frequencies), out=names)
    points = np.full(len(outlines), -np.inf, np.float32)
    np.maximum.at(points, outlines.owners, names)
    points += _date_points(request.birth_date, outlines.births, frequencies)
    points += HOLDS_DOCUMENT * outlines.holds_document
    hopeless = HOPELESS + log2(max(frequencies.size, 1))
    likely = np.flatnonzero(points >= hopeless - SAME_PLACE)
    points[likely] += SAME_PLACE * _in_place(request.place_of_birth, outlines.places(likely))
    order = np.argsort(-points, kind="stable")[:limit]
    return order[points[order] >= hopeless]


def _name_points(name: Name, outlines: Outlines, frequencies: Frequencies) -> Floats:
    families, givens = outlines.families, outlines.givens
    family = _most_points(name.family_name, frequencies.family)
    given = _most_points(name.given_names, frequencies.given_anywhere)
    straight = _points(name.family_name, families, family) + _points(name.given_names, givens, given)
    if not (name.family_name and name.given_names):
        return straight
    turned = _points(name.given_names, families, given) + _points(name.family_name, givens, family) + TURNED
    better: Floats = np.maximum(straight, turned)
    return better


def _most_points(text: str, share: Callable[[str], float]) -> float:
    """What agreeing with the rarest word of a name can be worth."""
    return max((-log2(share(token)) for token in prepare(text).tokens), default=0.0)


def _points(text: str, texts: Texts, most: float) -> Floats:
    """Points of each name against `text`, at most `most`; none for what is missing."""
    prepared = prepare(text)
    if not prepared.core:
        return np.zeros(len(texts.codes), np.float32)
    shared = np.zeros(len(texts.codes), bool)
    for code in part_keys(text).codes:
        shared |= (texts.codes == code).any(axis=1)
    steps = np.where(shared, len(CLOSE), 0)
    missing = ~texts.codes.any(axis=1)
    forms = [" ".join(tokens) for tokens in prepared.core]
    unsure = ~(shared | missing)
    if texts.letters is not None:
        unsure &= may_be_close(forms, *texts.letters)
    rows = np.flatnonzero(unsure)
    if len(rows):
        scorer = JaroWinkler.normalized_similarity
        found = process.cdist(forms, texts.plain(rows), scorer=scorer, score_cutoff=CLOSE[0])
        steps[rows] = np.searchsorted(np.array(CLOSE), found.max(axis=0), side="right")
    points: Floats = np.minimum(np.array(POINTS, np.float32), np.float32(most))[steps]
    points[missing] = 0.0
    return points


def _in_place(place: str | None, texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the birthplaces are written like this one, in whatever script."""
    forms = place_forms(place) if place else frozenset()
    if not forms:
        return np.zeros(len(texts), bool)
    alike = {text: bool(forms & place_forms(text)) for text in set(texts)}
    return np.array([alike[text] for text in texts], bool)


def _date_points(birth_date: str | None, births: npt.NDArray[np.int32], frequencies: Frequencies) -> Floats:
    asked = IncompleteDate.parse(birth_date).number if birth_date else 0
    known = births.astype(np.int64)
    levels = compare_date_pairs(np.full(len(known), asked), known)
    most = -log2(frequencies.birth_date(birth_date)) if birth_date else 0.0
    points: Floats = np.minimum(POINTS_BY_LEVEL, np.float32(most))[levels]
    return points
