"""What goes into and comes out of a request."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from matching.person import Address
from ocr.extraction import Point, Status, Zone
from service.schemas import Gender, Model

RequestState = Literal[
    "draft",
    "submitted",
    "processing",
    "numberAssigned",
    "underReview",
    "moreInformationNeeded",
    "refused",
    "cancelled",
    "expired",
]
ItemCode = Literal[
    "betterScan",
    "otherSide",
    "validDocument",
    "confirmFamilyName",
    "confirmGivenNames",
    "confirmBirthDate",
    "confirmPlaceOfBirth",
    "confirmGender",
    "confirmNationality",
    "completeAddress",
]
RefusalCode = Literal[
    "documentNotAccepted", "documentNotGenuine", "identityNotEstablished", "notForThisRoute"
]

NumberState = Literal["valid", "underCorrection", "cancelled"]
"""How a number that was given stands: replaced numbers are followed, so that the new one is valid again."""
NumberNews = Literal["numberUnderCorrection", "numberConfirmed", "numberReplaced", "numberCancelled"]
"""What may happen to a number after it was given: codes of events, and of the mails that tell it."""


class PersonEntered(Model):
    """The worker's data as printed on the document. All may be absent in a draft.

    `birth_date` is an IncompleteDate (`yyyy-mm-dd`, `yyyy-mm-00`, `yyyy-00-00`); `gender` after ISO 5218;
    countries and nationality are ISO 3166 alpha-3, or one of ICAO's codes.
    """

    family_name: str | None = None
    given_names: str | None = None
    birth_date: str | None = None
    place_of_birth: str | None = None
    country_of_birth: str | None = None
    gender: Gender | None = None
    nationality: str | None = None


class DocumentEntered(Model):
    """The document's own data; `expiry_date` is ISO."""

    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    expiry_date: str | None = None


class AddressesEntered(Model):
    """The official residence and, when it is abroad, a contact address in Belgium."""

    residence_address: Address | None = None
    contact_address: Address | None = None


class PrefilledField(Model):
    """What was read for a field of the form; `crop` tells whether a piece of the scan can be shown."""

    value: str | int
    status: Status
    confidence: float
    zone: Zone | None = None
    page: int | None = None
    polygon: list[Point] = []
    crop: bool = False


class RequestEventView(Model):
    """One transition; `by` is the account's name, absent for the machine (and for a reviewer: "review")."""

    from_state: RequestState | None = None
    to_state: RequestState
    at: datetime
    by: str | None = None
    code: str | None = None


class CheckIssue(Model):
    """Why a draft cannot be sent yet, after the federal input-validation types; or a warning.

    `type` is requiredInput, anyOfExpected, schemaViolation, outOfRange or rejectedInput. `name`: the field,
    dotted (`person.birthDate`, `contactAddress.postCode`). `names` lists the alternatives of anyOfExpected.
    A warning keeps nothing from being sent: earlierRequest, with the company's own `requests` it is about.
    """

    type: str
    name: str
    detail: str
    names: list[str] = []
    severity: Literal["error", "warning"] = "error"
    requests: list[UUID] = []


class RoundView(Model):
    """One demand for information and its answer; `answered_by` is the account's name."""

    number: int
    items: list[str]
    asked_at: datetime
    deadline: datetime
    answered_at: datetime | None = None
    answered_by: str | None = None


class RequestView(Model):
    """A request as its company sees it: what was entered, where it stands, the number."""

    id: UUID
    state: RequestState
    version: int
    requester: str
    requester_account_id: UUID
    email: str
    created_at: datetime
    submitted_at: datetime | None = None
    updated_at: datetime
    erased_at: datetime | None = None
    """Since when nothing is left but the state and the dates."""
    person: PersonEntered
    document: DocumentEntered
    residence_address: Address | None = None
    contact_address: Address | None = None
    extraction_id: UUID | None = None
    prefilled: dict[str, PrefilledField] = {}
    changed_by_hand: list[str] = []
    """Names of prefilled fields whose entered value differs from what was read."""
    ssin: str | None = None
    number_state: NumberState | None = None
    former_ssins: list[str] = []
    """Numbers that `ssin` replaced after they had been given, oldest first."""
    instant: bool = False
    items: list[str] = []
    refusal_code: str | None = None
    deadline: datetime | None = None
    rounds: list[RoundView] = []
    events: list[RequestEventView] = []
    can_edit: bool = False
    can_cancel: bool = False


class HistoryLine(Model):
    """A line of the history page."""

    id: UUID
    state: RequestState
    requester: str
    worker_name: str
    created_at: datetime
    updated_at: datetime
    ssin: str | None = None
    number_state: NumberState | None = None
    items: list[str] = []
    deadline: datetime | None = None
    can_cancel: bool = False


class HistoryPage(Model):
    """One page of the history; `page` counts from 1."""

    items: list[HistoryLine]
    total: int
    page: int
    page_size: int
