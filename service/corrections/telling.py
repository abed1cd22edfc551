"""Telling a registry that others use too which numbers are looked at, as soon as it answers."""

from service.context import Services, Work
from service.corrections.models import Correction
from service.corrections.repository import get_correction
from service.db import transaction
from service.jobs.claims import ClaimedJob, JobLost
from service.jobs.models import Priority
from service.jobs.run import Report
from service.jobs.service import enqueue, finish

STANDING_JOB = "standing"
STANDING_ATTEMPTS = 3_000
"""As for a decision: more than a week."""


def tell_later(work: Work, one: Correction) -> None:
    """Has a shared registry told how the number stands here. A report never waits for another's answer."""
    if work.registry.is_shared:
        enqueue(work, STANDING_JOB, one.id, Priority.PROGRAM, max_attempts=STANDING_ATTEMPTS)


def run_standing(services: Services, job: ClaimedJob, report: Report) -> None:
    """Tells what holds now, so that jobs of one correction may come in any order, and come twice.

    Raises RegistryUnavailable and RegistryAnswerInvalid, which have the job tried again later, and
    NumberChangeRefused, which ends it: the number stays frozen here.
    """
    report("standing", 0.0)
    with transaction(services.engine) as session:
        one = get_correction(session, job.subject_id, lock=True)
        registry = services.registry(session)
        registry.tell_frozen(one.ssin, one.id, frozen=one.settled_at is None)
        if not finish(session, job):
            raise JobLost
