"""A line of OCR-B in print: ink on a patterned ground, with its neighbours above and below.

The sheet has `PITCH` pixels to a character (2.54 mm), more than most photographs have; `photograph` takes it
from there.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from benchmarks.documents.fonts import find_font
from mrz.strips import CHARACTERS

Floats = npt.NDArray[np.float32]
"""Height × width, grey levels 0 (black) to 255, not rounded."""

PITCH = 20
"""Pixels to a character."""
MARGIN = 2 * PITCH
"""Ground on the left and on the right of the text, pixels."""
SHEET_HEIGHT = 6 * PITCH
BASELINE = SHEET_HEIGHT // 2
"""The middle of the line's capitals, pixels from the top."""
OVERSAMPLING = 4
CELL_HEIGHT = 2 * PITCH
ADVANCE = 0.723
"""Advance width of OCR-B, ems."""
WEIGHTS = (0.34, 0.42, 0.5, 0.58, 0.66, 0.74)
"""Level at which a blurred glyph is cut: low ones print fat, high ones thin."""
FACES = ("OCRB.otf", "OCRBS.otf")
"""Regular with round ends, and sharp."""
LINE_SPACINGS = (1.6, 2.7)
"""In characters: TD1 has 1/6 inch (1.67), TD3 6.35 mm (2.5)."""
GROUNDS = 160
GROUND_SIZE = (SHEET_HEIGHT, 50 * PITCH)


@cache
def _glyphs(face: int, weight: int) -> Floats:
    """Coverage of each character of the alphabet: 37 × 40 × 20, 0 to 1."""
    size = PITCH * OVERSAMPLING
    font = ImageFont.truetype(str(find_font("ocr-b").with_name(FACES[face])), size / ADVANCE)
    cells = []
    for character in CHARACTERS:
        cell = Image.new("L", (size, 2 * size))
        ImageDraw.Draw(cell).text((0, 1.5 * size), character, fill=255, font=font, anchor="ls")
        soft = cv2.GaussianBlur(np.asarray(cell, dtype=np.float32) / 255, (0, 0), OVERSAMPLING * 0.9)
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
    """How it is printed. Levels are grey levels; `pattern` and `wear` are shares."""

    paper: float
    contrast: float
    pattern: float
    wear: float
    spacing: float
    face: int
    weight: int


def draw_print(rng: np.random.Generator, hardness: float) -> Print:
    """A way of printing; `hardness` from 0 (crisp on white) to 1."""
    paper = rng.uniform(255 - 130 * hardness, 255)
    return Print(
        paper=paper,
        contrast=paper * rng.uniform(0.95 - 0.6 * hardness, 0.95),
        pattern=hardness * rng.uniform(0, 1) ** 1.5,
        wear=hardness * max(0.0, rng.uniform(-0.5, 0.9)),
        spacing=rng.uniform(*LINE_SPACINGS),
        face=int(rng.random() < 0.25),
        weight=int(rng.integers(len(WEIGHTS))),
    )


def _set_type(text: str, glyphs: Floats, ink: Floats, top: int) -> None:
    row = np.concatenate(list(glyphs[[CHARACTERS.index(c) for c in text]]), axis=1)
    high, low = max(0, top), min(SHEET_HEIGHT, top + CELL_HEIGHT)
    place = ink[high:low, MARGIN : MARGIN + row.shape[1]]
    np.maximum(place, row[high - top : low - top, : place.shape[1]], out=place)


def print_line(lines: tuple[str, str, str], how: Print, rng: np.random.Generator) -> Floats:
    """The sheet (120 × (20 n + 80)) with the line in its middle, `MARGIN` from the left."""
    width = PITCH * len(lines[1]) + 2 * MARGIN
    glyphs = _glyphs(how.face, how.weight)
    ink = np.zeros((SHEET_HEIGHT, width), dtype=np.float32)
    for text, place in zip(lines, (-1, 0, 1), strict=True):
        if text:
            _set_type(text, glyphs, ink, BASELINE - PITCH + round(place * how.spacing * PITCH))
    if how.wear > 0:
        ink *= np.clip(1.1 - how.wear * np.abs(_crop(rng, width)) * 1.6, 0.25, 1)
    paper = how.paper + how.pattern * 45 * _crop(rng, width)
    return paper - ink * how.contrast * np.clip(paper / how.paper, 0.6, 1.2)


def _crop(rng: np.random.Generator, width: int) -> Floats:
    pattern = _ground(int(rng.integers(GROUNDS)))
    start = int(rng.integers(pattern.shape[1] - width + 1))
    turn = (1, -1)[rng.integers(2)], (1, -1)[rng.integers(2)]
    return pattern[:: turn[0], start : start + width][:, :: turn[1]]
