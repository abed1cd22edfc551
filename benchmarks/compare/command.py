"""`python -m benchmarks compare A B`: what changed from run A to run B."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.compare.runs import Line, compare_folders, tell_differences
from benchmarks.results.folder import read_run
from models.errors import CodedError

FILE = "compared.json"


class TwoRunsError(CodedError):
    code = "twoRuns"
    status = 400
    message = "Two folders of runs are compared, or one suite with its frozen run; {count} were named."
    remedy = "python -m benchmarks compare A B, or python -m benchmarks compare SUITE"


class NothingInCommonError(CodedError):
    code = "nothingInCommon"
    status = 409
    message = "The two runs have no case in common."
    remedy = "Run the same suites with the same seed and the same sampling."


def _word(line: Line) -> str:
    return "LOST" if line.change.is_loss else "gained" if line.change.is_gain else ""


def show(lines: Sequence[Line]) -> None:
    """Prints a line a comparison: shares, the difference with its interval, McNemar's p."""
    print("| suite | set | who | what | cases | A | B | B − A (95 %) | gained | lost | p | |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for line in lines:
        change = line.change
        print(
            f"| {line.suite} | {line.set} | {line.who} | {line.what} | {change.cases} | {change.a:.2%} | "
            f"{change.b:.2%} | {change.b - change.a:+.2%} ({change.low:+.2%} to {change.high:+.2%}) | "
            f"{change.gained} | {change.lost} | {change.p:.3f} | {_word(line)} |"
        )


def compare_runs(folders: Sequence[str]) -> int:
    """The exit code: 1 when B lost somewhere by more than chance explains."""
    if len(folders) != 2:
        raise TwoRunsError(count=len(folders))
    a, b = (read_run(Path(folder)) for folder in folders)
    lines = compare_folders(a, b)
    if not lines:
        raise NothingInCommonError
    for difference in tell_differences(a, b):
        print(f"differs: {difference}")
    show(lines)
    lost = [line for line in lines if line.change.is_loss and line.who == "ours"]
    table = [vars(line) | {"change": asdict(line.change)} for line in lines]
    (b.path / FILE).write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(
        f"\n{len(lines)} comparisons, {len(lost)} lost by more than chance explains; also in {b.path / FILE}"
    )
    return 1 if lost else 0
