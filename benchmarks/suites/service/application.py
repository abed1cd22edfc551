"""The application of a run: started on loopback with a data folder of its own, its memory watched."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

START_SECONDS = 300
STOP_SECONDS = 60
MEBIBYTE = 1024 * 1024
TOKEN = Path("data") / "keys" / "demo-api-token"
"""Where the demonstration keeps its API token; it prints it on terminals alone."""


@dataclass
class Application:
    """A running `belgianidpro serve`. `memory` has (seconds since the start, MiB) by process."""

    url: str
    token: str
    pid: int
    folder: Path
    began: float
    memory: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def look_at_memory(self) -> None:
        """Notes the memory of every process; those of one kind are added up, what they share counts once."""
        found: dict[str, float] = defaultdict(float)
        for process in self._processes():
            try:
                found[_kind(process.cmdline())] += process.memory_full_info().pss / MEBIBYTE
            except psutil.NoSuchProcess:
                continue
        for kind, size in found.items():
            self.memory[kind].append((time.monotonic() - self.began, size))

    def _processes(self) -> Iterator[psutil.Process]:
        """The supervisor and the database, which detaches itself, each with its children."""
        for process in psutil.process_iter(["pid", "cmdline"]):
            words = process.info["cmdline"] or []
            if process.pid == self.pid or (str(self.folder) in " ".join(words) and "-D" in words):
                yield process
                yield from process.children(recursive=True)


@contextmanager
def running(persons: int) -> Iterator[Application]:
    """Starts the application and stops it at the end, whatever happened."""
    folder = Path(tempfile.mkdtemp(prefix="belgianidpro-load-"))
    log = folder / "serve.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["BELGIANIDPRO_DATA_DIR"] = str(folder / "data")
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), "--persons", str(persons)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        url = f"http://127.0.0.1:{port}"
        token = _wait(process, url, log)
        yield Application(url, token, process.pid, folder, time.monotonic())
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> str:
    """The API token, once the application is up."""
    until = time.monotonic() + START_SECONDS
    with httpx.Client(timeout=5, trust_env=False) as client:
        while time.monotonic() < until and process.poll() is None:
            try:
                up = client.get(url + "/health").status_code == 200
            except httpx.HTTPError:
                up = False
            token = log.parent / TOKEN
            if up and token.is_file():
                return token.read_text()
            time.sleep(0.2)
    raise RuntimeError(f"The application did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _kind(words: list[str]) -> str:
    """What a process is, by its command line."""
    for kind in ("serve", "web", "worker", "beat"):
        if kind in words:
            return kind
    return "worker" if any("celery" in word for word in words) else "postgres" if words else "ended"
