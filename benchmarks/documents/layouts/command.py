"""`python -m benchmarks.documents draw`: documents of states with their truth; `list` says which."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.documents.layouts.draw import StateDocument, draw_document
from benchmarks.documents.layouts.load import list_states, load_state
from benchmarks.documents.layouts.model import KINDS
from benchmarks.documents.layouts.split import part_of, states_of
from benchmarks.documents.layouts.truth import describe
from benchmarks.documents.sheet import save_png

PARTS = ("learn", "held_out")


def write_document(out: Path, name: str, document: StateDocument) -> None:
    """Each side as a PNG, and one JSON file with the truth about all of them."""
    files = [f"{name}-{side}.png" for side in ("front", "back")[: len(document.sides)]]
    for file, sheet in zip(files, document.sides, strict=True):
        (out / file).write_bytes(save_png(sheet.pixels()))
    truth = json.dumps(describe(document, files), ensure_ascii=False, indent=1)
    (out / f"{name}.json").write_text(truth + "\n", encoding="utf-8")


def choose_states(wanted: Sequence[str]) -> list[str]:
    """Codes, or `learn`, `held_out`, `all`."""
    states: list[str] = []
    for word in wanted:
        if word == "all":
            states += list_states()
        elif word in PARTS:
            states += states_of("learn" if word == "learn" else "held_out")
        else:
            states.append(load_state(word).code)
    return list(dict.fromkeys(states))


def draw(arguments: argparse.Namespace) -> None:
    """`--count` documents of each kind of each state."""
    arguments.out.mkdir(parents=True, exist_ok=True)
    for state in choose_states(arguments.states.split(",")):
        kinds = [kind for kind in load_state(state).documents if kind in arguments.kinds.split(",")]
        for kind in kinds:
            for number in range(arguments.count):
                document = draw_document(state, kind, arguments.seed, number)
                write_document(arguments.out, f"{state}-{kind}-{number:04d}", document)


def show() -> None:
    """The states with their part and kinds."""
    for code in list_states():
        state = load_state(code)
        languages = dict.fromkeys(
            x
            for document in state.documents.values()
            for side in document.sides
            for x in side.style.languages
        )
        print(f"{code}  {part_of(code):8}  {'+'.join(languages):14}  {', '.join(state.documents)}")


def run(words: Sequence[str]) -> None:
    """The command line of `draw` and `list`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents")
    commands = parser.add_subparsers(required=True, dest="command")
    commands.add_parser("list", help="the states, their part, caption languages and kinds of documents")
    drawing = commands.add_parser("draw", help="draw documents of states for invented people")
    drawing.add_argument(
        "--states", default="learn", help="codes (alpha-3), learn, held_out, all; commas between"
    )
    drawing.add_argument("--kinds", default=",".join(KINDS), help="commas between")
    drawing.add_argument("--count", type=int, default=1, help="documents of each kind of each state")
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--out", type=Path, required=True, help="folder for pictures and truth")
    arguments = parser.parse_args(words)
    if arguments.command == "list":
        show()
    else:
        draw(arguments)
