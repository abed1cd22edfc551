"""Documents of states, drawn and photographed: each side a file of the upload."""

from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np

from benchmarks.captures.phone import Flat, take
from benchmarks.captures.severities import CONDITIONS, Severity, draw_shot
from benchmarks.documents.layouts.draw import StateDocument, draw_document
from benchmarks.documents.layouts.load import load_state
from benchmarks.documents.layouts.model import DocumentKind
from benchmarks.documents.layouts.split import Part, states_of
from benchmarks.documents.layouts.truth import describe
from benchmarks.documents.sheet import DPI, Image, Sheet
from benchmarks.suites.extraction.cases import Case, Value, Zone
from mrz.parse import parse_lines
from ocr.extraction import DOCUMENT_FIELDS, PERSON_FIELDS

PITCH = DPI / 10
KEPT = 0.06
"""Share of a side on each edge that the camera may lose sight of."""
TAKEN: tuple[Severity, ...] = (1, 2)
PARTS = get_args(Part)
INK_ROOM = 0.35
"""Heights of a zone's row that are painted over around it."""
FIELDS = (*PERSON_FIELDS, *DOCUMENT_FIELDS)


def _hide_zone(sheet: Sheet) -> Image:
    """The side with the ground's colour where its zone stands."""
    pixels = sheet.pixels().copy()
    if not sheet.mrz_quads:
        return pixels
    points = np.array([point for quad in sheet.mrz_quads for point in quad])
    row = np.array(sheet.mrz_quads[0])
    room = INK_ROOM * float(np.linalg.norm(row[3] - row[0]))
    left, top = np.maximum(0, np.floor(points.min(axis=0) - room)).astype(int)
    right, bottom = np.ceil(points.max(axis=0) + room).astype(int)
    place = pixels[top:bottom, left:right]
    place[:] = np.median(place.reshape(-1, 3), axis=0)
    return pixels


def _aim(width: int, height: int) -> np.ndarray:
    left, top = KEPT * width, KEPT * height
    return np.array([[left, top], [width - left, top], [width - left, height - top], [left, height - top]])


def _truth(document: StateDocument) -> dict[str, tuple[Value, ...]]:
    """Of both sides; a field that both print may be given as either prints it."""
    described = describe(document, [f"{number}" for number in range(len(document.sides))])
    found: dict[str, tuple[Value, ...]] = {}
    for side in described["sides"]:
        for entry in side["fields"]:
            if entry["value"] is None:  # a document that never expires has no date to read
                continue
            values = (entry["value"], *entry["accepted"])
            found[entry["field"]] = tuple(dict.fromkeys((*found.get(entry["field"], ()), *values)))
    return found


def _behind(document: StateDocument) -> frozenset[str]:
    fields: set[str] = set()
    for sheet in document.sides:
        if sheet.mrz:
            fields |= {name for name, value in parse_lines(sheet.mrz).fields.items() if value is not None}
    return frozenset(fields) & set(FIELDS)


def make_case(state: str, kind: DocumentKind, seed: int, number: int) -> Case:
    """Document `number` of a kind: even ones at severity 1, odd ones at 2; the zone of every other pair is
    painted over."""
    document = draw_document(state, kind, seed, number)
    rng = np.random.default_rng((seed, number, sum(map(ord, state + kind)), 77))
    severity = TAKEN[number % 2]
    has_zone = any(sheet.mrz for sheet in document.sides)
    hidden = has_zone and number % 4 >= 2
    zone: Zone = "hidden" if hidden else "shown" if has_zone else "none"
    files = []
    for side, sheet in enumerate(document.sides):
        pixels = _hide_zone(sheet) if hidden else sheet.pixels()
        height, width = pixels.shape[:2]
        shot = draw_shot(CONDITIONS[rng.integers(len(CONDITIONS))], severity, rng)
        taken = take(Flat(pixels, _aim(width, height), PITCH, sheet.mask()), shot, rng)
        files.append((f"{side}.jpg", taken.jpeg))
    return Case(
        f"{state}-{kind}-{number}",
        f"{state}-{kind}",
        kind,
        state,
        f"severity {severity}",
        zone,
        tuple(files),
        _truth(document),
        _behind(document) if zone == "shown" else frozenset(),
        frozenset(),
    )


def list_drawn(
    part: Part, count: int, seed: int, states: Sequence[str] = ()
) -> list[tuple[str, DocumentKind, int, int]]:
    """Arguments of `make_case` for `count` documents, the kinds of all states of the part in turn.

    `states` takes the part's place. Raises `UnknownLayoutError`.
    """
    kinds = [(state, kind) for state in states or states_of(part) for kind in load_state(state).documents]
    rng = np.random.default_rng((seed, 5))
    order = [kinds[index] for index in rng.permutation(len(kinds))]
    jobs = []
    for number in range(count):
        # Every round takes other numbers, so that a kind is seen in all conditions.
        state, kind = order[number % len(order)]
        jobs.append((state, kind, seed, number // len(order) + sum(map(ord, state + kind)) % 4))
    return jobs


def make_drawn(jobs: Sequence[tuple[str, DocumentKind, int, int]]) -> Iterator[Case]:
    """The cases in order."""
    for state, kind, seed, number in jobs:
        yield make_case(state, kind, seed, number)
