"""Starting and ending the processes apart; one is started ahead and waits, its imports done."""

import atexit
import contextlib
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from ocr.intake.answers import LINE_BYTES, READY
from ocr.intake.errors import START_SECONDS, DecoderFailedError
from ocr.intake.sniff import Format

log = logging.getLogger(__name__)

Process = subprocess.Popen[bytes]

ROOT = Path(__file__).resolve().parents[2]
BOOT = """
import sys, types
form, root = sys.argv[1:]
sys.path.insert(0, root)
room = sys.modules["ocr"] = types.ModuleType("ocr")
room.__path__ = [root + "/ocr"]
from ocr.intake.child import main
main(form)
"""
"""Puts an empty package in the place of `ocr`, whose own would load the whole reader."""
KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG")
SINGLE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
PIPE_BYTES = 1024 * 1024
"""A page of A4 at 300 dots per inch has 26 MB: 64 kB at a time, the processes would take turns 400 times."""
DYING_SECONDS = 2
"""A process whose answer has ended is about to end itself."""

_lock = threading.Lock()
_waiting: dict[tuple[int, Format], Process] = {}
"""At most one process started ahead, by our own process id (a fork must not use its parent's) and kind."""


def take(form: Format) -> Process:
    """A process that is ready for one file of this kind: the one that waits, or a new one.

    Raises `DecoderFailedError` when none can be started or a new one breaks before it is ready.
    """
    with _lock:
        waiting = _waiting.pop((os.getpid(), form), None)
    if waiting is not None and _becomes_ready(waiting, form):
        return waiting
    child = _start_or_refuse(form)
    if _becomes_ready(child, form):
        return child
    raise DecoderFailedError


def prepare(form: Format) -> None:
    """Starts one process ahead, in place of one that waits for another kind."""
    key = (os.getpid(), form)
    with _lock:
        if key in _waiting:
            return
        others = [_waiting.pop(other) for other in list(_waiting) if other[0] == key[0]]
        with contextlib.suppress(OSError):  # no room for one more process: the next file starts its own
            _waiting[key] = start(form)
    for other in others:
        end(other)


def start(form: Format) -> Process:
    """A new process, which may still have to load its libraries."""
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ} | SINGLE_THREAD
    command = [sys.executable, "-I", "-W", "ignore", "-c", BOOT, form, str(ROOT)]
    child = subprocess.Popen(  # noqa: S603 (a fixed command; the file goes in on standard input)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    for pipe in pipes(child):
        _widen(pipe)
    return child


def _start_or_refuse(form: Format) -> Process:
    try:
        return start(form)
    except OSError as error:  # no process, no memory or no descriptor left
        log.error("no process apart for %s could be started: %s", form, type(error).__name__)
        raise DecoderFailedError from error


def _widen(pipe: IO[bytes]) -> None:
    """A pipe as wide as wanted, or as wide as it is: Linux gives an ordinary user 64 MB of them in all."""
    try:
        import fcntl  # noqa: PLC0415 (absent on Windows)

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    except (ImportError, AttributeError, OSError):
        return


def _becomes_ready(child: Process, form: Format) -> bool:
    """Whether it is, in time; if not it is ended."""
    overdue = threading.Timer(START_SECONDS, child.kill)
    ready = False
    try:
        overdue.start()
        ready = child.poll() is None and pipes(child)[1].readline(LINE_BYTES) == READY
        if not ready:
            log.error("the process apart for %s was not ready: ended with %s", form, how_it_ended(child))
        return ready
    finally:
        overdue.cancel()
        if not ready:
            end(child)


def pipes(child: Process) -> tuple[IO[bytes], IO[bytes]]:
    """The pipe into the process and the one out of it."""
    if child.stdin is None or child.stdout is None:
        raise RuntimeError
    return child.stdin, child.stdout


def how_it_ended(child: Process) -> int | None:
    """The return code, negative for a signal; None when it has not ended, and now must be."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        return child.wait(DYING_SECONDS)
    return None


def end(child: Process) -> None:
    """Ends the process, whatever it does."""
    child.kill()
    for pipe in pipes(child):
        with contextlib.suppress(BrokenPipeError):  # closing writes what it never read
            pipe.close()
    child.wait()


def _forget_parents() -> None:
    """After a fork: another thread may have held the lock, and those who wait must hear their owner's end."""
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()
    for child in _waiting.values():
        for pipe in pipes(child):
            pipe.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_parents)


@atexit.register
def end_waiting() -> None:
    """Ends the processes that wait for a file of ours."""
    for (owner, _), child in list(_waiting.items()):
        if owner == os.getpid():
            end(child)
    _waiting.clear()
