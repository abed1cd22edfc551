"""Comparison levels of family names and given names, best level first. All functions are symmetric."""

from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA, JaroWinkler

from matching.names import PreparedName, canonical_spelling, is_patronymic, prepare
from matching.nicknames import are_nicknames

NameLevel = Literal[
    "exact", "variant", "truncated", "partial", "nickname", "initial", "typo", "sharedToken",
    "similar", "different", "missing",
]  # fmt: skip
GivenConflict = Literal["none", "givenNames", "patronymic"]

ONE_EDIT_LENGTH, TWO_EDITS_LENGTH = 4, 9
"""Names from this length on may differ by one edit, or by two, as a typing error."""
SIMILAR = 0.88
"""Jaro–Winkler similarity from which two names are `similar`."""
MRZ_NAME_LENGTHS = frozenset({30, 31, 39})
"""Name fields of TD1, MRV-B and TD2, TD3 and MRV-A; only a full one may be truncated (ICAO 9303-3, 4)."""
LOOKALIKES = (
    ("0", "o"),
    ("1", "i"),
    ("5", "s"),
    ("8", "b"),
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("l", "i"),
)
"""Characters that readers confuse: their exchange costs no edit."""


@lru_cache(maxsize=1 << 17)
def compare_family(one: str, other: str) -> NameLevel:
    """How two family names relate."""
    a, b = prepare(one), prepare(other)
    level = _compare_wholes(a, b)
    if level is None and _differ_by_typing(a, b):
        level = "typo"
    return level or _compare_rest(a, b)


@lru_cache(maxsize=1 << 17)
def compare_given(one: str, other: str) -> NameLevel:
    """How two strings of given names relate. `partial`: the shorter list is part of the longer one."""
    a, b = prepare(one), prepare(other)
    return _compare_wholes(a, b) or _compare_single_tokens(a, b) or _compare_rest(a, b)


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
    a, b = prepare(one).tokens, prepare(other).tokens
    if len(a) < 2 or len(b) < 2:
        return "none"
    rest_a, rest_b = set(map(canonical_spelling, a[1:])), set(map(canonical_spelling, b[1:]))
    if rest_a <= rest_b or rest_b <= rest_a or {*map(canonical_spelling, a)} == {*map(canonical_spelling, b)}:
        return "none"
    left, right = sorted(rest_a - rest_b), sorted(rest_b - rest_a)
    if any(_is_typo(x, y) or (x[0] == y[0] and 1 in (len(x), len(y))) for x in left for y in right):
        return "none"
    return "patronymic" if is_patronymic(a[-1]) and is_patronymic(b[-1]) else "givenNames"


def is_truncated(full: str, cut: str, field_length: int) -> bool:
    """`cut` may be `full` cut off by an MRZ whose name field holds `field_length` characters."""
    if field_length not in MRZ_NAME_LENGTHS or len(cut) >= len(full):
        return False
    a, b = prepare(full), prepare(cut)
    return any(x.startswith(y) for x in a.glued for y in b.glued if y)


def _are_variants(a: PreparedName, b: PreparedName) -> bool:
    """Equal but for particles, order, spelling of a sound, or the ending for women."""
    if a.core_glued & b.core_glued or a.canonical & b.canonical:
        return True
    return len(a.tokens) > 1 and sorted(map(canonical_spelling, a.tokens)) == sorted(
        map(canonical_spelling, b.tokens)
    )


def _is_part(a: PreparedName, b: PreparedName) -> bool:
    """All tokens of the shorter name are among those of the longer (second surname or name left out)."""
    left, right = set(map(canonical_spelling, a.tokens)), set(map(canonical_spelling, b.tokens))
    whole_words = min(max(map(len, left)), max(map(len, right))) > 1
    return whole_words and (left < right or right < left)


def _shared(a: PreparedName, b: PreparedName) -> bool:
    shared = set(map(canonical_spelling, a.tokens)) & set(map(canonical_spelling, b.tokens))
    return any(len(token) > 1 for token in shared)


def _differ_by_typing(a: PreparedName, b: PreparedName) -> bool:
    return any(_is_typo(x, y) for x in a.core_glued for y in b.core_glued)


def _is_typo(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    if length < ONE_EDIT_LENGTH:
        return False
    allowed = 2 if length >= TWO_EDITS_LENGTH else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed or as_read(one) == as_read(other)


def as_read(token: str) -> str:
    """The token with confusable characters made equal."""
    for seen, meant in LOOKALIKES:
        token = token.replace(seen, meant)
    return token


def _is_similar(a: PreparedName, b: PreparedName) -> bool:
    return any(JaroWinkler.similarity(x, y) >= SIMILAR for x in a.core_glued for y in b.core_glued)
