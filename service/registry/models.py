"""Tables of the registry: persons, their outlines, the keys they are found by, and how frequent names are."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, now


class RegistryPerson(Base):
    """A person with a number. `data` is the JSON of `matching.person.Person`.

    `id` is what the tables below call the person: four bytes instead of eleven characters. It grows with the
    order in which persons are added (`repository.NUMBERS_LOCK`), so that whoever came since is found by it.
    """

    __tablename__ = "registry_person"
    __table_args__ = (
        # Few numbers are not active, and what became of them is followed again and again.
        Index("ix_registry_person_followed", "ssin", postgresql_where=text("status <> 'active'")),
    )

    ssin: Mapped[str] = mapped_column(String(11), primary_key=True)
    id: Mapped[int] = mapped_column(Integer, Identity(), unique=True)
    data: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(10), default="active")
    replaced_by: Mapped[str | None] = mapped_column(String(11))
    frozen_at: Mapped[datetime | None]
    """Since when the number is under correction: until that is settled, nobody is given it."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"), unique=True)
    """The request a number was issued for; a request gets one number at most."""


class RegistryOutline(Base):
    """One of a person's names in the narrow form that `matching.shortlist` ranks by, with birth and place.

    A first import lays the rows down in order of birth date: everybody born on a day is a handful of pages.
    `codes` are the part codes (`matching.keys`) of the family name, then of the given names, 4 bytes each.
    """

    __tablename__ = "registry_outline"

    person_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    name: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    birth: Mapped[int] = mapped_column(Integer, index=True)
    """yyyymmdd, zeros where unknown; 0 for no date."""
    codes: Mapped[bytes]
    family: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)


class RegistryKey(Base):
    """A retrieval key of a person (`matching.keys.retrieval_keys`).

    Neither this table nor the outlines have a foreign key: millions of checks would slow an
    import, both are written in one place beside the person, and no person is ever deleted.
    """

    __tablename__ = "registry_key"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(Integer, primary_key=True)


class RegistryRange(Base):
    """How far a range of numbers is used up: all counters below `next_counter` are taken."""

    __tablename__ = "registry_range"

    prefix: Mapped[str] = mapped_column(String(6), primary_key=True)
    since_2000: Mapped[bool] = mapped_column(primary_key=True)
    gender: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    next_counter: Mapped[int] = mapped_column(SmallInteger)


class RegistryReservation(Base):
    """A number that an import under way will bring (`service.registry.reservations`): nobody else gets it.

    Committed before the import's own rows. What an import that died leaves here is given back by the next.
    """

    __tablename__ = "registry_reserved"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class RegistryStatistics(Base):
    """One row: what the last import counted (JSON of `matching.frequencies.Frequencies`), and the name keys.

    `name_keys` are the registry's distinct name keys (`matching.keys.name_key`), a line each.
    """

    __tablename__ = "registry_statistics"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    frequencies: Mapped[dict[str, Any]]
    name_keys: Mapped[str] = mapped_column(Text)
    persons: Mapped[int]
    last_id: Mapped[int]
    """The highest `RegistryPerson.id` that is counted in."""
    updated_at: Mapped[datetime] = mapped_column(default=now)


class RegistryFrozen(Base):
    """A number of another's registry under correction here; in our own the person's row says so."""

    __tablename__ = "registry_frozen"

    ssin: Mapped[str] = mapped_column(String(11), primary_key=True)
    frozen_at: Mapped[datetime] = mapped_column(default=now)
