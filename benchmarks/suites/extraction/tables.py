"""The suite's tables, Markdown."""

from collections.abc import Mapping
from typing import Any

from benchmarks.suites.extraction.diagram import draw_diagram

SHORT = {
    "familyName": "family",
    "givenNames": "given",
    "birthDate": "birth",
    "placeOfBirth": "place",
    "gender": "sex",
    "nationality": "nation.",
    "personalNumber": "personal",
    "residenceAddress": "address",
    "documentNumber": "number",
    "issueDate": "issue",
    "expiryDate": "expiry",
    "issuingAuthority": "authority",
    "licenceCategories": "categories",
    "all": "all",
}


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def print_fields(table: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
    """One row a set of uploads, one column a field: right in per cent; beneath, to the letter."""
    print("| right, % (diacritics and case folded) | " + " | ".join(SHORT.values()) + " |")
    print("|---" * (len(SHORT) + 1) + "|")
    for name, fields in table.items():
        for kind in ("right", "exact"):
            label = name if kind == "right" else "… to the letter"
            cells = [_percent(fields[field][kind]) if field in fields else "" for field in SHORT]
            print(f"| {label} | " + " | ".join(cells) + " |")
        counts = [str(fields[field]["fields"]) if field in fields else "" for field in SHORT]
        print("| … fields | " + " | ".join(counts) + " |")
    print()


def print_calibration(figures: Mapping[str, Any]) -> None:
    """The calibration error of all values with its reliability diagram, then that of each field with the
    number of its values: of few it is large by chance."""
    print(f"  calibration error {figures['calibrationError']}, AUROC {figures['auroc']}")
    print(draw_diagram(figures["diagram"]))
    for name, row in figures["fields"].items():
        auroc = "–" if row["auroc"] is None else f"{row['auroc']:.3f}"
        print(f"  {name:<18} {row['values']:>5} values  right {_percent(row['right'])}  "
              f"error {row['calibrationError']:.3f}  AUROC {auroc}")  # fmt: skip


def print_shares(title: str, table: Mapping[str, Mapping[str, Any]]) -> None:
    """One line a kind: fields and per cent right."""
    print(title)
    for name, row in table.items():
        print(f"  {name:<40} {row['fields']:>6} fields  right {_percent(row['right'])}  "
              f"to the letter {_percent(row['exact'])}  missing {_percent(row['missing'])}")  # fmt: skip
    print()
