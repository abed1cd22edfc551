"""Resident memory over a long row of pictures: it must be flat."""

from pathlib import Path
from typing import Any

from benchmarks.peers.client import ReaderProcess
from benchmarks.suites.mrz.plan import plan_generated
from benchmarks.suites.mrz.produce import Maker
from benchmarks.suites.mrz.reading import OURS

DISTINCT = 100
"""Captures taken; they are read again and again."""
MARKS = (200, 1000, 2000)


def watch_memory(
    pictures: int, seed: int, maker: Maker, scratch: Path, distinct: int = DISTINCT
) -> dict[str, Any]:
    """Reads `pictures` captures with ours in a fresh process; resident memory in MiB after the marks."""
    made = maker.make(plan_generated(distinct, 2, seed)[:distinct], scratch)
    rows: dict[str, float] = {}
    peak = 0.0
    with ReaderProcess(OURS) as reader:
        for number in range(1, pictures + 1):
            answer = reader.read(made[number % len(made)].case.path)
            peak = max(peak, answer.peak_mb)
            if number in MARKS or number == pictures:
                rows[str(number)] = round(answer.rss_mb, 1)
    print(f"resident memory of ours after so many pictures, MiB: {rows}; peak {peak:.1f}\n")
    return {"rssMb": rows, "peakMb": round(peak, 1)}
