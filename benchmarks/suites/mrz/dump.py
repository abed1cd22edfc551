"""Readings of generated captures for whoever calibrates the confidence; never of specimens.

`python -m benchmarks.suites.mrz.dump --out FILE [--count N] [--seed S] [--severities 1,2,3]` writes one JSON
line a capture: condition, severity, format, exact, confidence, valid, and the reader's own features.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from benchmarks.captures.severities import Severity
from benchmarks.peers.client import ReaderProcess
from benchmarks.peers.protocol import Answer
from benchmarks.suites.mrz.judge import judge
from benchmarks.suites.mrz.plan import plan_generated
from benchmarks.suites.mrz.produce import FOLDER, Made, open_maker
from benchmarks.suites.mrz.reading import OURS

CHUNK = 100


def describe(made: Made, answer: Answer) -> dict[str, Any]:
    """One line of the dump."""
    verdict = judge(made.case, answer)
    features = answer.zones[0].features if answer.zones else {}
    return {
        "condition": made.job.condition,
        "severity": made.job.severity,
        "format": made.case.format,
        "kind": made.case.kind,
        "pixels": round(made.pixels, 2),
        "found": bool(verdict.read),
        "exact": verdict.exact,
        "confidence": verdict.confidence,
        "valid": verdict.valid,
        **features,
    }


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suites.mrz.dump", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=800, help="captures of each severity (%(default)s)")
    parser.add_argument("--seed", type=int, default=1001, help="not one that the suite measures with")
    parser.add_argument("--severities", default="1,2,3")
    parser.add_argument("--reader", default=OURS)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args(words)
    jobs = [
        job
        for severity in asked.severities.split(",")
        for job in plan_generated(asked.count, cast(Severity, int(severity)), asked.seed)
        if job.kind != "n/a"
    ]
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_maker(asked.workers) as maker,
        ReaderProcess(asked.reader) as reader,
        asked.out.open("w", encoding="utf-8") as file,
    ):
        for start in range(0, len(jobs), CHUNK):
            for made in maker.make(jobs[start : start + CHUNK], Path(scratch)):
                line = describe(made, reader.read(made.case.path))
                file.write(json.dumps(line) + "\n")
                made.case.path.unlink()
            print(f"{min(len(jobs), start + CHUNK)} of {len(jobs)}", file=sys.stderr, flush=True)
        (Path(scratch) / FOLDER).rmdir()
    return 0


if __name__ == "__main__":
    sys.exit(main())
