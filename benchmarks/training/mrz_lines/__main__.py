"""`python -m benchmarks.training.mrz_lines render | train | export | evaluate [--help]`.

`render` and `evaluate` run in the product's environment, `train` and `export` in `.venv-train`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.training.mrz_lines.pool import FOLDER
from models.load import sha256_of

TARGET = Path("models/mrz_recogniser/recogniser.onnx")
HELD_OUT = 20_000_001
"""A seed that no training uses."""


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.mrz_lines", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    render = commands.add_parser("render", help="fill the pool of lines; goes on where it was stopped")
    render.add_argument("--lines", type=int, default=300_000, help="22.5 kB each (default: %(default)s)")
    render.add_argument("--seed", type=int, default=1)
    train = commands.add_parser(
        "train", help="train on the pool, from the last checkpoint where there is one"
    )
    train.add_argument("--steps", type=int, default=40_000)
    train.add_argument("--minutes", type=float, default=180, help="earlier runs counted in")
    train.add_argument("--batch", type=int, default=48)
    train.add_argument("--rate", type=float, default=3e-3, help="the highest (default: %(default)s)")
    train.add_argument(
        "--from-nothing", action="store_true", help="else, without a checkpoint, from the committed model"
    )
    export = commands.add_parser("export", help="write the last checkpoint as ONNX")
    for command in (render, train, export):
        command.add_argument("--folder", type=Path, default=FOLDER, help="(default: %(default)s)")
    export.add_argument("--target", type=Path, default=TARGET, help="(default: %(default)s)")
    evaluate = commands.add_parser(
        "evaluate", help="score the committed model and PP-OCRv6 on held-out lines"
    )
    evaluate.add_argument("--seed", type=int, default=HELD_OUT)
    evaluate.add_argument("--count", type=int, default=100, help="lines of each condition")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    arguments = _arguments(words)
    if arguments.command == "render":
        from benchmarks.training.mrz_lines.fill import fill_pool

        fill_pool(arguments.folder, arguments.lines, arguments.seed)
    elif arguments.command == "train":
        from benchmarks.training.loop import Budget
        from benchmarks.training.mrz_lines.train import train

        budget = Budget(arguments.steps, arguments.minutes, arguments.batch, arguments.rate)
        train(arguments.folder, budget, None if arguments.from_nothing else TARGET)
    elif arguments.command == "export":
        from benchmarks.training.mrz_lines.export import export

        path = export(arguments.folder / "checkpoint.pt", arguments.target)
        print(f'{path}: put sha256 = "{sha256_of(path)}" into models/manifest.toml, then evaluate')
    else:
        from benchmarks.training.mrz_lines.evaluate import (
            Reader,
            evaluate,
            print_table,
            read_ours,
            read_paddle,
        )

        readers: dict[str, Reader] = {"ours": read_ours, "PP-OCRv6 small": read_paddle}
        print_table(evaluate(arguments.seed, arguments.count, readers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
