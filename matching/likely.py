"""Whom the keys of a request name, as far as `shortlist.rank` may keep them: found without reading texts."""

import numpy as np
import numpy.typing as npt

from matching.dates import IncompleteDate
from matching.distinct import distinct
from matching.frequencies import Frequencies
from matching.keys import PARTS, SearchKeys
from matching.pairs import PairIndex, codes_of
from matching.person import PersonRequest
from matching.person_rows import PersonRows
from matching.postings import Postings
from matching.shortlist import SAME_PLACE, date_points
from matching.sieve import DIFFERENT, SAME_YEAR, Sieve

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


class Likely:
    """The search for one request: the `rows` found, some twice, out of at least `seen` whom the keys name."""

    def __init__(
        self,
        request: PersonRequest,
        keys: SearchKeys,
        persons: PersonRows,
        postings: Postings,
        pairs: PairIndex,
        frequencies: Frequencies,
    ) -> None:
        self._keys, self._persons, self._pairs = keys, persons, pairs
        self._home = persons.places_like(request.place_of_birth)
        self._sieve = Sieve(request, frequencies, SAME_PLACE if self._home else 0.0)
        self._flags = self._sieve.flags(keys.parts)
        near, whole = persons.births.on(keys.near), persons.births.on(keys.dates)
        self.seen = int((whole.ends - whole.starts).sum())
        needed = self._sieve.needed(date_points(request.birth_date, near.dates, frequencies))
        is_open = self._sieve.may_reach(needed)
        near, needed = near.among(is_open), needed[is_open]
        near_dates = {*near.dates.tolist()}
        whole = whole.among(np.array([date in near_dates for date in whole.dates.tolist()], bool))
        hits, part = postings.between(keys.parts, near.edges())
        # Row and flags in a word: whoever shares several parts is there several times.
        words = np.concatenate([whole.rows() << 2, hits << 2 | self._flags[part]])
        words.sort()
        rows = words >> 2
        first = np.flatnonzero(np.append(True, rows[1:] != rows[:-1])[: len(rows)])
        self.seen = max(self.seen, len(first))
        paired, needed_by_paired = self._paired(request)
        shared = self._shared(paired)
        if len(first):
            rows, of_near = rows[first], np.bitwise_or.reduceat(words & 3, first)
            kept, needed = self._still(rows, needed[near.day_of(rows)])
            rows, needed = rows[kept], np.concatenate([needed_by_paired, needed])
            paired, shared = np.concatenate([paired, rows]), np.concatenate([shared, of_near[kept]])
        else:
            needed = needed_by_paired
        self.rows = self._passing(paired, needed, shared)

    def _paired(self, request: PersonRequest) -> tuple[Rows, Floats]:
        """Whom the pairs name and their names may suffice for, and the points that names must have.

        Nobody of another year is looked up where a name as common says too little. Whoever was born on one of
        the dates near has a whole part in common, and is found by that: here the year counts alone.
        """
        births, pairs, keys = self._persons.births, self._pairs, self._keys.pairs
        if not request.birth_date:
            rows = pairs.rows(keys)
            kept, needed = self._still(rows, self._sieve.needed(np.zeros(len(rows), np.float32)))
            return rows[kept], needed
        unknown = births.in_year(0)[1]
        first, last = births.in_year(IncompleteDate.parse(request.birth_date).year)
        if self._sieve.is_open(DIFFERENT):
            found = [pairs.rows(keys)]
        else:
            ranges = (((first, last), SAME_YEAR), ((0, unknown), 0.0))
            found = [
                pairs.rows(keys, within)
                for within, points in ranges
                if within[1] > within[0] and self._sieve.is_open(points)
            ]
        rows = distinct(np.concatenate([np.empty(0, np.int64), *found]))
        points = np.where((rows >= first) & (rows < last), np.float32(SAME_YEAR), np.float32(DIFFERENT))
        points[rows < unknown] = 0.0
        kept, needed = self._still(rows, self._sieve.needed(points))
        return rows[kept], needed

    def _still(self, rows: Rows, needed: Floats) -> tuple[Rows, Floats]:
        """Places of those whose names may suffice beside the birthplace, and what they must be worth."""
        at_home = self._persons.in_places(rows, self._home)
        needed = np.where(at_home, needed - np.float32(SAME_PLACE), needed)
        kept = np.flatnonzero(self._sieve.names_may_reach(needed))
        return kept, needed[kept]

    def _passing(self, rows: Rows, needed: Floats, shared: Flags) -> Rows:
        """Who may have the points that they need, under one of their names (`shared`: by `_shared`)."""
        persons = self._persons
        owners, others = persons.others_of(rows)
        families = np.concatenate([persons.family[rows], persons.other_family[others]])
        givens = np.concatenate([persons.given[rows], persons.other_given[others]])
        if len(owners):
            shared = np.concatenate([shared, shared[owners]])
            needed = np.concatenate([needed, needed[owners]])
        letters = persons.families.letters_of(families), persons.givens.letters_of(givens)
        of_names = self._sieve.passes(*letters, shared, needed)
        passed = of_names[: len(rows)]
        passed[owners[of_names[len(rows) :]]] = True
        return rows[passed]

    def _shared(self, rows: Rows) -> Flags:
        """Which parts of the names asked for some persons have, under any of their names."""
        shared, persons = np.zeros(len(rows), np.int64), self._persons
        owners, others = persons.others_of(rows)
        owners = np.concatenate([np.arange(len(rows)), owners])
        for vocabulary, current, further in (
            (persons.families, persons.family, persons.other_family),
            (persons.givens, persons.given, persons.other_given),
        ):
            codes = codes_of(vocabulary, np.concatenate([current[rows], further[others]])).ravel()
            for code, flag in zip(self._keys.parts, self._flags.tolist(), strict=True):
                shared[owners[np.flatnonzero(codes == code) // PARTS]] |= flag
        return shared
