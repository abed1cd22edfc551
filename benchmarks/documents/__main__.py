"""`python -m benchmarks.documents --out DIR --seed N`: specimen documents with the truth beside them.

Those are Utopia's; `python -m benchmarks.documents draw` draws documents of real states, `list` says which.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.documents.catalogue import DRAWERS, draw_any
from benchmarks.documents.layouts.command import run
from benchmarks.documents.sheet import save_png
from benchmarks.documents.specimen import Specimen
from models.errors import CodedError


def write_specimen(out: Path, name: str, specimen: Specimen) -> list[dict[str, Any]]:
    """Writes each side as a PNG; returns one line of truth a side."""
    lines: list[dict[str, Any]] = []
    for number, side in enumerate(specimen.sides):
        file = f"{name}-{'front' if number == 0 else 'back'}.png"
        (out / file).write_bytes(save_png(side.pixels()))
        lines.append(
            {
                "file": file,
                "kind": specimen.kind,
                "sizeMm": list(side.size_mm),
                "dpi": side.dpi,
                "mrz": side.mrz,
                "printed": [asdict(entry) for entry in side.printed],
            }
        )
    return lines


def main() -> None:
    """The command line."""
    if sys.argv[1:2] in (["draw"], ["list"]):
        try:
            run(sys.argv[1:])
        except CodedError as error:
            sys.exit(f"{error.detail} {error.advice}")  # the reader of this writes a layout: no traceback
        return
    parser = argparse.ArgumentParser(description="Draw specimen documents for invented people.")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures and truth.jsonl")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=len(DRAWERS), help="documents, the kinds in turn")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with (arguments.out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for number in range(arguments.count):
            rng = np.random.default_rng([arguments.seed, number])
            kind = list(DRAWERS)[number % len(DRAWERS)]
            for line in write_specimen(arguments.out, f"{number:04d}-{kind}", draw_any(kind, rng)):
                truth.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
