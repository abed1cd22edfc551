"""`python -m benchmarks.training.document_finder render | train | export | evaluate [--help]`.

`render` and `evaluate` run in the product's environment, `train` and `export` in `.venv-train`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.training.document_finder.pool import FOLDER
from models.load import sha256_of

TARGETS = {
    "outline": Path("models/document_finder/outline.onnx"),
    "way": Path("models/document_finder/way.onnx"),
    "corners": Path("models/document_finder/corners.onnx"),
}
HELD_OUT = 20_000_001
"""A seed that no training uses."""


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.training.document_finder", description=__doc__
    )
    commands = parser.add_subparsers(dest="command", required=True)
    render = commands.add_parser("render", help="fill the pools; goes on where it was stopped")
    render.add_argument("--scenes", type=int, default=7_000, help="470 kB each (default: %(default)s)")
    render.add_argument("--views", type=int, default=7_000, help="215 kB each (default: %(default)s)")
    render.add_argument("--close", type=int, default=5_000, help="pictures from near, 310 kB each")
    render.add_argument("--seed", type=int, default=1)
    train = commands.add_parser(
        "train", help="train a network on its pool, from the last checkpoint where there is one"
    )
    train.add_argument("network", choices=TARGETS)
    train.add_argument("--steps", type=int, default=20_000)
    train.add_argument("--minutes", type=float, default=60, help="earlier runs counted in")
    train.add_argument("--batch", type=int, default=16)
    train.add_argument("--rate", type=float, default=4e-3, help="the highest (default: %(default)s)")
    train.add_argument(
        "--go-on", action="store_true", help="outline: without a checkpoint, from the committed model"
    )
    export = commands.add_parser("export", help="write the last checkpoint as ONNX")
    export.add_argument("network", choices=TARGETS)
    for command in (render, train, export):
        command.add_argument("--folder", type=Path, default=FOLDER, help="(default: %(default)s)")
    evaluate = commands.add_parser("evaluate", help="score the committed models on held-out scenes and views")
    evaluate.add_argument("--seed", type=int, default=HELD_OUT)
    evaluate.add_argument("--count", type=int, default=200, help="pictures for each network")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """The exit code."""
    arguments = _arguments(words)
    if arguments.command == "render":
        from benchmarks.training.document_finder.fill import fill_corners, fill_outline, fill_way

        fill_outline(arguments.folder, arguments.scenes, arguments.seed)
        fill_way(arguments.folder, arguments.views, arguments.seed)
        fill_corners(arguments.folder, arguments.close, arguments.seed)
    elif arguments.command == "train":
        from benchmarks.training.document_finder.train import train
        from benchmarks.training.document_finder.train_corners import train_corners
        from benchmarks.training.loop import Budget

        budget = Budget(arguments.steps, arguments.minutes, arguments.batch, arguments.rate)
        if arguments.network == "corners":
            train_corners(arguments.folder, budget, TARGETS["outline"])
        else:
            begin_with = TARGETS[arguments.network] if arguments.go_on else None
            train(arguments.network, arguments.folder, budget, begin_with)
    elif arguments.command == "export":
        from benchmarks.training.document_finder.export import export

        path = export(arguments.network, arguments.folder, TARGETS[arguments.network])
        print(f'{path}: put sha256 = "{sha256_of(path)}" into models/manifest.toml, then evaluate')
    else:
        from benchmarks.training.document_finder.evaluate import evaluate

        evaluate(arguments.seed, arguments.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
