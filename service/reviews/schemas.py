"""What a reviewer sees and does."""

from datetime import datetime
from uuid import UUID

from ocr.extraction import Warning
from service.registry.schemas import CandidateView
from service.requests.schemas import ItemCode, RefusalCode, RequestView
from service.schemas import Model


class QueueLine(Model):
    """One open case, oldest first."""

    request_id: UUID
    organisation: str
    worker_name: str
    submitted_at: datetime
    reasons: list[str] = []
    candidates: int = 0


class QueuePage(Model):
    """Some of the open cases; `total` counts all."""

    items: list[QueueLine]
    total: int


class ComparedField(Model):
    """One field of the request beside what was read: `visual` and `mrz` are the texts as they stood there."""

    name: str
    entered: str | None = None
    visual: str | None = None
    mrz: str | None = None
    status: str = "absent"
    confidence: float = 0.0
    changed_by_hand: bool = False
    crop: bool = False


class ReasonView(Model):
    """Why the machine did not answer by itself."""

    code: str
    detail: str


class CaseView(Model):
    """Everything a reviewer needs for one decision."""

    request: RequestView
    organisation: str
    fields: list[ComparedField]
    candidates: list[CandidateView] = []
    reasons: list[ReasonView] = []
    warnings: list[Warning] = []
    pages: int = 0
    note: str | None = None
    item_codes: list[ItemCode] = []
    refusal_codes: list[RefusalCode] = []
    rounds_left: int = 0
    """How often the requester may still be asked."""
