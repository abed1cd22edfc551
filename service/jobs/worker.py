"""The Celery worker process: one task, which runs the job whose turn it is."""

import logging
import warnings
from typing import Any

from celery.platforms import SecurityWarning
from celery.signals import worker_process_init, worker_process_shutdown
from sqlalchemy.orm import configure_mappers

from models.errors import CodedError
from service.app import create_services
from service.batches.sending import SUBMISSION_JOB, run_submission
from service.context import Services
from service.corrections.telling import STANDING_JOB, run_standing
from service.extractions.service import JOB_KIND
from service.extractions.tasks import run_extraction
from service.jobs.broker import TASK, create_celery
from service.jobs.run import Handler, run_next
from service.operations.workers import RECYCLED, WorkerReport, count_recycle
from service.requests.service import DECISION_JOB
from service.requests.tasks import run_decision
from service.settings import Settings

log = logging.getLogger(__name__)

HANDLERS: dict[str, Handler] = {
    JOB_KIND: run_extraction,
    DECISION_JOB: run_decision,
    STANDING_JOB: run_standing,
    SUBMISSION_JOB: run_submission,
}


def create_worker(settings: Settings, database_url: str) -> Any:
    """The Celery application with its task. Database and models are opened in each child, after the fork."""
    app = create_celery(settings)
    parts: list[Services] = []

    reports: list[WorkerReport] = []

    def services() -> Services:
        if not parts:
            parts.append(create_services(settings, database_url))
        return parts[0]

    def begin(**_: object) -> None:
        report = WorkerReport(services().engine)
        report.begin(load_models())
        reports.append(report)

    def end(exitcode: int | None = None, **_: object) -> None:
        if exitcode == RECYCLED:
            count_recycle(services().engine)

    @app.task(name=TASK)  # type: ignore[untyped-decorator]
    def run(_: str) -> None:
        run_next(services(), HANDLERS, reports[0].ended if reports else None)

    worker_process_init.connect(begin, weak=False)
    worker_process_shutdown.connect(end, weak=False)
    return app


def run_worker(settings: Settings, database_url: str) -> None:
    """Runs the worker until SIGTERM."""
    # Root matters with pickle alone, and messages are JSON.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    configure_mappers()  # before the fork, for SQLAlchemy does it under a lock
    app = create_worker(settings, database_url)
    app.worker_main(
        [
            "--quiet",
            "worker",
            "--pool=prefork",
            f"--concurrency={settings.worker_processes}",
            "--loglevel=WARNING",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ]
    )


def load_models() -> str | None:
    """Loads the models before the first person waits for them. The code of what went wrong: it is the failure
    of the first job, too."""
    from ocr.text import shared_reader  # noqa: PLC0415 - in the child, after the fork

    try:
        shared_reader()
    except CodedError as error:
        log.error("models not loaded: %s", error.code)
        return error.code
    return None
