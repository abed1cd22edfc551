"""Registries of invented people: seeded, fast, with families, twins, 1 January and incomplete birth dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from matching.dates import IncompleteDate
from matching.person import Address, IdentityDocument, Name, Person, PersonStatus
from matching.ssin import Gender
from matching.synthetic.countries import COUNTRIES, Country, Pool, names_of
from matching.synthetic.numbers import BisIssuer
from models.errors import CodedError

FIRST_BIRTH, LAST_BIRTH = datetime(1950, 1, 1, tzinfo=UTC), datetime(2007, 12, 31, tzinfo=UTC)


class RegistryUnwritableError(CodedError):
    code = "registryUnwritable"
    status = 507
    message = "The registry file cannot be written."
    remedy = "Check that the folder exists, that you may write there, and that the disk has room."


@dataclass(frozen=True)
class Rates:
    """How often a peculiarity occurs in a registry. Twins: 1.6 % of births (facts/matching.md)."""

    sibling: float = 0.10
    twin: float = 0.016
    child: float = 0.02
    child_same_given: float = 0.2
    first_of_january: float = 0.02
    day_unknown: float = 0.002
    month_unknown: float = 0.004
    sex_unknown: float = 0.005
    second_document: float = 0.15
    former_name: float = 0.06
    replaced: float = 0.004
    cancelled: float = 0.003


@dataclass(slots=True)
class Draft:
    """A person in the making."""

    country: Country
    gender: Gender
    family: str
    given: str
    birth: IncompleteDate
    place: str


class Sampler:
    """Draws from the pools in blocks, so that one draw costs a list access."""

    BLOCK = 4096

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self._blocks: dict[int, list[str]] = {}
        self._uniform: list[float] = []
        self._countries: list[int] = []

    def name(self, pool: Pool) -> str:
        """One name of the pool, by its share."""
        block = self._blocks.get(id(pool))
        if not block:
            picks = self.rng.choice(len(pool.names), size=self.BLOCK, p=pool.shares)
            block = self._blocks[id(pool)] = [pool.names[pick] for pick in picks]
        return block.pop()

    def chance(self, rate: float) -> bool:
        """True with this probability."""
        return self.uniform() < rate

    def uniform(self) -> float:
        """A number in [0, 1)."""
        if not self._uniform:
            self._uniform = self.rng.random(self.BLOCK).tolist()
        return self._uniform.pop()

    def below(self, bound: int) -> int:
        """An integer in [0, bound)."""
        return int(self.uniform() * bound)

    def country(self) -> Country:
        """A country, by its share of the registry."""
        if not self._countries:
            shares = np.array([country.share for country in COUNTRIES])
            self._countries = self.rng.choice(
                len(COUNTRIES), size=self.BLOCK, p=shares / shares.sum()
            ).tolist()
        return COUNTRIES[self._countries.pop()]


def generate_persons(count: int, seed: int = 1, rates: Rates | None = None) -> list[Person]:
    """`count` persons with valid, distinct bis numbers; the same for the same count and seed.

    Faker's locales give the names, GeoNames the birthplaces. 100,000 take about 5 s.
    """
    rates = rates or Rates()
    sampler = Sampler(np.random.default_rng(seed))
    issuer = BisIssuer()
    drafts: list[Draft] = []
    persons: list[Person] = []
    while len(persons) < count:
        draft = draft_relative(drafts[sampler.below(len(drafts))], sampler, rates) if drafts else None
        draft = draft or draft_person(sampler, rates)
        drafts.append(draft)
        person = register(draft, sampler, rates, issuer.issue(draft.birth, draft.gender))
        if persons and sampler.chance(rates.replaced):
            # One person got two numbers: the older one points to the newer.
            persons.append(person)
            if len(persons) < count:
                ssin = issuer.issue(draft.birth, draft.gender)
                persons[-1] = person.model_copy(update={"status": "replaced", "replaced_by": ssin})
                persons.append(person.model_copy(update={"ssin": ssin}))
            continue
        persons.append(person)
    return persons


def draft_person(sampler: Sampler, rates: Rates) -> Draft:
    """Somebody without relatives in the registry."""
    country = sampler.country()
    pools = names_of(country)
    gender: Gender = 1 if sampler.chance(0.6) else 2
    family = sampler.name(pools.family)
    if sampler.chance(country.two_surnames):
        family = f"{family} {sampler.name(pools.family)}"
    draft = Draft(country, gender, family, "", draw_birth(sampler, rates), sampler.name(pools.places))
    draft.family = inflect(draft.family, draft)
    draft.given = draw_given(draft, sampler)
    return draft


def draft_relative(kin: Draft, sampler: Sampler, rates: Rates) -> Draft | None:
    """A twin, brother, sister or child of `kin`, or nobody."""
    chance = sampler.uniform()
    if chance < rates.twin:
        return draft_twin(kin, sampler)
    if chance < rates.twin + rates.child:
        return draft_child(kin, sampler, rates.child_same_given)
    if chance < rates.twin + rates.child + rates.sibling:
        return _draft_kin(kin, sampler, shift_birth(kin.birth, sampler, 400, 3600))
    return None


def draft_twin(kin: Draft, sampler: Sampler) -> Draft:
    """The same family name, birth date and birthplace; another given name."""
    return _draft_kin(kin, sampler, kin.birth)


def draft_child(kin: Draft, sampler: Sampler, same_given: float) -> Draft:
    """A child 18 to 40 years younger (or, past the last year of birth, a parent as much older)."""
    child = _draft_kin(kin, sampler, shift_birth(kin.birth, sampler, 6600, 14600))
    if sampler.chance(same_given):
        child.given, child.gender, child.family = kin.given, kin.gender, kin.family
    return child


def _draft_kin(kin: Draft, sampler: Sampler, birth: IncompleteDate) -> Draft:
    gender: Gender = 1 if sampler.chance(0.5) else 2
    other = Draft(kin.country, gender, kin.family, "", birth, kin.place)
    if gender != kin.gender:
        other.family = inflect(kin.family, other)
    other.given = kin.given
    while other.given.split()[0] == kin.given.split()[0]:
        other.given = draw_given(other, sampler)
    return other


def draw_given(draft: Draft, sampler: Sampler) -> str:
    """One or two given names, or a given name and a patronymic."""
    pools = names_of(draft.country)
    pool = pools.male if draft.gender == 1 else pools.female
    given = sampler.name(pool)
    if sampler.chance(draft.country.patronymic):
        father = sampler.name(pools.male).rstrip("oay")
        return f"{given} {father}{'ov' if draft.gender == 1 else 'ova'}"
    if sampler.chance(draft.country.second_given):
        second = sampler.name(pool)
        return given if second == given else f"{given} {second}"
    return given


ENDINGS = (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("ov", "ova"), ("ev", "eva"), ("in", "ina"))


def inflect(family: str, draft: Draft) -> str:
    """The family name in the form for the person's sex, where the language has two."""
    if not draft.country.gendered:
        return family
    for male, female in ENDINGS:
        if draft.gender == 2 and family.endswith(male):
            return family[: -len(male)] + female
        if draft.gender == 1 and family.endswith(female):
            return family[: -len(female)] + male
    return family


