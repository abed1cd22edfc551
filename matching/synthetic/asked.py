"""A request in the making, and the means that errors work with: chance, other names, fresh documents."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.dates import IncompleteDate
from matching.identification import BELGIUM
from matching.person import Address, IdentityDocument, Person, PersonRequest
from matching.ssin import Gender
from matching.synthetic import documents
from matching.synthetic.countries import BY_CODE, COUNTRIES, NUMBER, RULES, Country, Population, feminine
from matching.synthetic.pools import pools_of

BUFFER: Final = 64
FRESH: Final = 3
"""The number set apart for each person that no registry holds (`documents.PER_PERSON`)."""
FALLBACK: Final = COUNTRIES[0]
CONTACT: Final = Address(country=BELGIUM, post_code="1000", municipality_name="Brussel")
"""What anybody may write: it says nothing about who somebody is, and is not compared."""


@dataclass
class Asked:
    """A request's values, to be spoiled one after another."""

    person: Person
    """Whom it is about."""
    family: str
    given: str
    birth_date: str | None
    place_of_birth: str | None
    country_of_birth: str | None
    gender: Gender | None
    nationality: str | None
    documents: list[IdentityDocument]

    @classmethod
    def about(cls, person: Person) -> "Asked":
        """The person's own data under the current name, with the first document."""
        name = person.names[0]
        return cls(
            person,
            name.family_name,
            name.given_names,
            person.birth_date,
            person.place_of_birth,
            person.country_of_birth,
            person.gender,
            person.nationality,
            person.documents[:1],
        )

    def request(self, number: str, residence: Address | None) -> PersonRequest:
        """The request as the portal lets it through: the minimal identification data are there.

        Who resides abroad, or whose birthplace or sex is missing, has given a contact address in Belgium.
        """
        name = self.person.names[0].model_copy(
            update={"family_name": self.family, "given_names": self.given, "kind": "current"}
        )
        return PersonRequest.model_construct(
            id=number,
            names=[name],
            birth_date=self.birth_date,
            place_of_birth=self.place_of_birth,
            country_of_birth=self.country_of_birth,
            gender=self.gender,
            nationality=self.nationality,
            documents=self.documents,
            residence_address=residence,
            contact_address=CONTACT if self._needs_contact(residence) else None,
        )

    def _needs_contact(self, residence: Address | None) -> bool:
        abroad = residence is not None and residence.country not in (None, BELGIUM)
        complete = IncompleteDate.parse(self.birth_date or "").is_complete
        return abroad or not (complete and self.place_of_birth and self.gender)

    @property
    def country(self) -> Country:
        """Where the person's names come from, as far as can be told."""
        return origin_of(self.person)


def origin_of(person: Person) -> Country:
    """The country of the nationality, or of birth for a Belgian, or any."""
    for code in (person.nationality, person.country_of_birth):
        if code in BY_CODE and BY_CODE[code].share > 0:
            return BY_CODE[code]
    return FALLBACK


def in_form(family: str, country: Country, gender: int) -> str:
    """The family name in the form that a man or a woman bears."""
    if not country.rule:
        return family
    if gender == 2:
        return " ".join(feminine(part, country.rule) for part in family.split())
    return " ".join(_masculine(part, country.rule) for part in family.split())


def _masculine(name: str, rule: str) -> str:
    for male, female in RULES[rule]:
        if name.endswith(female):
            return name[: -len(female)] + male
    return name


class Means:
    """Seeded chance, and names, towns and documents drawn from the pools of a population."""

    def __init__(self, population: Population, seed: int | tuple[int, ...]) -> None:
        self.rng = np.random.default_rng(seed)
        self._pools = pools_of(population)
        self._uniform: list[float] = []
        self._buffers: dict[tuple[str, int, int], list[str]] = {}

    def uniform(self) -> float:
        """A number in [0, 1)."""
        if not self._uniform:
            self._uniform = self.rng.random(4096).tolist()
        return self._uniform.pop()

    def chance(self, rate: float) -> bool:
        """True with this probability."""
        return self.uniform() < rate

    def below(self, bound: int) -> int:
        """An integer in [0, bound)."""
        return int(self.uniform() * bound)

    def family(self, country: Country, gender: int) -> str:
        """A surname in the form for this sex."""
        return self._name("family", country, 1 if gender == 2 else 0)

    def given(self, country: Country, gender: int) -> str:
        """A given name."""
        return self._name("female" if gender == 2 else "male", country, 0)

    def place(self, country: Country) -> str:
        """A birthplace."""
        return self._name("place", country, 0)

    def document(self, issuer: str, kind: str) -> IdentityDocument:
        """A document whose number no registry holds."""
        key = "document", NUMBER.get(issuer, NUMBER["BEL"]), documents.KINDS.index(kind)
        buffer = self._buffers.get(key)
        if not buffer:
            serials = self.rng.integers(0, 1 << 26, BUFFER) * documents.PER_PERSON + FRESH
            numbers = documents.numbers_of(serials, np.full(BUFFER, key[1]), np.full(BUFFER, key[2]))
            buffer = self._buffers[key] = numbers.to_pylist()
        expiry = f"{2027 + self.below(9)}-{1 + self.below(12):02d}-{1 + self.below(28):02d}"
        return IdentityDocument.model_construct(
            kind=kind, number=buffer.pop(), issuer=issuer, expiry_date=expiry
        )

    def _name(self, kind: str, country: Country, form: int) -> str:
        key = kind, NUMBER[country.alpha3], form
        buffer = self._buffers.get(key)
        if not buffer:
            countries = np.full(BUFFER, key[1])
            cohorts = self.rng.integers(0, 4, BUFFER)
            parts = self._pools.draw(kind, countries, self.rng, cohorts)
            buffer = self._buffers[key] = self._pools.strings(parts, form).to_pylist()
        return buffer.pop()
