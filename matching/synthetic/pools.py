"""Names of all countries as numbers: drawn by the million, spelled out at the end.

A pool is a country's names of one kind. It begins with a list of real names in order of frequency and goes on
with a long tail of rare ones, made of syllables of the real ones and never written down: the name of rank r
is a function of r. A drawn name is therefore four numbers (particle, first, middle and last syllables; a
listed name stands in the place of the first), and all arithmetic is numpy's.

Shares follow Zipf-Mandelbrot, p(rank) ~ (rank + q)^-s: family names have long tails of this kind (Zanette and
Manrubia 2001; Baek, Kiet and Kim 2007). The share of the commonest name, the number of names and s stand in
`countries.toml`; q is solved.

Populations: a hash of the name's letters puts every name, listed or made, into one of two halves. `learn`
draws from one half, `measure` from the other, each with a tail and an order of frequency of its own; `all`
draws from both.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.scripts import fold_plain
from matching.synthetic.countries import COUNTRIES, HABITS, Country, Population, feminine
from matching.synthetic.lists import exonyms, names_of, towns_of
from matching.synthetic.syllables import syllables

Numbers = npt.NDArray[np.int64]
Parts = npt.NDArray[np.int32]
"""(n, 4): particle, listed name or first syllable, middle, last, as numbers of pieces; 0 is nothing."""

KINDS: Final = ("family", "male", "female", "place")
COUNTRY_COUNT: Final = len(COUNTRIES)
COHORTS: Final = 4
"""Given names go out of fashion: each cohort of births has its own order of the listed ones."""
VILLAGE_NAMES: Final = 30_000
VILLAGES: Final = 0.3
"""Share of births in places that GeoNames' list of towns does not have; ours."""
MODELS: Final = 1_500
"""Names that syllables are taken from; more add nothing new."""
EXONYMS: Final = 0.12
"""Share of places written in another tongue, where the town has such a name; ours."""
DISORDER: Final = {"all": 0.1, "learn": 0.6, "measure": 0.6}
"""How far a listed name's rank may stray, as the standard deviation of its logarithm."""
FASHION: Final = 0.5
FORMS: Final = ("man", "woman", "son", "daughter")
"""Forms of a piece: as listed; a woman's family name; the patronymic made of it, for a son and a daughter."""
SPELLINGS: Final = ("", *HABITS)

PRIME: Final = np.int64(2147483629)
NOT_A_LETTER = re.compile(r"[^a-z]")
MIX = np.uint64(0x9E3779B97F4A7C15)


