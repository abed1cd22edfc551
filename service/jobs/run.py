"""Running one job: claim, keep the lease, hand over to the domain, record how it ended."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded

from models.errors import CodedError
from service.backoff import backoff
from service.context import Services
from service.jobs import service as jobs
from service.jobs.claims import ClaimedJob, claim_next
from service.problems import problem

log = logging.getLogger(__name__)

Report = Callable[[str, float], None]
"""Takes the stage's code and the progress in [0, 1]."""
Handler = Callable[[Services, ClaimedJob, Report], None]
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

    def __init__(self, services: Services, job: ClaimedJob) -> None:
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


def run_next(services: Services, handlers: dict[str, Handler]) -> None:
    """Runs the job whose turn it is, if any. Errors end up in the job's row, never in the broker."""
    job = claim_next(services.engine, services.settings.job_lease_seconds)
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
            _give_back(services, job, error.code, problem(error))
    except Exception as error:  # noqa: BLE001 - every breakdown is recorded and tried again
        _give_back(services, job, type(error).__name__, broken_down())


def _give_back(services: Services, job: ClaimedJob, reason: str, error: dict[str, Any]) -> None:
    """The sweeper publishes it again when it is due; parked, it keeps the error."""
    log.error(
        "job %s attempt %d broke down: %s",
        job.id,
        job.attempt,
        reason,
        exc_info=log.isEnabledFor(logging.DEBUG),
    )
    settings = services.settings
    delay = backoff(job.attempt, settings.job_retry_seconds, settings.job_longest_retry_seconds)
    jobs.release(services.engine, job, delay, error)


def broken_down() -> dict[str, Any]:
    """The problem of a job that is parked."""
    return problem(WorkBrokeDown())
