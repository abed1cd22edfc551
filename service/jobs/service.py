"""The life of a job: enqueued with its cause, claimed, kept alive, finished, swept up.

Each step is one statement on the job's row, so that two workers can never hold the same job.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, and_, or_, select, update
from sqlalchemy.orm import Session

from service.context import Work
from service.db import now, transaction
from service.jobs.models import Job

REPUBLISH_AFTER = timedelta(seconds=5)
"""A wake-up that was not answered within this time counts as lost."""
REPUBLISH_AT_ONCE = 10
"""Oldest first; a long queue must not fill the broker with wake-ups for jobs whose turn is far away."""


@dataclass(frozen=True)
class ClaimedJob:
    """A job that this worker holds until the lease ends; `attempt` counts from 1 and fences late writers."""

    id: UUID
    kind: str
    subject_id: UUID
    organisation_id: UUID
    attempt: int


@dataclass(frozen=True)
class Swept:
    """What a sweep found: jobs to publish again, jobs that were parked."""

    republish: list[UUID]
    parked: list[UUID]


def enqueue(work: Work, kind: str, subject_id: UUID) -> Job:
    """Writes the job in the transaction of its cause; the broker hears of it after the commit."""
    job = Job(
        organisation_id=work.actor.organisation_id, kind=kind, subject_id=subject_id, published_at=now()
    )
    work.session.add(job)
    work.session.flush()
    work.after_commit.append(lambda: work.services.wake(job.id))
    return job


def claim(engine: Engine, job_id: UUID, lease_seconds: float, max_attempts: int) -> ClaimedJob | None:
    """Takes the job, or returns None: somebody else holds it, it is over, or it was tried too often."""
    moment = now()
    free = or_(Job.state == "queued", and_(Job.state == "running", Job.lease_until < moment))
    statement = (
        update(Job)
        .where(Job.id == job_id, free, Job.attempt < max_attempts)
        .values(
            state="running",
            attempt=Job.attempt + 1,
            lease_until=moment + timedelta(seconds=lease_seconds),
            stage="started",
            progress=0.0,
        )
        .returning(Job.kind, Job.subject_id, Job.organisation_id, Job.attempt)
    )
    with transaction(engine) as session:
        row = session.execute(statement).first()
    return ClaimedJob(job_id, row.kind, row.subject_id, row.organisation_id, row.attempt) if row else None


def beat(engine: Engine, job: ClaimedJob, lease_seconds: float, stage: str, progress: float) -> bool:
    """Extends the lease and notes the progress. False when the job is no longer ours."""
    values = {
        "lease_until": now() + timedelta(seconds=lease_seconds),
        "stage": stage,
        "progress": progress,
    }
    with transaction(engine) as session:
        return session.execute(_held(job).values(**values).returning(Job.id)).first() is not None


def finish(session: Session, job: ClaimedJob) -> bool:
    """Ends the job well, in the transaction of its result. False when it is no longer ours: roll back."""
    values = {"state": "done", "stage": "done", "progress": 1.0, "lease_until": None, "finished_at": now()}
    return session.execute(_held(job).values(**values).returning(Job.id)).first() is not None


def fail(engine: Engine, job: ClaimedJob, error: dict[str, Any]) -> None:
    """Ends the job with an answer that is an error: trying again would give the same."""
    values = {"state": "failed", "error": error, "lease_until": None, "finished_at": now()}
    with transaction(engine) as session:
        session.execute(_held(job).values(**values))


def release(engine: Engine, job: ClaimedJob, max_attempts: int, error: dict[str, Any]) -> None:
    """Gives the job back after a breakdown: to be tried again, or parked when it was the last attempt."""
    over = job.attempt >= max_attempts
    values: dict[str, Any] = {"state": "parked" if over else "queued", "lease_until": None, "error": error}
    if over:
        values["finished_at"] = now()
    with transaction(engine) as session:
        session.execute(_held(job).values(**values))


def sweep(engine: Engine, max_attempts: int, error: dict[str, Any]) -> Swept:
    """Finds lost wake-ups and dead workers: parks what was tried too often, names the rest for publishing."""
    moment = now()
    expired = and_(Job.state == "running", Job.lease_until < moment)
    waiting = and_(Job.state == "queued", Job.published_at < moment - REPUBLISH_AFTER)
    with transaction(engine) as session:
        parked = session.scalars(
            update(Job)
            .where(expired, Job.attempt >= max_attempts)
            .values(state="parked", lease_until=None, finished_at=moment, error=error)
            .returning(Job.id)
        ).all()
        due = select(Job.id).where(or_(expired, waiting)).order_by(Job.created_at).limit(REPUBLISH_AT_ONCE)
        due = due.with_for_update(skip_locked=True)
        republish = session.scalars(
            update(Job).where(Job.id.in_(due)).values(published_at=moment).returning(Job.id)
        ).all()
    return Swept([*republish], [*parked])


def _held(job: ClaimedJob) -> Any:
    """The row, as long as this attempt is the one that holds it."""
    return update(Job).where(Job.id == job.id, Job.state == "running", Job.attempt == job.attempt)
