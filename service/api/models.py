"""The answers to calls that carried an idempotency key."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, now


class IdempotencyRecord(Base):
    """One key of an account in one capacity: a keyed digest of the call, and the answer it got.

    A person may act for several organisations, and for one of them in two ways (its own people, or a service
    provider's): what one was answered is not another's, and one's keys are no business of the other.

    `answer` is encrypted under the data key of the request or the upload that it tells of (`owner_id`), and
    is erased with it; answers that tell of neither under one of the house. The row is written in the
    transaction of the call: where there is a row, there was an effect.
    """

    __tablename__ = "idempotency_record"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    acting_organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    owner_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
