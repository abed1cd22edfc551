"""The truth beside a drawn document, as JSON."""

from dataclasses import replace
from typing import Any

from benchmarks.documents.layouts.draw import StateDocument
from benchmarks.documents.layouts.split import part_of
from benchmarks.documents.layouts.values import print_field
from benchmarks.documents.sheet import Quad
from ocr.extraction import DOCUMENT_FIELDS, PERSON_FIELDS

CONTRACT = frozenset((*PERSON_FIELDS, *DOCUMENT_FIELDS))


def _round(quad: Quad) -> list[list[float]]:
    return [[round(x, 1), round(y, 1)] for x, y in quad]


def _fields(document: StateDocument, number: int) -> list[dict[str, Any]]:
    """The contract's fields that a side prints: lines of one field together."""
    found: dict[str, dict[str, Any]] = {}
    for entry in document.sides[number].printed:
        if entry.field not in CONTRACT:
            continue
        field = found.setdefault(
            entry.field, {"field": entry.field, "zone": "visual", "lines": [], "quads": []}
        )
        field["lines"].append(entry.text)
        field["quads"].append(_round(entry.quad))
    page = replace(document.page, style=document.page.document.sides[number].style)
    for name, field in found.items():
        value = print_field(name, page)
        field["text"] = " ".join(field["lines"])
        field["truncated"] = field["text"] != value.text
        field["value"] = field["text"] if field["truncated"] and isinstance(value.value, str) else value.value
        field["accepted"] = list(value.accepted)
        if value.native:
            field["native"] = value.native
    return list(found.values())


def describe(document: StateDocument, files: list[str]) -> dict[str, Any]:
    """What stands on each side.

    Quads are in pixels of the side's picture: top left, top right, bottom right, bottom left. A field's
    `value` is normalised: ISO dates (zeros unknown), alpha-3, ISO 5218; null means that the document never
    expires. `accepted` are other values that a reader may give. A line's `field` is what it is the value or
    the caption of, also of things outside the contract.
    """
    sides = []
    for number, (file, sheet, lines) in enumerate(zip(files, document.sides, document.lines, strict=True)):
        sides.append(
            {
                "file": file,
                "side": "front" if number == 0 else "back",
                "sizeMm": list(sheet.size_mm),
                "dpi": sheet.dpi,
                "mrz": sheet.mrz,
                "fields": _fields(document, number),
                "lines": [
                    {"text": line.text, "quad": _round(line.quad), "role": line.role}
                    | ({"field": line.field} if line.field else {})
                    for line in lines
                ],
            }
        )
    return {
        "state": document.state,
        "type": document.kind,
        "part": part_of(document.state),
        "languages": list(document.page.style.languages),
        "sides": sides,
    }
