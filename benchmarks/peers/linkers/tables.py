"""What a matcher is given and what it answers: Parquet files in one folder.

`asked.parquet` and `known.parquet`: a person a row, columns `COLUMNS`, empty text where nothing is known.
`pairs.parquet`: the row of one asked and of one known person. A matcher writes `NAME.parquet` with a `score`
a pair, the higher the likelier, and `NAME.json`: its version, its threshold and its seconds.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = ("family_name", "given_names", "birth_date", "place_of_birth", "gender", "nationality")
Floats = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class About:
    """A matcher's own word: which version it is, from which score on it calls two records one person, and the
    seconds that training and scoring took."""

    version: str
    threshold: float
    training_seconds: float
    seconds: float


def write_task(
    folder: Path, asked: Sequence[dict[str, str]], known: Sequence[dict[str, str]], pairs: Pairs
) -> None:
    """Writes what every matcher is given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("asked", asked), ("known", known)):
        columns = {column: pa.array([row[column] for row in rows], pa.string()) for column in COLUMNS}
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    pq.write_table(pa.table({"asked": pairs[:, 0], "known": pairs[:, 1]}), folder / "pairs.parquet")


def read_task(folder: Path) -> tuple[Rows, Rows, Pairs]:
    """Asked, known, and the pairs (n × 2)."""
    asked, known = (pq.read_table(folder / f"{name}.parquet").to_pylist() for name in ("asked", "known"))
    table = pq.read_table(folder / "pairs.parquet")
    pairs = np.column_stack([table.column(name).to_numpy() for name in ("asked", "known")])
    return asked, known, pairs.astype(np.int64)


def write_answer(folder: Path, name: str, scores: Floats, about: About) -> None:
    """Writes what a matcher answers."""
    pq.write_table(pa.table({"score": scores}), folder / f"{name}.parquet")
    (folder / f"{name}.json").write_text(json.dumps(asdict(about)), encoding="utf-8")


def read_answer(folder: Path, name: str) -> tuple[Floats, About]:
    """The scores in the order of the pairs."""
    about: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    scores = pq.read_table(folder / f"{name}.parquet").column("score").to_numpy()
    return scores.astype(np.float64), About(**about)
