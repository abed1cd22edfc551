"""Celery, as a wake-up: a message says that there is work; whose turn it is says the database."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from celery import Celery

from service.settings import Settings

TASK = "service.jobs.run_job"
POLLING_SECONDS = 0.05
WAKE_SECONDS, WORKER_SECONDS = 2.0, 30.0
"""Whoever uploads a document does not wait for a broker; a worker, which waits for work, is patient."""
TASKS_PER_CHILD = 5000
"""A child is renewed at last after so many jobs; memory renews it earlier (`worker_most_memory_mb`)."""

KIBIBYTES = 1024

log = logging.getLogger(__name__)


def create_celery(settings: Settings, *, answer_seconds: float = WORKER_SECONDS) -> Any:
    """The Celery application: prefork, one task at a time, nothing trusted to the broker.

    A Valkey server that does not answer within `answer_seconds` counts as away.
    """
    app = Celery("belgianidpro", broker=settings.broker_url or "filesystem://", set_as_current=False)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        worker_prefetch_multiplier=1,
        worker_max_tasks_per_child=TASKS_PER_CHILD,
        worker_max_memory_per_child=settings.worker_most_memory_mb * KIBIBYTES,
        worker_proc_alive_timeout=60.0,  # a child loads its models before it says that it is up
        task_soft_time_limit=settings.job_soft_limit_seconds,
        task_time_limit=settings.job_hard_limit_seconds,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        worker_cancel_long_running_tasks_on_connection_loss=False,  # the database knows who holds what
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_send_task_events=False,
        worker_enable_remote_control=False,
        worker_concurrency=settings.worker_processes,
    )
    if settings.broker_url is None:
        logging.getLogger("kombu.connection").setLevel(logging.ERROR)  # warns that files have no host name
        folder = _folder(settings.broker_dir / "messages")
        app.conf.broker_transport_options = {
            "data_folder_in": folder,
            "data_folder_out": folder,
            "control_folder": _folder(settings.broker_dir / "control"),
            "polling_interval": POLLING_SECONDS,
        }
    else:
        app.conf.broker_transport_options = {
            "socket_connect_timeout": answer_seconds,
            "socket_timeout": answer_seconds,
        }
    return app


def create_wake(settings: Settings) -> Callable[[UUID], None]:
    """Wakes a worker for a job. A broker that is away is logged only: the sweeper publishes again."""
    app = create_celery(settings, answer_seconds=WAKE_SECONDS)

    def wake(job_id: UUID) -> None:
        try:
            app.send_task(TASK, [str(job_id)], retry=False)
        except Exception as error:  # noqa: BLE001 - whatever the broker throws, the job is safe
            log.warning("wake-up not sent: %s", type(error).__name__)

    return wake


def _folder(path: Path) -> str:
    path.mkdir(parents=True, exist_ok=True)
    return str(path.resolve())
