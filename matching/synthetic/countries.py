"""Countries that Belgium's foreign workers come from, and their customs of naming: `countries.toml`."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
Population = Literal["learn", "measure", "all"]
"""Whose names are drawn: two halves of all names that have none in common, or all of them."""


@dataclass(frozen=True)
class Country:
    """A country of origin; every number is explained at the head of `countries.toml`."""

    alpha3: str
    alpha2: str
    share: float
    locale: tuple[str, ...]
    surnames: tuple[float, int, float]
    givens: tuple[float, int, float]
    particles: tuple[str, ...]
    men: float
    two: float
    second: float
    patronymic: float
    single: float
    marries: float
    hyphen: float
    first_of_january: float
    year_only: float
    no_day: float
    rule: str
    habits: dict[str, float] = field(hash=False)


def _country(alpha3: str, table: dict[str, Any]) -> Country:
    renamed = {"firstOfJanuary": "first_of_january", "yearOnly": "year_only", "noDay": "no_day"}
    values = {renamed.get(key, key): value for key, value in table.items()}
    lists = ("locale", "surnames", "givens", "particles")
    return Country(alpha3=alpha3, **values | {key: tuple(values[key]) for key in lists})


def _read() -> tuple[Country, ...]:
    tables = tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))
    defaults = tables.pop("defaults")
    return tuple(_country(alpha3, defaults | table) for alpha3, table in tables.items())


COUNTRIES = _read()
"""Origins, and Belgium (share 0) as a place of birth and residence."""
BY_CODE = {country.alpha3: country for country in COUNTRIES}
NUMBER = {country.alpha3: number for number, country in enumerate(COUNTRIES)}

Pairs = tuple[tuple[str, str], ...]


@cache
def _spellings() -> dict[str, dict[str, list[list[str]]]]:
    return tomllib.loads((HERE / "spellings.toml").read_text(encoding="utf-8"))


def _pairs(section: str) -> dict[str, Pairs]:
    return {name: tuple((a, b) for a, b in pairs) for name, pairs in _spellings()[section].items()}


HABITS = _pairs("habits")
"""Habits of spelling: replacements, in order."""
RULES = _pairs("rules")
"""Gendered endings: (a man's, a woman's), the first that fits."""


def feminine(name: str, rule: str) -> str:
    """A woman's form of a family name, or of its last syllables."""
    for male, female in RULES.get(rule, ()):
        if name.endswith(male):
            return name[: -len(male)] + female
    return name


def respell(text: str, habit: str) -> str:
    """`text` by another habit of spelling, capitals at the beginnings of its words kept."""
    changed = lowered = text.lower()
    for old, new in HABITS[habit]:
        changed = changed.replace(old, new)
    if changed == lowered:
        return text
    return changed.title() if text[:1].isupper() else changed
