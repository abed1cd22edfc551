"""Invented relatives who turn out to be somebody registered."""

from matching.compare_names import are_same
from matching.index import PersonIndex
from matching.person import Person, PersonRequest

LOOKED_AT = 20
"""Candidates among whom such a person is, being alike in all."""


def is_registered(index: PersonIndex, person: Person) -> bool:
    """Whether somebody in the registry has the names, birth date and birthplace of `person`, so that nobody
    could tell the two apart: a registered person's invented twin may get the name of the registered one."""
    (name, *_) = person.names
    request = PersonRequest(
        names=[name],
        birth_date=person.birth_date,
        place_of_birth=person.place_of_birth,
        country_of_birth=person.country_of_birth,
        nationality=person.nationality,
    )
    return any(
        found.birth_date == person.birth_date
        and found.place_of_birth == person.place_of_birth
        and any(
            are_same(name.family_name, other.family_name) and are_same(name.given_names, other.given_names)
            for other in found.names
        )
        for found in index.search(request, LOOKED_AT)
    )
