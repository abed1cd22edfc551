"""What `ocr.extract` reads on generated captures, for whoever calibrates `acceptable`; never of specimens.

`python -m benchmarks.suites.quality.dump --out FOLDER [--count N] [--seed S]` writes the captures and
`readings.jsonl` into FOLDER, one line a capture: its flaws, the document's quad, the extraction, and
whether all mandatory fields are exact. A run that was stopped goes on where it was.
"""

import argparse
import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results.progress import follow
from benchmarks.suites.quality.plan import FIT_SEED, Job, make, plan
from benchmarks.suites.quality.subjects import MANDATORY, is_exact
from models.errors import CodedError

READINGS = "readings.jsonl"


def read_values(extraction: dict[str, Any]) -> dict[str, str]:
    """Field → value, of the person and of the first document."""
    fields = dict(extraction.get("fields", {}))
    for document in extraction.get("documents", []):
        fields = document.get("fields", {}) | fields
    return {name: str(fields[name]["value"]) for name in MANDATORY if name in fields}


def read_job(job: Job, folder: Path) -> dict[str, Any]:
    """Takes a capture, writes it, and says what was read."""
    from ocr.compose import compose
    from ocr.extract import read_upload
    from ocr.text import shared_reader

    subject, taken = make(job)
    name = f"{job.seed}-{job.number:05d}.jpg"
    (folder / name).write_bytes(taken.jpeg)
    line: dict[str, Any] = {
        "number": job.number,
        "file": name,
        "kind": subject.kind,
        "size": subject.size,
        "flaws": dict(job.flaws),
        "severity": job.severity,
        "quad": [[round(x, 2), round(y, 2)] for x, y in taken.quad],
    }
    try:
        today = datetime.datetime.now(datetime.UTC).date()
        readings = read_upload([(name, taken.jpeg)], reader=shared_reader(), today=today)
        # What the verdict is fitted on does not hang on another fit.
        extraction = json.loads(compose(readings, today, calibrated=False).to_json())
    except CodedError as error:
        return line | {"error": error.code, "exact": False, "extraction": {}}
    values = read_values(extraction)
    return line | {"exact": is_exact(subject, values), "truth": subject.truth, "extraction": extraction}


def dump(folder: Path, count: int, seed: int) -> None:
    """Reads what `folder` lacks of `count` captures; one that was stopped goes on where it was."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / READINGS
    lines = target.read_text(encoding="utf-8").splitlines(keepends=True) if target.is_file() else []
    whole = [line for line in lines if line.endswith("\n")]
    target.write_text("".join(whole), encoding="utf-8")
    done = {json.loads(line)["number"] for line in whole}
    jobs = [job for job in plan(count, seed) if job.number not in done]
    with target.open("a", encoding="utf-8") as file:
        for job in follow(jobs, "captures read", count, count - len(jobs)):
            file.write(json.dumps(read_job(job, folder), ensure_ascii=False) + "\n")
            file.flush()


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suites.quality.dump", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=500, help="captures (%(default)s)")
    parser.add_argument("--seed", type=int, default=FIT_SEED, help="not one that the suite measures with")
    asked = parser.parse_args(words)
    dump(asked.out, asked.count, asked.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
