"""Tables of figures: what the processes of every machine count, so that any of them can tell the whole."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import CLOCK, Base


class Tally(Base):
    """A sum that only grows, under a name and labels of small sets (JSON): never an id, never a person."""

    __tablename__ = "tally"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    labels: Mapped[str] = mapped_column(String(200), primary_key=True)
    value: Mapped[float] = mapped_column(default=0.0)


class WorkerProcess(Base):
    """A process that reads documents, as it last told. One that has told nothing for long has died."""

    __tablename__ = "worker_process"
    __table_args__ = (Index("ix_worker_process_seen_at", "seen_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    started_at: Mapped[datetime] = mapped_column(default=CLOCK)
    seen_at: Mapped[datetime] = mapped_column(default=CLOCK)
    memory_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    jobs: Mapped[int] = mapped_column(default=0)
    models_code: Mapped[str | None] = mapped_column(String(60))
    """Why its models could not be loaded; unset when they are."""
