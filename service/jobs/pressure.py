"""Back-pressure: what would wait too long, or what there is no memory for, is refused before it is taken in.

Nothing is guessed: how long a job takes is the mean of the latest that were done, how many run at a time is
how many do. Until any was done only the age of what waits and the length of the queue count.
"""

from dataclasses import dataclass
from math import ceil
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import CodedError
from service.context import Services, Work
from service.db import database_now
from service.jobs.claims import is_due
from service.jobs.models import Job, Priority
from service.memory import available_memory
from service.settings import MEBIBYTE, Settings

MEASURED_JOBS = 50
SHORTEST_RETRY, LONGEST_RETRY = 5, 600
"""Seconds of `retryAfterSec`."""
MEMORY_RETRY = 15


class QueueTooLong(CodedError):
    """The work could only be begun too late to be of use."""

    code = "tooManyRequests"
    status = 429
    message = "More documents are waiting to be read than can be read in good time."
    remedy = "Try again in {retryAfterSec} seconds. What you have uploaded stays."


class MemoryShort(CodedError):
    """Taking in another picture could bring the machine down."""

    code = "tooManyRequests"
    status = 429
    message = "The service has too much to do at the moment to take in a file."
    remedy = "Try again in {retryAfterSec} seconds."


@dataclass(frozen=True)
class Load:
    """What stands before a new job of an organisation."""

    ahead: int
    """Jobs whose turn comes earlier."""
    own: int
    """Open jobs of the organisation itself."""
    running: int
    seconds_a_job: float | None
    """Mean of the latest jobs; None when none was done yet."""
    oldest_wait: float
    """Seconds for which the job whose turn is next has been due."""

    @property
    def wait(self) -> float:
        """Seconds until the new job would begin; with no worker at work, at least the age of what waits."""
        measured = (self.seconds_a_job or 0.0) * self.ahead / max(1, self.running)
        return max(measured, self.oldest_wait if self.running == 0 else 0.0)


def check_memory(services: Services) -> None:
    """Raises MemoryShort when another upload could be one too many."""
    if available_memory() < services.settings.least_free_memory_mb * MEBIBYTE:
        raise MemoryShort(retryAfterSec=MEMORY_RETRY)


def check_queue(work: Work, kind: str, priority: Priority) -> None:
    """Raises QueueTooLong when a new job of this organisation would wait too long."""
    settings = work.settings
    load = measure_load(work.session, work.actor.organisation_id, kind, priority)
    surplus = load.wait - _longest_wait(settings, priority)
    if surplus > 0 or load.own >= settings.queue_most_jobs:
        seconds = ceil(min(max(surplus, SHORTEST_RETRY), LONGEST_RETRY))
        raise QueueTooLong(retryAfterSec=seconds)


def measure_load(session: Session, organisation_id: UUID, kind: str, priority: Priority) -> Load:
    """The queue as a new job would find it, in the order of `service.jobs.claims`."""
    moment = database_now(session)
    due = (
        select(Job.organisation_id, Job.priority, func.count(), func.min(Job.not_before))
        .where(is_due(moment), Job.priority <= priority)
        .group_by(Job.organisation_id, Job.priority)
    )
    rows = session.execute(due).all()
    own = sum(count for who, urgency, count, _ in rows if (who, urgency) == (organisation_id, priority))
    urgent = sum(count for _, urgency, count, _ in rows if urgency < priority)
    # Organisations take turns, so of each other one no more than own jobs, and one, come earlier.
    others = sum(
        min(count, own + 1)
        for who, urgency, count, _ in rows
        if urgency == priority and who != organisation_id
    )
    running = select(func.count()).where(Job.state == "running", Job.lease_until >= moment)
    return Load(
        ahead=urgent + own + others,
        own=own,
        running=session.scalar(running) or 0,
        seconds_a_job=_seconds_a_job(session, kind),
        oldest_wait=max(((moment - since).total_seconds() for _, _, _, since in rows), default=0.0),
    )


def _seconds_a_job(session: Session, kind: str) -> float | None:
    latest = (
        select((func.extract("epoch", Job.finished_at - Job.started_at)).label("seconds"))
        .where(Job.kind == kind, Job.state == "done", Job.started_at.is_not(None))
        .order_by(Job.finished_at.desc())
        .limit(MEASURED_JOBS)
        .subquery()
    )
    mean = session.scalar(select(func.avg(latest.c.seconds)))
    return None if mean is None else float(mean)


def _longest_wait(settings: Settings, priority: Priority) -> float:
    return {
        Priority.PERSON: settings.queue_person_seconds,
        Priority.PROGRAM: settings.queue_program_seconds,
        Priority.BATCH: settings.queue_batch_seconds,
    }[priority]
