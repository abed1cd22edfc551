"""The names of a request and of a person weighed: the pair of names, and order of parts, that weigh most."""

from collections.abc import Sequence
from itertools import product
from math import log2

from matching.compare_names import (
    MRZ_NAME_LENGTHS,
    NameLevel,
    are_misspelt,
    are_same,
    compare_family,
    compare_given,
    given_conflict,
    is_truncated,
)
from matching.findings import Finding, Findings, weigh_level
from matching.frequencies import Frequencies, family_terms
from matching.names import canonical_spelling, prepare
from matching.person import Name
from matching.weights import Weights

SWAPPED_ORDER_BITS = log2(0.01)
"""One request in a hundred has family and given names in each other's field."""
OPPOSED = ["different", "different"]
"""Levels of the two parts at which they are tried as turned and misspelt at once."""

Written = tuple[str, str]
"""Family name and given names of a person."""


class NameScale:
    """Weighs names; a part of a name that several persons share is compared once."""

    def __init__(self, frequencies: Frequencies, weights: Weights) -> None:
        self._frequencies, self._weights = frequencies, weights
        self._families: dict[tuple[str, str, int], Findings] = {}
        self._givens: dict[tuple[str, str, int, str | None], Findings] = {}

    def compare(self, asked: Sequence[Name], known: Sequence[Written], nationality: str | None) -> Findings:
        """The pair of names, and the order of their parts, that weighs most."""
        options = []
        for one, (known_family, known_given) in product(asked, known):
            family, given = one.family_name, one.given_names
            straight = self._weigh((family, given), (known_family, known_given), nationality)
            options.append(straight)
            if not (family and given):
                continue
            if (
                are_same(given, known_family)
                or are_same(family, known_given)
                or (
                    [finding.level for finding in straight[0]] == OPPOSED
                    and are_misspelt(given, known_family)
                    and are_misspelt(family, known_given)
                )
            ):
                evidence, vetoes = self._weigh((given, family), (known_family, known_given), nationality)
                swap = Finding("nameOrder", "swapped", SWAPPED_ORDER_BITS, family, known_family)
                options.append(([*evidence, swap], vetoes))
        if len(options) == 1:
            return options[0]
        return max(options, key=lambda option: sum(comparison.bits for comparison in option[0]))

    def _weigh(self, asked: Written, known: Written, nationality: str | None) -> Findings:
        cut = len(asked[0]) + 2 + len(asked[1])
        family_key, given_key = (asked[0], known[0], cut), (asked[1], known[1], cut, nationality)
        family, given = self._families.get(family_key), self._givens.get(given_key)
        if family is None:
            family = self._families[family_key] = self._weigh_family(*family_key)
        if given is None:
            given = self._givens[given_key] = self._weigh_given(*given_key)
        return family[0] + given[0], family[1] + given[1]

    def _weigh_family(self, asked: str, known: str, cut: int) -> Findings:
        level: str = compare_family(asked, known)
        if level not in ("exact", "variant", "missing") and is_truncated(
            known, asked, mrz_length(asked, cut)
        ):
            level = "truncated"
        if level == "missing":
            return [], []
        frequency = family_frequency(asked, known, level, self._frequencies)
        found = weigh_level("familyName", level, frequency, asked, known, self._weights)
        return [found], ["familyNameConflict"] if level in ("different", "similar", "sharedToken") else []

    def _weigh_given(self, asked: str, known: str, cut: int, nationality: str | None) -> Findings:
        level = _given_level(asked, known, cut, self._frequencies)
        if level == "missing":
            return [], []
        frequency = _given_frequency(asked, known, nationality, self._frequencies)
        found = [weigh_level("givenNames", level, frequency, asked, known, self._weights)]
        found += self._weigh_further(asked, known, level, nationality)
        return found, _given_vetoes(asked, known, level)

    def _weigh_further(self, asked: str, known: str, level: str, nationality: str | None) -> list[Finding]:
        """A second given name that agrees counts as well, for less."""
        ones, others = prepare(asked).tokens, prepare(known).tokens
        if level not in ("exact", "variant", "partial") or min(len(ones), len(others)) < 2:
            return []
        if ones[1] != others[1]:
            return []
        share = self._frequencies.given(others[1], nationality)
        return [weigh_level("givenNameFurther", "exact", share, ones[1], others[1], self._weights)]


def mrz_length(part: str, whole: int) -> int:
    """The length of the name field that may have cut this part: filled by it alone or by the whole name."""
    return len(part) if len(part) in MRZ_NAME_LENGTHS else whole


def _given_level(asked: str, known: str, cut: int, frequencies: Frequencies) -> str:
    level: NameLevel = compare_given(asked, known)
    if level in ("exact", "variant", "missing"):
        return level
    if is_truncated(known, asked, cut):
        return "truncated"
    if level == "partial" and _first(asked) != _first(known):
        return "sharedToken"  # Maria may be Anna Maria, or her sister
    if level in ("typo", "similar"):
        # Jan and Jana, Maria and Marie: two names that people really bear are two people's, twins' above all.
        first, second = prepare(asked).tokens[0], prepare(known).tokens[0]
        if first != second and frequencies.is_known_given(first) and frequencies.is_known_given(second):
            return "otherName"
    return level


def _first(given: str) -> str:
    return canonical_spelling(prepare(given).tokens[0])


def _given_vetoes(asked: str, known: str, level: str) -> list[str]:
    conflict = given_conflict(asked, known)
    if conflict != "patronymic" and level in ("different", "similar", "otherName", "sharedToken"):
        return ["givenNamesConflict"]
    return [] if conflict == "none" else [f"{conflict}Conflict"]


def family_frequency(asked: str, known: str, level: str, frequencies: Frequencies) -> float:
    """The frequency by which family names that agree at a level are weighed."""
    if level == "partial":
        shared = family_terms(asked) & family_terms(known)
        return max((frequencies.family(term) for term in shared), default=frequencies.family(known))
    if level == "exact":
        return frequencies.whole_family("".join(prepare(known).tokens))
    return frequencies.family(asked) + frequencies.family(known)


def _given_frequency(asked: str, known: str, nationality: str | None, frequencies: Frequencies) -> float:
    first, second = prepare(asked).tokens[0], prepare(known).tokens[0]
    if first == second:
        return frequencies.given(second, nationality)
    return frequencies.given(first, nationality) + frequencies.given(second, nationality)
