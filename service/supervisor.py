"""`serve`: starts the parts in order, keeps the two child processes alive, sweeps, and stops them cleanly.

A crash in native code or a time limit kills a worker's child at most; the supervisor itself runs no model.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

from rich.console import Console

from service.app import create_services
from service.auth.service import DEMO_TOKEN_FILE, demo_api_token
from service.beat import beat_until
from service.context import Services
from service.demo.seed import seed_demo
from service.embedded import resolve_database_url
from service.exposure import check_exposure, check_own_data
from service.migrate import migrate
from service.operations.logs import set_up_logging
from service.processes import SUPERVISOR_VARIABLE
from service.settings import Settings

log = logging.getLogger(__name__)

CHILDREN = ("web", "worker")
STOP_SECONDS = 15
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a dead child is started again; doubled each time it dies within a minute."""
CALM_SECONDS = 60.0


class Child:
    """One process of ours, started again when it dies."""

    def __init__(self, command: str, environment: dict[str, str]) -> None:
        self.command, self._environment = command, environment
        self._pause, self._due = FIRST_PAUSE, 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def keep_alive(self, moment: float) -> None:
        """Starts the process, or notes that it died and starts it again after a pause."""
        if self._process is not None and self._process.poll() is not None:
            log.error("%s ended with status %d", self.command, self._process.returncode)
            calm = moment - self._started > CALM_SECONDS
            self._pause = FIRST_PAUSE if calm else min(LONGEST_PAUSE, 2 * self._pause)
            self._due, self._process = moment + self._pause, None
        if self._process is None and moment >= self._due:
            # A group of its own: Ctrl-C reaches the supervisor alone, which stops its children in order.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and command
                [sys.executable, "-m", "service", self.command],
                env=self._environment,
                start_new_session=True,
            )
            self._started = moment

    def stop(self) -> None:
        """SIGTERM, and SIGKILL to its whole group when it does not end in time."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("%s does not stop; killing it", self.command)
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self._process.wait()


class Supervisor:
    """The embedded installation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stopped = threading.Event()
        self._supervising = False

    def run(self) -> None:
        """Runs until SIGTERM or Ctrl-C."""
        settings, console = self._settings, Console(stderr=True)
        check_exposure(settings)
        set_up_logging(settings)
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        with console.status("Starting the database …"):
            url, embedded = resolve_database_url(settings)
            migrate(url, settings)
        try:
            services = create_services(settings, url)
            check_own_data(settings, services.engine)
            self._seed(services, console)
            beat = threading.Thread(
                target=beat_until, args=(services, self._stopped), name="beat", daemon=True
            )
            beat.start()
            self._supervise(url, console)
            beat.join(timeout=STOP_SECONDS)
            services.engine.dispose()
        finally:
            if embedded is not None:
                embedded.stop()

    def _seed(self, services: Services, console: Console) -> None:
        if not self._settings.demo:
            return
        with console.status(f"Making a registry of {self._settings.demo_persons:,} invented persons …"):
            seed_demo(services)
        token = demo_api_token(services)
        if token and console.is_terminal:  # anywhere else it would end up in a log
            console.print(f"API token of the demonstration: {token}", highlight=False)
        elif token:
            place = self._settings.keys_dir / DEMO_TOKEN_FILE
            console.print(f"API token of the demonstration: see {place}", highlight=False, soft_wrap=True)

    def _supervise(self, url: str, console: Console) -> None:
        children = [Child(command, self._environment(url)) for command in CHILDREN]
        self._supervising = True
        try:
            for child in children:
                child.keep_alive(time.monotonic())
            address = f"http://{self._settings.host}:{self._settings.port}"
            console.print(f"belgianIDpro is at [bold]{address}[/bold] (Ctrl-C stops it)", highlight=False)
            while not self._stopped.wait(0.2):
                for child in children:
                    child.keep_alive(time.monotonic())
        finally:
            console.print("Stopping …")
            for child in children:
                child.stop()

    def _environment(self, url: str) -> dict[str, str]:
        """The children join this database and see the same settings, options of the command line included."""
        settings = self._settings
        return os.environ | {
            "DATABASE_URL": url,
            SUPERVISOR_VARIABLE: str(os.getpid()),
            "BELGIANIDPRO_DATA_DIR": str(settings.data_dir.resolve()),
            "BELGIANIDPRO_HOST": settings.host,
            "BELGIANIDPRO_PORT": str(settings.port),
        }

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if not self._supervising:
            raise SystemExit(0)  # in the middle of seeding, which is one transaction
        self._stopped.set()
