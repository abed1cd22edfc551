"""Faces of identity documents, laid out by chance: header, portrait, fields, zone, all upright, none of them
anybody's design."""

from dataclasses import dataclass, field
from functools import cache

import cv2
import numpy as np

from benchmarks.documents.portrait import draw_portrait, imagine_face
from benchmarks.training.document_finder.colours import tint_picture, to_bytes
from benchmarks.training.document_finder.painted import KINDS, Colour, Painted
from benchmarks.training.mrz_finder.clutter import Board, Box, fill_board
from benchmarks.training.mrz_finder.face import PX, Floats, Rng, between, chance
from benchmarks.training.mrz_finder.grounds import paint_ground, paint_portrait
from benchmarks.training.mrz_finder.words import code, load, phrase, text_fonts
from benchmarks.training.mrz_finder.zone_print import draw_setting, print_zone

PORTRAITS = 60


@dataclass(frozen=True)
class Format:
    """A format of ISO/IEC 7810: sides in millimetres, its share among the documents, shares that have a zone,
    a portrait; radius of its corners in millimetres."""

    kind: str
    size: tuple[float, float]
    share: float
    zone: float
    portrait: float
    radius: float


FORMATS = (
    Format("ID-1", (85.6, 53.98), 0.47, 0.4, 0.62, 3.18),
    Format("ID-1", (53.98, 85.6), 0.04, 0.1, 0.6, 3.18),
    Format("ID-2", (105.0, 74.0), 0.16, 0.6, 0.7, 3.18),
    Format("ID-3", (125.0, 88.0), 0.33, 0.85, 0.9, 3.2),
)


@cache
def _portrait(number: int) -> Colour:
    """Portrait `number` as BGR."""
    rng = np.random.default_rng((31, number))
    drawn = draw_portrait(imagine_face(1 + number % 2, rng), (28.0, 36.0)).convert("RGB")
    return np.asarray(drawn, dtype=np.uint8)[:, :, ::-1].copy()


@dataclass
class _Plan:
    """Where things go; boxes in pixels."""

    size: tuple[int, int]
    top: int = 0
    bottom: int = 0
    portrait: Box | None = None
    taken: list[Box] = field(default_factory=list)


def _plan_portrait(rng: Rng, plan: _Plan) -> None:
    """Left as a rule, right often, in the middle now and then."""
    width, height = plan.size
    room = plan.bottom - plan.top
    high = min(room * between(rng, 0.55, 1.0), height * between(rng, 0.35, 0.7))
    wide = high * between(rng, 0.72, 0.85)
    if wide > 0.45 * width:
        wide, high = 0.45 * width, 0.45 * width / 0.78
    edge = between(rng, 0.02, 0.07) * width
    side = rng.random()
    left = edge if side < 0.62 else width - edge - wide if side < 0.88 else between(rng, 0.1, 0.6) * width
    top = plan.top + between(rng, 0.0, 1.0) * max(0.0, room - high)
    plan.portrait = (left, top, left + wide, top + high)
    plan.taken.append(plan.portrait)


