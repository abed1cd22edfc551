"""How long a reading will still take, measured on the latest ones."""

from math import ceil
from uuid import UUID

from service.context import Work
from service.db import now
from service.extractions.repository import get_extraction, job_of
from service.extractions.service import JOB_KIND
from service.jobs.models import Priority
from service.jobs.pressure import measure_load

STEP = 5
"""Seconds: finer than that nobody can say."""


def seconds_expected(work: Work, extraction_id: UUID) -> int | None:
    """Seconds until the reading is done, rounded up to fives; before it begins, those ahead count too.

    None where nothing was measured yet, or it takes longer than the measure says.
    """
    job = job_of(work.session, get_extraction(work.session, work.actor, extraction_id))
    if job is None or job.state not in {"queued", "running"}:
        return None
    load = measure_load(work.session, work.actor.organisation_id, JOB_KIND, Priority(job.priority))
    if load.seconds_a_job is None:
        return None
    if job.state == "running" and job.started_at is not None:
        left = load.seconds_a_job - (now() - job.started_at).total_seconds()
    else:
        left = max(load.wait, load.seconds_a_job)  # its own turn is part of that wait
    return STEP * ceil(left / STEP) if left > 0 else None
