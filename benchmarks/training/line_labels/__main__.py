"""`python -m benchmarks.training.line_labels render | train | export [--help]`.

`render` runs in the product's environment, `train` and `export` in `.venv-train`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.training.line_labels.pool import FOLDER
from models.load import sha256_of

TARGET = Path("models/line_labels/labeller.onnx")


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.line_labels", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    render = commands.add_parser("render", help="fill the pool; goes on where it was stopped")
    render.add_argument("--files", type=int, default=36, help="of 500 pages each (default: %(default)s)")
    render.add_argument("--seed", type=int, default=1)
    train = commands.add_parser(
        "train", help="train on the pool, from the last checkpoint where there is one"
    )
    train.add_argument("--steps", type=int, default=6_000)
    train.add_argument("--minutes", type=float, default=60, help="earlier runs counted in")
    train.add_argument("--batch", type=int, default=32)
    train.add_argument("--rate", type=float, default=2e-3, help="the highest (default: %(default)s)")
    export = commands.add_parser("export", help="write the last checkpoint as ONNX")
    for command in (train, export):
        command.add_argument("--without", type=int, help="a fold of states, 0 to 3, not to learn from")
    for command in (render, train, export):
        command.add_argument("--folder", type=Path, default=FOLDER, help="(default: %(default)s)")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    arguments = _arguments(words)
    if arguments.command == "render":
        from benchmarks.training.line_labels.pool import fill

        fill(arguments.folder, arguments.files, arguments.seed)
    elif arguments.command == "train":
        from benchmarks.training.line_labels.train import train
        from benchmarks.training.loop import Budget

        budget = Budget(arguments.steps, arguments.minutes, arguments.batch, arguments.rate)
        train(arguments.folder, budget, arguments.without)
    else:
        from benchmarks.training.line_labels.export import export

        target = (
            TARGET if arguments.without is None else arguments.folder / f"labeller-{arguments.without}.onnx"
        )
        path = export(arguments.folder, target, arguments.without)
        print(f'{path}: put sha256 = "{sha256_of(path)}" into models/manifest.toml')
    return 0


if __name__ == "__main__":
    sys.exit(main())
