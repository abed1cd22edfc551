"""How times and memory grow with the registry: each size in a process of its own."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.results.progress import follow

REQUESTS = 400


def measure_size(persons: int, seed: int) -> dict[str, Any]:
    """Seconds to read and to index, MiB, and milliseconds of a request, against `persons` registered."""
    from benchmarks.suites.matching.session import POPULATION, measure_resident, registry_file
    from benchmarks.suites.matching.tally import measure
    from matching.columns import PersonColumns
    from matching.index import PersonIndex
    from matching.memory import give_back
    from matching.synthetic import generate_requests, sample_persons

    path = registry_file(persons, seed)
    started = time.perf_counter()
    columns = PersonColumns.read(path)
    read = time.perf_counter()
    index = PersonIndex(columns)
    built = time.perf_counter()
    del columns
    give_back()  # as `belgianidpro match` does
    resident = measure_resident()
    people = sample_persons(path, min(persons, 20_000), seed + 1)
    cases = generate_requests(people, REQUESTS + 100, seed + 2, population=POPULATION)
    measure(cases[:100], index)
    milliseconds = 1000 * np.array(measure(cases[100:], index).seconds)
    return {
        "persons": persons,
        "readSeconds": round(read - started, 2),
        "indexSeconds": round(built - read, 2),
        "residentMiB": resident,
        "p50Ms": round(float(np.percentile(milliseconds, 50)), 2),
        "p95Ms": round(float(np.percentile(milliseconds, 95)), 2),
        "p99Ms": round(float(np.percentile(milliseconds, 99)), 2),
    }


def run_scaling(sizes: tuple[int, ...], seed: int) -> list[dict[str, Any]]:
    """A row a size."""
    rows = []
    for persons in follow(sizes, "matching, sizes", len(sizes)):
        command = [sys.executable, "-m", "benchmarks.suites.matching.scaling", str(persons), str(seed)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=Path.cwd())
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    return rows


if __name__ == "__main__":
    print(json.dumps(measure_size(int(sys.argv[1]), int(sys.argv[2]))))
