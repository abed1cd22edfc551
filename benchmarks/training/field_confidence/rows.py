"""Dumped values: what spoke for each, and whether it was right."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ocr.confidence.evidence import FEATURES

ROWS = "rows.jsonl"


@dataclass(frozen=True)
class Row:
    """One value that was read. `forgotten`: the share of the captions that the reader did not know."""

    state: str
    field: str
    status: str
    said: float
    """The confidence before it is calibrated."""
    right: bool
    forgotten: float
    features: dict[str, float]


class OldRowsError(ValueError):
    """The dump was made by a reader with other features: make it anew."""


def write_rows(number: int, rows: Sequence[Row]) -> str:
    """One document's rows as a line of the dump."""
    return json.dumps({"number": number, "rows": [asdict(row) for row in rows]}) + "\n"


def list_numbers(path: Path) -> set[int]:
    """The documents that a dump holds already. A line that was cut off by a kill is taken out."""
    if not path.is_file():
        return set()
    whole = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line[-1:] == "\n"]
    path.write_text("".join(whole), encoding="utf-8")
    return {int(json.loads(line)["number"]) for line in whole}


def load_rows(folder: Path) -> Iterator[Row]:
    """Every row of a dump; raises `OldRowsError`."""
    for line in (folder / ROWS).read_text(encoding="utf-8").splitlines():
        for entry in json.loads(line)["rows"]:
            if set(entry["features"]) != set(FEATURES):
                raise OldRowsError(f"{folder / ROWS}: {sorted(set(entry['features']) ^ set(FEATURES))}")
            yield Row(**entry)
