"""Tables of requests and of what happened to them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.db import Base, now
from service.organisations.models import Account
from service.sealed import Sealed, SealedRow, absent


class RequestRecord(SealedRow, Base):
    """A request for a number, as entered, with the state it is in.

    `person`, `document`, `evidence` and `decision` are the JSON of their types; `version` counts changes.
    What is `Sealed` is encrypted under the request's own key.
    """

    __tablename__ = "request"
    __table_args__ = (
        Index("ix_request_organisation", "organisation_id", "created_at", "id"),
        Index("ix_request_organisation_state", "organisation_id", "state", "created_at", "id"),
        Index("ix_request_organisation_account", "organisation_id", "account_id", "created_at", "id"),
        Index("ix_request_followed", "number_checked_at", postgresql_where=text("number_state = 'valid'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    extraction_id: Mapped[UUID | None] = mapped_column(ForeignKey("extraction.id"))
    state: Mapped[str] = mapped_column(String(30), default="draft", index=True)
    email: Mapped[str]
    language: Mapped[str] = mapped_column(String(2))
    person = Sealed[dict[str, Any]](dict)
    document = Sealed[dict[str, Any] | None](absent)
    residence_address = Sealed[dict[str, Any] | None](absent)
    contact_address = Sealed[dict[str, Any] | None](absent)
    prefilled = Sealed[dict[str, Any]](dict)
    """What was read, per field: value, status, confidence. Kept as it was, whatever is entered later."""
    evidence = Sealed[dict[str, Any] | None](absent)
    decision = Sealed[dict[str, Any] | None](absent)
    ssin = Sealed[str | None](absent, digest=True)
    """The number as it is valid today; `former_ssins` are those it replaced, oldest first."""
    number_state: Mapped[str | None] = mapped_column(String(20))
    """How the number given stands (`schemas.NumberState`); unset before one is given."""
    number_checked_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    """When another's registry was last asked whether the number still stands."""
    former_ssins = Sealed[list[str]](list)
    completed: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    """Names of fields that the requester left open and the registry knows: never shown to the company."""
    instant: Mapped[bool] = mapped_column(default=False)
    items: Mapped[list[Any]] = mapped_column(default=list)
    """Coded items asked of the requester."""
    refusal_code: Mapped[str | None] = mapped_column(String(40))
    note = Sealed[str | None](absent)
    deadline: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    """Since when nothing is left but the state and the dates (`service.erasure`)."""
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
    events: Mapped[list["RequestEvent"]] = relationship(
        order_by="RequestEvent.id", back_populates="request", lazy="select"
    )
    rounds: Mapped[list["RequestRound"]] = relationship(order_by="RequestRound.number", lazy="select")


class RequestEvent(Base):
    """One transition: from where, to where, when, by whom (`account_id` unset: the machine).

    News of a number that was given (`schemas.NumberNews`) stands here too, from `numberAssigned` to itself.
    """

    __tablename__ = "request_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), index=True)
    from_state: Mapped[str | None] = mapped_column(String(30))
    to_state: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    code: Mapped[str | None] = mapped_column(String(60))
    capacity: Mapped[str | None] = mapped_column(String(20))
    acting_organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    """Whose person acted, and as what: the company itself, or a service provider in its name."""

    request: Mapped[RequestRecord] = relationship(back_populates="events")


class PendingName(Base):
    """A name key of an open request, as a code, under each of its places (`matching.similar.places_of`).

    Both are blinded (`service.requests.blinding`), as are the keys of the other two tables. So a request is
    looked up under the names that are one letter away, as the registry's own are.
    """

    __tablename__ = "pending_name"

    place: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    code: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)


class PendingKey(Base):
    """A retrieval key of an open request: two requests for one new person must meet."""

    __tablename__ = "pending_key"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)


class RequestSearch(Base):
    """A search by personal data, so that its pages can be asked for by an id that says nothing.

    `criteria` is the JSON of `service.requests.search.Criteria`, encrypted under a key of the search's own.
    """

    __tablename__ = "request_search"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    criteria: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)


class RequestRound(Base):
    """One demand for information: what was asked when and by whom, until when, and who answered."""

    __tablename__ = "request_round"
    __table_args__ = (UniqueConstraint("request_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    items: Mapped[list[str]]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    deadline: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    answerer: Mapped[Account | None] = relationship(foreign_keys=[answered_by], lazy="select")


class RequestReminder(Base):
    """A reminder that was sent: `occasion` names what it reminded of, so that none is sent twice."""

    __tablename__ = "request_reminder"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(40), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(default=now)


class RequestKey(Base):
    """A retrieval key of a request that was sent, within its organisation: it asks once for one worker."""

    __tablename__ = "request_key"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)
