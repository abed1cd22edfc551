"""What is printed on the specimens.

`truth.csv` has one row a file: `mrz_1` to `mrz_3` as printed, and `check_ok`: `yes`, `printed_invalid:…` (the
document itself prints wrong check digits, which a reader must report and not mend) or `n/a` (no zone).
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["yes", "printed_invalid", "n/a"]


@dataclass(frozen=True)
class Case:
    """A picture and what is printed on it; `lines` is empty when there is no zone."""

    path: Path
    kind: Kind
    format: str
    """As the truth names it (`td3`, `fra_id`, …), or `no zone`."""
    group: str
    """The same specimen, person or template; what is not independent of one another."""
    lines: tuple[str, ...]


def load_cases(data: Path) -> list[Case]:
    """The cases of a folder with `truth.csv` and `images/`."""
    cases = []
    with (data / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines = tuple(row[key] for key in ("mrz_1", "mrz_2", "mrz_3") if row[key])
            check = row["check_ok"].split(":")[0]
            kind: Kind = "yes" if check == "yes" else "printed_invalid" if lines else "n/a"
            format_name = (row["mrz_kind"] or row["doc_type"]) if lines else "no zone"
            group = row.get("group") or row["file"]
            cases.append(Case(data / "images" / row["file"], kind, format_name, group, lines))
    return cases
