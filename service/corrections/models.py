"""The table of corrections."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.db import Base, now
from service.requests.models import RequestRecord
from service.sealed import Sealed, SealedRow, absent


class Correction(SealedRow, Base):
    """One report that the number a request was answered with is wrong, and how it was settled.

    `note` is the reporter's, `settled_note` the office's. A number has one open correction at most.
    Sealed under the key of the request.
    """

    __tablename__ = "correction"
    sealed_by = "request_id"
    __table_args__ = (
        Index("uq_correction_open", "ssin_digest", unique=True, postgresql_where=text("settled_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    ssin = Sealed[str](str, digest=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    note = Sealed[str | None](absent)
    reported_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    reported_by_company: Mapped[bool]
    reported_at: Mapped[datetime] = mapped_column(default=now)
    outcome: Mapped[str | None] = mapped_column(String(20))
    right_ssin = Sealed[str | None](absent)
    settled_note = Sealed[str | None](absent)
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]

    request: Mapped[RequestRecord] = relationship(lazy="joined", innerjoin=True)
