"""Names and birthplaces of a state's people, in Latin letters and, where it has one, in its own script.

Most names come from Faker's locales, whose weights are kept; Arabic pairs, and the names of states that Faker
has not, stand in the data as `Latin=native` or plain.
"""

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.documents.layouts.load import load_state
from benchmarks.documents.layouts.model import People
from benchmarks.documents.layouts.scripts import romanise, to_cyrillic
from matching.synthetic.moroccan_names import FAMILY, FEMALE, MALE

MOROCCO = "ma"
"""Stands for the house's own list of Moroccan names, which Faker has in Arabic only."""
LISTS = {
    "male": ("first_names_male",),
    "female": ("first_names_female",),
    "family_male": (
        "last_names_male",
        "male_last_names",
        "unisex_last_names",
        "last_names_common",
        "last_names",
    ),
    "family_female": ("last_names_female", "unisex_last_names", "last_names_common", "last_names"),
}
COMMON_SKEW = 0.6
"""Where Faker has no weights, names are shared out by chance ranks to the power of this."""
TITLES = (".", "(", "/")


@dataclass(frozen=True)
class Name:
    """A name as a passport prints it, and in the state's own script (empty where that is Latin)."""

    latin: str
    native: str = ""


@dataclass(frozen=True)
class Pool:
    """Names with their shares, which add up to one."""

    names: tuple[Name, ...]
    shares: npt.NDArray[np.float64]

    def draw(self, rng: np.random.Generator) -> Name:
        """One name."""
        return self.names[int(np.searchsorted(self.shares, rng.random(), side="right"))]


def to_name(text: str, script: str) -> Name:
    """`Latin=native`, or a text in the state's script, or in Latin letters."""
    latin, _, native = text.partition("=")
    if native or not script or script == "arabic":
        return Name(latin, native)
    if script == "serbian":
        return Name(latin, to_cyrillic(latin))
    return Name(romanise(text, script), text)


def _listed(locale: str, kind: str) -> dict[str, float]:
    """A locale's names of a kind with their weights."""
    if locale == MOROCCO:
        own = {"male": MALE, "female": FEMALE}.get(kind, FAMILY)
        return {name: 1 / (rank + 4) for rank, name in enumerate(own)}
    provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
    weights: dict[str, float] = {}
    for attribute in LISTS[kind]:
        found = getattr(provider, attribute, None)
        # A list that was made from the other sex's names as well is taken only where there is no better one.
        if found and not weights:
            items = found.items() if isinstance(found, Mapping) else ((name, 0.0) for name in found)
            weights = {str(name).strip(): float(weight) for name, weight in items}
    return {name: weight for name, weight in weights.items() if name and not set(TITLES) & set(name)}


def _pool(names: Iterable[tuple[str, float]], script: str, seed: int) -> Pool:
    weights: dict[Name, float] = {}
    listed = list(names)
    ranks = np.random.default_rng(seed).permutation(len(listed)) + 1
    for rank, (text, weight) in zip(ranks, listed, strict=True):
        weights.setdefault(to_name(text, script), weight or float(rank) ** -COMMON_SKEW)
    shares = np.cumsum(list(weights.values()))
    return Pool(tuple(weights), shares / shares[-1])


def _own(people: People, kind: str) -> tuple[str, ...]:
    return {"male": people.male, "female": people.female}.get(kind, people.family)


@cache
def pool_of(state: str, kind: str) -> Pool:
    """The state's names: `kind` is male, female, family_male or family_female.

    A family name of the data may have two forms, `Petrauskas/Petrauskienė`.
    """
    data = load_state(state)
    names: list[tuple[str, float]] = []
    for locale in data.people.faker:
        listed = _listed(locale, kind)
        total = sum(listed.values()) or 1.0
        names += [(name, weight / total) for name, weight in listed.items()]
    own = _own(data.people, kind)
    share = 1.0 / len(own) if own else 0.0
    for text in own:
        forms = text.split("/")
        names.append((forms[-1] if kind == "family_female" else forms[0], share))
    return _pool(names, data.script, seed=len(names))


@cache
def places_of(state: str) -> tuple[Name, ...]:
    """The state's towns."""
    data = load_state(state)
    return tuple(to_name(place, data.script) for place in data.people.places)
