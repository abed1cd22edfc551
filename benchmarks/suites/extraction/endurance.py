"""How much memory and time reading takes: `python -m benchmarks.suites.extraction.endurance`.

`--peer` reads the lines of the same captures with PaddleOCR as it comes: machines differ by three times and
more, and how ours compares to it hardly does.

Captures are prepared here and read in a process of its own that does nothing else, so that its memory is that
of reading. What is imported at the top is imported there too.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20
TODAY = date(2026, 11, 1)
DOCUMENTS, CAPTURES, STEPS = 60, 24, 10
"""Uploads read after the warm-up; captures that they are; how often memory is told of."""
PEER_SIDE = 736
"""Longest side of the picture that PaddleOCR's detector sees."""
Upload = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Reading:
    """Of one upload: its files, seconds by the clock and of the processor, and MiB resident after it."""

    files: int
    seconds: float
    processor: float
    resident: float


def prepare(count: int, seed: int) -> list[Upload]:
    """Captures of drawn documents, each all files of an upload."""
    from benchmarks.suites.extraction.drawn import list_drawn, make_drawn

    return [case.files for case in make_drawn(list_drawn("learn", count, seed))]


def _read_whole(upload: Upload) -> None:
    from models.errors import CodedError
    from ocr.extract import extract

    try:
        extract(upload, today=TODAY)
    except CodedError as refusal:
        print(f"an upload was refused: {refusal.code}")


def _make_peer() -> Callable[[Upload], None]:
    import cv2
    import numpy as np

    from benchmarks.peers.paddle import PlainPaddle

    reader = PlainPaddle(PEER_SIDE)

    def read(upload: Upload) -> None:
        for _, data in upload:
            page = np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)
            reader.recognise(page, reader.detect(page))

    return read


def _read_in_turn(uploads: Sequence[Upload], count: int, peer: bool, answers: Connection) -> None:
    """In the process apart: sends a `Reading` for each of `count` uploads, then the peak of its memory."""
    read = _make_peer() if peer else _read_whole
    for number in range(count):
        files = uploads[number % len(uploads)]
        began, spent = time.perf_counter(), time.process_time()
        read(files)
        took, used = time.perf_counter() - began, time.process_time() - spent
        resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE
        answers.send(Reading(len(files), took, used, resident))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    answers.send(int(peak.split()[1]) / 1024)
    answers.close()


def read_apart(uploads: Sequence[Upload], count: int, *, peer: bool = False) -> Iterator[Reading | float]:
    """The readings of `count` uploads as they come, then the peak of resident memory, MiB; of the `peer`,
    what it finds and reads of lines."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read_in_turn, args=(uploads, count, peer, theirs))
    process.start()
    theirs.close()
    try:
        for _ in range(count + 1):
            yield ours.recv()
    finally:
        process.join(10)
        if process.is_alive():
            process.kill()


def describe_times(readings: Sequence[Reading]) -> list[str]:
    """A line for uploads of one file and one for those of two."""
    lines = []
    for files in sorted({reading.files for reading in readings}):
        chosen = [reading for reading in readings if reading.files == files]
        seconds, used = (
            median(getattr(reading, name) for reading in chosen) for name in ("seconds", "processor")
        )
        lines.append(
            f"{files} page{'s' * (files > 1)}: {len(chosen)} uploads, median {seconds:.3f} s, "
            f"of the processor {used:.3f} s"
        )
    return lines


def follow(uploads: Sequence[Upload], documents: int, *, peer: bool = False) -> list[Reading]:
    """Prints memory after the warm-up (every capture once), every so often, at the end and at its peak, and
    the median times; the readings after the warm-up."""
    every = max(1, documents // STEPS)
    readings: list[Reading] = []
    answers = read_apart(uploads, len(uploads) + documents, peer=peer)
    for number, answer in enumerate(answers, 1 - len(uploads)):
        if not isinstance(answer, Reading):
            print(f"peak: {answer:.0f} MiB")
            break
        if number > 0:
            readings.append(answer)
        if number == 0:
            print(f"after the warm-up of {len(uploads)} uploads: {answer.resident:.0f} MiB", flush=True)
        elif number > 0 and (number % every == 0 or number == documents):
            print(f"after {number} uploads: {answer.resident:.0f} MiB", flush=True)
    print("\n".join(describe_times(readings)))
    return readings


def run(documents: int, captures: int, seed: int, *, peer: bool = False) -> None:
    """Prints what `follow` does; with a `peer` also its figures, and how ours compare."""
    uploads = prepare(captures, seed)
    ours = follow(uploads, documents)
    if not peer:
        return
    print("PaddleOCR, lines alone:")
    theirs = follow(uploads, len(uploads), peer=True)
    for files in sorted({reading.files for reading in theirs} & {reading.files for reading in ours}):
        mine, other = (
            median(reading.seconds for reading in chosen if reading.files == files)
            for chosen in (ours, theirs)
        )
        print(f"{files} page{'s' * (files > 1)}: ours takes {mine / other:.2f} times as long")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Memory and time of reading many uploads one after another.")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="uploads to read")
    parser.add_argument("--captures", type=int, default=CAPTURES, help="different ones among them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", action="store_true", help="read with PaddleOCR as well")
    options = parser.parse_args()
    run(options.documents, options.captures, options.seed, peer=options.peer)


if __name__ == "__main__":
    main()
