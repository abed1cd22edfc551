"""Real processes of the service, for the tests that need them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

PATIENCE = 150
Found = TypeVar("Found")


def wait_for(condition: Callable[[], Found], seconds: float = PATIENCE) -> Found:
    """What the condition gives as soon as it is something; fails the test when nothing comes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    pytest.fail("nothing happened in time")


@contextmanager
def running(
    arguments: list[str], environment: dict[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of ours in a group of its own; whatever is left of it at the end is killed."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "service", *arguments],
            env=environment,
            start_new_session=True,
            stdout=output,
            stderr=output,
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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