def mix(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """SplitMix64's finaliser: numbers that look random and are the same everywhere."""
    x = numbers + MIX
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@cache
def letters_hash(text: str) -> tuple[int, int]:
    """A hash of the folded letters that can be composed, and the power to compose it with (see
    `Pools._half`).
    """
    letters = NOT_A_LETTER.sub("", fold_plain(text)).encode()
    return int.from_bytes(letters, "big") % int(PRIME), pow(256, len(letters), int(PRIME))


def half_of(text: str) -> int:
    """0 for the names of `learn`, 1 for those of `measure`."""
    return int(_half(np.array([letters_hash(text)[0]]))[0])


def _half(hashed: Numbers) -> Numbers:
    return (mix(hashed.astype(np.uint64)) >> np.uint64(40)).astype(np.int64) & 1


class _Pieces:
    """All strings that names are made of, each with a number."""

    def __init__(self) -> None:
        self.strings: list[str] = [""]
        self.rules: list[str] = [""]
        self._numbers: dict[tuple[str, str], int] = {("", ""): 0}

    def add(self, text: str, rule: str = "") -> int:
        if not text:
            return 0
        number = self._numbers.setdefault((text, rule), len(self.strings))
        if number == len(self.strings):
            self.strings.append(text)
            self.rules.append(rule)
        return number


def zipf_offset(top: float, number: int, exponent: float) -> float:
    """The q with which the first of `number` ranks gets the share `top`."""
    low, high = -16.0, 12.0
    for _ in range(60):
        q = np.exp((low + high) / 2)
        share = _power(1 + q, exponent) - _power(q, exponent)
        if share / (_power(number + q, exponent) - _power(q, exponent)) > top:
            low = (low + high) / 2
        else:
            high = (low + high) / 2
    return float(np.exp(low))


def _power(x: float, exponent: float) -> float:
    return float(x ** (1 - exponent) / (1 - exponent))


class Pools:
    """All pools of a population. Get one from `pools_of`: building takes about a second."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self.wanted = {"learn": 0, "measure": 1}.get(population)
        self._pieces = _Pieces()
        self._order: list[int] = []
        self._lists: list[int] = []
        count = len(KINDS) * COUNTRY_COUNT
        self._starts = np.zeros((count, COHORTS), np.int64)
        self._listed = np.zeros(count, np.int64)
        self._syllables = np.zeros((count, 4, 2), np.int64)
        self._shape = np.zeros((count, 3))
        self._place_shares: list[npt.NDArray[np.float64]] = []
        self._abroad: dict[int, list[int]] = {}
        for kind in range(len(KINDS)):
            # Towns have exonyms, not spellings: the pieces of places come last and are spared them.
            self._spelled = len(self._pieces.strings)
            for number, country in enumerate(COUNTRIES):
                self._add_pool(kind * COUNTRY_COUNT + number, KINDS[kind], country)
        self._finish()

    def draw(
        self, kind: str, countries: Numbers, rng: np.random.Generator, cohorts: Numbers | None = None
    ) -> Parts:
        """One name of `kind` for each of `countries`, by its share."""
        if kind == "place":
            return self._draw_places(countries, rng)
        pool = KINDS.index(kind) * COUNTRY_COUNT + countries
        exponent, q, number = self._shape[pool].T
        low, high = q ** (1 - exponent), (number + q) ** (1 - exponent)
        rank = (rng.random(len(pool)) * (high - low) + low) ** (1 / (1 - exponent)) - q
        return self._named(pool, np.clip(rank, 0, number - 1).astype(np.int64), cohorts)

    def strings(self, parts: Parts, form: Numbers | int = 0, spelling: Numbers | int = 0) -> pa.Array:
        """The names written out, in a form (`FORMS`) and a habit of spelling (`SPELLINGS`)."""
        size = len(self._pieces.strings)
        spelled = parts + np.reshape(np.asarray(spelling) * size, (-1, 1))
        forms = np.asarray(form) * len(SPELLINGS) * size
        spelled[:, 3] += np.where(parts[:, 3] > 0, forms, 0)
        spelled[:, 1] += np.where(parts[:, 3] > 0, 0, forms)
        columns = [self._written.take(pa.array(spelled[:, column])) for column in range(4)]
        return pc.binary_join_element_wise(*columns, "")

    def _add_pool(self, pool: int, kind: str, country: Country) -> None:
        if kind == "place":
            self._add_syllables(pool, self._add_towns(pool, country), ("",), "")
            return
        names = names_of(country, kind)
        rule, particles = (country.rule, country.particles) if kind == "family" else ("", ("",))
        fitting = self._fitting(names)
        for cohort in range(COHORTS if kind != "family" else 1):
            order = [self._pieces.add(name, rule) for name in self._reorder(fitting, cohort)]
            self._add_list(pool, order, cohort)
        top, number, exponent = country.surnames if kind == "family" else country.givens
        number = max(number, len(names) + 1)
        self._shape[pool] = exponent, zipf_offset(top, number, exponent), number
        self._add_syllables(pool, names, particles, rule)

    def _add_towns(self, pool: int, country: Country) -> list[str]:
        towns = towns_of(country.alpha2)
        self._add_list(pool, [self._town(name) for name, _ in towns])
        population = np.cumsum([float(size) for _, size in towns])
        self._place_shares.append(population / population[-1])
        return [name for name, _ in towns]

    def _add_syllables(self, pool: int, names: list[str], particles: Sequence[str], rule: str) -> None:
        firsts, middles, lasts = syllables(names[:MODELS])
        lists = (
            [self._pieces.add(particle) for particle in particles],
            [self._pieces.add(first) for first in firsts],
            [self._pieces.add(middle) for middle in middles],
            [self._pieces.add(last, rule) for last in lasts],
        )
        for column, numbers in enumerate(lists):
            self._syllables[pool, column] = len(self._lists), len(numbers)
            self._lists += numbers

    def _fitting(self, names: list[str]) -> list[str]:
        """Those of the population's half."""
        if self.wanted is None or not names:
            return names
        halves = _half(np.array([letters_hash(name)[0] for name in names]))
        return [name for name, half in zip(names, halves, strict=True) if half == self.wanted]

    def _add_list(self, pool: int, numbers: Sequence[int], cohort: int = 0) -> None:
        self._starts[pool, cohort:] = len(self._order)
        self._listed[pool] = len(numbers)
        self._order += numbers

    def _town(self, name: str) -> int:
        home, *others = exonyms().get(name, (name,))
        number = self._pieces.add(home)
        if others:
            self._abroad[number] = [self._pieces.add(other) for other in others]
        return number

    def _reorder(self, names: list[str], cohort: int) -> list[str]:
        """`names` in the order of frequency of this population and cohort."""
        if not names:
            return names
        hashed = np.array([letters_hash(name)[0] for name in names], dtype=np.uint64)
        salt = np.uint64(1 + 8 * cohort + ("all", "learn", "measure").index(self.population))
        noise = (mix(hashed * np.uint64(64) + salt) >> np.uint64(11)).astype(float) / 2**53 - 0.5
        width = np.hypot(DISORDER[self.population], FASHION if cohort else 0.0) * np.sqrt(12)
        order = np.argsort(np.log(np.arange(len(names)) + 2.0) + width * noise, kind="stable")
        return [names[place] for place in order]

    def _finish(self) -> None:
        strings, rules = self._pieces.strings, self._pieces.rules
        hashes = [letters_hash(text) for text in strings]
        self._hash = np.array([hashed for hashed, _ in hashes])
        self._lift = np.array([lift for _, lift in hashes])
        self._all_order, self._all_lists = np.array(self._order, np.int32), np.array(self._lists, np.int32)
        women = [feminine(text, rule) if rule else text for text, rule in zip(strings, rules, strict=True)]
        plain = pa.array(strings)
        father = pc.utf8_rtrim(plain, "oay")
        father = pc.binary_join_element_wise(father, pc.if_else(pc.ends_with(father, "i"), "ev", "ov"), "")
        father = pc.if_else(pc.equal(plain, ""), "", father)
        forms = [
            plain,
            pa.array(women),
            father,
            pc.if_else(pc.equal(plain, ""), "", pc.binary_join_element_wise(father, "a", "")),
        ]
        self._written = pa.concat_arrays([
            form if not habit else _spell(form, habit, self._spelled)
            for form in forms
            for habit in SPELLINGS
        ])  # fmt: skip
        self._abroad_start = np.zeros(len(strings), np.int64)
        self._abroad_count = np.zeros(len(strings), np.int64)
        others: list[int] = []
        for town, names in self._abroad.items():
            self._abroad_start[town], self._abroad_count[town] = len(others), len(names)
            others += names
        self._abroad_names = np.array(others, np.int32)
        self._place_cumulated = np.concatenate([
            number + shares for number, shares in enumerate(self._place_shares)
        ])  # fmt: skip

    def _named(self, pool: Numbers, rank: Numbers, cohorts: Numbers | None) -> Parts:
        parts = np.zeros((len(pool), 4), np.int32)
        listed = rank < self._listed[pool]
        cohort = np.zeros_like(pool) if cohorts is None else cohorts
        parts[listed, 1] = self._all_order[self._starts[pool[listed], cohort[listed]] + rank[listed]]
        made = np.flatnonzero(~listed)
        parts[made] = self._made(pool[made], rank[made])
        return parts

    def _made(self, pool: Numbers, rank: Numbers) -> Parts:
        """The rare names of these ranks: syllables by a hash of the rank, until the half is the right one."""
        parts = np.zeros((len(pool), 4), np.int32)
        salt = ("all", "learn", "measure").index(self.population)
        seeds = mix((rank * 4096 + pool).astype(np.uint64) * np.uint64(4) + np.uint64(salt))
        left = np.arange(len(pool))
        while len(left):
            seeds[left] = mix(seeds[left])
            start, count = np.moveaxis(self._syllables[pool[left]], 2, 0)
            digits = seeds[left, None] >> np.array([0, 4, 22, 38], np.uint64)
            picks = start + (digits % np.maximum(count, 1).astype(np.uint64)).astype(np.int64)
            parts[left] = self._all_lists[picks]
            if self.wanted is None:
                break
            left = left[_half(self._hashed(parts[left])) != self.wanted]
        return parts

    def _hashed(self, parts: Parts) -> Numbers:
        hashed = self._hash[parts[:, 0]]
        for column in (1, 2, 3):
            hashed = (hashed * self._lift[parts[:, column]] + self._hash[parts[:, column]]) % PRIME
        return hashed

    def _draw_places(self, countries: Numbers, rng: np.random.Generator) -> Parts:
        parts = np.zeros((len(countries), 4), np.int32)
        pool = KINDS.index("place") * COUNTRY_COUNT + countries
        chance = rng.random((4, len(countries)))
        village = chance[0] < VILLAGES
        rank = (chance[1, village] ** 2 * VILLAGE_NAMES).astype(np.int64)
        parts[village] = self._made(pool[village], rank)
        row = np.searchsorted(self._place_cumulated, countries + chance[1], side="right")
        row = np.minimum(row, len(self._place_cumulated) - 1)
        town = self._all_order[row + self._starts[KINDS.index("place") * COUNTRY_COUNT, 0]]
        foreign = (chance[2] < EXONYMS) & (self._abroad_count[town] > 0)
        pick = self._abroad_start[town] + (chance[3] * self._abroad_count[town]).astype(np.int64)
        town[foreign] = self._abroad_names[pick[foreign]]
        parts[~village, 1] = town[~village]
        return parts


def _spell(all_strings: pa.Array, habit: str, count: int) -> pa.Array:
    """`countries.respell` for the first `count` strings."""
    strings = all_strings.slice(0, count)
    changed = lowered = pc.utf8_lower(strings)
    for old, new in HABITS[habit]:
        changed = pc.replace_substring(changed, old, new)
    capital = pc.not_equal(pc.utf8_slice_codeunits(strings, 0, 1), pc.utf8_slice_codeunits(lowered, 0, 1))
    cased = pc.if_else(capital, pc.utf8_title(changed), changed)
    spelled = pc.if_else(pc.equal(changed, lowered), strings, cased)
    return pa.concat_arrays([spelled, all_strings.slice(count)])


@cache
def pools_of(population: Population) -> Pools:
    """The pools of a population, built once."""
    return Pools(population)
