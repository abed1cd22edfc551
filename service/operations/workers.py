"""What a worker's process tells of itself: that it lives, its memory, what it did and how long that took."""

import logging
import threading
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import Engine, delete
from sqlalchemy.dialects.postgresql import insert

from service.db import CLOCK, transaction
from service.memory import resident_memory
from service.operations.models import WorkerProcess
from service.operations.tallies import Tallies

log = logging.getLogger(__name__)
TELL_SECONDS = 15.0
ALIVE = timedelta(seconds=4 * TELL_SECONDS)
"""Who has not told anything for so long is dead."""
FORGOTTEN = timedelta(days=1)
JOBS, STARTS, RECYCLES = "belgianidpro_jobs", "belgianidpro_worker_starts", "belgianidpro_worker_recycles"
JOB_SECONDS, STAGE_SECONDS = "belgianidpro_job_seconds", "belgianidpro_stage_seconds"
WAIT_SECONDS = "belgianidpro_job_wait_seconds"
RECYCLED = 0x9B
"""The exit status by which a child of Celery asks for a successor: after enough jobs, or too much memory."""


class WorkerReport:
    """One for each process. The thread that tells ends with it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._id: UUID = uuid4()
        self._jobs = 0
        self._models_code: str | None = None
        self._lock = threading.Lock()

    def begin(self, models_code: str | None) -> None:
        """Counts the start, and tells from now on."""
        self._models_code = models_code
        tallies = Tallies()
        tallies.add(STARTS, {})
        tallies.write(self._engine)
        threading.Thread(target=self._tell_on, name="worker report", daemon=True).start()

    def ended(self, kind: str, outcome: str, code: str, waited: float, took: float) -> None:
        """Counts a job: how it ended (`code` of its error, or empty), how long it waited and took, in
        seconds."""
        with self._lock:
            self._jobs += 1
        tallies = Tallies()
        tallies.add(JOBS, {"kind": kind, "outcome": outcome, "code": code})
        tallies.observe(WAIT_SECONDS, {"kind": kind}, waited)
        tallies.observe(JOB_SECONDS, {"kind": kind}, took)
        tallies.write(self._engine)

    def _tell_on(self) -> None:
        pause = threading.Event()
        while True:
            try:
                self.tell()
            except Exception as error:  # noqa: BLE001 - the database is away; the next time it may be there
                log.warning("worker's state not written: %s", type(error).__name__)
            pause.wait(TELL_SECONDS)

    def tell(self) -> None:
        """Writes the state down once, and forgets processes that are long dead."""
        values = {
            "id": self._id,
            "seen_at": CLOCK,
            "memory_bytes": resident_memory(),
            "jobs": self._jobs,
            "models_code": self._models_code,
        }
        wanted = insert(WorkerProcess).values(values)
        wanted = wanted.on_conflict_do_update(index_elements=[WorkerProcess.id], set_=values)
        with transaction(self._engine) as session:
            session.execute(wanted)
            session.execute(delete(WorkerProcess).where(WorkerProcess.seen_at < CLOCK - FORGOTTEN))


def count_stages(engine: Engine, timings: dict[str, float]) -> None:
    """Adds the stages of one reading, in seconds by the stage's code."""
    tallies = Tallies()
    for stage, seconds in timings.items():
        tallies.observe(STAGE_SECONDS, {"stage": stage}, seconds)
    tallies.write(engine)


def count_recycle(engine: Engine) -> None:
    """A process makes room for a successor."""
    tallies = Tallies()
    tallies.add(RECYCLES, {})
    tallies.write(engine)
