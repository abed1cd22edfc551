"""A reader's process: `python -m benchmarks.peers.serve NAME`.

Answers each JSON line on stdin, `{"path": …}`, with one on stdout. What the readers print goes to stderr.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from benchmarks.peers.catalogue import make_reader
from benchmarks.peers.protocol import Answer, Reader

KIB_PER_MB = 1024


def _cpu_seconds() -> float:
    """Processor time of this process and of the children it has waited for."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def _memory_mb() -> tuple[float, float]:
    """Resident memory now and at its peak, in MiB; `ru_maxrss` would count the parent's before the exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    rows = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    now, peak = (int(rows[name].split()[0]) / KIB_PER_MB for name in ("VmRSS", "VmHWM"))
    return now, peak


def answer(reader: Reader, path: Path) -> Answer:
    """Reads one picture; a reader's own failure is an answer with an error."""
    started = processor = None
    try:
        opened = reader.open(path)
        started, processor = time.perf_counter(), _cpu_seconds()
        zones, error = tuple(reader.read(opened)), None
    except Exception as failure:  # noqa: BLE001  a peer's failure on a picture is a figure, not the suite's end
        zones, error = (), getattr(failure, "code", type(failure).__name__)
    seconds = time.perf_counter() - started if started is not None else 0.0
    spent = _cpu_seconds() - processor if processor is not None else 0.0
    return Answer(zones, seconds, spent, *_memory_mb(), error)


def serve(reader: Reader, requests: TextIO, answers: TextIO) -> None:
    """Says that it is ready, then answers every request in turn, until there are no more."""
    answers.write("{}\n")
    answers.flush()
    for line in requests:
        request: dict[str, Any] = json.loads(line)
        reply = answer(reader, Path(request["path"]))
        answers.write(json.dumps(reply.to_json()) + "\n")
        answers.flush()


def main() -> None:
    """The command: one argument, the reader's name."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        serve(make_reader(sys.argv[1]), sys.stdin, answers)


if __name__ == "__main__":
    main()
