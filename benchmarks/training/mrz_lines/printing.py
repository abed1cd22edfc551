"""A line of OCR-B in print: ink on a patterned ground, with its neighbours above and below.

The sheet has `PITCH` pixels to a character (2.54 mm), more than most photographs have; `photograph` takes it
from there.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.training.mrz_lines.faces import OCR_B, count_faces, draw_glyphs
from mrz.strips import CHARACTERS

Floats = npt.NDArray[np.float32]
"""Height × width, grey levels 0 (black) to 255, not rounded."""

PITCH = 20
"""Pixels to a character."""
MARGIN = 3 * PITCH
"""Ground on the left and on the right of the text, pixels."""
SHEET_HEIGHT = 6 * PITCH
BASELINE = SHEET_HEIGHT // 2
"""The middle of the line's capitals, pixels from the top."""
OVERSAMPLING = 4
CELL_HEIGHT = 2 * PITCH
WEIGHTS = (0.34, 0.42, 0.5, 0.58, 0.66, 0.74)
"""Level at which a blurred glyph is cut: low ones print fat, high ones thin."""
HEAVIEST_CUT = 3
OTHER_FACES_SHARE = 0.15
"""Lines that are not in OCR-B."""
LINE_SPACINGS = (1.6, 2.7)
"""In characters: TD1 has 1/6 inch (1.67), TD3 6.35 mm (2.5)."""
GROUNDS = 160
GROUND_SIZE = (SHEET_HEIGHT, 52 * PITCH)
LETTER_SIZES = (0.93, 1.0, 1.08)
"""Of the letters against the digits: cuts of OCR-B differ in it, and it must not be what tells B from 8."""
OWN_SIZE = 1
SMALLER = 0.62
"""Size of the other text that stands above or below a zone, as a share of the zone's."""


def _scale(cell: Floats, size: float) -> Floats:
    """A glyph made smaller or larger about the middle of its base line."""
    height, width = cell.shape
    base = 0.75 * height
    matrix = np.array([[size, 0, width / 2 * (1 - size)], [0, size, base * (1 - size)]])
    return np.asarray(cv2.warpAffine(cell, matrix, (width, height), flags=cv2.INTER_LINEAR), np.float32)


@cache
def _glyphs(face: int, weight: int, letters: int) -> Floats:
    """Coverage of each character of the alphabet: 37 × 40 × 20, 0 to 1."""
    cells = []
    for character, drawn in zip(CHARACTERS, draw_glyphs(face, PITCH * OVERSAMPLING), strict=True):
        cell = _scale(drawn, LETTER_SIZES[letters]) if character.isalpha() and letters != OWN_SIZE else drawn
        soft = cv2.GaussianBlur(cell, (0, 0), OVERSAMPLING * 0.9)
        cut = np.clip((soft - WEIGHTS[weight]) * 4 + 0.5, 0, 1)
        cells.append(cv2.resize(cut, (PITCH, CELL_HEIGHT), interpolation=cv2.INTER_AREA))
    return np.asarray(cells, dtype=np.float32)


def _waves(rng: np.random.Generator) -> Floats:
    """A guilloche: families of fine parallel curves, -1 to 1."""
    height, width = GROUND_SIZE
    y, x = np.mgrid[:height, :width].astype(np.float32)
    total = np.zeros(GROUND_SIZE, dtype=np.float32)
    for _ in range(rng.integers(1, 4)):
        period, swing, length = rng.uniform(3, 22), rng.uniform(0, 40), rng.uniform(60, 600)
        angle = rng.uniform(0, np.pi)
        across = x * np.sin(angle) + y * np.cos(angle)
        along = x * np.cos(angle) - y * np.sin(angle)
        curve = across + swing * np.sin(2 * np.pi * along / length + rng.uniform(0, 6))
        total += np.sign(rng.uniform(-1, 1)) * np.cos(2 * np.pi * curve / period) ** int(
            rng.choice([1, 2, 6])
        )
    return total / max(1.0, float(np.abs(total).max()))


def _clouds(rng: np.random.Generator, step: float) -> Floats:
    """Smooth noise that changes over `step` pixels, -1 to 1."""
    height, width = GROUND_SIZE
    coarse = rng.uniform(-1, 1, (max(2, int(height / step)), max(2, int(width / step)))).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


@cache
def _ground(number: int) -> Floats:
    """Pattern `number` of the grounds, mean about 0, at most about 1 in size; the same in every process."""
    rng = np.random.default_rng((7, number))
    pattern = rng.uniform(0, 1) * _waves(rng) + rng.uniform(0, 0.6) * _clouds(rng, rng.uniform(4, 30))
    pattern += rng.uniform(0, 0.8) * _clouds(rng, rng.uniform(60, 300))
    if rng.random() < 0.3:  # a photograph's or a frame's edge
        pattern[:, : int(rng.integers(GROUND_SIZE[1]))] += rng.uniform(-0.6, 0.6)
    return pattern.astype(np.float32)


@dataclass(frozen=True)
class Print:
    """How it is printed. Levels are grey levels; `pattern` and `wear` are shares; `stretch` and `slant` are
    those of the letters against OCR-B's own; `overprint` is the strength of a word across the line."""

    paper: float
    contrast: float
    pattern: float
    wear: float
    spacing: float
    face: int
    weight: int
    letters: int = OWN_SIZE
    """Number of the size of the letters in `LETTER_SIZES`."""
    stretch: float = 1.0
    slant: float = 0.0
    overprint: float = 0.0
    small_text: float = 0.0
    """Chance that ordinary text stands where there is no neighbour."""
    edge: float = 0.0
    """Level of what lies beyond the document's edge on one side, when it is in the picture; else 0."""


