"""`ocr.intake` in a process that is watched: what it said, how long it took, how much memory it held.

`python -m tests.fuzz.watched` is that process; `Watched` starts it, feeds it and measures it from outside.
"""

import contextlib
import json
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

ROOT = Path(__file__).parents[2]
HANG_CPU_SECONDS = 30
"""Processor time of all together, three times what the intake grants its process apart."""
HANG_SECONDS = 300
"""By the clock, for what waits and does nothing. Other work on the machine must not look like a hang."""
LOOK_SECONDS = 0.03
MEGABYTE = 1_000_000
READY = b"ready\n"


@dataclass(frozen=True)
class Outcome:
    """`answer` is `page`, the code of a refusal, or `crash` or `hang`, with what is known of it in `detail`.

    `peak_mb` is what the process and those it started held together, in millions of bytes.
    """

    answer: str
    seconds: float
    peak_mb: float
    pages: tuple[tuple[int, int], ...] = ()
    detail: str = ""

    @property
    def failed(self) -> bool:
        return self.answer in ("crash", "hang") or self.peak_mb > 1000


class Watched:
    """One process that takes files one after another; started anew after a crash or a hang."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        for member in tree(process.pid):
            member.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        process.wait()

    def take(self, untrusted: bytes) -> Outcome:
        """What becomes of the file."""
        process = self._process = self._process or self._start()
        peak, done, hangs = [0.0], threading.Event(), threading.Event()
        watcher = threading.Thread(target=self._look, args=(process.pid, peak, done, hangs))
        began = time.perf_counter()
        watcher.start()
        try:
            process.stdin.write(len(untrusted).to_bytes(8, "big") + untrusted)
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        seconds = time.perf_counter() - began
        done.set()
        watcher.join()
        if not line:
            answer = "hang" if hangs.is_set() else "crash"
            process.wait()
            self.stop()
            return Outcome(answer, seconds, peak[0], detail=f"ended with {process.returncode}")
        said = json.loads(line)
        pages = tuple(tuple(size) for size in said["pages"])
        return Outcome(said["answer"], seconds, max(peak[0], said["peak_mb"]), pages, said["detail"])

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.watched"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout.readline() == READY  # so that nothing is measured but the file
        return process

    def _look(self, pid: int, peak: list[float], done: threading.Event, hangs: threading.Event) -> None:
        began, worked = time.perf_counter(), processor_seconds(pid)
        while not done.wait(LOOK_SECONDS):
            peak[0] = max(peak[0], sum(held(member) for member in tree(pid)) / MEGABYTE)
            over = processor_seconds(pid) - worked > HANG_CPU_SECONDS
            if (over or time.perf_counter() - began > HANG_SECONDS) and not done.is_set():
                hangs.set()
                for member in tree(pid):
                    member.kill()
                return


def tree(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def processor_seconds(pid: int) -> float:
    """What the process and those it started have worked, those that ended too."""
    total = 0.0
    for number, member in enumerate(tree(pid)):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = member.cpu_times()
            total += times.user + times.system
            if number == 0:
                total += times.children_user + times.children_system
    return total


def held(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def forget_peak() -> None:
    """Linux keeps the most memory a process ever held; from here on it begins anew."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def own_peak() -> float:
    """The most memory held since then, without other processes; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 / MEGABYTE if found else 0.0


def serve() -> None:
    """Takes files on standard input and answers each with a line of JSON."""
    import traceback

    from models.errors import CodedError
    from ocr.intake import intake

    sys.stdout.write(READY.decode())
    sys.stdout.flush()
    while length := sys.stdin.buffer.read(8):
        untrusted = sys.stdin.buffer.read(int.from_bytes(length, "big"))
        forget_peak()
        pages, answer, detail = [], "page", ""
        try:
            for page in intake([("upload", untrusted)]):
                assert page.pixels.shape == (page.height, page.width, 3)
                assert page.pixels.flags.writeable
                pages.append((page.width, page.height))
        except CodedError as refusal:
            answer, detail = refusal.code, refusal.detail
        except BaseException:  # noqa: BLE001 (whatever it is, it is reported)
            answer, detail = "crash", traceback.format_exc()
        page = None  # what was the last page of this file is no memory of the next
        said = {"answer": answer, "pages": pages, "detail": detail, "peak_mb": own_peak()}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
