"""Tables of the registry: persons, the keys they are found by, and how frequent names are."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
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
    """A retrieval key (`matching.keys`) of a person."""

    __tablename__ = "registry_key"

    key: Mapped[str] = mapped_column(primary_key=True)
    ssin: Mapped[str] = mapped_column(ForeignKey("registry_person.ssin"), primary_key=True, index=True)


class NameFrequency(Base):
    """How many persons carry a name: rare names weigh more when they agree."""

    __tablename__ = "name_frequency"

    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    persons: Mapped[int]
