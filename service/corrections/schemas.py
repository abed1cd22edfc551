"""What goes into and comes out of a correction."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from matching.person import Person
from service.requests.schemas import RequestView
from service.schemas import Model

ReportReason = Literal["otherPerson", "secondNumber", "dataWrong"]
"""The number is somebody else's; the worker has another one already; the data behind it are wrong."""
Outcome = Literal["numberRight", "otherNumber", "newNumber", "replaced", "cancelled"]
"""The number was right; the request gets the number of another person, or a new one; in the registry the
number is replaced by another of the same person, or cancelled."""


class CorrectionLine(Model):
    """One correction in the list; open ones first, oldest first."""

    id: UUID
    reason: ReportReason
    organisation: str
    reported_at: datetime
    outcome: Outcome | None = None
    settled_at: datetime | None = None


class CorrectionPage(Model):
    """Some of the corrections; `total` counts all."""

    items: list[CorrectionLine]
    total: int


class CorrectionView(Model):
    """Everything a senior reviewer needs to settle a report."""

    id: UUID
    ssin: str
    reason: ReportReason
    note: str | None = None
    reported_by_company: bool
    reported_at: datetime
    request: RequestView
    organisation: str
    person: Person | None = None
    """Who has the number in the registry (reviewers only)."""
    receivers: int
    """How many requests were answered with the number."""
    may_settle: bool
    outcome: Outcome | None = None
    right_ssin: str | None = None
    settled_note: str | None = None
    settled_at: datetime | None = None