def draw_birth(sampler: Sampler, rates: Rates) -> IncompleteDate:
    """A birth date: younger years fuller, 1 January overfull, some incomplete."""
    span = (LAST_BIRTH - FIRST_BIRTH).days
    day = FIRST_BIRTH + timedelta(days=int(span * max(sampler.uniform(), sampler.uniform())))
    chance = sampler.uniform()
    if chance < rates.first_of_january:
        return IncompleteDate(day.year, 1, 1)
    if chance < rates.first_of_january + rates.day_unknown:
        return IncompleteDate(day.year, day.month)
    if chance < rates.first_of_january + rates.day_unknown + rates.month_unknown:
        return IncompleteDate(day.year)
    return IncompleteDate(day.year, day.month, day.day)


def shift_birth(birth: IncompleteDate, sampler: Sampler, least: int, most: int) -> IncompleteDate:
    """A date `least` to `most` days later, or earlier when that lies past the last birth."""
    start = datetime(birth.year, birth.month or 6, birth.day or 15, tzinfo=UTC)
    days = timedelta(days=least + sampler.below(most - least))
    moved = start + days if start + days <= LAST_BIRTH else start - days
    return IncompleteDate(moved.year, moved.month, moved.day)


def register(draft: Draft, sampler: Sampler, rates: Rates, ssin: str | None) -> Person:
    """The registry's entry for a draft."""
    pools = names_of(draft.country)
    names = [Name.model_construct(family_name=draft.family, given_names=draft.given, kind="current")]
    if draft.gender == 2 and sampler.chance(rates.former_name):
        maiden = inflect(sampler.name(pools.family), draft)
        names.append(Name.model_construct(family_name=maiden, given_names=draft.given, kind="birth"))
    status: PersonStatus = "cancelled" if ssin and sampler.chance(rates.cancelled) else "active"
    country = draft.country.alpha3
    return Person.model_construct(
        ssin=ssin,
        names=names,
        birth_date=str(draft.birth),
        place_of_birth=draft.place,
        country_of_birth=country,
        gender=0 if sampler.chance(rates.sex_unknown) else draft.gender,
        nationality=country,
        documents=draw_documents(draft.country, sampler, 2 if sampler.chance(rates.second_document) else 1),
        residence_address=Address.model_construct(
            country=country, municipality_name=sampler.name(pools.places)
        ),
        status=status,
    )


def draw_documents(country: Country, sampler: Sampler, count: int) -> list[IdentityDocument]:
    """Documents with invented numbers: two letters and seven digits."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    return [
        IdentityDocument.model_construct(
            kind="passport" if sampler.chance(0.5) else "identityCard",
            number=f"{letters[sampler.below(23)]}{letters[sampler.below(23)]}{sampler.below(10_000_000):07d}",
            issuer=country.alpha3,
            expiry_date=f"{2025 + sampler.below(10)}-{1 + sampler.below(12):02d}-{1 + sampler.below(28):02d}",
        )
        for _ in range(count)
    ]


def write_registry(persons: Iterable[Person], path: Path) -> int:
    """Writes a registry file (JSON Lines) and returns how many persons it holds."""
    count = 0
    try:
        with path.open("w", encoding="utf-8") as file:
            for person in persons:
                file.write(person.to_json() + "\n")
                count += 1
    except OSError:
        raise RegistryUnwritableError from None
    return count
