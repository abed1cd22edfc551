"""Tables of webhooks and of what they are told: an outbox, written with the change it tells of."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import CLOCK, Base, now
from service.trace import LONGEST, current_trace


class Webhook(Base):
    """An address of a company's software. Secrets are sealed under the master key.

    While a secret is being replaced, messages carry a signature with either.
    """

    __tablename__ = "webhook"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    url: Mapped[str]
    key_id: Mapped[str] = mapped_column(String(20))
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    previous_key_id: Mapped[str | None] = mapped_column(String(20))
    previous_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    previous_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    """In a row: an address that does not answer is left alone for longer and longer."""
    not_before: Mapped[datetime] = mapped_column(default=CLOCK)
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None]


class WebhookDelivery(Base):
    """One message to one webhook. Its id is the message's, so that a repetition is seen as one.

    `sequence` is the order of the changes of a request. `state` is queued, delivered or parked.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        Index("ix_webhook_delivery_due", "state", "next_attempt_at"),
        Index("ix_webhook_delivery_order", "webhook_id", "request_id", "sequence"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    sequence: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhook.id"))
    type: Mapped[str] = mapped_column(String(40))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"))
    from_state: Mapped[str | None] = mapped_column(String(30))
    to_state: Mapped[str | None] = mapped_column(String(30))
    code: Mapped[str | None] = mapped_column(String(60))
    occurred_at: Mapped[datetime] = mapped_column(default=CLOCK)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(default=CLOCK)
    """While it is being sent, when somebody else may try: the sender may have died."""
    last_status: Mapped[int | None] = mapped_column(SmallInteger)
    last_error: Mapped[str | None] = mapped_column(String(40))
    delivered_at: Mapped[datetime | None]
    trace_id: Mapped[str | None] = mapped_column(String(LONGEST), default=current_trace)
    """Of the call or the job that it tells of; sent along."""
