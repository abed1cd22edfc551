"""Damaged files of every kind through `ocr.intake`: no crash, no hang, never a gigabyte.

`python -m tests.fuzz.intake [COUNT] [SEED]`, or `make fuzz-intake`. The same numbers damage the same files
in the same way; those that failed are kept in `reports/fuzz`.
"""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from tests.fuzz.mutate import mutant
from tests.fuzz.watched import Outcome, Watched

PROCESSES = 2
REPORTS = Path("reports/fuzz")
KindAndOutcome = tuple[str, Outcome]


def fuzz(count: int, seed: int, report_every: int = 500) -> list[KindAndOutcome]:
    """The kind of each damaged file and what became of it, in order."""
    found: list[KindAndOutcome] = []
    began = time.perf_counter()
    idle: SimpleQueue[Watched] = SimpleQueue()

    def take(number: int) -> KindAndOutcome:
        watched = idle.get()
        kind, data = mutant(number, seed)
        try:
            outcome = watched.take(data)
        finally:
            idle.put(watched)
        if outcome.failed:
            REPORTS.mkdir(parents=True, exist_ok=True)
            (REPORTS / f"intake-{seed}-{number}-{kind}").write_bytes(data)
            print(f"{number} {kind}: {outcome}", flush=True)
        return kind, outcome

    with ExitStack() as stack, ThreadPoolExecutor(PROCESSES) as pool:
        for _ in range(PROCESSES):
            idle.put(stack.enter_context(Watched()))
        for outcome in pool.map(take, range(count)):
            found.append(outcome)
            if len(found) % report_every == 0:
                # The whole so far, for a run may be interrupted.
                print(f"{time.perf_counter() - began:.0f} s\n{summarise(found)}", flush=True)
    return found


def summarise(outcomes: list[KindAndOutcome]) -> str:
    """A table a person can read: answers by kind, the slowest, the peak, the failures."""
    lines = []
    for kind in sorted({kind for kind, _ in outcomes}):
        of_kind = [outcome for other, outcome in outcomes if other == kind]
        answers = Counter(outcome.answer for outcome in of_kind).most_common()
        slowest, peak = max(o.seconds for o in of_kind), max(o.peak_mb for o in of_kind)
        shown = ", ".join(f"{answer} {count}" for answer, count in answers)
        lines.append(
            f"{kind:5} {len(of_kind):6} files  slowest {slowest:5.2f} s  peak {peak:4.0f} MB  {shown}"
        )
    failed = sum(outcome.failed for _, outcome in outcomes)
    slowest = max(outcome.seconds for _, outcome in outcomes)
    peak = max(outcome.peak_mb for _, outcome in outcomes)
    lines.append(
        f"all   {len(outcomes):6} files  slowest {slowest:5.2f} s  peak {peak:4.0f} MB  failed {failed}"
    )
    return "\n".join(lines)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    outcomes = fuzz(count, seed)
    print(summarise(outcomes))
    return 1 if any(outcome.failed for _, outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
