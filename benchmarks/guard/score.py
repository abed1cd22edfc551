"""Counts of a frozen run, and what counts as a loss."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.results.intervals import wilson

FOLDER = Path(__file__).parents[1] / "frozen"
SPARE = 1
"""So much oftener may happen what must not: one by chance is no loss, two are looked at."""


@dataclass(frozen=True)
class Score:
    """Cases, how many are right, and how often happened what must not (a wrong match, verified yet wrong)."""

    cases: int
    right: int
    dangers: int = 0


Measured = dict[str, Score]
"""Name of a set → its counts."""


def noise(score: Score) -> float:
    """By how many right cases a run of equal worth may fall behind: the distance to Wilson's lower bound."""
    return score.right - score.cases * wilson(score.right, score.cases)[0]


def find_losses(frozen: Mapping[str, Score], now: Mapping[str, Score]) -> list[str]:
    """What fell below the frozen run by more than its own noise, in words; empty when nothing did."""
    losses = []
    for name, was in frozen.items():
        new = now.get(name, Score(0, 0))
        if new.cases != was.cases:
            losses.append(f"{name}: {new.cases} cases, {was.cases} frozen: freeze it anew")
        elif new.right < was.right - noise(was):
            losses.append(f"{name}: {new.right} of {new.cases} right, {was.right} frozen")
        if new.dangers > was.dangers + SPARE:
            losses.append(f"{name}: what must not happen did {new.dangers} times, {was.dangers} frozen")
    return losses


def load_frozen(suite: str, run: str, folder: Path = FOLDER) -> Measured:
    """The frozen counts of `quick` or `full`; empty where nothing is frozen."""
    path = folder / f"{suite}.json"
    if not path.is_file():
        return {}
    table = json.loads(path.read_text(encoding="utf-8")).get(run, {})
    return {name: Score(**entry) for name, entry in table.items()}


def save_frozen(suite: str, runs: Mapping[str, Measured], folder: Path = FOLDER) -> None:
    """Writes and prints the file."""
    table = {run: {name: asdict(score) for name, score in scores.items()} for run, scores in runs.items()}
    path = folder / f"{suite}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(path.read_text(encoding="utf-8"))
