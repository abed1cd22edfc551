"""Running one job: claim, keep the lease, hand over to the domain, record how it ended."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded
from sqlalchemy.exc import OperationalError

from models.errors import CodedError
from service.backoff import backoff
from service.context import Services
from service.jobs import service as jobs
from service.jobs.claims import ClaimedJob, claim_next
from service.operations.logs import EXTRA
from service.problems import problem
from service.storage.errors import StorageAway, StorageFull
from service.trace import tracing

log = logging.getLogger(__name__)

Report = Callable[[str, float], None]
"""Takes the stage's code and the progress in [0, 1]."""
Handler = Callable[[Services, ClaimedJob, Report], None]
"""Does the work and ends the job through `jobs.finish`, in the transaction of its result."""
Note = Callable[[str, str, str, float, float], None]
"""Is told of an attempt that ended: kind, outcome, code, seconds waited, seconds taken."""


OUTAGES = (StorageAway, StorageFull, OperationalError)
OUTAGE_PATIENCE = timedelta(hours=24)
"""A store or a database that is away is not the upload's fault: for so long its attempts do not count."""


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


def run_next(services: Services, handlers: dict[str, Handler], note: Note | None = None) -> None:
    """Runs the job whose turn it is, if any. Errors end up in the job's row, never in the broker."""
    job = claim_next(services.engine, services.settings.job_lease_seconds)
    if job is None:
        return
    began = time.monotonic()
    with tracing(job.trace_id):
        outcome, code = _run(services, handlers, job)
        took = time.monotonic() - began
        told = {
            "job": job.id,
            "kind": job.kind,
            "attempt": job.attempt,
            "outcome": outcome,
            "code": code or None,
        }
        log.info("attempt ended", extra={EXTRA: told | {"ms": round(took * 1000)}})
        if note is not None:
            note(job.kind, outcome, code, job.waited.total_seconds(), took)


def _run(services: Services, handlers: dict[str, Handler], job: ClaimedJob) -> tuple[str, str]:
    """How the attempt ended, and the code of what went wrong, or nothing."""
    try:
        with Lease(services, job) as lease:
            handlers[job.kind](services, job, lease.report)
    except SoftTimeLimitExceeded:
        jobs.fail(services.engine, job, problem(WorkTakesTooLong()))
        return "failed", WorkTakesTooLong.code
    except OUTAGES as error:
        code = error.code if isinstance(error, CodedError) else type(error).__name__
        return _give_back(services, job, code, broken_down(), counted=job.age > OUTAGE_PATIENCE)
    except CodedError as error:
        if error.status < 500:
            jobs.fail(services.engine, job, problem(error))
            return "failed", error.code
        return _give_back(services, job, error.code, problem(error))
    except Exception as error:  # noqa: BLE001 - every breakdown is recorded and tried again
        return _give_back(services, job, type(error).__name__, broken_down())
    return "done", ""


def _give_back(
    services: Services, job: ClaimedJob, reason: str, error: dict[str, Any], *, counted: bool = True
) -> tuple[str, str]:
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
    jobs.release(services.engine, job, delay, error, counted=counted)
    return "parked" if counted and job.attempt >= job.max_attempts else "retried", reason


def broken_down() -> dict[str, Any]:
    """The problem of a job that is parked."""
    return problem(WorkBrokeDown())
