"""What is asked of the registry, and what it answers."""

from typing import Annotated, Literal

from pydantic import Field

from matching.person import Candidate, Person
from service.schemas import Gender, Model

MAX_TEXT = 200
Purpose = Literal["review", "duplicates", "correction", "helpdesk"]
"""Why somebody looks, for the log."""
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
Country = Annotated[
    str, Field(pattern=r"^[A-Z]{1,3}$", description="ISO 3166 alpha-3, or one of ICAO's codes.")
]


class CandidateView(Candidate):
    """A person of the registry weighed against the request, with the person's data (reviewers only)."""

    person: Person | None = None
    completed: list[str] = []
    """Names of fields that a request leaves open and this person would complete."""


class PersonQuery(Model):
    """A person to look for: a name at least; what is left out counts neither way."""

    purpose: Purpose
    family_name: Text | None = None
    given_names: Text | None = None
    birth_date: (
        Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="IncompleteDate: 00 where unknown.")]
        | None
    ) = None
    place_of_birth: Text | None = None
    country_of_birth: Country | None = None
    gender: Gender | None = None
    nationality: Country | None = None


class PersonsFound(Model):
    """`none`, `unique` or `ambiguous`, with the reasons, and who may be meant, the likeliest first."""

    result: Literal["none", "unique", "ambiguous"]
    reasons: list[str]
    candidates: list[CandidateView]


class NumberQuery(Model):
    """A number to look up."""

    purpose: Purpose
    ssin: Annotated[str, Field(pattern=r"^\d{11}$")]


class NumberStatus(Model):
    """What has become of a number. `current` is the number that stands in its place today."""

    ssin: str
    status: Literal["active", "cancelled", "replaced", "unknown"]
    replaced_by: str | None = None
    current: str | None = None
