"""The specimens as uploads: as they are, and with their MRZ painted over."""

import csv
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np

from benchmarks.documents.sheet import save_png
from benchmarks.suites.extraction.cases import Case, Value
from benchmarks.suites.mrz.anchor import Anchor, find_anchors, open_page
from benchmarks.suites.mrz.truth import Case as ZoneCase
from benchmarks.suites.mrz.truth import load_cases
from models.errors import CodedError
from mrz.codes import to_alpha3
from mrz.parse import parse_lines

COLUMNS = {
    "familyName": "surname",
    "givenNames": "given_names",
    "birthDate": "birth_date",
    "placeOfBirth": "birth_place",
    "gender": "sex",
    "nationality": "nationality",
    "documentNumber": "document_number",
    "expiryDate": "expiry",
}
CONFLICTS = {"birth": "birthDate", "expiry": "expiryDate", "number": "documentNumber", "name": "familyName"}
"""What truth.csv calls the fields in which print and MRZ differ."""
SEXES = {"M": 1, "F": 2, "X": 0}
ROOM = 0.35
"""Heights of a zone's line that are painted over around it."""


def _value(field: str, text: str) -> Value:
    if field == "gender":
        return SEXES[text]
    if field == "nationality":
        return to_alpha3(text) or text
    return text


def _truth(row: Mapping[str, str]) -> dict[str, tuple[Value, ...]]:
    return {field: (_value(field, row[column]),) for field, column in COLUMNS.items() if row.get(column)}


def _conflicts(row: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        CONFLICTS.get(word, word) for word in row["viz_mrz_conflict"].replace("+", " ").split() if word
    )


def paint_over(image: np.ndarray, anchor: Anchor, lines: int) -> np.ndarray:
    """The page with the ground's colour over its zone."""
    quad = np.array(anchor.zone)
    down = (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    height = float(np.linalg.norm(down)) / max(1, lines)
    along = (quad[1] - quad[0]) / max(1e-6, float(np.linalg.norm(quad[1] - quad[0])))
    step = down / max(1e-6, float(np.linalg.norm(down)))
    room = ROOM * height
    wide = quad + room * np.array([-along - step, along - step, along + step, -along + step])
    outline = np.rint(wide).astype(np.int32)
    mask = np.zeros(image.shape[:2], dtype=np.uint8)
    cv2.fillConvexPoly(mask, outline, (255,))
    covered = image.copy()
    covered[mask > 0] = np.median(image[mask > 0], axis=0)
    return covered


def _zone_fields(case: ZoneCase) -> frozenset[str]:
    if not case.lines:
        return frozenset()
    fields = parse_lines(list(case.lines)).fields
    return frozenset(name for name, value in fields.items() if value is not None)


def list_specimens(data: Path) -> list[Case]:
    """Every specimen with a field to read, twice where it has a zone."""
    with (data / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    zones = {case.path.name: case for case in load_cases(data)}
    anchors = find_anchors(list(zones.values()))
    cases = []
    for name, row in rows.items():
        conflicts = _conflicts(row)
        # Of what the document itself contradicts, neither value is the truth.
        truth = {field: values for field, values in _truth(row).items() if field not in conflicts}
        if not truth and not conflicts:
            continue
        path = data / "images" / name
        zone = zones[name]
        common = (row["group"], row["doc_type"], row["issuing_country"], "specimen")
        shown = Case(
            name,
            *common,
            "shown" if zone.lines else "none",
            ((name, path.read_bytes()),),
            truth,
            _zone_fields(zone),
            conflicts,
        )
        cases.append(shown)
        anchor = anchors.get(path)
        if anchor is None:
            continue
        try:
            page = open_page(path, anchor.page)
        except CodedError:
            continue
        covered = save_png(np.asarray(paint_over(page, anchor, len(zone.lines)), dtype=np.uint8))
        cases.append(Case(name, *common, "hidden", (("covered.png", covered),), truth))
    return cases
