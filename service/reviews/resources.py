"""Cases as the API takes and gives them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from service.api.collections import PagedCollection
from service.requests.schemas import ItemCode, RefusalCode, RequestState
from service.reviews.carrying_out import MAX_NOTE
from service.reviews.schemas import CaseView, QueueLine
from service.schemas import Model

Note = Annotated[str, Field(max_length=MAX_NOTE, description="For reviewers; the company does not see it.")]


class ReviewLine(QueueLine):
    """An open case in the queue."""

    href: str


class ReviewCollection(PagedCollection):
    """A page of the queue; `kinds` counts all open cases by their first reason."""

    items: list[ReviewLine]
    kinds: dict[str, int]


class ReviewResource(CaseView):
    """A case with its own address."""

    href: str


class AssignExisting(Model):
    """The worker is one of the candidates."""

    decision: Literal["assignExisting"]
    ssin: Annotated[str, Field(pattern=r"^\d{11}$")]
    note: Note = ""


class CreateNew(Model):
    """The worker is none of them, and gets a number."""

    decision: Literal["createNew"]
    note: Note = ""


class MergeNumbers(Model):
    """Two candidates are one person: `ssin` stays, and is the worker's; `replaced` gives way to it."""

    decision: Literal["merge"]
    ssin: Annotated[str, Field(pattern=r"^\d{11}$")]
    replaced: Annotated[str, Field(pattern=r"^\d{11}$")]
    note: Note = ""


class Ask(Model):
    """The requester is asked for what is missing."""

    decision: Literal["ask"]
    items: Annotated[list[ItemCode], Field(min_length=1)]
    note: Note = ""


class Refuse(Model):
    """There will be no number."""

    decision: Literal["refuse"]
    code: RefusalCode
    note: Note = ""


ReviewDecision = Annotated[
    AssignExisting | CreateNew | MergeNumbers | Ask | Refuse, Field(discriminator="decision")
]


class SentBack(Model):
    """Why the second reviewer does not agree."""

    note: Annotated[Note, Field(min_length=1)]


class Decided(Model):
    """Where the request stands after the decision."""

    href: str
    request_id: UUID
    state: RequestState
    ssin: str | None = None
    second_reviewer: bool = False
    """The decision waits for somebody else to confirm it."""
