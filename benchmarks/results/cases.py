"""A row for each case that a suite judged, and its Parquet file.

One table serves all suites; what a suite has not is null. Private specimens stand there by hash alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True)
class CaseRow:
    """What one reader or matcher (`who`) made of one case.

    `right` is what the suite counts; `exact` the same to the letter; `bestIsRight` whether the likeliest
    candidate is the person meant. `confidence` is 0 to 1. `expected` and `read` are None for specimens.
    """

    suite: str
    set: str
    case: str
    who: str
    right: bool
    group: str = ""
    """What fails together: intervals draw whole groups."""
    documentType: str = ""  # noqa: N815  the names of the Parquet columns
    state: str = ""
    condition: str = ""
    severity: int = 0
    zone: str = ""
    field: str = ""
    outcome: str = ""
    status: str = ""
    confidence: float | None = None
    exact: bool | None = None
    bestIsRight: bool | None = None  # noqa: N815
    expected: str | None = None
    read: str | None = None
    private: bool = False
    seconds: float | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What is the same case in another run."""
        return self.suite, self.set, self.case, self.who, self.field


TYPES = {"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64(), "str": pa.string()}
SCHEMA = pa.schema([
    (one.name, TYPES[str(one.type).removesuffix(" | None").removeprefix("<class '").removesuffix("'>")])
    for one in fields(CaseRow)
])  # fmt: skip
TIMES = ("seconds",)
"""Columns that no two runs share."""


def write_cases(rows: Iterable[CaseRow], path: Path) -> None:
    """Writes the rows as Parquet; an old file is replaced only when the new one is complete."""
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA.names}
    for row in rows:
        for name, values in columns.items():
            values.append(getattr(row, name))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    pq.write_table(pa.table(columns, schema=SCHEMA), partial, compression="zstd")
    partial.replace(path)


def read_cases(path: Path) -> list[CaseRow]:
    """The rows of a file; none where there is no file."""
    if not path.is_file():
        return []
    return [CaseRow(**row) for row in pq.read_table(path).to_pylist()]


def drop_times(rows: Sequence[CaseRow]) -> list[dict[str, Any]]:
    """The rows as plain data without their times: what two runs must have alike."""
    return [{k: v for k, v in vars(row).items() if k not in TIMES} for row in rows]
