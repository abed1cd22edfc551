"""The confidence of fields, from captures to committed parameters.

`… dump --documents N --seed S --out DIR` reads drawn captures of the states that may be learned from and
keeps what speaks for each value (DIR/rows.jsonl; a run that was stopped goes on where it was). `… fit DIR…`
prints calibration error and AUROC with whole states left out, and writes
models/field_confidence/confidence.toml. `… check DIR` prints both, before and after, of a dump made with
`--part held_out`, whose states are never fitted on. Captures of specimens are never used.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.documents.layouts.split import part_of
from benchmarks.training.field_confidence.fit import (
    fit_line,
    leave_states_out,
    odds_of,
    prove,
    rate,
    tabulate,
)
from benchmarks.training.field_confidence.report import show
from benchmarks.training.field_confidence.rows import ROWS, Row, list_numbers, load_rows
from benchmarks.training.field_confidence.write import write_parameters
from models.load import sha256_of
from ocr.confidence.model import load_parameters

TARGET = Path("models/field_confidence/confidence.toml")


class HeldOutStateError(ValueError):
    """A dump to fit on holds states that are kept to measure on."""


def _load(folder: Path) -> list[Row]:
    """The rows that are calibrated: a conflict keeps what reconciling gave it."""
    return [row for row in load_rows(folder) if row.status != "conflict"]


def fit(folders: Sequence[Path], target: Path) -> None:
    """Fits on the dumps together, prints and writes. Raises `HeldOutStateError`."""
    rows = [row for folder in folders for row in _load(folder)]
    held = sorted({row.state for row in rows if part_of(row.state) == "held_out"})
    if held:
        raise HeldOutStateError(", ".join(held))
    table = tabulate(rows)
    fields = table.fields.tolist()
    show("said before", np.array([row.said for row in rows]), table.right, fields)
    odds = leave_states_out(table)
    # The same upload with fewer captions is no further proof.
    once = np.array([row.forgotten == 0 for row in rows])
    most = prove(odds[once], table.right[once])
    show("states left out", rate(odds, most), table.right, fields)
    documents = sum(len(list_numbers(folder / ROWS)) for folder in folders)
    write_parameters(replace(fit_line(table), most=most), len(rows), documents, target)
    print(f'{target}: put sha256 = "{sha256_of(target)}" into models/manifest.toml')


def check(folder: Path) -> None:
    """Prints how the committed parameters do on a dump."""
    rows = _load(folder)
    table = tabulate(rows)
    parameters, fields = load_parameters(), table.fields.tolist()
    show("said before", np.array([row.said for row in rows]), table.right, fields)
    show("calibrated", rate(odds_of(parameters, table), parameters.most), table.right, fields)


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.training.field_confidence",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    dumping = commands.add_parser("dump", help="read captures")
    dumping.add_argument("--documents", type=int, default=300, help="how many (%(default)s); about 5 s each")
    dumping.add_argument("--seed", type=int, default=7101, help="(%(default)s)")
    dumping.add_argument("--part", choices=("learn", "held_out"), default="learn", help="(%(default)s)")
    dumping.add_argument("--without", type=int, help="a fold of states, and the labeller that lacks it")
    dumping.add_argument("--out", type=Path, required=True)
    fitting = commands.add_parser("fit", help="fit on dumps")
    fitting.add_argument("dumps", type=Path, nargs="+", help="made with different seeds")
    fitting.add_argument("--target", type=Path, default=TARGET, help="(%(default)s)")
    checking = commands.add_parser("check", help="measure the committed parameters on a dump")
    checking.add_argument("dump", type=Path)
    asked = parser.parse_args(words)
    if asked.command == "dump":
        from benchmarks.training.field_confidence.dump import dump

        count = dump(asked.part, asked.documents, asked.seed, asked.out, asked.without)
        print(f"{count} documents in {asked.out}")
    elif asked.command == "fit":
        fit(asked.dumps, asked.target)
    else:
        check(asked.dump)
    return 0


if __name__ == "__main__":
    sys.exit(main())
