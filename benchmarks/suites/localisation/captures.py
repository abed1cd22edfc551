"""Pictures of drawn documents, with where each of them lies: photographs at three severities, two documents
in one picture, flat scans, scans that show nothing but the document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from benchmarks.captures.aim import map_points
from benchmarks.captures.optics import Floats
from benchmarks.captures.phone import Flat, take
from benchmarks.captures.photograph import encode
from benchmarks.captures.scan import scan
from benchmarks.captures.severities import CONDITIONS, SEVERITIES, draw_shot
from benchmarks.documents.any_format import draw_document
from benchmarks.documents.catalogue import DRAWERS, draw_any
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Image, Sheet
from benchmarks.documents.zones import FORMAT_NAMES, invent_zone

Group = Literal["severity 1", "severity 2", "severity 3", "two documents", "two on a page", "scan", "fills"]
SHARES: dict[Group, float] = {
    "severity 1": 0.2,
    "severity 2": 0.2,
    "severity 3": 0.2,
    "two documents": 0.12,
    "two on a page": 0.1,
    "scan": 0.08,
    "fills": 0.1,
}
CATALOGUE_SHARE = 0.5
"""Of the documents, of the catalogue's kinds, both sides; the others are plain ones for zones of any
format."""
PITCH = DPI / 10
GAP_MM = (2.0, 25.0)
PAGE_LEVELS = (244, 250, 255, 228)
QUALITY = (80, 95)


@dataclass(frozen=True)
class Made:
    """A picture: its JPEG file, and the corners (4 × 2) of each document, top left first when it is upright.
    `fills`: nothing but the document shows, `quads` are the picture's border."""

    group: Group
    jpeg: bytes
    quads: tuple[Floats, ...]
    fills: bool = False


def draw_side(rng: np.random.Generator) -> Sheet:
    """Some side of some document."""
    if rng.random() < CATALOGUE_SHARE:
        kinds = sorted(DRAWERS)
        sides = draw_any(kinds[rng.integers(len(kinds))], rng).sides
        return sides[rng.integers(len(sides))]
    zone = invent_zone(FORMAT_NAMES[rng.integers(len(FORMAT_NAMES))], rng)
    return draw_document(zone, rng, with_zone=rng.random() < 0.8)


def _corners(width: float, height: float) -> Floats:
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)


def _aimed_at(width: int, height: int) -> Floats:
    """What the camera keeps in the picture: nearly all of it."""
    left, top = 0.06 * width, 0.06 * height
    return np.array([[left, top], [width - left, top], [width - left, height - top], [left, height - top]])


def _photograph(group: Group, rng: np.random.Generator) -> Made:
    severity = SEVERITIES[int(group[-1]) - 1]
    shot = draw_shot(CONDITIONS[rng.integers(len(CONDITIONS))], severity, rng)
    sheet = draw_side(rng)
    width, height = sheet.image.size
    taken = take(Flat(sheet.pixels(), _aimed_at(width, height), PITCH, sheet.mask()), shot, rng)
    return Made(group, taken.jpeg, (map_points(taken.homography, _corners(width, height)),))


def lay_out(sheets: Sequence[Sheet], rng: np.random.Generator) -> tuple[Image, Image, list[Floats]]:
    """Sheets beside each other, not quite in line: the picture, a mask of what they cover, their corners."""
    stacked = rng.random() < 0.6
    gap = round(rng.uniform(*GAP_MM) * DPI / MM_PER_INCH)
    sizes = [sheet.image.size for sheet in sheets]
    wide = max(s[0] for s in sizes) if stacked else sum(s[0] for s in sizes) + gap * (len(sheets) - 1)
    high = sum(s[1] for s in sizes) + gap * (len(sheets) - 1) if stacked else max(s[1] for s in sizes)
    level = PAGE_LEVELS[rng.integers(len(PAGE_LEVELS))]
    image, mask = np.full((high, wide, 3), level, dtype=np.uint8), np.zeros((high, wide), dtype=np.uint8)
    quads, along = [], 0
    for sheet, (width, height) in zip(sheets, sizes, strict=True):
        off = int(rng.integers((wide - width if stacked else high - height) + 1))
        left, top = (off, along) if stacked else (along, off)
        place = image[top : top + height, left : left + width]
        cover = sheet.mask()[..., None] / 255.0
        place[:] = np.rint(place + cover * (sheet.pixels().astype(np.float64) - place)).astype(np.uint8)
        mask[top : top + height, left : left + width] = sheet.mask()
        quads.append(_corners(width, height) + np.array([left, top]))
        along += (height if stacked else width) + gap
    return image, mask, quads


