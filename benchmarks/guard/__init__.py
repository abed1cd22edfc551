"""The guard against losses: small frozen runs, measured again in CI and by `compare SUITE`.

`benchmarks/frozen/SUITE.json` holds the counts of a `quick` run (for the tests) and of a `full` one. A run
fails when fewer cases are right than the frozen run's own noise explains (Wilson, 95 %), or when what must
not happen happens more than once oftener. Everything is drawn: nothing of specimens stands there.
"""

from collections.abc import Callable, Mapping

from benchmarks.guard import extraction, matching, quality
from benchmarks.guard.score import Measured, find_losses, load_frozen, save_frozen

Measure = Callable[[str], Measured]
SUITES: Mapping[str, Measure] = {
    "extraction": extraction.measure,
    "matching": matching.measure,
    "quality": quality.measure,
}
"""Suite → `measure("quick" | "full")`. The suite `mrz` has its own (`benchmarks/suites/mrz/frozen.py`)."""
RUNS = ("quick", "full")


def freeze(suite: str) -> None:
    """Measures anew and writes the frozen run of a suite."""
    if suite == "mrz":
        from benchmarks.suites.mrz import frozen

        frozen.freeze()
        return
    save_frozen(suite, {run: SUITES[suite](run) for run in RUNS})


def compare_frozen(suite: str) -> int:
    """Measures the full run again, or the quick one where no full one is frozen, and prints both; the exit
    code is 1 when something was lost or nothing is frozen."""
    if suite == "mrz":
        from benchmarks.suites.mrz import frozen

        losses = frozen.compare()
    elif suite not in SUITES:
        losses = [f"there is no suite {suite} with a frozen run: mrz, {', '.join(SUITES)}"]
    else:
        run = "full" if load_frozen(suite, "full") else "quick"
        was = load_frozen(suite, run)
        losses = ["there is no frozen run yet: python -m benchmarks freeze " + suite]
        if was:
            now = SUITES[suite](run)
            for name, score in was.items():
                print(f"{name}: frozen {vars(score)}\n{' ' * len(name)}  now    {vars(now[name])}")
            losses = find_losses(was, now)
    print("\n".join(losses) or "nothing lost")
    return 1 if losses else 0
