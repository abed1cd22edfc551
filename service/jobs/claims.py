"""Whose turn it is. The database orders the work; a broker's message only says that there is some.

First whoever is waited for (`Priority`), then the organisation that was served longest ago, then the oldest.
So a company with a thousand uploads delays another company's one upload by a single job.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, and_, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from service.db import database_now, transaction
from service.jobs.models import Job

CLAIM_LOCK = 0x6269735F6A6F62
"""Advisory lock ("bis_job"): each claim sees whom the one before it served."""


class JobLost(Exception):
    """Another worker took the job over; what this one did is not recorded."""


@dataclass(frozen=True)
class ClaimedJob:
    """A job that this worker holds until the lease ends; `attempt` counts from 1 and fences late writers."""

    id: UUID
    kind: str
    subject_id: UUID
    organisation_id: UUID
    attempt: int
    max_attempts: int
    waited: timedelta
    """From the moment it was due until now."""
    age: timedelta
    """Since it was enqueued."""
    trace_id: str | None = None


def is_expired(moment: datetime) -> ColumnElement[bool]:
    """Jobs whose worker died."""
    return and_(Job.state == "running", Job.lease_until < moment)


def is_due(moment: datetime) -> ColumnElement[bool]:
    """Jobs that a worker may take."""
    waiting = and_(Job.state == "queued", Job.not_before <= moment)
    return and_(or_(waiting, is_expired(moment)), Job.attempt < Job.max_attempts)


def claim_next(engine: Engine, lease_seconds: float) -> ClaimedJob | None:
    """Takes the job whose turn it is, or returns None when nothing is due."""
    with transaction(engine) as session:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CLAIM_LOCK})
        row = session.execute(_claim(database_now(session), lease_seconds)).first()
    return ClaimedJob(*row) if row else None


def _claim(moment: datetime, lease_seconds: float) -> Any:
    """Takes the most urgent of the organisations' first jobs."""
    first = (
        select(Job.id, Job.organisation_id, Job.priority, Job.created_at)
        .ext(distinct_on(Job.organisation_id))
        .where(is_due(moment))
        .order_by(Job.organisation_id, Job.priority, Job.created_at)
        .subquery("first")
    )
    served = aliased(Job)
    last_served = (
        select(func.max(served.started_at))
        .where(served.organisation_id == first.c.organisation_id)
        .scalar_subquery()
    )
    # A job whose row somebody holds is passed over: nobody waits for it while holding the lock on claims.
    turn = (
        select(Job.id)
        .join(first, first.c.id == Job.id)
        .order_by(first.c.priority, last_served.nulls_first(), first.c.created_at)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True, of=Job)
    )
    return (
        update(Job)
        .where(Job.id == turn.scalar_subquery())
        .values(
            state="running",
            attempt=Job.attempt + 1,
            lease_until=moment + timedelta(seconds=lease_seconds),
            started_at=moment,
            stage="started",
            progress=0.0,
        )
        .returning(
            Job.id,
            Job.kind,
            Job.subject_id,
            Job.organisation_id,
            Job.attempt,
            Job.max_attempts,
            literal(moment) - Job.not_before,
            literal(moment) - Job.created_at,
            Job.trace_id,
        )
    )
