"""Names of many pairs of records weighed: of each, the two names and the order of parts that weigh most."""

from dataclasses import dataclass

import numpy as np

from matching.batch.columns import Columns
from matching.batch.names import CODE, NAME_LEVELS, Codes, NameTable
from matching.batch.terms import Integers, distinct_pairs
from matching.batch.weigh import FieldWeights, Floats
from matching.compare_names import MISSPELT, MRZ_NAME_LENGTHS, is_truncated
from matching.frequencies import Frequencies
from matching.weigh_names import SWAPPED_ORDER_BITS, family_frequency, mrz_length

FURTHER_LEVELS: tuple[str, ...] = ("exact", "missing")
NAME_FIELDS: dict[str, tuple[str, ...]] = {
    "familyName": NAME_LEVELS,
    "givenNames": NAME_LEVELS,
    "givenNameFurther": FURTHER_LEVELS,
}
Weighed = tuple[dict[str, Codes], dict[str, Floats], dict[str, Floats]]
"""By field: the codes of the levels, the bits, the shares of the terms."""
SURE = np.array([level in ("exact", "variant") for level in NAME_LEVELS])
ASTRAY = np.array([level in MISSPELT for level in NAME_LEVELS])
SETTLED = np.array([level in ("exact", "variant", "missing") for level in NAME_LEVELS])
"""Levels at which nobody asks whether an MRZ has cut the name off."""
FURTHER = np.array([level in ("exact", "variant", "partial") for level in NAME_LEVELS])


@dataclass
class NamePairs:
    """Pairs of names: of which pair of records (ascending), texts by number, the code of the nationality."""

    owner: Integers
    asked_family: Integers
    asked_given: Integers
    known_family: Integers
    known_given: Integers
    nationality: Integers

    @classmethod
    def between(
        cls, left: Columns, right: Columns, one: Integers, other: Integers, nationality: Integers
    ) -> "NamePairs":
        """Every name of the left with every name of the right record, in the order of `compare`."""
        lefts = left.starts[one + 1] - left.starts[one]
        rights = right.starts[other + 1] - right.starts[other]
        count = lefts * rights
        owner = np.repeat(np.arange(len(one)), count)
        place = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        asked = left.starts[one][owner] + place // rights[owner]
        known = right.starts[other][owner] + place % rights[owner]
        return cls(
            owner, left.family[asked], left.given[asked], right.family[known], right.given[known],
            nationality[owner],
        )  # fmt: skip

    def take(self, rows: Integers) -> "NamePairs":
        """Some of them."""
        return NamePairs(
            self.owner[rows], self.asked_family[rows], self.asked_given[rows],
            self.known_family[rows], self.known_given[rows], self.nationality[rows],
        )  # fmt: skip

    def turn(self) -> "NamePairs":
        """With the parts of the asked name in each other's field."""
        return NamePairs(
            self.owner, self.asked_given, self.asked_family, self.known_family, self.known_given,
            self.nationality,
        )  # fmt: skip


