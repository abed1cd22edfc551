"""Processes of ours and what they talk to: started for a test, killed at its end whatever happened."""

import os
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

PATIENCE = 150


def wait_for(condition: Callable[[], object], seconds: float = PATIENCE):
    """What `condition` returns once it is true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    return pytest.fail("nothing happened in time")


@contextmanager
def running(
    arguments: list[str], environment: dict[str, str], log: Path, before: list[str] | None = None
) -> Iterator[subprocess.Popen]:
    """A process of ours in a group of its own, `before` being a command that starts it elsewhere."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*(before or []), sys.executable, "-m", "service", *arguments],
            env=environment,
            start_new_session=True,
            stdout=output,
            stderr=output,
        )
        try:
            yield process
        finally:
            kill_group(process)


def kill_group(process: subprocess.Popen) -> None:
    """SIGKILL to the process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def forwarding(host: str, target: str | tuple[str, int]) -> Iterator[int]:
    """Lets what listens here alone be reached at `host`; returns the port. Callers are gone at the end.

    The PostgreSQL of the tests listens on a socket in the file system only.
    """
    family = socket.AF_UNIX if isinstance(target, str) else socket.AF_INET

    class Forward(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.socket(family) as upstream:
                upstream.connect(target)
                back = threading.Thread(target=_pump, args=(upstream, self.request))
                back.start()
                _pump(self.request, upstream)
                back.join()

    with socketserver.ThreadingTCPServer((host, 0), Forward) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def running_house(environment: dict[str, str], log: Path) -> Iterator[str]:
    """A web process, a worker and a sweeper; yields the address once the service is up."""
    url = f"http://127.0.0.1:{free_port()}"
    port = url.rsplit(":", 1)[1]

    def healthy() -> bool:
        try:
            return bool(httpx.get(url + "/health", timeout=5).json() == {"status": "UP"})
        except httpx.HTTPError:
            return False

    with (
        running(["web", "--port", port], environment, log),
        running(["worker"], environment, log),
        running(["beat"], environment, log),
    ):
        wait_for(healthy)
        yield url
