"""Corrections as the API takes and gives them."""

from typing import Annotated, Literal

from pydantic import Field

from service.api.collections import PagedCollection
from service.corrections.schemas import CorrectionLine, CorrectionView, ReportReason
from service.corrections.service import MAX_NOTE
from service.schemas import Model

Note = Annotated[str, Field(max_length=MAX_NOTE, description="For the office.")]


class NumberReport(Model):
    """What is wrong with the number of a request."""

    reason: ReportReason
    note: Note = ""


class CorrectionItem(CorrectionLine):
    """A correction in the list."""

    href: str


class CorrectionCollection(PagedCollection):
    """A page of corrections: open ones first, oldest first; then the settled ones, newest first."""

    items: list[CorrectionItem]


class CorrectionResource(CorrectionView):
    """A correction with its own address, and that of its request."""

    href: str
    request_href: str


class SettledByItself(Model):
    """An outcome that says by itself which number stands."""

    outcome: Literal["numberRight", "newNumber", "cancelled"]
    note: Note = ""


class SettledByNumber(Model):
    """Another number stands: for this request (`otherNumber`), or for everybody who has it (`replaced`)."""

    outcome: Literal["otherNumber", "replaced"]
    ssin: Annotated[str, Field(pattern=r"^\d{11}$")]
    note: Note = ""


Settlement = Annotated[SettledByItself | SettledByNumber, Field(discriminator="outcome")]
