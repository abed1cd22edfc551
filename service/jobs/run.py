"""Running one job: claim, keep the lease, hand over to the domain, record how it ended."""

import logging
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

from billiard.exceptions import SoftTimeLimitExceeded

from models.errors import CodedError
from service.context import Services
from service.jobs import service as jobs
from service.problems import problem

log = logging.getLogger(__name__)

Report = Callable[[str, float], None]
"""Takes the stage's code and the progress in [0, 1]."""
Handler = Callable[[Services, jobs.ClaimedJob, Report], None]
"""Does the work and ends the job through `jobs.finish`, in the transaction of its result."""


class WorkTakesTooLong(CodedError):
    code = "extractionTimedOut"
    status = 422
    message = "Reading this upload takes too long."
    remedy = "Upload a smaller or sharper picture of the document."


class WorkBrokeDown(CodedError):
    code = "extractionBrokeDown"
    status = 500
    message = "Reading this upload failed several times."
    remedy = "Upload the document again; if it fails again, use another picture."


class Lease:
    """Extends the lease from a thread of its own while the work goes on."""

    def __init__(self, services: Services, job: jobs.ClaimedJob) -> None:
        self._services, self._job = services, job
        self._stage, self._progress = "started", 0.0
        self._wake = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._run, name="lease", daemon=True)

    def __enter__(self) -> "Lease":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._wake.set()
        self._thread.join()

    def report(self, stage: str, progress: float) -> None:
        """Notes the progress; it is written by the thread, so that the work never waits for the database."""
        self._stage, self._progress = stage, progress
        self._wake.set()

    def _run(self) -> None:
        seconds = self._services.settings.job_lease_seconds
        while not self._over:
            try:
                jobs.beat(self._services.engine, self._job, seconds, self._stage, self._progress)
            except Exception as error:  # noqa: BLE001 - a database that is away must not end the beat
                log.warning("heartbeat failed: %s", type(error).__name__)
            self._wake.wait(seconds / 3)
            self._wake.clear()


def run_job(services: Services, handlers: dict[str, Handler], job_id: UUID) -> None:
    """Runs the job unless somebody else has it. Errors end up in the job's row, never in the broker."""
    settings = services.settings
    job = jobs.claim(services.engine, job_id, settings.job_lease_seconds, settings.job_max_attempts)
    if job is None:
        return
    try:
        with Lease(services, job) as lease:
            handlers[job.kind](services, job, lease.report)
    except SoftTimeLimitExceeded:
        jobs.fail(services.engine, job, problem(WorkTakesTooLong()))
    except CodedError as error:
        if error.status < 500:
            jobs.fail(services.engine, job, problem(error))
        else:
            _give_back(services, job, error.code)
    except Exception as error:  # noqa: BLE001 - every breakdown is recorded and tried again
        _give_back(services, job, type(error).__name__)


def _give_back(services: Services, job: jobs.ClaimedJob, reason: str) -> None:
    log.exception("job %s attempt %d broke down: %s", job.id, job.attempt, reason) if log.isEnabledFor(
        logging.DEBUG
    ) else log.error("job %s attempt %d broke down: %s", job.id, job.attempt, reason)
    jobs.release(services.engine, job, services.settings.job_max_attempts, broken_down())
    if job.attempt < services.settings.job_max_attempts:
        services.wake(job.id)


def broken_down() -> dict[str, Any]:
    """The problem of a job that is parked."""
    return problem(WorkBrokeDown())
