"""The audit tables: append-only (triggers of the database refuse anything else), without personal data."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, now


class AuditEntry(Base):
    """Who did what to which object, for which organisation, when. No foreign keys: the log outlives all."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(default=now)
    account_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(String(40))
    object_type: Mapped[str] = mapped_column(String(30))
    object_id: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[str | None] = mapped_column(String(60))
    capacity: Mapped[str | None] = mapped_column(String(20))
    acting_organisation_id: Mapped[UUID | None]
    """Whose person acted: the organisation itself, or a service provider in its name."""


class AuditLink(Base):
    """An entry's place in the chain: `digest` is an HMAC over the digest before it and the entry.

    No foreign key here either: an entry that is gone must leave its link behind.
    """

    __tablename__ = "audit_link"

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
