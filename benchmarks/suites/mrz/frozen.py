"""A run to compare with: what ours made of fixed captures of drawn documents when it was last measured.

`benchmarks/frozen/mrz.json` holds figures of drawn documents alone, nothing of specimens.
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from pathlib import Path

from benchmarks.captures.severities import Severity
from benchmarks.peers.client import ReaderProcess
from benchmarks.suites.mrz.judge import Verdict, judge
from benchmarks.suites.mrz.plan import plan_generated
from benchmarks.suites.mrz.produce import open_maker
from benchmarks.suites.mrz.reading import OURS

FROZEN = Path(__file__).parents[2] / "frozen" / "mrz.json"
SEED = 20_261_123
Z = 1.96
QUICK, FULL = 32, 160
"""Captures of each severity: for a test, and for `python -m benchmarks compare mrz`, in about a minute on two
cores: each of the formats under each condition twice."""
COMPARED: tuple[Severity, ...] = (1, 2)


@dataclass(frozen=True)
class Score:
    """What came of the captures of one severity."""

    captures: int
    exact: int
    sure: int
    sure_but_wrong: int
    valid_but_wrong: int


def noise(score: Score) -> float:
    """By how many exact zones a run of equal worth may fall behind: the distance to Wilson's lower bound."""
    share, square = score.exact / score.captures, Z * Z / score.captures
    middle = (share + square / 2) / (1 + square)
    spread = Z * sqrt(share * (1 - share) / score.captures + square / (4 * score.captures)) / (1 + square)
    return score.captures * (share - (middle - spread))


def score(verdicts: Sequence[Verdict]) -> Score:
    """The counts."""
    return Score(
        captures=len(verdicts),
        exact=sum(v.exact for v in verdicts),
        sure=sum(v.sure for v in verdicts),
        sure_but_wrong=sum(v.sure and not v.exact for v in verdicts),
        valid_but_wrong=sum(v.valid and not v.exact for v in verdicts),
    )


def measure(count: int, severities: Sequence[Severity] = COMPARED) -> dict[str, Score]:
    """Takes and reads `count` captures of sound zones of each severity."""
    scores = {}
    with tempfile.TemporaryDirectory() as scratch, open_maker(1) as maker, ReaderProcess(OURS) as reader:
        for severity in severities:
            verdicts = []
            # Nothing is timed here, so captures are taken on one core while the other reads.
            for made in maker.make_along(plan_generated(count, severity, SEED)[:count], Path(scratch)):
                verdicts.append(judge(made.case, reader.read(made.case.path)))
                made.case.path.unlink()
            scores[str(severity)] = score(verdicts)
    return scores


def freeze(path: Path = FROZEN) -> None:
    """Measures anew and writes the file."""
    runs = {"quick": measure(QUICK), "full": measure(FULL)}
    table = {run: {level: asdict(item) for level, item in scores.items()} for run, scores in runs.items()}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"seed": SEED, **table}, indent=1) + "\n", encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


def load_frozen(run: str, path: Path = FROZEN) -> dict[str, Score]:
    """The frozen scores of `quick` or `full`, by severity."""
    table = json.loads(path.read_text(encoding="utf-8"))[run]
    return {level: Score(**item) for level, item in table.items()}


def find_losses(frozen: dict[str, Score], now: dict[str, Score]) -> list[str]:
    """What fell below the frozen run by more than its own noise, in words; empty when nothing did."""
    losses = []
    for level, was in frozen.items():
        new = now[level]
        if new.exact < was.exact - noise(was):
            losses.append(f"severity {level}: {new.exact} of {new.captures} zones exact, {was.exact} frozen")
        if new.sure_but_wrong > was.sure_but_wrong + 1:
            losses.append(
                f"severity {level}: {new.sure_but_wrong} sure but wrong, {was.sure_but_wrong} frozen"
            )
    return losses


def compare(run: str = "full") -> list[str]:
    """Measures again and prints both; what was lost, in words, empty when nothing was."""
    if not FROZEN.is_file():
        return ["there is no frozen run yet: python -m benchmarks freeze mrz"]
    frozen = load_frozen(run)
    count = next(iter(frozen.values())).captures
    now = measure(count)
    for level, was in frozen.items():
        print(f"severity {level}: frozen {asdict(was)}\n            now    {asdict(now[level])}")
    return find_losses(frozen, now)
