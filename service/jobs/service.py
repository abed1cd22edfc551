"""The life of a job: enqueued with its cause, kept alive, finished, swept up. `claims` hands it out.

Each step is one statement on the job's row, so that two workers can never hold the same job.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, and_, or_, select, update
from sqlalchemy.orm import Session

from service.context import Work
from service.db import CLOCK, database_now, transaction
from service.jobs.claims import ClaimedJob, is_due, is_expired
from service.jobs.models import Job, Priority

REPUBLISH_AFTER = timedelta(seconds=5)
"""When no worker has taken anything for so long, the wake-ups of what is due count as lost."""
REPUBLISH_AT_ONCE = 50
"""Enough to keep workers busy between two rounds, few enough not to fill the broker."""


@dataclass(frozen=True)
class Swept:
    """What a sweep found: jobs to publish again, jobs that were parked."""

    republish: list[UUID]
    parked: list[UUID]


def enqueue(
    work: Work, kind: str, subject_id: UUID, priority: Priority, *, max_attempts: int | None = None
) -> Job:
    """Writes the job in the transaction of its cause; the broker hears of it after the commit."""
    moment = database_now(work.session)
    job = Job(
        organisation_id=work.actor.organisation_id,
        kind=kind,
        subject_id=subject_id,
        priority=priority,
        max_attempts=max_attempts or work.settings.job_max_attempts,
        created_at=moment,
        not_before=moment,
        published_at=moment,
    )
    work.session.add(job)
    work.session.flush()
    work.after_commit.append(lambda: work.services.wake(job.id))
    return job


def beat(engine: Engine, job: ClaimedJob, lease_seconds: float, stage: str, progress: float) -> bool:
    """Extends the lease and notes the progress. False when the job is no longer ours."""
    values = {
        "lease_until": CLOCK + timedelta(seconds=lease_seconds),
        "stage": stage,
        "progress": progress,
    }
    with transaction(engine) as session:
        return session.execute(_held(job).values(**values).returning(Job.id)).first() is not None


def finish(session: Session, job: ClaimedJob) -> bool:
    """Ends the job well, in the transaction of its result. False when it is no longer ours: roll back."""
    values = {
        "state": "done",
        "stage": "done",
        "progress": 1.0,
        "lease_until": None,
        "error": None,
        "finished_at": CLOCK,
    }
    return session.execute(_held(job).values(**values).returning(Job.id)).first() is not None


def fail(engine: Engine, job: ClaimedJob, error: dict[str, Any]) -> None:
    """Ends the job with an answer that is an error: trying again would give the same."""
    values = {"state": "failed", "error": error, "lease_until": None, "finished_at": CLOCK}
    with transaction(engine) as session:
        session.execute(_held(job).values(**values))


def release(
    engine: Engine, job: ClaimedJob, delay: timedelta, error: dict[str, Any], *, counted: bool = True
) -> None:
    """Gives the job back after a breakdown: tried again after `delay`, or parked after its last attempt.

    An attempt that is not `counted` leaves as many as there were.
    """
    values: dict[str, Any] = {
        "state": "queued",
        "lease_until": None,
        "error": error,
        "not_before": CLOCK + delay,
    }
    if not counted:
        values["max_attempts"] = Job.max_attempts + 1
    elif job.attempt >= job.max_attempts:
        values |= {"state": "parked", "finished_at": CLOCK}
    with transaction(engine) as session:
        session.execute(_held(job).values(**values))


def sweep(engine: Engine, error: dict[str, Any]) -> Swept:
    """Finds lost wake-ups and dead workers: parks what was tried too often, names the rest for publishing."""
    with transaction(engine) as session:
        moment = database_now(session)
        given_up = select(Job.id).where(is_expired(moment), Job.attempt >= Job.max_attempts)
        parked = session.scalars(
            update(Job)
            .where(Job.id.in_(given_up.with_for_update(skip_locked=True, key_share=True)))
            .values(state="parked", lease_until=None, finished_at=moment, error=error)
            .returning(Job.id)
        ).all()
        never_published_when_due = or_(Job.published_at.is_(None), Job.published_at < Job.not_before)
        lost = [is_expired(moment), and_(Job.state == "queued", never_published_when_due)]
        if _is_quiet(session, moment):
            lost.append(Job.published_at < moment - REPUBLISH_AFTER)
        due = select(Job.id).where(is_due(moment), or_(*lost)).order_by(Job.priority, Job.created_at)
        due = due.limit(REPUBLISH_AT_ONCE).with_for_update(skip_locked=True, key_share=True)
        republish = session.scalars(
            update(Job).where(Job.id.in_(due)).values(published_at=moment).returning(Job.id)
        ).all()
    return Swept([*republish], [*parked])


def _is_quiet(session: Session, moment: datetime) -> bool:
    """Whether no worker took anything lately: else those who do will come to what waits."""
    lately = select(Job.id).where(Job.started_at >= moment - REPUBLISH_AFTER)
    return session.scalar(lately.limit(1)) is None


def _held(job: ClaimedJob) -> Any:
    """The row, as long as this attempt is the one that holds it."""
    return update(Job).where(Job.id == job.id, Job.state == "running", Job.attempt == job.attempt)
