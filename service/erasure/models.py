"""Tables of erasures and of legal holds. Both hold ids, dates and codes alone."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, or_, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, now


class Erasure(Base):
    """One erasure: of a request with its uploads, or of uploads alone.

    `owners` are those whose data keys go, `objects` the uploads whose objects go. The rows' contents go in
    the transaction that writes this one, keys and objects after it: until `done_at` is set, the sweeper tries
    again.
    """

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_open", "asked_at", postgresql_where=text("done_at IS NULL")),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    owners: Mapped[list[str]]
    objects: Mapped[dict[str, Any]]
    """For each upload the kinds of its objects (`Vault`)."""
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]


class LegalHold(Base):
    """While it holds, nothing of the request is erased. `reference` names the file of whoever asked."""

    __tablename__ = "legal_hold"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(60), default="")
    placed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    placed_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None]

    @staticmethod
    def holding() -> ColumnElement[bool]:
        """Those that hold now."""
        return and_(LegalHold.lifted_at.is_(None), or_(LegalHold.until.is_(None), LegalHold.until > now()))