class NameWeigher:
    """Weighs pairs of names in one vocabulary."""

    def __init__(
        self,
        table: NameTable,
        codes: list[str],
        frequencies: Frequencies,
        fields: dict[str, FieldWeights],
    ) -> None:
        self.table, self.codes, self.frequencies, self.fields = table, codes, frequencies, fields
        self._lengths = np.array([len(text) for text in table.texts], dtype=np.int64)
        self._is_known = np.array(
            [bool(p.tokens) and frequencies.is_known_given(p.tokens[0]) for p in table.prepared], dtype=bool
        )

    def weigh(self, pairs: NamePairs) -> Weighed:
        """Levels, bits and shares of family name, given names and a further given name."""
        cut = self._lengths[pairs.asked_family] + 2 + self._lengths[pairs.asked_given]
        family = self._compare_family(pairs, cut)
        given = self._compare_given(pairs, cut)
        further = self._compare_further(pairs, given)
        levels = {"familyName": family, "givenNames": given, "givenNameFurther": further}
        shares = (
            self._share_family(pairs, family),
            self._share_given(pairs, given),
            self._share_tokens(
                pairs, pairs.known_given, 1, np.flatnonzero(further == FURTHER_LEVELS.index("exact"))
            ),
        )
        bits = {
            field: self.fields[field].bits(levels[field], share)
            for field, share in zip(levels, shares, strict=True)
        }
        return levels, bits, dict(zip(levels, shares, strict=True))

    def find_turned(self, pairs: NamePairs, levels: dict[str, Codes]) -> Integers:
        """Pairs that agree in a part when the asked parts stand in each other's field, or may in both.

        `levels` are those of the parts where they stand.
        """
        table = self.table
        whole = ~table.is_empty[pairs.asked_family] & ~table.is_empty[pairs.asked_given]
        found = np.zeros(len(whole), dtype=bool)
        for one, other, compare in (
            (pairs.asked_given, pairs.known_family, table.compare_family),
            (pairs.asked_family, pairs.known_given, table.compare_given),
        ):
            rows = np.flatnonzero(whole & ~found)
            rows = rows[table.may_be_variants(one[rows], other[rows])]
            found[rows] = SURE[compare(one[rows], other[rows])]
        apart = CODE["different"]
        opposed = (levels["familyName"] == apart) & (levels["givenNames"] == apart)
        rows = np.flatnonzero(whole & opposed & ~found)
        for one, other in (
            (pairs.asked_given, pairs.known_family),
            (pairs.asked_family, pairs.known_given),
        ):
            rows = rows[ASTRAY[table.compare_family(one[rows], other[rows])]]
        found[rows] = True
        return np.flatnonzero(found)

    def _compare_family(self, pairs: NamePairs, cut: Integers) -> Codes:
        left, right, where = distinct_pairs(pairs.asked_family, pairs.known_family, len(self._lengths))
        levels = self.table.compare_family(left, right)[where]
        full = np.isin(cut, list(MRZ_NAME_LENGTHS)) | np.isin(
            self._lengths[pairs.asked_family], list(MRZ_NAME_LENGTHS)
        )
        for row in np.flatnonzero(full & ~SETTLED[levels]):
            asked = self.table.texts[pairs.asked_family[row]]
            known = self.table.texts[pairs.known_family[row]]
            if is_truncated(known, asked, mrz_length(asked, int(cut[row]))):
                levels[row] = CODE["truncated"]
        return levels

    def _compare_given(self, pairs: NamePairs, cut: Integers) -> Codes:
        asked, known, table = pairs.asked_given, pairs.known_given, self.table
        left, right, where = distinct_pairs(asked, known, len(self._lengths))
        levels = table.compare_given(left, right)
        sister = (levels == CODE["partial"]) & (table.first_canonical[left] != table.first_canonical[right])
        alike = (levels == CODE["typo"]) | (levels == CODE["similar"])
        other = alike & (table.first[left] != table.first[right])
        plain = levels[where]
        levels[sister] = CODE["sharedToken"]
        levels[other & self._is_known[left] & self._is_known[right]] = CODE["otherName"]
        levels = levels[where]
        for row in np.flatnonzero(np.isin(cut, list(MRZ_NAME_LENGTHS)) & ~SETTLED[plain]):
            if is_truncated(table.texts[known[row]], table.texts[asked[row]], int(cut[row])):
                levels[row] = CODE["truncated"]
        return levels

    def _compare_further(self, pairs: NamePairs, given: Codes) -> Codes:
        table, one, other = self.table, pairs.asked_given, pairs.known_given
        agree = FURTHER[given] & (table.token_count[one] > 1) & (table.token_count[other] > 1)
        agree &= table.second[one] == table.second[other]
        return np.where(agree, FURTHER_LEVELS.index("exact"), FURTHER_LEVELS.index("missing")).astype(np.int8)

    def _share_family(self, pairs: NamePairs, levels: Codes) -> Floats:
        """What `compare` takes for the frequency of a pair of family names, where the level asks for one."""
        asked, known = pairs.asked_family, pairs.known_family
        shares = np.ones(len(levels))
        rows = np.flatnonzero(self.fields["familyName"].asks_frequency[levels])
        of, whole = self._family_shares(asked[rows], known[rows])
        exact = levels[rows] == CODE["exact"]
        shares[rows] = np.where(exact, whole[known[rows]], of[asked[rows]] + of[known[rows]])
        texts = self.table.texts
        for row in np.flatnonzero(levels == CODE["partial"]):
            shares[row] = family_frequency(texts[asked[row]], texts[known[row]], "partial", self.frequencies)
        return shares

    def _family_shares(self, asked: Integers, known: Integers) -> tuple[Floats, Floats]:
        """By number of the text: the share of the name, and of its parts written as one."""
        of, whole = np.ones(len(self._lengths)), np.ones(len(self._lengths))
        for number in np.unique(np.concatenate([asked, known])):
            of[number] = self.frequencies.family(self.table.texts[number])
        for number in np.unique(known):
            whole[number] = self.frequencies.whole_family("".join(self.table.prepared[number].tokens))
        return of, whole

    def _share_given(self, pairs: NamePairs, levels: Codes) -> Floats:
        asked, known, table = pairs.asked_given, pairs.known_given, self.table
        rows = np.flatnonzero(self.fields["givenNames"].asks_frequency[levels])
        shares = self._share_tokens(pairs, known, 0, rows)
        differ = rows[table.first[asked[rows]] != table.first[known[rows]]]
        shares[differ] += self._share_tokens(pairs, asked, 0, differ)[differ]
        return shares

    def _share_tokens(self, pairs: NamePairs, texts: Integers, place: int, rows: Integers) -> Floats:
        """The share of a token of the given names among compatriots, in `rows`; 1 elsewhere."""
        shares = np.ones(len(texts))
        left, right, where = distinct_pairs(texts[rows], pairs.nationality[rows], len(self.codes))
        known = [
            self.frequencies.given(self.table.prepared[text].tokens[place], self.codes[nation] or None)
            for text, nation in zip(left.tolist(), right.tolist(), strict=True)
        ]
        shares[rows] = np.array(known)[where]
        return shares


