"""Tables of open cases and of what reviewers decided on them. What is personal is sealed."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, now
from service.sealed import Sealed, SealedRow


class OpenCase(Base):
    """A request under review as the queue lists it, with codes alone, and the lease of whoever has it open.

    `kind` is the first of `reasons`. The row comes and goes with the request's state `underReview`.
    """

    __tablename__ = "open_case"
    __table_args__ = (Index("ix_open_case_kind", "kind", "queued_at"),)

    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    reasons: Mapped[list[str]]
    candidates: Mapped[int] = mapped_column(SmallInteger)
    submitted_at: Mapped[datetime] = mapped_column(index=True)
    queued_at: Mapped[datetime] = mapped_column(default=now, index=True)
    """When it came to the reviewers: after a question, when the answer came."""
    claimed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    claim_expires_at: Mapped[datetime | None]


class CaseDecision(SealedRow, Base):
    """What a reviewer decided, until it is carried out or taken back, then the history of the case."""

    sealed_by = "request_id"

    __tablename__ = "case_decision"
    __table_args__ = (
        Index("uq_case_decision_open", "request_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_case_decision_due", "due_at", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(12))
    grounds: Mapped[list[str]]
    """Why it needed a note (`service.reviews.rules`)."""
    details = Sealed[dict[str, Any]](dict)
    """`service.reviews.sealed.Details`: numbers and notes, under the request's key."""
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    made_under: Mapped[UUID] = mapped_column(ForeignKey("access.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    """When it is carried out; unset while a second reviewer is waited for."""
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]
    failure_code: Mapped[str | None] = mapped_column(String(60))
