"""Invented people by the block: columns of numbers first, then the columns of a registry file.

A block is 50,000 people who may be each other's kin. Everything is drawn for all of them at once; the same
seed and block number give the same people, however many blocks there are.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt

from matching.synthetic import births
from matching.synthetic.countries import COUNTRIES, NUMBER, Country
from matching.synthetic.pools import SPELLINGS, Parts, Pools

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

BLOCK: Final = 50_000
BELGIUM: Final = NUMBER["BEL"]
ALONE, TWIN, SIBLING, CHILD, PARENT = range(5)


@dataclass(frozen=True)
class Rates:
    """How often peculiarities occur in a registry, beside those of countries.toml; ours but for twins."""

    twin: float = 0.016
    """Twin births among all births (facts of European statistics: 1.5 to 1.7 %)."""
    sibling: float = 0.08
    child: float = 0.03
    parent: float = 0.015
    same_given: float = 0.15
    """Of children and parents: named after each other."""
    elsewhere: float = 0.05
    """Born in another country than that of the names; a third of them in Belgium."""
    naturalised: float = 0.04
    """Of another nationality than the names would say."""
    in_belgium: float = 0.22
    """Resident in Belgium."""
    national_number: float = 0.45
    sex_unknown: float = 0.005
    no_document: float = 0.04
    second_document: float = 0.18
    former_name: float = 0.008
    man_form: float = 0.02
    """Of women with a gendered name: registered under the man's form."""
    replaced: float = 0.004
    replaced_again: float = 0.08
    """Of replaced numbers: replaced an older one themselves."""
    cancelled: float = 0.003