def _photograph_two(rng: np.random.Generator) -> Made:
    image, mask, quads = lay_out([draw_side(rng), draw_side(rng)], rng)
    shot = draw_shot(CONDITIONS[rng.integers(len(CONDITIONS))], SEVERITIES[rng.integers(2)], rng)
    height, width = mask.shape
    taken = take(Flat(image, _aimed_at(width, height), PITCH, mask), shot, rng)
    return Made("two documents", taken.jpeg, tuple(map_points(taken.homography, quad) for quad in quads))


def _scan_two(rng: np.random.Generator) -> Made:
    """Both sides of a card, or two documents, on one page, with little or much around them."""
    image, _, quads = lay_out([draw_side(rng), draw_side(rng)], rng)
    above, below, left, right = (
        round(float(value) * max(image.shape[:2])) for value in rng.uniform(0.005, 0.3, 4)
    )
    level = int(image[0, 0, 0]) if rng.random() < 0.5 else 255
    image[(image == image[0, 0]).all(axis=2)] = level
    page = cv2.copyMakeBorder(image, above, below, left, right, cv2.BORDER_CONSTANT, value=(level,) * 3)
    made = _turn(np.asarray(page, dtype=np.uint8), [quad + np.array([left, above]) for quad in quads], rng)
    return _save("two on a page", *made, rng)


def _scan_one(rng: np.random.Generator) -> Made:
    sheet = draw_side(rng)
    capture = scan(sheet.pixels(), sheet.mask(), rng)
    image, quads = _turn(capture.image, [np.array(capture.quad)], rng)
    return _save("scan", image, quads, rng)


def _fill(rng: np.random.Generator) -> Made:
    """The document to its edges, or a little less of it."""
    pixels = draw_side(rng).pixels()
    height, width = pixels.shape[:2]
    cut = rng.uniform(0, 0.03, 4) * (rng.random() < 0.7)
    pixels = pixels[
        round(cut[0] * height) : round((1 - cut[1]) * height),
        round(cut[2] * width) : round((1 - cut[3]) * width),
    ]
    image, quads = _turn(pixels, [_corners(pixels.shape[1], pixels.shape[0])], rng)
    made = _save("fills", image, quads, rng)
    return Made(made.group, made.jpeg, made.quads, fills=True)


def _turn(image: Image, quads: list[Floats], rng: np.random.Generator) -> tuple[Image, list[Floats]]:
    """Turned by a quarter turn of chance."""
    quarter = int(rng.choice([0, 0, 1, 2, 3]))
    height, width = image.shape[:2]
    turned = np.ascontiguousarray(np.rot90(image, -quarter))
    for _ in range(quarter):  # clockwise: (x, y) comes to lie at (height - y, x)
        quads = [np.column_stack([height - quad[:, 1], quad[:, 0]]) for quad in quads]
        width, height = height, width
    return turned, quads


def _save(group: Group, image: Image, quads: list[Floats], rng: np.random.Generator) -> Made:
    """At some resolution, as a JPEG."""
    scale = float(rng.uniform(600, 2400)) / max(image.shape[:2])
    if scale < 1:
        size = round(image.shape[1] * scale), round(image.shape[0] * scale)
        exact = np.array([size[0] / image.shape[1], size[1] / image.shape[0]])
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        quads = [quad * exact for quad in quads]
    return Made(group, encode(image, int(rng.integers(*QUALITY))), tuple(quads))


def make(group: Group, seed: int, number: int) -> Made:
    """Picture `number` of a group: always the same one."""
    rng = np.random.default_rng((seed, number, sorted(SHARES).index(group), 41))
    if group in ("severity 1", "severity 2", "severity 3"):
        return _photograph(group, rng)
    return {"two documents": _photograph_two, "two on a page": _scan_two, "scan": _scan_one, "fills": _fill}[
        group
    ](rng)
