"""The outbox: mail is written in the transaction of what it reports, and sent afterwards."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import CLOCK, Base
from service.trace import LONGEST, current_trace


class OutgoingMail(Base):
    """One message. Its id is its Message-ID, so that sending twice is seen as one mail."""

    __tablename__ = "outgoing_mail"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"), index=True)
    """Unset for a mail about an access or an invitation."""
    recipient: Mapped[str]
    language: Mapped[str] = mapped_column(String(2))
    template: Mapped[str] = mapped_column(String(40))
    parameters: Mapped[dict[str, Any]]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(default=CLOCK)
    created_at: Mapped[datetime] = mapped_column(default=CLOCK)
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    failed_at: Mapped[datetime | None]
    failure_code: Mapped[str | None] = mapped_column(String(40))
    """Why it was given up (`service.mail.delivery`); an operator can have it tried again."""
    trace_id: Mapped[str | None] = mapped_column(String(LONGEST), default=current_trace)
    """Of the call or the job that wrote it."""
