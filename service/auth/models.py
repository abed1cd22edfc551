"""Tables of identities, sessions and API tokens. They keep digests, never what they were made from."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.db import Base, now
from service.organisations.models import Access


class Identity(Base):
    """Whom a provider means by a subject, kept as a keyed digest: it may be a national number."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject_digest"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    issuer: Mapped[str]
    subject_digest: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class SignInSession(Base):
    """A session of the portal; the cookie holds its signed secret.

    `access_id` is unset until an organisation is chosen; `mandate_id` is set for acting in another's name.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    access_id: Mapped[UUID | None] = mapped_column(ForeignKey("access.id"))
    mandate_id: Mapped[UUID | None] = mapped_column(ForeignKey("mandate.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    """Last used, to a minute."""
    expires_at: Mapped[datetime]


class ApiToken(Base):
    """A bearer token of the API. It acts as the access under which it was made, and ends with it."""

    __tablename__ = "api_token"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    access_id: Mapped[UUID] = mapped_column(ForeignKey("access.id"), index=True)
    mandate_id: Mapped[UUID | None] = mapped_column(ForeignKey("mandate.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    label: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    access: Mapped[Access] = relationship(lazy="joined", innerjoin=True)