@dataclass
class People:
    """A block in numbers. Names are parts (`pools.Parts`); countries are places in `COUNTRIES`."""

    country: Numbers
    gender: Numbers
    days: Numbers
    """True days of birth."""
    date: Numbers
    """The registered date, yyyymmdd."""
    family: Parts
    second: Parts
    """The second surname, or nothing."""
    given: Parts
    middle: Parts
    """The second given name or the father's, or nothing."""
    patronymic: Flags
    husband: Parts
    """A husband's name, or nothing."""
    hyphen: Flags
    former: Parts
    single: Flags
    form: Numbers
    spelling: Numbers
    birth_country: Numbers
    place: Parts
    nationality: Numbers
    residence: Numbers
    municipality: Parts

    def take(self, rows: Numbers) -> "People":
        """The people of these rows."""
        return People(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def _column(name: str) -> npt.NDArray[np.float64]:
    return np.array([float(getattr(country, name)) for country in COUNTRIES])


SHARES: Final = np.cumsum(_column("share")) / _column("share").sum()
COLUMNS: Final = {
    name: _column(name)
    for name in ("men", "two", "second", "patronymic", "single", "marries", "hyphen")
}  # fmt: skip
DATE_RATES: Final = np.stack([_column(n) for n in ("first_of_january", "year_only", "no_day")], axis=1)


def _habits(country: Country) -> list[float]:
    shares = np.cumsum([country.habits.get(habit, 0.0) for habit in SPELLINGS[1:]])
    return [float(share) for share in shares]


HABIT_BOUNDS: Final = np.array([_habits(country) for country in COUNTRIES])


def draw_countries(count: int, rng: np.random.Generator) -> Numbers:
    """Countries of origin by their shares."""
    return np.searchsorted(SHARES, rng.random(count), side="right").astype(np.int64)


def draw_people(pools: Pools, count: int, rng: np.random.Generator, rates: Rates) -> People:
    """`count` people, some of them kin of others among them."""
    kin, founder = _draw_kin(count, rng, rates)
    country = draw_countries(count, rng)[founder]
    gender = np.where(rng.random(count) < COLUMNS["men"][country], 1, 2)
    gender = np.where(kin == ALONE, gender, rng.integers(1, 3, count))
    namesake = ((kin == CHILD) | (kin == PARENT)) & (rng.random(count) < rates.same_given)
    gender = np.where(namesake, gender[founder], gender)
    days = _draw_days(kin, founder, rng)
    date = births.register_dates(births.date_numbers(days), rng.random(count), DATE_RATES[country])
    date = np.where(kin == TWIN, date[founder], date)

    cohort = np.clip((days + 3_650) // 5_500, 0, 3)
    given = _draw_given(pools, country, gender, cohort, rng)
    given = _differ(pools, given, kin, founder, namesake, (country, gender, cohort), rng)
    patronymic = (rng.random(count) < COLUMNS["patronymic"][country]) & ~namesake
    middle = _draw_middle(pools, country, gender, cohort, patronymic, rng)
    follows = patronymic & np.isin(kin, (TWIN, SIBLING)) & patronymic[founder]
    middle[follows] = middle[founder[follows]]
    son = patronymic & (kin == CHILD) & (gender[founder] == 1)
    middle[son] = given[founder[son]]
    middle[namesake] = middle[founder[namesake]]
    patronymic[namesake] = patronymic[founder[namesake]]

    family, second = _draw_surnames(pools, country, kin, founder, rng)
    single = rng.random(count) < COLUMNS["single"][country]
    husband, hyphen = _draw_husbands(pools, country, gender, days, rng)
    former = _some(pools.draw("family", country, rng), rng.random(count) < rates.former_name)
    spelling = (rng.random(count)[:, None] >= HABIT_BOUNDS[country]).sum(axis=1) + 1
    spelling = np.where(spelling == len(SPELLINGS), 0, spelling)
    spelling = np.where(rng.random(count) < 0.85, spelling[founder], spelling)
    woman = (gender == 2) & (rng.random(count) >= rates.man_form)
    born, place = _draw_births(pools, country, kin, founder, rng, rates)
    return People(
        country, gender, days, date, family, second, given, middle, patronymic, husband, hyphen, former,
        single, woman.astype(np.int64), spelling, born, place,
        _other(country, rng.random(count) < rates.naturalised, rng),
        residence := np.where(rng.random(count) < rates.in_belgium, BELGIUM, country),
        pools.draw("place", residence, rng),
    )  # fmt: skip


def _draw_kin(count: int, rng: np.random.Generator, rates: Rates) -> tuple[Numbers, Numbers]:
    """What each row is to its founder, and the founder's row (its own for the others)."""
    bounds = np.cumsum([rates.twin, rates.sibling, rates.child, rates.parent])
    kin = np.searchsorted(bounds, rng.random(count), side="right") + 1
    kin = np.where(kin > PARENT, ALONE, kin)
    kin[0] = ALONE
    founders = np.flatnonzero(kin == ALONE)
    picked = founders[rng.integers(0, len(founders), count)]
    return kin, np.where(kin == ALONE, np.arange(count), picked)


def _draw_days(kin: Numbers, founder: Numbers, rng: np.random.Generator) -> Numbers:
    days = births.draw_days(len(kin), rng)
    ahead = np.where(rng.random(len(kin)) < 0.5, 1, -1) * rng.integers(330, 3_600, len(kin))
    later = rng.integers(6_600, 14_600, len(kin))
    by = np.select([kin == SIBLING, kin == CHILD, kin == PARENT], [ahead, later, -later], 0)
    return np.where(kin == ALONE, days, births.shift_days(days[founder], by))


def _some(parts: Parts, flags: Flags) -> Parts:
    parts[~flags] = 0
    return parts


def _draw_given(
    pools: Pools, country: Numbers, gender: Numbers, cohort: Numbers, rng: np.random.Generator
) -> Parts:
    parts = np.zeros((len(country), 4), np.int32)
    for sex, kind in ((1, "male"), (2, "female")):
        rows = np.flatnonzero(gender == sex)
        parts[rows] = pools.draw(kind, country[rows], rng, cohort[rows])
    return parts


def _differ(
    pools: Pools,
    given: Parts,
    kin: Numbers,
    founder: Numbers,
    namesake: Flags,
    traits: tuple[Numbers, Numbers, Numbers],
    rng: np.random.Generator,
) -> Parts:
    """Kin have another given name than their founder, unless named after each other."""
    given[namesake] = given[founder[namesake]]
    left = np.flatnonzero((kin != ALONE) & ~namesake)
    while len(left := left[(given[left] == given[founder[left]]).all(axis=1)]):
        country, gender, cohort = (trait[left] for trait in traits)
        given[left] = _draw_given(pools, country, gender, cohort, rng)
    return given


def _draw_middle(
    pools: Pools,
    country: Numbers,
    gender: Numbers,
    cohort: Numbers,
    patronymic: Flags,
    rng: np.random.Generator,
) -> Parts:
    two = rng.random(len(country)) < COLUMNS["second"][country]
    parts = np.zeros((len(country), 4), np.int32)
    rows = np.flatnonzero(two | patronymic)
    sex = np.where(patronymic[rows], 1, gender[rows])
    older = np.where(patronymic[rows], np.maximum(cohort[rows] - 2, 0), cohort[rows])
    parts[rows] = _draw_given(pools, country[rows], sex, older, rng)
    return parts


def _draw_surnames(
    pools: Pools, country: Numbers, kin: Numbers, founder: Numbers, rng: np.random.Generator
) -> tuple[Parts, Parts]:
    """Kin bear the founder's name; brothers and sisters also the second one, children one of their own."""
    family = pools.draw("family", country, rng)[founder]
    two = (rng.random(len(country)) < COLUMNS["two"][country])[founder]
    second = np.zeros_like(family)
    second[two] = pools.draw("family", country[two], rng)
    same = np.isin(kin, (TWIN, SIBLING))
    second[same] = second[founder[same]]
    return family, second


def _draw_husbands(
    pools: Pools, country: Numbers, gender: Numbers, days: Numbers, rng: np.random.Generator
) -> tuple[Parts, Flags]:
    chance = rng.random((2, len(country)))
    married = (gender == 2) & (days < births.LAST_DAY - 7_000) & (chance[0] < COLUMNS["marries"][country])
    parts = np.zeros((len(country), 4), np.int32)
    parts[married] = pools.draw("family", country[married], rng)
    return parts, married & (chance[1] < COLUMNS["hyphen"][country])


def _other(country: Numbers, flags: Flags, rng: np.random.Generator) -> Numbers:
    return np.where(flags, draw_countries(len(country), rng), country)


def _draw_births(
    pools: Pools, country: Numbers, kin: Numbers, founder: Numbers, rng: np.random.Generator, rates: Rates
) -> tuple[Numbers, Parts]:
    chance = rng.random((2, len(country)))
    born = _other(country, chance[0] < rates.elsewhere, rng)
    born = np.where(chance[0] < rates.elsewhere / 3, BELGIUM, born)
    at_home = (kin == TWIN) | ((kin == SIBLING) & (chance[1] < 0.8)) | ((kin > SIBLING) & (chance[1] < 0.4))
    born = np.where(at_home, born[founder], born)
    place = pools.draw("place", born, rng)
    place[at_home] = place[founder[at_home]]
    return born, place
