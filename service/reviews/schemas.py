"""What a reviewer sees and does."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ocr.extraction import Point, Warning, Zone
from service.registry.schemas import CandidateView
from service.requests.schemas import ItemCode, RefusalCode, RequestView
from service.schemas import Model

DecisionKind = Literal["same", "new", "merge", "ask", "refuse"]
DecisionState = Literal["toConfirm", "waiting", "done", "undone", "sentBack", "failed", "overtaken"]
"""Two open states, then how it ended; `overtaken`: the request was withdrawn before."""
QueueOrder = Literal["deadline", "age"]
"""`deadline`: by when the case came to the reviewers; `age`: by when the requester sent it first."""
Ground = Literal["veto", "lowEvidence", "conflict", "similarPerson", "minimalDataMissing", "merge"]
"""What a decision goes against, so that it needs a note."""


class QueueFilter(Model):
    """Which open cases, in which order. `free` leaves out those that a colleague has open; `to_confirm` asks
    for those that a colleague decided and a second reviewer has to confirm, instead of those still to decide.
    """

    kind: str | None = None
    order: QueueOrder = "deadline"
    free: bool = False
    to_confirm: bool = False


class QueueLine(Model):
    """One open case."""

    request_id: UUID
    organisation: str
    worker_name: str
    submitted_at: datetime
    queued_at: datetime
    due_at: datetime
    reasons: list[str] = []
    candidates: int = 0
    claimed_by: str | None = None
    """The colleague who has it open; absent when nobody has, or when it is the caller."""


class QueuePage(Model):
    """A page of the queue; `kinds` counts all open cases by their first reason."""

    items: list[QueueLine]
    total: int
    page: int
    page_size: int
    kinds: dict[str, int]
    overdue: int
    """How many are past their deadline, over all kinds."""


class DecisionLine(Model):
    """A decision that waits: for a second reviewer, or until it is carried out."""

    request_id: UUID
    worker_name: str
    organisation: str
    kind: DecisionKind
    state: DecisionState
    made_by: str
    made_at: datetime
    due_at: datetime | None = None
    may_undo: bool = False
    may_confirm: bool = False


class DecisionView(Model):
    """A decision on a case, as reviewers see it. The notes stay with the office."""

    kind: DecisionKind
    state: DecisionState
    ssin: str | None = None
    replaced: str | None = None
    items: list[ItemCode] = []
    code: RefusalCode | None = None
    note: str = ""
    answer: str = ""
    """What a second reviewer wrote who did not agree."""
    grounds: list[Ground] = []
    made_by: str
    made_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    due_at: datetime | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    failure_code: str | None = None
    may_undo: bool = False
    may_confirm: bool = False


class Place(Model):
    """Where on a page a reading of a field stands; the polygon is in pixels of the page as uploaded."""

    zone: Zone
    page: int
    polygon: list[Point]


class CasePage(Model):
    """A page of the scan: its size as uploaded, and the clockwise turn in degrees that brings it upright."""

    index: int
    width: int
    height: int
    rotation: int = 0


class ComparedField(Model):
    """One field of the request beside what was read: the texts as they stood there, by zone."""

    name: str
    entered: str | None = None
    visual: str | None = None
    mrz: str | None = None
    barcode: str | None = None
    value: str | None = None
    """What the readings came to: dates in ISO, the Latin form of names."""
    status: str = "absent"
    confidence: float = 0.0
    changed_by_hand: bool = False
    crop: bool = False
    places: list[Place] = []


class ReasonView(Model):
    """Why the machine did not answer by itself."""

    code: str
    detail: str


class CaseView(Model):
    """Everything a reviewer needs for one decision."""

    request: RequestView
    organisation: str
    language: str
    """The requester's, in which mails are written."""
    fields: list[ComparedField]
    candidates: list[CandidateView] = []
    grounds: list[list[Ground]] = []
    """For each candidate what assigning its number would go against."""
    grounds_new: list[Ground] = []
    """The same for making a new number."""
    confirm_new: bool = False
    """Whether a new number needs a second reviewer."""
    reasons: list[ReasonView] = []
    warnings: list[Warning] = []
    pages: list[CasePage] = []
    due_at: datetime | None = None
    claimed_by: str | None = None
    """The colleague who has the case open."""
    held: bool = False
    """Whether the caller has it open."""
    decision: DecisionView | None = None
    """The decision that waits, if any."""
    history: list[DecisionView] = []
    """Decisions that ended, oldest first."""
    may_merge: bool = False
    note: str | None = None
    item_codes: list[ItemCode] = []
    refusal_codes: list[RefusalCode] = []
    rounds_left: int = 0
    """How often the requester may still be asked."""
