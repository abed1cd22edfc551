"""Persons and decisions: the types of the contract. JSON is lowerCamelCase, absent instead of null."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

NameKind = Literal["current", "birth", "former"]
PersonStatus = Literal["active", "cancelled", "replaced"]
Outcome = Literal["existingPerson", "newPerson", "review"]


class Model(BaseModel):
    """Frozen, lowerCamelCase in JSON, unknown input refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")

    @classmethod
    def of_known(cls, values: dict[str, Any]) -> Self:
        """An instance of all fields, in their order, that are known to be right.

        What `model_construct` ends in, without its look at every field: dozens of persons are made a search.
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        object.__setattr__(made, "__pydantic_fields_set__", set(values))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made

    def to_json(self) -> str:
        """One line of the contract's JSON."""
        return self.model_dump_json(by_alias=True, exclude_none=True)


class Name(Model):
    """A name as written; either part may be empty for people with a single name."""

    family_name: str = ""
    given_names: str = ""
    kind: NameKind = "current"


class IdentityDocument(Model):
    """A document a person is known by. `expiry_date` is ISO."""

    kind: str
    number: str
    issuer: str
    expiry_date: str | None = None


class Address(Model):
    """An address in the federal vocabulary; `country` is ISO 3166 alpha-3."""

    country: str | None = None
    municipality_name: str | None = None
    municipality_code: str | None = None
    post_code: str | None = None
    street_name: str | None = None
    house_number: str | None = None
    box_number: str | None = None


class Person(Model):
    """A person of the registry. `birth_date` is an IncompleteDate; `gender` after ISO 5218."""

    ssin: str | None = None
    names: list[Name]
    birth_date: str | None = None
    place_of_birth: str | None = None
    country_of_birth: str | None = None
    gender: Literal[0, 1, 2] | None = None
    nationality: str | None = None
    documents: list[IdentityDocument] = []
    residence_address: Address | None = None
    status: PersonStatus = "active"
    replaced_by: str | None = None


class FieldEvidence(Model):
    """How an entered value relates to what was read: status of the reading, its confidence, and the hand."""

    status: Literal["verified", "read", "conflict", "absent"]
    confidence: float = 0.0
    changed_by_hand: bool = False


class DocumentEvidence(Model):
    """Whether the document may carry an instant answer. `genuine` is false for specimens and copies."""

    acceptable: bool
    expired: bool
    genuine: bool = True


class Evidence(Model):
    """What stands behind a request: per field (`familyName`, `givenNames`, `birthDate` …), per document."""

    fields: dict[str, FieldEvidence] = {}
    documents: list[DocumentEvidence] = []


class PersonRequest(Model):
    """A request: a person without a number. Without `evidence` the data count as verified."""

    id: str | None = None
    names: list[Name]
    birth_date: str | None = None
    place_of_birth: str | None = None
    country_of_birth: str | None = None
    gender: Literal[0, 1, 2] | None = None
    nationality: str | None = None
    documents: list[IdentityDocument] = []
    residence_address: Address | None = None
    contact_address: Address | None = None
    evidence: Evidence | None = None


class Comparison(Model):
    """One field compared: level reached, weight in bits (log2 of the likelihood ratio), both values."""

    field: str
    level: str
    bits: float
    query: str
    candidate: str


class Candidate(Model):
    """A person of the registry weighed against the request. `bits` is the sum of the evidence.

    `prior`: the bits (log2 of odds) before any evidence, that the request means this one of all registered;
    `rivals`: the bits that the other candidates leave of it, at most 0. The three together are the log2 of
    the odds of `probability`.
    """

    ssin: str
    probability: float
    bits: float
    prior: float | None = None
    rivals: float | None = None
    evidence: list[Comparison] = []
    vetoes: list[str] = []


class Reason(Model):
    """Why a decision fell: `code` is stable, `detail` is English and free of personal data."""

    code: str
    detail: str


class Decision(Model):
    """The matcher's answer. `ssin` is set for an existing person; a new person's number is issued outside."""

    id: str | None = None
    outcome: Outcome
    ssin: str | None = None
    reasons: list[Reason]
    candidates: list[Candidate] = []