def weigh_names(pairs: NamePairs, weigher: NameWeigher) -> Weighed:
    """Levels, bits and shares of each pair of records, `nameOrder` with them."""
    levels, bits, shares = weigher.weigh(pairs)
    bits["nameOrder"] = np.zeros(len(pairs.owner))
    turned = weigher.find_turned(pairs, levels)
    owners = pairs.owner
    if len(turned):
        more_levels, more_bits, more_shares = weigher.weigh(pairs.take(turned).turn())
        more_bits["nameOrder"] = np.full(len(turned), SWAPPED_ORDER_BITS)
        levels = {field: np.concatenate([levels[field], more_levels[field]]) for field in levels}
        bits = {field: np.concatenate([bits[field], more_bits[field]]) for field in bits}
        shares = {field: np.concatenate([shares[field], more_shares[field]]) for field in shares}
        owners = np.concatenate([owners, owners[turned]])
    best = _choose(owners, sum(bits.values(), np.zeros(len(owners))))
    if best is None:
        return levels, bits, shares
    return (
        {field: values[best] for field, values in levels.items()},
        {field: values[best] for field, values in bits.items()},
        {field: values[best] for field, values in shares.items()},
    )


def _choose(owners: Integers, totals: Floats) -> Integers | None:
    """The row of each owner that weighs most, the first of equals; None where each has one row."""
    if not len(owners) or bool(np.all(np.diff(owners) == 1)):
        return None
    order = np.lexsort((np.arange(len(owners)), -totals, owners))
    ranked = owners[order]
    first = np.concatenate([[True], ranked[1:] != ranked[:-1]])
    return np.asarray(order[first])
