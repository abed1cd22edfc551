"""Other faces: double pages of passports, the project's own drawn documents, sheets of paper."""

from functools import lru_cache

import cv2
import numpy as np

from benchmarks.documents.catalogue import DRAWERS, draw_any
from benchmarks.documents.layouts.draw import draw_document
from benchmarks.documents.layouts.load import load_state
from benchmarks.documents.layouts.split import states_of
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Sheet
from benchmarks.training.document_finder.colours import shrink, tint_picture, to_bytes
from benchmarks.training.document_finder.layouts import FORMATS, paint_document
from benchmarks.training.document_finder.painted import KINDS, Colour, Painted
from benchmarks.training.mrz_finder.clutter import Board, fill_board, write_paragraph
from benchmarks.training.mrz_finder.face import PX, Rng, between, chance, log_between
from benchmarks.training.mrz_finder.grounds import paint_ground

KEPT = 300
DRAWN_SHARE, STATE_SHARE, DOUBLE_SHARE = 0.08, 0.2, 0.1
OTHER = KINDS.index("other")
SIZES_OF_DRAWN = {(85.6, 53.98): 0, (105.0, 74.0): 1, (125.0, 88.0): 2}


def _fold(rng: Rng, image: Colour, at: int) -> Colour:
    """The shadow of a booklet's fold across the image at row `at`."""
    rows = np.arange(image.shape[0], dtype=np.float32)
    dark = 1 - between(rng, 0.1, 0.6) * np.exp(-(np.abs(rows - at) / between(rng, 2, 25)))
    return to_bytes(np.asarray(image * dark[:, None, None], dtype=np.float32))


def paint_double(rng: Rng) -> Painted:
    """A passport opened flat: another page above the data page."""
    lower = paint_document(rng, FORMATS[-1])
    if chance(rng, 0.5):
        upper = paint_document(rng, FORMATS[-1]).image
    else:
        grey = paint_ground(rng, (lower.image.shape[1], lower.image.shape[0]))
        board = Board.of(grey, [])
        fill_board(rng, board, int(rng.integers(0, 4)))
        upper = to_bytes(tint_picture(rng, np.asarray(board.image, dtype=np.float32)))
    both = np.concatenate([upper, lower.image])
    return Painted(_fold(rng, both, upper.shape[0]), lower.radius, OTHER, lower.portrait)


def draw_own(rng: Rng) -> Painted:
    """A side of one of the project's own documents."""
    kinds = sorted(DRAWERS)
    sides = draw_any(kinds[rng.integers(len(kinds))], rng).sides
    number = int(rng.integers(len(sides)))
    return _take_side(sides[number], number)


def draw_of_state(rng: Rng) -> Painted:
    """A side of a document in the layout of a state that may be learned from."""
    states = states_of("learn")
    state = states[rng.integers(len(states))]
    kinds = list(load_state(state).documents)
    sides = draw_document(state, kinds[rng.integers(len(kinds))], 90, int(rng.integers(10_000))).sides
    number = int(rng.integers(len(sides)))
    return _take_side(sides[number], number)


def _take_side(sheet: Sheet, number: int) -> Painted:
    """A drawn side (`number` 0: the front) as a face."""
    scale = PX * MM_PER_INCH / DPI
    size = tuple(round(side, 2) for side in sheet.size_mm)
    kind = SIZES_OF_DRAWN.get((size[0], size[1]), OTHER)
    portrait = number == 0 if kind != OTHER else None
    return Painted(shrink(sheet.pixels(), scale), sheet.radius_mm * PX, kind, portrait)


def paint_sheet(rng: Rng) -> Painted:
    """A letter, a receipt, a form: text on paper, mostly white, its text upright."""
    narrow = chance(rng, 0.2)
    width = between(rng, 60, 85) if narrow else between(rng, 105, 150)
    height = width * (between(rng, 1.4, 3) if narrow else between(rng, 1.35, 1.5))
    if chance(rng, 0.15):
        width, height = height, width
    size = round(width * PX), round(height * PX)
    grey = np.full((size[1], size[0]), between(rng, 190, 254), dtype=np.float32)
    if chance(rng, 0.15):
        grey = paint_ground(rng, size)
    board = Board.of(grey, [])
    for _ in range(rng.integers(0, 6)):
        write_paragraph(rng, board)
    fill_board(rng, board, int(rng.integers(1, 9)))
    picture = tint_picture(rng, np.asarray(board.image, dtype=np.float32), 0.12)
    return Painted(to_bytes(picture), 0.0, OTHER, None)


@lru_cache(maxsize=KEPT)
def face(seed: int, number: int) -> Painted:
    """Document `number` of `seed`: always the same one."""
    rng = np.random.default_rng((seed, number, 13))
    kind = rng.random()
    if kind < DRAWN_SHARE:
        return draw_own(rng)
    if kind < DRAWN_SHARE + STATE_SHARE:
        return draw_of_state(rng)
    double = kind < DRAWN_SHARE + STATE_SHARE + DOUBLE_SHARE
    return paint_double(rng) if double else paint_document(rng)


@lru_cache(maxsize=KEPT // 3)
def sheet(seed: int, number: int) -> Painted:
    """Sheet `number` of `seed`: always the same one."""
    return paint_sheet(np.random.default_rng((seed, number, 14)))


def mask_of(painted: Painted) -> Colour:
    """255 on the face, 0 outside its rounded corners; height × width."""
    height, width = painted.image.shape[:2]
    radius = round(painted.radius)
    if radius < 1:
        return np.full((height, width), 255, dtype=np.uint8)
    mask = np.zeros((height, width), dtype=np.uint8)
    cv2.rectangle(mask, (radius, 0), (width - radius - 1, height), (255,), -1)
    cv2.rectangle(mask, (0, radius), (width, height - radius - 1), (255,), -1)
    for x in (radius, width - radius - 1):
        for y in (radius, height - radius - 1):
            cv2.circle(mask, (x, y), radius, (255,), -1)
    return mask


def choose_scale(rng: Rng, painted: Painted, low: float, high: float) -> float:
    """Pixels of a picture to a pixel of the face, for a longer side of `low` to `high` pixels."""
    return log_between(rng, low, high) / float(max(painted.image.shape[:2]))
