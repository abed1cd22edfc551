"""Comparison levels of family names and given names, best level first. All functions are symmetric."""

from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA, JaroWinkler

from matching.names import READABLE_LENGTH, PreparedName, as_seen, is_patronymic, prepare
from matching.nicknames import are_nicknames

NameLevel = Literal[
    "exact", "variant", "truncated", "partial", "nickname", "initial", "typo", "sharedToken",
    "similar", "different", "missing",
]  # fmt: skip
MISSPELT: frozenset[NameLevel] = frozenset({"typo", "similar"})
GivenConflict = Literal["none", "givenNames", "patronymic"]

ONE_EDIT_LENGTH, TWO_EDITS_LENGTH = 4, 9
"""Names from this length on may differ by one edit, or by two, as a typing error."""
SIMILAR = 0.88
"""Jaro–Winkler similarity from which two names are `similar`."""
MRZ_NAME_LENGTHS = frozenset({30, 31, 39})
"""Name fields of TD1, MRV-B and TD2, TD3 and MRV-A; only a full one may be truncated (ICAO 9303-3, 4)."""


@lru_cache(maxsize=1 << 16)
def compare_family(one: str, other: str) -> NameLevel:
    """How two family names relate."""
    a, b = prepare(one), prepare(other)
    level = _compare_wholes(a, b)
    if level is None and _differ_by_typing(a, b):
        level = "typo"
    return level or _compare_rest(a, b)


@lru_cache(maxsize=1 << 16)
def compare_given(one: str, other: str) -> NameLevel:
    """How two strings of given names relate. `partial`: the shorter list is part of the longer one."""
    a, b = prepare(one), prepare(other)
    return _compare_wholes(a, b) or _compare_single_tokens(a, b) or _compare_rest(a, b)


@lru_cache(maxsize=1 << 16)
def are_same(one: str, other: str) -> bool:
    """Whether two names, of whichever part, are `exact` or `variant`."""
    return _compare_wholes(prepare(one), prepare(other)) in ("exact", "variant")


@lru_cache(maxsize=1 << 16)
def are_misspelt(one: str, other: str) -> bool:
    """Whether two names, of whichever part, may be one name misspelt."""
    return compare_family(one, other) in MISSPELT


def _compare_wholes(a: PreparedName, b: PreparedName) -> NameLevel | None:
    """The upper steps of the ladder, alike for all names; None when it goes on further down."""
    if not a.forms or not b.forms:
        return "missing"
    if a.glued & b.glued:
        return "exact"
    if _are_variants(a, b):
        return "variant"
    return "partial" if _is_part(a, b) else None


def _compare_rest(a: PreparedName, b: PreparedName) -> NameLevel:
    """The lower steps of the ladder."""
    if _shared(a, b):
        return "sharedToken"
    return "similar" if _is_similar(a, b) else "different"


def _compare_single_tokens(a: PreparedName, b: PreparedName) -> NameLevel | None:
    first, second = a.tokens[0], b.tokens[0]
    if first != second and 1 in (len(first), len(second)) and first[0] == second[0]:
        return "initial"
    if first != second and are_nicknames(first, second):
        return "nickname"
    return "typo" if _differ_by_typing(a, b) else None


def given_conflict(one: str, other: str) -> GivenConflict:
    """Whether two lists of given names share the first name but contradict each other in a further one."""
    left, right = prepare(one), prepare(other)
    if len(left.tokens) < 2 or len(right.tokens) < 2:
        return "none"
    rest_left, rest_right = set(left.spelled[1:]), set(right.spelled[1:])
    if rest_left <= rest_right or rest_right <= rest_left or {*left.spelled} == {*right.spelled}:
        return "none"
    apart, others = sorted(rest_left - rest_right), sorted(rest_right - rest_left)
    if any(_is_typo(x, y) or (x[0] == y[0] and 1 in (len(x), len(y))) for x in apart for y in others):
        return "none"
    both = is_patronymic(left.tokens[-1]) and is_patronymic(right.tokens[-1])
    return "patronymic" if both else "givenNames"


def is_truncated(full: str, cut: str, field_length: int) -> bool:
    """`cut` may be `full` cut off by an MRZ whose name field holds `field_length` characters."""
    if field_length not in MRZ_NAME_LENGTHS or len(cut) >= len(full):
        return False
    a, b = prepare(full), prepare(cut)
    return any(x.startswith(y) for x in a.glued for y in b.glued if y)


def _are_variants(a: PreparedName, b: PreparedName) -> bool:
    """Equal but for particles, order, spelling of a sound, or the ending for women."""
    if not (a.core_glued.isdisjoint(b.core_glued) and a.canonical.isdisjoint(b.canonical)):
        return True
    return len(a.spelled) > 1 and len(a.spelled) == len(b.spelled) and sorted(a.spelled) == sorted(b.spelled)


def _is_part(a: PreparedName, b: PreparedName) -> bool:
    """All tokens of the shorter name are among those of the longer (second surname or name left out)."""
    if len(a.spelled) == 1 == len(b.spelled):
        return False
    left, right = set(a.spelled), set(b.spelled)
    whole_words = min(max(map(len, left)), max(map(len, right))) > 1
    return whole_words and (left < right or right < left)


def _shared(a: PreparedName, b: PreparedName) -> bool:
    if len(a.spelled) == 1 == len(b.spelled):
        return a.spelled == b.spelled and len(a.spelled[0]) > 1
    return any(len(token) > 1 for token in set(a.spelled) & set(b.spelled))


def _differ_by_typing(a: PreparedName, b: PreparedName) -> bool:
    if not a.seen.isdisjoint(b.seen):
        return True
    for x in a.core_glued:
        for y in b.core_glued:
            if _is_edit(x, y):
                return True
    return False


def _is_typo(one: str, other: str) -> bool:
    """One edit (two in long names) apart, or nothing but look-alikes."""
    if _is_edit(one, other):
        return True
    return min(len(one), len(other)) >= READABLE_LENGTH and as_seen(one) == as_seen(other)


def _is_edit(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    if length < ONE_EDIT_LENGTH:
        return False
    allowed = 2 if length >= TWO_EDITS_LENGTH else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _is_similar(a: PreparedName, b: PreparedName) -> bool:
    for x in a.core_glued:
        for y in b.core_glued:
            if JaroWinkler.similarity(x, y, score_cutoff=SIMILAR) >= SIMILAR:
                return True
    return False
