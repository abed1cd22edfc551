"""The service under load: `python -m benchmarks.suites.service.load`, or `make load`.

Two phases: documents alone, then with people at the portal. Printed are the time of each route, the pages a
minute of either phase, and the memory of each process (its proportional set size). Everything runs on this
machine, the load itself included.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.suites.service.application import Application, running
from benchmarks.suites.service.users import Figures, upload_documents, walk_portal

SAMPLES = Path(__file__).parents[3] / "service" / "demo" / "samples"
REPORT = Path("reports/load.json")
ALONE_SHARE = 0.3
"""Of the time of a run, for documents without people."""
WARM_UP_SECONDS = 15
"""At the start of each phase: models are loaded, people sign in. Not counted."""
MEMORY_SECONDS = 5
EVEN_SHARE = 0.5
"""The latter part of a run, over which memory should no longer grow."""


async def run_phase(
    application: Application, documents: Sequence[bytes], users: int, seconds: float
) -> tuple[Figures, float]:
    """Figures of a phase after its warm-up, and the pages read in a minute."""
    over, figures = asyncio.Event(), Figures()
    tasks = [
        asyncio.create_task(upload_documents(application.url, application.token, documents, figures, over)),
        *(
            asyncio.create_task(walk_portal(application.url, application.token, figures, over, number))
            for number in range(users)
        ),
    ]
    await asyncio.sleep(WARM_UP_SECONDS)
    figures.seconds.clear()
    began, figures.done = time.monotonic(), []
    while (left := began + seconds - time.monotonic()) > 0:
        application.look_at_memory()
        await asyncio.sleep(min(left, MEMORY_SECONDS))
    pages = sum(moment >= began for moment in figures.done)
    over.set()
    await asyncio.gather(*tasks)
    return figures, pages * 60 / seconds


def describe(figures: Figures) -> dict[str, Any]:
    """Calls, median and 95th percentile in milliseconds, by route and of all together."""
    everything = [second for seconds in figures.seconds.values() for second in seconds]
    table = {**dict(sorted(figures.seconds.items())), "all": everything}
    return {
        route: {
            "calls": len(seconds),
            "p50": round(1000 * float(np.percentile(seconds, 50)), 1),
            "p95": round(1000 * float(np.percentile(seconds, 95)), 1),
        }
        for route, seconds in table.items()
        if seconds
    }


def describe_memory(application: Application) -> dict[str, Any]:
    """MiB at first, at last and at most of each process, and the growth in the latter part, MiB a minute."""
    table = {}
    for kind, sizes in sorted(application.memory.items()):
        latter = sizes[int(len(sizes) * EVEN_SHARE) :]
        slope = 0.0
        if len(latter) > 2:
            moments, values = zip(*latter, strict=True)
            slope = float(np.polyfit(moments, values, 1)[0]) * 60
        table[kind] = {
            "first": round(sizes[0][1]),
            "last": round(sizes[-1][1]),
            "most": round(max(size for _, size in sizes)),
            "growthPerMinute": round(slope, 2),
        }
    return table


def run(seconds: float, users: int, persons: int) -> dict[str, Any]:
    """Runs both phases, prints their tables and returns the report."""
    documents = [path.read_bytes() for path in sorted(SAMPLES.glob("*.jpg"))]
    with running(persons) as application:
        _, alone = asyncio.run(run_phase(application, documents, 0, ALONE_SHARE * seconds))
        print(f"documents alone: {alone:.1f} pages a minute", flush=True)
        figures, together = asyncio.run(run_phase(application, documents, users, (1 - ALONE_SHARE) * seconds))
        report: dict[str, Any] = {
            "seconds": seconds,
            "users": users,
            "persons": persons,
            "pagesPerMinute": {"alone": round(alone, 1), "withUsers": round(together, 1)},
            "milliseconds": describe(figures),
            "refused": dict(figures.refused),
            "memory": describe_memory(application),
        }
    print(f"with {users} users: {together:.1f} pages a minute\n")
    print(f"{'route':<40}{'calls':>7}{'p50 ms':>9}{'p95 ms':>9}")
    for route, row in report["milliseconds"].items():
        print(f"{route:<40}{row['calls']:>7}{row['p50']:>9}{row['p95']:>9}")
    print(f"\n{'memory MiB':<12}{'first':>8}{'last':>8}{'most':>8}{'a minute':>10}")
    for kind, row in report["memory"].items():
        print(f"{kind:<12}{row['first']:>8}{row['last']:>8}{row['most']:>8}{row['growthPerMinute']:>10}")
    if figures.refused:
        print("\nrefused: " + ", ".join(f"{what} ({count})" for what, count in figures.refused.items()))
    return report


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="The service with people and documents at the same time.")
    parser.add_argument("--seconds", type=float, default=120, help="of both phases (%(default)s)")
    parser.add_argument("--users", type=int, default=100, help="people at the portal (%(default)s)")
    parser.add_argument("--persons", type=int, default=100_000, help="in the registry (%(default)s)")
    options = parser.parse_args()
    report = run(options.seconds, options.users, options.persons)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(f"\nreport in {REPORT}")


if __name__ == "__main__":
    main()
