"""Requests with known truth: registered people written with errors, strangers, twins and children."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from matching.dates import IncompleteDate
from matching.person import Person, PersonRequest
from matching.synthetic.countries import COUNTRIES, names_of
from matching.synthetic.errors import ErrorRates, spoil
from matching.synthetic.people import (
    Draft,
    Rates,
    Sampler,
    draft_child,
    draft_person,
    draft_twin,
    draw_documents,
    register,
)

Kind = Literal["registered", "stranger", "twin", "child"]
BY_CODE = {country.alpha3: country for country in COUNTRIES}


@dataclass(frozen=True)
class LabelledRequest:
    """A request, the number it should get (None: nobody's), whose relative it is, and the errors in it."""

    request: PersonRequest
    ssin: str | None
    kind: Kind
    errors: tuple[str, ...] = ()
    kin: str | None = None


def generate_requests(
    persons: Sequence[Person],
    count: int,
    seed: int = 2,
    rates: ErrorRates | None = None,
    *,
    mix: tuple[float, float, float] = (0.5, 0.49, 0.005),
) -> list[LabelledRequest]:
    """`count` requests: `mix` gives the shares of registered people, strangers, twins; the rest are children.

    Twins and children are relatives of registered people and not registered themselves.
    """
    rates = rates or ErrorRates()
    sampler = Sampler(np.random.default_rng(seed))
    registry_rates = Rates(replaced=0.0, cancelled=0.0)
    made = []
    for number in range(count):
        chance = sampler.uniform()
        kin = persons[sampler.below(len(persons))]
        kind: Kind
        if chance < mix[0]:
            kind, person = "registered", kin
        elif chance < mix[0] + mix[1]:
            kind, person = (
                "stranger",
                register(draft_person(sampler, registry_rates), sampler, registry_rates, None),
            )
        elif chance < sum(mix):
            kind = "twin"
            person = register(draft_twin(redraft(kin), sampler), sampler, registry_rates, None)
        else:
            kind = "child"
            person = register(draft_child(redraft(kin), sampler, 0.5), sampler, registry_rates, None)
        truth = (kin.replaced_by or kin.ssin) if kind == "registered" else None
        request, errors = _ask(person, f"r{number}", rates, sampler)
        made.append(
            LabelledRequest(request, truth, kind, tuple(errors), kin.ssin if kind != "stranger" else None)
        )
    return made


def redraft(person: Person) -> Draft:
    """The draft behind a registered person, to make relatives of."""
    birth = IncompleteDate.parse(person.birth_date or "1970-00-00")
    name = person.names[0]
    return Draft(
        BY_CODE[person.nationality or "FRA"],
        person.gender or 1,
        name.family_name,
        name.given_names,
        birth,
        person.place_of_birth or "",
    )


def _ask(person: Person, number: str, rates: ErrorRates, sampler: Sampler) -> tuple[PersonRequest, list[str]]:
    """The request that an employer would make for this person."""
    country = BY_CODE[person.nationality or "FRA"]
    names = person.names[:1]
    if len(person.names) > 1 and sampler.chance(rates.maiden_used):
        names = [person.names[1].model_copy(update={"kind": "current"})]
    documents = person.documents[:1]
    if sampler.chance(rates.document_renewed):
        documents = draw_documents(country, sampler, 1)
    place = person.place_of_birth
    if sampler.chance(rates.place_other):
        place = sampler.name(names_of(country).places)
    request = PersonRequest.model_construct(
        id=number,
        names=names,
        birth_date=person.birth_date,
        place_of_birth=place,
        country_of_birth=person.country_of_birth,
        gender=person.gender,
        nationality=person.nationality,
        documents=documents,
        residence_address=person.residence_address,
    )
    return spoil(request, rates, sampler, lambda: sampler.name(names_of(country).family))
