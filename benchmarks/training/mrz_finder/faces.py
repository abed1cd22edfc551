"""Faces of documents and papers, painted by chance or drawn by `benchmarks.documents`."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from benchmarks.documents.catalogue import DRAWERS, draw_any
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Sheet
from benchmarks.training.mrz_finder.clutter import Board, Box, fill_board
from benchmarks.training.mrz_finder.face import PX, Face, Grey, PrintedLine, Rng, between, chance
from benchmarks.training.mrz_finder.grounds import paint_ground, paint_portrait
from benchmarks.training.mrz_finder.zone_print import draw_setting, print_zone

KEPT = 400
"""Faces in memory, about 0.5 MB each."""
DRAWN_SHARE = 0.08
"""Of the faces with a zone: drawn by the project's own generator of documents."""


@dataclass(frozen=True)
class Kind:
    """A kind of paper: width and height in millimetres, things on it, chance that a zone is printed."""

    size: tuple[float, float]
    items: tuple[int, int]
    zone: float
    share: float


KINDS = (
    Kind((85.6, 54.0), (2, 7), 0.88, 0.34),
    Kind((105.0, 74.0), (2, 8), 0.88, 0.12),
    Kind((125.0, 88.0), (3, 9), 0.9, 0.24),
    Kind((125.0, 176.0), (4, 12), 0.85, 0.07),
    Kind((118.0, 26.0), (0, 2), 0.85, 0.07),
    Kind((210.0, 150.0), (6, 20), 0.35, 0.06),
    Kind((80.0, 160.0), (8, 20), 0.1, 0.04),
    Kind((170.0, 240.0), (10, 30), 0.2, 0.06),
)


def _place_zone(rng: Rng, size: tuple[int, int], width: float, height: float) -> tuple[float, float]:
    """The left end of the first line's middle: near the lower edge as a rule, elsewhere now and then."""
    slack = max(0.0, size[0] - width)
    left = slack * (between(rng, 0.2, 0.8) if chance(rng, 0.8) else between(rng, 0.02, 0.98))
    room = max(1.0, size[1] - height)
    from_edge = between(rng, 1.5, 9) * PX if chance(rng, 0.85) else between(rng, 0, 1) * room
    return left, float(np.clip(size[1] - from_edge - height, 0.04 * size[1], room)) + 0.5 * PX


def paint_face(rng: Rng, with_zone: bool | None = None) -> Face:
    """A painted face; with a zone, without, or as chance has it."""
    kind = KINDS[rng.choice(len(KINDS), p=[kind.share for kind in KINDS])]
    width, height = (max(64, round(side * PX * between(rng, 0.93, 1.07))) for side in kind.size)
    size = (width, height)
    ground = paint_ground(rng, size)
    for _ in range(rng.integers(0, 3)):
        paint_portrait(rng, ground)
    taken: list[Box] = []
    zones: list[tuple[PrintedLine, ...]] = []
    if chance(rng, kind.zone) if with_zone is None else with_zone:
        setting = draw_setting(rng, width * between(rng, 0.86, 0.97))
        lines, box = print_zone(rng, ground, setting, _place_zone(rng, size, setting.width, setting.height))
        taken, zones = [box], [lines]
    board = Board.of(ground, taken)
    fill_board(rng, board, int(rng.integers(kind.items[0], kind.items[1] + 1)))
    image = np.asarray(board.image).copy()
    if chance(rng, 0.12):
        image = _overprint(rng, image)
    return Face(image, tuple(zones))


def _overprint(rng: Rng, image: Grey) -> Grey:
    """A word or a stamp across everything, half transparent."""
    layer = image.copy()
    level = int(between(rng, 0, 255))
    height, width = image.shape
    at = (int(between(rng, -0.1, 0.4) * width), int(between(rng, 0.3, 1) * height))
    scale = height / 22 * between(rng, 0.15, 1)
    cv2.putText(layer, "SPECIMEN", at, cv2.FONT_HERSHEY_SIMPLEX, scale / 5, (level,), max(1, int(scale / 2)))
    share = between(rng, 0.15, 0.6)
    return np.asarray(cv2.addWeighted(layer, share, image, 1 - share, 0), dtype=np.uint8)


def as_face(sheet: Sheet) -> Face:
    """A sheet of the project's own documents as a face."""
    scale = PX * MM_PER_INCH / DPI
    image = cv2.resize(
        np.asarray(sheet.image.convert("L")), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    )
    lines = []
    for (left, top), _, (right, bottom), _ in sheet.mrz_quads:
        middle = (top + bottom) / 2 * scale
        lines.append(PrintedLine((left * scale, middle), (right * scale, middle), (bottom - top) * scale))
    return Face(np.asarray(image, dtype=np.uint8), (tuple(lines),) if lines else ())


def draw_document(rng: Rng) -> Face:
    """A side of one of the project's own documents, the side with the zone if there is one."""
    kinds = sorted(DRAWERS)
    sides = draw_any(kinds[rng.integers(len(kinds))], rng).sides
    return as_face(next((side for side in sides if side.mrz), sides[0]))


@lru_cache(maxsize=KEPT)
def face(seed: int, number: int) -> Face:
    """Face `number` of `seed`: always the same one."""
    rng = np.random.default_rng((seed, number, 3))
    return draw_document(rng) if chance(rng, DRAWN_SHARE) else paint_face(rng)


@lru_cache(maxsize=KEPT // 4)
def blank_face(seed: int, number: int) -> Face:
    """Paper without a zone, to lie about: always the same one."""
    return paint_face(np.random.default_rng((seed, number, 4)), with_zone=False)
