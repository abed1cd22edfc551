"""Tables of organisations, of the persons who act for them, and of who gave them that right."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, LargeBinary, String, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.db import Base, now, today

Language = Literal["nl", "fr", "de", "en"]
NewsTo = Literal["requester", "mailbox", "both", "mandatory"]
"""Who of a company gets the mails that need no answer; `mandatory`: nobody."""
News = Literal["all", "mandatory"]
"""Whether a person wants the mails that need no answer."""
OrganisationKind = Literal["employer", "serviceProvider", "office"]
"""A company that asks for its own workers, one that also asks for others under mandates, or who reviews."""


class Organisation(Base):
    """A company that asks for numbers, or the office that reviews (`enterprise_number` after CBE)."""

    __tablename__ = "organisation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]
    enterprise_number: Mapped[str | None] = mapped_column(String(10), unique=True)
    kind: Mapped[str] = mapped_column(String(20), default="employer")
    news_to: Mapped[str] = mapped_column(String(10), default="requester")
    """Who gets the mails that nobody must have (`NewsTo`)."""
    mailbox: Mapped[str | None]
    """A shared address of the company, confirmed by a link that was sent there."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class Account(Base):
    """A person who signs in. For which organisations and in which roles stands in `Access`."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    language: Mapped[str] = mapped_column(String(2), default="nl")
    news: Mapped[str] = mapped_column(String(10), default="all")
    """Which mails this person wants (`News`)."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class Access(Base):
    """A person's right to act for an organisation in one role: asked for, approved, revoked.

    A revoked row stays as it was; the next time begins a new one. `approved_by` and `revoked_by` are
    accounts, absent where the operator or the identity provider (`from_claims`) did it.
    """

    __tablename__ = "access"
    __table_args__ = (
        Index(
            "uq_access_open",
            "account_id",
            "organisation_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    from_claims: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account] = relationship(foreign_keys=account_id, lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    @property
    def holds(self) -> bool:
        """Whether it may be used now."""
        return self.approved_at is not None and self.revoked_at is None

    @staticmethod
    def holding() -> ColumnElement[bool]:
        """The same for queries."""
        return and_(Access.approved_at.is_not(None), Access.revoked_at.is_(None))


class Mandate(Base):
    """An employer lets a service provider ask for numbers in its name, from a day to a day, both included."""

    __tablename__ = "mandate"
    __table_args__ = (CheckConstraint("valid_from <= valid_until", name="order"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    employer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    provider: Mapped[Organisation] = relationship(foreign_keys=provider_id, lazy="joined", innerjoin=True)
    employer: Mapped[Organisation] = relationship(foreign_keys=employer_id, lazy="joined", innerjoin=True)

    @property
    def holds(self) -> bool:
        """Whether it may be used today."""
        approved = self.approved_at is not None and self.revoked_at is None
        return approved and self.valid_from <= today() <= self.valid_until

    @staticmethod
    def holding() -> ColumnElement[bool]:
        """The same for queries."""
        return and_(
            Mandate.approved_at.is_not(None),
            Mandate.revoked_at.is_(None),
            Mandate.valid_from <= today(),
            Mandate.valid_until >= today(),
        )


class Invitation(Base):
    """An organisation waits for the person with this address: the first sign-in turns it into an access."""

    __tablename__ = "invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(String(20))
    invited_at: Mapped[datetime] = mapped_column(default=now)
    invited_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    @staticmethod
    def waiting() -> ColumnElement[bool]:
        """Those that can still be accepted."""
        return and_(
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.expires_at > now(),
        )


class EmailConfirmation(Base):
    """A link was sent to an address: whoever opens it, signed in as who asked, has shown that mail arrives.

    For the person's own address, or for the shared mailbox of `organisation_id`.
    """

    __tablename__ = "email_confirmation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    email: Mapped[str]
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
