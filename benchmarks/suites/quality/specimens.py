"""The specimens: `acceptable` beside what is read. Printed only: a specimen is neither tuned to nor kept."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.errors import CodedError

COLUMNS = {
    "familyName": "surname",
    "givenNames": "given_names",
    "birthDate": "birth_date",
    "documentNumber": "document_number",
}
"""Field → column of truth.csv; a field whose column is blank is not asked for."""


def _right(values: Mapping[str, str], row: Mapping[str, str]) -> bool | None:
    """Whether all fields that the truth has were read, without regard to diacritics; None where it has too
    few."""
    from ocr.fields.layout import fold

    asked = {field: row[column] for field, column in COLUMNS.items() if row.get(column)}
    if len(asked) < 3:
        return None
    return all(field in values and fold(values[field]) == fold(text) for field, text in asked.items())


def run_specimens(data: Path) -> dict[str, Any]:
    """Counts over the specimens of one page whose truth is known."""
    from benchmarks.suites.quality.dump import read_values
    from ocr.extract import extract

    counts = {"acceptedRight": 0, "acceptedWrong": 0, "refusedRight": 0, "refusedWrong": 0, "unreadable": 0}
    codes: dict[str, int] = {}
    with (data / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        try:
            extraction = json.loads(extract([data / "images" / row["file"]]).to_json())
        except CodedError:
            counts["unreadable"] += 1
            continue
        right = _right(read_values(extraction), row)
        if right is None:
            continue
        accepted = any(page["quality"]["acceptable"] for page in extraction["pages"])
        counts[("accepted" if accepted else "refused") + ("Right" if right else "Wrong")] += 1
        for code in {issue["code"] for page in extraction["pages"] for issue in page["quality"]["issues"]}:
            codes[code] = codes.get(code, 0) + 1
    print("specimens: acceptable against what is read")
    print("  " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    print(
        "  issues: " + ", ".join(f"{code} {count}" for code, count in sorted(codes.items())) + "\n",
        flush=True,
    )
    return {"counts": counts, "issues": codes}
