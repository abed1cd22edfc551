"""What runs inside each process: the web server, or a worker with its sweeper."""

import ctypes
import os
import signal
import sys
import threading

import uvicorn

from service.app import create_app, create_services
from service.beat import beat_until
from service.embedded import resolve_database_url
from service.exposure import check_exposure, wait_for_own_data
from service.jobs.worker import run_worker
from service.operations.exposition import serve_figures
from service.operations.logs import set_up_logging
from service.settings import Settings

GRACE_SECONDS = 5
SUPERVISOR_VARIABLE = "BELGIANIDPRO_SUPERVISOR"
"""Process id of the supervisor, in the environment of its children."""
PR_SET_PDEATHSIG = 1


def end_with_supervisor() -> None:
    """Asks the kernel for SIGTERM when the supervisor dies, however it dies (Linux's PR_SET_PDEATHSIG)."""
    supervisor = os.environ.get(SUPERVISOR_VARIABLE)
    if supervisor is None or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if str(os.getppid()) != supervisor:  # it died before we could ask
        raise SystemExit(0)


def run_web(settings: Settings) -> None:
    """Serves the portal and the API until SIGTERM."""
    end_with_supervisor()
    check_exposure(settings)
    set_up_logging(settings)
    app = create_app(settings)
    wait_for_own_data(settings, app.state.services.engine)
    if settings.metrics_port is not None:
        state = app.state
        serve_figures(
            settings.metrics_host,
            settings.metrics_port,
            state.services.engine,
            state.health,
            state.web_figures,
        )
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def run_worker_process(settings: Settings) -> None:
    """Runs Celery's prefork worker. No thread lives beside it: a fork would copy the locks it holds."""
    end_with_supervisor()
    os.nice(settings.worker_nice)
    set_up_logging(settings)
    url, _ = resolve_database_url(settings)
    run_worker(settings, url)


def run_beat(settings: Settings) -> None:
    """Runs the sweeper and sends to webhooks until SIGTERM."""
    set_up_logging(settings)
    url, _ = resolve_database_url(settings)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    beat_until(create_services(settings, url), stopped)
