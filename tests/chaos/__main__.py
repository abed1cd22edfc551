"""`make chaos`: the service's own processes under faults. `python -m tests.chaos --requests 300 --seed 7`.

The seed gives the cases and the order of the faults; when each strikes depends on the machine. Exit status
1 when a promise is broken; logs and data of such a run are kept.
"""

import argparse
import json
import random
import shutil
import signal
import sys
import tempfile
import time
from math import inf
from pathlib import Path

from tests.chaos.run import Outcome, run

REPORT = Path("reports/chaos.json")


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills, stops, fills and shifts what the service stands on.")
    parser.add_argument("--requests", type=int, default=300, help="numbers asked for (%(default)s)")
    parser.add_argument("--seed", type=int, help="of cases and faults; drawn and printed when it is missing")
    parser.add_argument("--callers", type=int, default=6, help="programs that ask at a time (%(default)s)")
    parser.add_argument("--minutes", type=float, default=inf, help="begin nothing new after them")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1_000_000)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that nothing of ours outlives us
    print(f"CHAOS_SEED={seed} CHAOS_REQUESTS={options.requests}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="belgianidpro-chaos-"))
    began = time.monotonic()
    outcome = run(folder, options.requests, seed, options.callers, _say(began), minutes=options.minutes)
    _print(outcome, time.monotonic() - began)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(outcome.as_dict() | {"seed": seed}, indent=1) + "\n", encoding="utf-8")
    if outcome.broken:
        print(
            f"\nBROKEN. Logs: {folder}. Again: make chaos CHAOS_REQUESTS={options.requests} CHAOS_SEED={seed}"
        )
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    print("\nEvery promise held.")
    return 0


def _say(began: float):
    def say(text: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {text}", flush=True)

    return say


def _print(outcome: Outcome, seconds: float) -> None:
    print(f"\n{outcome.requests} requests, {sum(outcome.faults.values())} faults, {seconds / 60:.1f} minutes")
    for title, counts in (
        ("faults", outcome.faults),
        ("calls repeated", outcome.troubles),
        ("starts of processes", outcome.starts),
        ("attempts of a reading", outcome.attempts),
        ("answers", outcome.answers),
    ):
        print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    for what in outcome.missing:
        print(f"NOT TESTED HERE: {what}")
    print()
    for name, broken in outcome.checks.items():
        print(f"{'BROKEN' if broken else 'holds '}  {name}")
        for line in broken[:20]:
            print(f"        {line}")


if __name__ == "__main__":
    sys.exit(main())
