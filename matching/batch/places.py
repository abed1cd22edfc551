"""Levels of many pairs of birthplaces, equal to `compare_places` on each of them."""

from collections.abc import Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cpdist

from matching.batch.terms import Features, Integers
from matching.places import ONE_EDIT_LENGTH, SIMILAR, PlaceLevel, place_forms, town_ids

PLACE_LEVELS: tuple[str, ...] = get_args(PlaceLevel)
Texts = npt.NDArray[np.object_]
CODE = {level: code for code, level in enumerate(PLACE_LEVELS)}


class PlaceTable:
    """Distinct places prepared for comparison."""

    def __init__(self, texts: Sequence[str]) -> None:
        forms = [place_forms(text) for text in texts]
        self.written = np.array([len(spelled) for spelled in forms], dtype=np.int64)
        self.forms = np.full((len(texts), max(1, *self.written, 1)), "", dtype=object)
        for row, spelled in enumerate(forms):
            self.forms[row, : len(spelled)] = sorted(spelled)
        self.letters = Features([frozenset(spelled) for spelled in forms])
        self.towns = Features([frozenset(town_ids(text)) for text in texts])

    def compare(self, left: Integers, right: Integers) -> npt.NDArray[np.int8]:
        """The level of each pair of places, given by number."""
        levels = np.full(len(left), CODE["different"], dtype=np.int8)
        missing = (self.written[left] == 0) | (self.written[right] == 0)
        exact = (left == right) & ~missing
        rows = np.flatnonzero(~exact & ~missing)
        a, b = left[rows], right[rows]
        levels[rows[self._are_similar(a, b)]] = CODE["similar"]
        levels[rows[self.towns.share(a, b)]] = CODE["sameTown"]
        levels[rows[self.letters.share(a, b)]] = CODE["exact"]
        levels[exact] = CODE["exact"]
        levels[missing] = CODE["missing"]
        return levels

    def _are_similar(self, left: Integers, right: Integers) -> npt.NDArray[np.bool_]:
        similar = np.zeros(len(left), dtype=bool)
        for one in range(self.forms.shape[1]):
            for other in range(self.forms.shape[1]):
                rows = np.flatnonzero(~similar & (self.written[left] > one) & (self.written[right] > other))
                if len(rows):
                    similar[rows] = _are_close(self.forms[left[rows], one], self.forms[right[rows], other])
        return similar


def _are_close(ones: Texts, others: Texts) -> npt.NDArray[np.bool_]:
    """`matching.places` on each pair of forms."""
    closeness = cpdist(
        ones, others,
        scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=SIMILAR, dtype=np.float32,
    )  # fmt: skip
    edits = cpdist(ones, others, scorer=DamerauLevenshtein.distance, score_cutoff=1, dtype=np.int32)
    shorter = [min(len(one), len(other)) for one, other in zip(ones, others, strict=True)]
    return (closeness > 0) | (edits <= 1) & (np.array(shorter) >= ONE_EDIT_LENGTH)
