"""The job table: what is to be done, how urgent it is, by whom it is held, how far it is.

All of its moments are by the database's clock: machines whose own clocks differ share the jobs.
"""

from datetime import datetime
from enum import IntEnum
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db import CLOCK, Base
from service.trace import LONGEST, current_trace

JobState = Literal["queued", "running", "done", "failed", "parked"]


class Priority(IntEnum):
    """Who waits for the answer; the lower goes first."""

    PERSON = 0
    """Somebody looks at the page."""
    PROGRAM = 1
    """A program asked for this one."""
    BATCH = 2
    """One of many, which nobody waits for."""


class Job(Base):
    """One piece of work on one subject. `done`, `failed` and `parked` are final.

    `failed` is an answer (the upload cannot be read: `error` says why); `parked` means that the work itself
    broke down too often.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_open", "state", "lease_until"),
        Index("ix_job_served", "organisation_id", "started_at"),
        Index("ix_job_finished", "kind", "finished_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    priority: Mapped[int] = mapped_column(SmallInteger, default=Priority.PROGRAM)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    stage: Mapped[str] = mapped_column(String(40), default="queued")
    progress: Mapped[float] = mapped_column(default=0.0)
    attempt: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=3)
    not_before: Mapped[datetime] = mapped_column(default=CLOCK)
    """A breakdown is tried again only from then on."""
    lease_until: Mapped[datetime | None]
    error: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(default=CLOCK)
    published_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the latest attempt began."""
    finished_at: Mapped[datetime | None]
    trace_id: Mapped[str | None] = mapped_column(String(LONGEST), default=current_trace)
    """Of the call that it goes back to."""
