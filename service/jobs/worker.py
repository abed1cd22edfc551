"""The Celery worker process: one task, which runs a job by its id."""

import os
from typing import Any
from uuid import UUID

from celery.signals import worker_process_init

from service.app import create_services
from service.context import Services
from service.extractions.service import JOB_KIND
from service.extractions.tasks import run_extraction
from service.jobs.broker import TASK, create_celery
from service.jobs.run import Handler, run_job
from service.settings import Settings

HANDLERS: dict[str, Handler] = {JOB_KIND: run_extraction}


def create_worker(settings: Settings, database_url: str) -> Any:
    """The Celery application with its task. Database and models are opened in each child, after the fork."""
    app = create_celery(settings)
    parts: list[Services] = []

    def services() -> Services:
        if not parts:
            parts.append(create_services(settings, database_url))
        return parts[0]

    @app.task(name=TASK)  # type: ignore[untyped-decorator]
    def run(job_id: str) -> None:
        run_job(services(), HANDLERS, UUID(job_id))

    return app


def run_worker(settings: Settings, database_url: str) -> None:
    """Runs the worker until SIGTERM."""
    worker_process_init.connect(_calm_threads, weak=False)
    app = create_worker(settings, database_url)
    app.worker_main(
        [
            "worker",
            "--pool=prefork",
            f"--concurrency={settings.worker_processes}",
            "--loglevel=WARNING",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ]
    )


def _calm_threads(**_: object) -> None:
    """OpenMP pools must not fight for the cores that ONNX Runtime shares with the web process."""
    os.environ.setdefault("OMP_NUM_THREADS", "2")