def _paste_portrait(rng: Rng, picture: Floats, box: Box, share: float = 1.0) -> None:
    left, top, right, bottom = (max(0, round(edge)) for edge in box)
    place = picture[top:bottom, left:right]
    if min(place.shape[:2]) < 8:
        return
    size = (place.shape[1], place.shape[0])
    if chance(rng, 0.65):
        photo = np.asarray(cv2.resize(_portrait(int(rng.integers(PORTRAITS))), size), dtype=np.float32)
        photo = (photo - 128) * between(rng, 0.6, 1.2) + 128 + between(rng, -30, 20)
        if chance(rng, 0.4):
            photo = np.repeat(photo.mean(axis=2, keepdims=True), 3, axis=2)
    else:
        # That painter chooses its own place: it gets room, and its photograph is cut out.
        ground = np.full((round(size[1] / 0.6) + 2, round(size[0] / 0.5) + 2), 0, dtype=np.float32)
        paint_portrait(rng, ground)
        rows, columns = np.nonzero(ground)
        if not len(rows):
            return
        part = ground[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        photo = tint_picture(rng, np.asarray(cv2.resize(part, size), np.float32), 0.3)
    place += share * (photo - place)


def _write_header(rng: Rng, board: Board, height: int, light: bool) -> None:
    """The name of a state and of a document, in one or two lines at the top."""
    fonts = text_fonts()
    lines = int(rng.integers(1, 3))
    size = max(8, round(height / (lines + 0.6) * between(rng, 0.6, 0.9)))
    font = load(fonts[rng.integers(len(fonts))], min(size, 80))
    level = int(between(rng, 200, 255)) if light else board.ink(rng)
    y = height * between(rng, 0.03, 0.15)
    left = between(rng, 0.02, 0.3) * board.size[0]
    for _ in range(lines):
        text = phrase(rng, 5)
        board.write((left, y), text.upper() if chance(rng, 0.7) else text, font, level)
        if chance(rng, 0.4):
            board.write((board.size[0] * between(rng, 0.6, 0.8), y), phrase(rng, 2).upper(), font, level)
        y += size * 1.15


def _write_columns(rng: Rng, board: Board, plan: _Plan) -> None:
    """Captions with values below or before them, in one or two columns."""
    fonts = text_fonts()
    width, _ = plan.size
    small, large = (max(8, round(between(rng, *mm) * PX)) for mm in ((1.2, 2.0), (1.9, 3.2)))
    caption, value = (load(fonts[rng.integers(len(fonts))], size) for size in (small, large))
    left = plan.portrait[2] if plan.portrait and plan.portrait[0] < 0.3 * width else 0.0
    right = plan.portrait[0] if plan.portrait and plan.portrait[0] > 0.5 * width else float(width)
    columns = int(rng.integers(1, 3))
    ink, grey = int(between(rng, 0, 70)), int(between(rng, 20, 130))
    beside, gap = chance(rng, 0.25), between(rng, 1.05, 1.6)
    for column in range(columns):
        x = left + (0.03 * width) + column * (right - left) / columns
        y = plan.top + between(rng, 0.3, 2) * PX
        while y + large < plan.bottom:
            text = code(rng) if chance(rng, 0.4) else phrase(rng, 2)
            text = text.upper() if chance(rng, 0.7) else text
            if beside:
                board.write((x, y), phrase(rng, 1) + ":", caption, grey)
                board.write((x + 0.12 * width, y), text, value, ink)
            else:
                board.write((x, y), phrase(rng, 3), caption, grey)
                y += small * 1.15
                board.write((x, y), text, value, ink)
            y += large * gap


def paint_document(rng: Rng, kind: Format | None = None) -> Painted:
    """A face of any format, with whatever chance puts on it."""
    shares = np.array([entry.share for entry in FORMATS])
    entry = kind or FORMATS[rng.choice(len(FORMATS), p=shares / shares.sum())]
    width, height = (round(side * PX) for side in entry.size)
    ground = paint_ground(rng, (width, height))
    plan = _Plan((width, height), 0, height)
    light = False
    if chance(rng, 0.7):
        plan.top = round(height * between(rng, 0.08, 0.2))
        if chance(rng, 0.5):
            light = chance(rng, 0.6)
            band = between(rng, 20, 120) if light else between(rng, 150, 250)
            ground[: plan.top] += between(rng, 0.6, 1) * (band - ground[: plan.top])
    with_zone = chance(rng, entry.zone)
    if with_zone:
        setting = draw_setting(rng, width * between(rng, 0.86, 0.97))
        left = max(0.0, width - setting.width) * between(rng, 0.25, 0.75)
        first = height - between(rng, 2, 8) * PX - setting.height + 0.5 * PX
        _, box = print_zone(rng, ground, setting, (left, max(0.1 * height, first)))
        plan.taken.append(box)
        plan.bottom = round(box[1])
    has_portrait = chance(rng, entry.portrait * (0.75 if with_zone and entry.kind == "ID-1" else 1.0))
    if has_portrait and plan.bottom - plan.top > 0.3 * height:
        _plan_portrait(rng, plan)
    board = Board.of(ground, list(plan.taken))
    if plan.top:
        _write_header(rng, board, plan.top, light)
    if chance(rng, 0.85):
        _write_columns(rng, board, plan)
    fill_board(rng, board, int(rng.integers(0, 5)))
    picture = tint_picture(rng, np.asarray(board.image, dtype=np.float32))
    if plan.portrait:
        _paste_portrait(rng, picture, plan.portrait)
        if chance(rng, 0.3):
            high, x = 0.3 * height, between(rng, 0.45, 0.8) * width
            box = (x, plan.top + 0.2 * high, x + 0.78 * high, plan.top + 1.2 * high)
            _paste_portrait(rng, picture, box, between(rng, 0.2, 0.7))
    if chance(rng, 0.15):
        weight, level = int(rng.integers(1, 8)), between(rng, 0, 120)
        inset = int(rng.integers(0, 30))
        cv2.rectangle(picture, (inset, inset), (width - 1 - inset, height - 1 - inset), (level,) * 3, weight)
    radius = entry.radius * PX * (1.0 if chance(rng, 0.85) else 0.0)
    return Painted(to_bytes(picture), radius, KINDS.index(entry.kind), plan.portrait is not None)