def _draw_face(rng: np.random.Generator) -> int:
    if rng.random() < OTHER_FACES_SHARE and count_faces() > len(OCR_B):
        return int(rng.integers(len(OCR_B), count_faces()))
    return int(rng.random() < 0.25)


def draw_print(rng: np.random.Generator, hardness: float) -> Print:
    """A way of printing; `hardness` from 0 (crisp on white) to 1."""
    paper = rng.uniform(255 - 130 * hardness, 255)
    face, weight = _draw_face(rng), int(rng.integers(len(WEIGHTS)))
    return Print(
        paper=paper,
        contrast=paper * (0.95 - 0.55 * hardness * rng.uniform(0, 1) ** 1.6),
        pattern=hardness * rng.uniform(0, 1) ** 1.5,
        wear=hardness * max(0.0, rng.uniform(-0.7, 0.7)),
        spacing=rng.uniform(*LINE_SPACINGS),
        face=face,
        # The thin strokes of some other faces would vanish.
        weight=weight if face < len(OCR_B) else min(weight, HEAVIEST_CUT),
        letters=int(rng.integers(len(LETTER_SIZES))) if rng.random() < 0.5 else OWN_SIZE,
        stretch=float(rng.normal(1, 0.05 * hardness)),
        slant=float(rng.normal(0, 0.03 * hardness)),
        overprint=float(rng.uniform(0.1, 0.45)) if rng.random() < 0.08 * hardness else 0.0,
        small_text=0.4 * hardness,
        edge=float(rng.uniform(10, 230)) if rng.random() < 0.25 * hardness else 0.0,
    )


def _set_type(text: str, glyphs: Floats, ink: Floats, top: int, size: float = 1.0) -> None:
    row = np.concatenate(list(glyphs[[CHARACTERS.index(c) for c in text]]), axis=1)
    if size != 1:
        row = cv2.resize(row, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    high, low = max(0, top), min(SHEET_HEIGHT, top + row.shape[0])
    place = ink[high:low, MARGIN : MARGIN + row.shape[1]]
    np.maximum(place, row[high - top : low - top, : place.shape[1]], out=place)


def _shape_letters(ink: Floats, how: Print) -> Floats:
    """Letters higher or lower and slanted against OCR-B's own: other printers' cuts of the same design."""
    middle = BASELINE
    matrix = np.array([[1, how.slant, -how.slant * middle], [0, how.stretch, middle * (1 - how.stretch)]])
    size = ink.shape[1], ink.shape[0]
    return np.asarray(cv2.warpAffine(ink, matrix, size, flags=cv2.INTER_LINEAR), dtype=np.float32)


def _set_neighbours(
    lines: tuple[str, str, str], how: Print, glyphs: Floats, ink: Floats, rng: np.random.Generator
) -> None:
    for text, place in zip((lines[0], lines[2]), (-1, 1), strict=True):
        top = BASELINE - PITCH + round(place * how.spacing * PITCH)
        if text:
            _set_type(text, glyphs, ink, top)
        elif rng.random() < how.small_text:
            words = "".join(CHARACTERS[k] for k in rng.integers(36, size=int(rng.integers(3, 40))))
            _set_type(words, glyphs, ink, top + round(PITCH * rng.uniform(-0.1, 0.8)), SMALLER)


def _overprint(ink: Floats, how: Print, rng: np.random.Generator) -> Floats:
    """A large word across the line (as `SPECIMEN` or a stamp is): strokes as wide as a character's half."""
    height, width = ink.shape
    layer = np.zeros(ink.shape, dtype=np.uint8)
    for _ in range(int(rng.integers(1, 5))):
        ends = rng.uniform((0, -height), (width, 2 * height), (2, 2))
        ends[1, 0] = ends[0, 0] + rng.uniform(-3, 3) * height
        start, end = ((int(x), int(y)) for x, y in ends)
        cv2.line(layer, start, end, (255,), int(rng.integers(4, PITCH)), cv2.LINE_AA)
    return np.asarray(np.maximum(ink, how.overprint / 255 * layer), dtype=np.float32)


def print_line(lines: tuple[str, str, str], how: Print, rng: np.random.Generator) -> Floats:
    """The sheet (120 × (20 n + 120)) with the line in its middle, `MARGIN` from the left."""
    width = PITCH * len(lines[1]) + 2 * MARGIN
    glyphs = _glyphs(how.face, how.weight, how.letters)
    ink = np.zeros((SHEET_HEIGHT, width), dtype=np.float32)
    _set_type(lines[1], glyphs, ink, BASELINE - PITCH)
    _set_neighbours(lines, how, glyphs, ink, rng)
    ink = _shape_letters(ink, how)
    if how.wear > 0:
        ink *= np.clip(1.1 - how.wear * np.abs(_crop(rng, width)) * 1.6, 0.25, 1)
    if how.overprint:
        ink = _overprint(ink, how, rng)
    # A ground as dark as the ink would hide it; printers of zones keep away from that (9303-3 §4.1).
    paper = how.paper + how.pattern * min(45.0, 0.3 * how.contrast) * _crop(rng, width)
    sheet = paper - ink * how.contrast * np.clip(paper / how.paper, 0.6, 1.2)
    if how.edge:
        beyond = round(PITCH * rng.uniform(0, 1.8))
        side = slice(0, beyond) if rng.random() < 0.5 else slice(width - beyond, width)
        sheet[:, side] = how.edge
    return sheet


def _crop(rng: np.random.Generator, width: int) -> Floats:
    pattern = _ground(int(rng.integers(GROUNDS)))
    start = int(rng.integers(pattern.shape[1] - width + 1))
    turn = (1, -1)[rng.integers(2)], (1, -1)[rng.integers(2)]
    return pattern[:: turn[0], start : start + width][:, :: turn[1]]
