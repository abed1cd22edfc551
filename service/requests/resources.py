"""Requests as the API takes and gives them: the domain's own types with links."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from matching.person import Address
from service.api.collections import Collection, PagedCollection
from service.requests.schemas import (
    AddressesEntered,
    DocumentEntered,
    HistoryLine,
    PersonEntered,
    RequestEventView,
    RequestView,
)
from service.schemas import Model

Order = Literal["createdAt", "-createdAt", "requester", "-requester", "state", "-state", "worker", "-worker"]


class DraftWanted(Model):
    """What a draft is made from; without an extraction it is empty."""

    extraction_id: UUID | None = None


class Entered(Model):
    """What a requester enters. It replaces what was entered before: what is left out is empty."""

    person: PersonEntered
    document: DocumentEntered = DocumentEntered()
    residence_address: Address | None = None
    contact_address: Address | None = None

    @property
    def addresses(self) -> AddressesEntered:
        """Both addresses."""
        return AddressesEntered(
            residence_address=self.residence_address, contact_address=self.contact_address
        )


class RequestEntered(Entered):
    """All of a request that can be changed. Without `email` news go to the account's own address."""

    email: str | None = None


class RequestAnswer(Entered):
    """The answer to a reviewer's questions: all data once more, and a new upload where one was asked for."""

    extraction_id: UUID | None = None


class RequestResource(RequestView):
    """A request with its own address."""

    href: str


class RequestLine(HistoryLine):
    """A request in a collection."""

    href: str


class RequestCollection(PagedCollection):
    """A page of requests; `searchId` where they were searched by personal data."""

    items: list[RequestLine]
    search_id: UUID | None = None


class Alternative(Model):
    """A place of the body."""

    place: Literal["body"] = Field(alias="in")
    name: str


class Finding(Model):
    """Why a request cannot be sent, in the guide's form; `inputs` lists the alternatives of anyOfExpected."""

    type: str
    place: Literal["body"] = Field(alias="in")
    name: str
    detail: str
    inputs: list[Alternative] | None = None


class RequestLink(Model):
    """Another request."""

    href: str
    id: UUID


class CheckWarning(Model):
    """What should be looked at before a request is sent; `requests` are those that it is about."""

    code: str
    detail: str
    requests: list[RequestLink]


class CheckResult(Model):
    """What keeps a request from being sent, and warnings, which do not."""

    sendable: bool
    issues: list[Finding]
    warnings: list[CheckWarning]


class EventCollection(Collection):
    """All transitions, oldest first."""

    items: list[RequestEventView]


class RequestDocument(Model):
    """An upload that a request rests on."""

    href: str
    extraction_id: UUID


class DocumentCollection(Collection):
    """The uploads of a request: one, or none where data were typed without a scan."""

    items: list[RequestDocument]
