"""The service as on five machines: two web processes, two workers, a beat, each with a clock of its own."""

import base64
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import psutil

from service.settings import Settings
from tests.chaos.clock import CLOCK
from tests.chaos.remembering import MEMORY
from tests.chaos.servers import Servers
from tests.s3 import ACCESS_KEY, SECRET_KEY
from tests.service.processes import free_port, kill_group


class Member:
    """One process group of ours. It is started again when it has ended, as a supervisor would."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self.name, self._command = name, command
        self.folder = folder / name
        self.folder.mkdir()
        self._clock = self.folder / "clock"
        self._environment = environment | {"BELGIANIDPRO_DATA_DIR": str(self.folder / "data")}
        self._environment |= {CLOCK: str(self._clock)}
        self.set_clock(0)
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def start(self) -> None:
        with (self.folder / "log").open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.clock", *self._command],
                env=self._environment,
                start_new_session=True,
                stdout=output,
                stderr=output,
            )
        self.starts += 1

    def keep_alive(self) -> None:
        if self.process is not None and self.process.poll() is not None:
            self.kill()  # what it left behind
            self.start()

    def kill(self) -> None:
        """SIGKILL to the whole group, as a machine that loses its power."""
        if self.process is not None:
            kill_group(self.process)

    def kill_child(self, chance: Random) -> bool:
        """SIGKILL to one process below the first, as the kernel does when memory is short."""
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(self.process.pid).children(recursive=True) if self.process else []
            if children:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(children).pid, signal.SIGKILL)
                return True
        return False

    def set_clock(self, seconds: int) -> None:
        """How far the clock of this machine is off from now on."""
        temporary = self._clock.with_suffix(".new")
        temporary.write_text(f"{seconds:+d}\n")
        temporary.replace(self._clock)


class House:
    """The members, and the settings that whoever looks into the same installation needs."""

    def __init__(self, servers: Servers, folder: Path) -> None:
        self.servers = servers
        master = base64.b64encode(os.urandom(32)).decode()
        shared: dict[str, str] = {
            "DATABASE_URL": servers.database.url,
            "BELGIANIDPRO_BROKER_URL": servers.broker.url,
            "BELGIANIDPRO_S3_URL": servers.s3.url,
            "BELGIANIDPRO_S3_ACCESS_KEY": ACCESS_KEY,
            "BELGIANIDPRO_S3_SECRET_KEY": SECRET_KEY,
            "BELGIANIDPRO_S3_KEYS_BUCKET": "keys",
            "BELGIANIDPRO_MASTER_KEY": master,
            "BELGIANIDPRO_AUDIT_DIR": str(folder / "audit-heads"),
            "BELGIANIDPRO_DEMO_PERSONS": "300",
            "BELGIANIDPRO_SMTP_HOST": "127.0.0.1",
            "BELGIANIDPRO_SMTP_PORT": str(servers.mail.port),
            "BELGIANIDPRO_WEBHOOK_ALLOWED_HOSTS": '["localhost"]',
            "BELGIANIDPRO_WEBHOOK_RETRY_SECONDS": "0.5",
            "BELGIANIDPRO_WEBHOOK_LONGEST_RETRY_SECONDS": "3",
            "BELGIANIDPRO_WORKER_NICE": "0",
            "BELGIANIDPRO_SWEEP_SECONDS": "0.5",
            "BELGIANIDPRO_JOB_LEASE_SECONDS": "6",
            "BELGIANIDPRO_JOB_RETRY_SECONDS": "0.5",
            "BELGIANIDPRO_JOB_LONGEST_RETRY_SECONDS": "5",
            "BELGIANIDPRO_JOB_SOFT_LIMIT_SECONDS": "900",  # the machine may be shared with others
            "BELGIANIDPRO_JOB_HARD_LIMIT_SECONDS": "910",
            "BELGIANIDPRO_JOB_MAX_ATTEMPTS": "25",  # who is killed so often has done nothing wrong
            "BELGIANIDPRO_INSTANT_ANSWERS_PER_DAY": "100000",
            "BELGIANIDPRO_QUEUE_PROGRAM_SECONDS": "86400",
        }
        kept = {"PATH", "PYTHONPATH", "HOME", "LANG"}
        environment = {name: value for name, value in os.environ.items() if name in kept}
        environment |= shared | {"OMP_NUM_THREADS": "1"}
        ports = [free_port(), free_port()]
        self.addresses = [f"http://127.0.0.1:{port}" for port in ports]
        self.webs = [
            Member(f"web{number}", ["service", "web", "--port", str(port)], environment, folder)
            for number, port in enumerate(ports)
        ]
        knowing = environment | {MEMORY: str(folder / "memory"), "BELGIANIDPRO_WORKER_PROCESSES": "2"}
        self.workers = [
            Member("worker", ["service", "worker"], environment, folder),
            Member("remembering", ["tests.chaos.remembering"], knowing, folder),
        ]
        self.beat = Member("beat", ["service", "beat"], environment, folder)
        self.members = [*self.webs, *self.workers, self.beat]
        self.settings = _settings_of(shared, folder / "observer")
        self._over = threading.Event()
        self._down: set[str] = set()
        self._lock = threading.Lock()

    def start(self) -> None:
        for member in self.members:
            member.start()
        threading.Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def down(self, member: Member) -> Iterator[None]:
        """The member is killed, and stays away until the block ends."""
        with self._lock:
            self._down.add(member.name)
            member.kill()
        try:
            yield
        finally:
            with self._lock:  # or it would be started twice
                member.start()
                self._down.discard(member.name)

    def stop(self) -> None:
        self._over.set()
        with self._lock:
            for member in self.members:
                member.kill()

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            for member in self.members:
                with self._lock:
                    if member.name not in self._down and not self._over.is_set():
                        member.keep_alive()


def _settings_of(shared: dict[str, str], folder: Path) -> Settings:
    """The same installation, seen by the one who checks."""
    before = {name: os.environ.get(name) for name in shared}
    os.environ.update(shared)
    try:
        return Settings(data_dir=folder)
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
