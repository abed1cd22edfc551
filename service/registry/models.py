"""Tables of the registry: persons, the keys they are found by, and how frequent names are."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import Base, now


class RegistryPerson(Base):
    """A person with a number. `data` is the JSON of `matching.person.Person`."""

    __tablename__ = "registry_person"

    ssin: Mapped[str] = mapped_column(String(11), primary_key=True)
    data: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(10), default="active")
    replaced_by: Mapped[str | None] = mapped_column(String(11))
    created_at: Mapped[datetime] = mapped_column(default=now)
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("request.id"), unique=True)
    """The request a number was issued for; a request gets one number at most."""


class RegistryKey(Base):
    """A retrieval key of a person, as `matching.keys.hash_key` writes it (signed)."""

    __tablename__ = "registry_key"

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    ssin: Mapped[str] = mapped_column(ForeignKey("registry_person.ssin"), primary_key=True, index=True)


class RegistryStatistics(Base):
    """How frequent names are (JSON of `matching.frequencies.Frequencies`): one row, renewed by imports."""

    __tablename__ = "registry_statistics"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    frequencies: Mapped[dict[str, Any]]
    persons: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(default=now)
