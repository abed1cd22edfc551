"""Files decoded in a process of their own: PDF, HEIC and TIFF, whose libraries are large and seldom used.

A crash, a hang or a bomb there ends that process and nothing else. It gets the file, no environment worth
stealing and limits of time and memory; its answer is checked like any untrusted input.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from models.errors import CodedError
from ocr.intake.errors import (
    CHILD_SECONDS,
    MAX_PAGES,
    REFUSALS,
    PdfTooComplexError,
    PictureTooComplexError,
)
from ocr.intake.frames import Frame, Frames, check_size
from ocr.intake.sniff import Format

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
LINE_BYTES = 4096
PIPE_BYTES = 1024 * 1024
"""A page of A4 at 300 dots per inch has 26 MB: 64 kB at a time, the processes would take turns 400 times."""

_lock = threading.Lock()
_waiting: dict[tuple[int, Format], subprocess.Popen[bytes]] = {}
"""At most one process started ahead, by our own process id (a fork must not use its parent's) and kind."""


def decode_apart(untrusted: bytes, form: Format) -> Frames:
    """The pages of a file; each must be used up before the next is asked for.

    Raises whatever the decoder refuses, or `PdfTooComplexError` or `PictureTooComplexError` when the process
    was ended by a limit or crashed.
    """
    child = _take(form)
    overdue = threading.Timer(CHILD_SECONDS, child.kill)
    overdue.start()
    try:
        yield from _talk(child, untrusted, form)
    finally:
        overdue.cancel()
        _end(child)
        # The next file of this kind, the other side of the same card perhaps, need not wait for the imports.
        _prepare(form)


def _talk(child: subprocess.Popen[bytes], untrusted: bytes, form: Format) -> Iterator[Frame]:
    too_complex = PdfTooComplexError if form == "pdf" else PictureTooComplexError
    sink, source = _pipes(child)
    with contextlib.suppress(BrokenPipeError):  # it ended early: its answer, or that there is none, says why
        sink.write(len(untrusted).to_bytes(8, "big"))
        sink.write(untrusted)
        sink.flush()
    for _ in range(MAX_PAGES + 1):
        try:
            message = json.loads(source.readline(LINE_BYTES))
            if "end" in message:
                return
            if "refused" in message:
                context = {str(name): int(value) for name, value in message["context"].items()}
                raise REFUSALS[message["refused"]](**context)
            width, height = int(message["width"]), int(message["height"])
            dpi, orientation = message["dpi"], int(message["orientation"])
            dpi = None if dpi is None else float(dpi)
            if min(width, height) < 1:
                raise ValueError
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise too_complex from error
        check_size(width, height)
        rows = _read_rows(source, width * height * 3, too_complex)
        yield Frame(width, height, rows, dpi, orientation)
    raise too_complex


def _read_rows(source: IO[bytes], total: int, too_complex: type[CodedError]) -> Iterator[memoryview]:
    """All rows at once, in memory that is the receiver's to keep."""
    pixels = bytearray(total)
    view, filled = memoryview(pixels), 0
    while filled < total:
        count = source.readinto(view[filled:])  # type: ignore[attr-defined] # a pipe has it
        if not count:
            raise too_complex
        filled += count
    yield view


def _start(form: Format) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ} | SINGLE_THREAD
    command = [sys.executable, "-I", "-W", "ignore", "-c", BOOT, form, str(ROOT)]
    return subprocess.Popen(  # noqa: S603 (a fixed command; the file goes in on standard input)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        pipesize=PIPE_BYTES,
    )


def _take(form: Format) -> subprocess.Popen[bytes]:
    """The process that waits for this kind, or a new one."""
    with _lock:
        waiting = _waiting.pop((os.getpid(), form), None)
    if waiting is not None and waiting.poll() is None:
        return waiting
    if waiting is not None:
        _end(waiting)
    return _start(form)


def _prepare(form: Format) -> None:
    """Starts one process ahead, in place of one that waits for another kind."""
    key = (os.getpid(), form)
    with _lock:
        if key in _waiting:
            return
        others = [_waiting.pop(other) for other in list(_waiting) if other[0] == key[0]]
        with contextlib.suppress(OSError):  # no room for one more process: the next file starts its own
            _waiting[key] = _start(form)
    for other in others:
        _end(other)


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError
    return child.stdin, child.stdout


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in _pipes(child):
        with contextlib.suppress(BrokenPipeError):  # closing writes what it never read
            pipe.close()
    child.wait()


@atexit.register
def _end_waiting() -> None:
    for (owner, _), child in list(_waiting.items()):
        if owner == os.getpid():
            _end(child)
    _waiting.clear()
