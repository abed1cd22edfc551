"""A registry of 5,000 invented persons, shared by the tests of the matcher."""

from collections.abc import Callable

import pytest

from matching.decide import decide
from matching.frequencies import Frequencies
from matching.index import PersonIndex
from matching.person import Decision, Person, PersonRequest
from matching.synthetic import generate_persons

Decide = Callable[..., Decision]


@pytest.fixture(scope="session")
def registry() -> list[Person]:
    return generate_persons(5_000, seed=11)


@pytest.fixture(scope="session")
def frequencies(registry: list[Person]) -> Frequencies:
    return Frequencies.of(registry)


@pytest.fixture(scope="session")
def index(registry: list[Person]) -> PersonIndex:
    return PersonIndex(registry)


ANNA = {
    "ssin": "85471200206",
    "names": [{"familyName": "Müllerówna-Grzęda", "givenNames": "Anna Maria"}],
    "birthDate": "1985-07-12",
    "placeOfBirth": "Gdańsk",
    "countryOfBirth": "POL",
    "gender": 2,
    "nationality": "POL",
    "documents": [{"kind": "passport", "number": "ZS0000177", "issuer": "POL"}],
    "residenceAddress": {"country": "POL", "municipalityName": "Gdańsk"},
}


@pytest.fixture
def anna() -> dict[str, object]:
    """A registered person as the JSON of the contract."""
    return dict(ANNA)


@pytest.fixture
def ask(registry: list[Person], frequencies: Frequencies) -> Decide:
    """Decides about a request in a registry of 5,000 and the persons given."""

    def decide_among(request: dict[str, object], *others: dict[str, object], **more: object) -> Decision:
        source = PersonIndex([*registry, *map(Person.model_validate, others)])
        asked = {key: value for key, value in request.items() if key not in ("ssin", "status", "replacedBy")}
        return decide(PersonRequest.model_validate(asked), source, frequencies, **more)  # type: ignore[arg-type]

    return decide_among
