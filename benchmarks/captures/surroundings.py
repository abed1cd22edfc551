"""Busy desks: papers, print, pens, cups, keys and cables on a surface. Drawn once each, then cut out."""

from functools import cache

import cv2
import numpy as np
from PIL import Image as Pil
from PIL import ImageDraw

from benchmarks.captures.aim import FRAME
from benchmarks.captures.desk import draw_desk
from benchmarks.captures.optics import quantise
from benchmarks.documents.fonts import FontName, load_font
from benchmarks.documents.sheet import Image

DESKS, CLEAR_DESKS = 16, 8
SIDE = FRAME[0] + 120
"""Square, so that either orientation can be cut from it."""
COARSE_DPI = 30.0
FAMILIES: tuple[FontName, ...] = ("regular", "bold", "condensed", "italic")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
COVERS = ((52, 46, 160), (128, 74, 32), (44, 120, 60), (30, 30, 34), (40, 170, 220), (190, 190, 196))
"""Blue, green, red: of notebooks, pens and cups."""
SHADOW_PX, SHADOW_LEFT = 9.0, 0.55
"""Reach of an object's shadow, and the share of the light left in it."""


def cut_surroundings(size: tuple[int, int], rng: np.random.Generator) -> Image:
    """A part of `size` (width, height) of a desk, turned or mirrored by chance."""
    desk = _draw(int(rng.integers(DESKS)))
    quarter = int(rng.integers(4))
    desk = np.asarray(np.rot90(desk, quarter))
    if rng.random() < 0.5:
        desk = desk[:, ::-1]
    left, top = (int(rng.integers(SIDE - extent + 1)) for extent in size)
    return np.ascontiguousarray(desk[top : top + size[1], left : left + size[0]])


def clear_desk(size: tuple[int, int], rng: np.random.Generator) -> Image:
    """A part of `size` (width, height) of a desk with nothing on it: no text but the document's."""
    tone, turned = int(rng.integers(CLEAR_DESKS)), bool(rng.integers(2))
    width, height = size[::-1] if turned else size
    desk = _draw_clear(tone)
    left, top = int(rng.integers(SIDE - width + 1)), int(rng.integers(SIDE - height + 1))
    part = desk[top : top + height, left : left + width]
    return np.ascontiguousarray(part.transpose(1, 0, 2) if turned else part)


@cache
def _draw_clear(number: int) -> Image:
    rng = np.random.default_rng((13, number))
    coarse = quantise(draw_desk((SIDE // 4, SIDE // 4), COARSE_DPI, rng))
    return np.asarray(cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


@cache
def _draw(number: int) -> Image:
    """Desk `number`, the same in every process."""
    rng = np.random.default_rng((11, number))
    coarse = quantise(draw_desk((SIDE // 4, SIDE // 4), COARSE_DPI, rng))
    desk = np.asarray(cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    things = (_lay_paper, _lay_paper, _lay_note, _lay_pen, _lay_cup, _lay_keys, _lay_cable, _lay_cover)
    for index in rng.integers(len(things), size=int(rng.integers(6, 12))):
        things[int(index)](desk, rng)
    return desk


def _lay(desk: Image, thing: Image, rng: np.random.Generator, cover: Image | None = None) -> None:
    """Lays a picture on the desk, turned by chance, with its shadow; `cover` is 255 where it hides it."""
    height, width = thing.shape[:2]
    matrix = np.array(cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(0, 360)), 1.0))
    middle = rng.uniform(0, SIDE, 2)
    matrix[:, 2] = matrix[:, 2] + middle - (width / 2, height / 2)
    reach = np.hypot(width, height) / 2 + 4 * SHADOW_PX  # nothing changes farther off
    low = np.clip(middle - reach, 0, SIDE).astype(int)
    high = np.clip(middle + reach, 1, SIDE).astype(int)
    matrix[:, 2] = matrix[:, 2] - low
    place, size = desk[low[1] : high[1], low[0] : high[0]], (int(high[0] - low[0]), int(high[1] - low[1]))
    mask = np.full((height, width), 255, dtype=np.uint8) if cover is None else cover
    hidden = cv2.warpAffine(mask, matrix, size, flags=cv2.INTER_LINEAR)
    moved = cv2.warpAffine(hidden, np.array([[1, 0, 5], [0, 1, 7]], dtype=np.float64), size)
    shade = cv2.GaussianBlur(moved, (0, 0), SHADOW_PX).astype(np.float32) / 255
    laid = cv2.warpAffine(thing, matrix, size, flags=cv2.INTER_LINEAR)
    share = hidden.astype(np.float32) / 255
    dark = (1 - (1 - SHADOW_LEFT) * shade) * (1 - share)
    place[:] = cv2.blendLinear(laid, np.ascontiguousarray(place), share, dark)


def _words(rng: np.random.Generator, width: int) -> str:
    words: list[str] = []
    while sum(map(len, words)) + len(words) < width:
        letters = CAPITALS if rng.random() < 0.12 else LETTERS
        words.append("".join(letters[k] for k in rng.integers(len(letters), size=int(rng.integers(2, 11)))))
    return " ".join(words)[:width]


def _lay_paper(desk: Image, rng: np.random.Generator) -> None:
    """A printed sheet: paragraphs, headings, a table's rules."""
    width, height = int(rng.integers(420, 900)), int(rng.integers(500, 1100))
    tone = int(rng.integers(205, 250))
    sheet = Pil.new("RGB", (width, height), (tone, tone, tone - int(rng.integers(0, 14))))
    pen = ImageDraw.Draw(sheet)
    size = float(rng.uniform(11, 22))
    family = FAMILIES[rng.integers(len(FAMILIES))]
    ink = int(rng.integers(20, 90))
    y = 30.0
    while y < height - 40:
        big = rng.random() < 0.1
        font = load_font("bold" if big else family, round(size * (1.5 if big else 1.0)))
        if rng.random() > 0.12:
            text = _words(rng, int((width - 80) / size * rng.uniform(0.7, 1.7)))
            pen.text((40, y), text, font=font, fill=(ink, ink, ink))
        if rng.random() < 0.06:
            pen.line([(40, y + 1.3 * size), (width - 40, y + 1.3 * size)], fill=(ink, ink, ink), width=1)
        y += size * (2.2 if big else 1.45)
    _lay(desk, np.asarray(sheet, dtype=np.uint8), rng)


def _lay_note(desk: Image, rng: np.random.Generator) -> None:
    """A yellow note with a few strokes of handwriting."""
    side = int(rng.integers(150, 300))
    note = np.full((side, side, 3), (110, 225, 245), dtype=np.uint8)
    for row in range(int(rng.integers(2, 5))):
        x = np.arange(20, side - 20, 3, dtype=np.float64)
        y = 40 + 40 * row + 8 * np.sin(x / rng.uniform(3, 7)) * rng.uniform(0.4, 1, len(x))
        points = np.stack([x, y], axis=1).round().astype(np.int32)
        cv2.polylines(note, [points], False, (110, 50, 30), 2, cv2.LINE_AA)
    _lay(desk, note, rng)


def _lay_pen(desk: Image, rng: np.random.Generator) -> None:
    """A pen: a long bar with a highlight."""
    length, thick = int(rng.integers(350, 620)), int(rng.integers(16, 30))
    pen = np.full((thick, length, 3), COVERS[rng.integers(len(COVERS))], dtype=np.uint8)
    pen[thick // 4 : thick // 3] = 235
    pen[:, : length // 12] = 60
    _lay(desk, pen, rng)


def _lay_cup(desk: Image, rng: np.random.Generator) -> None:
    """A cup seen from above."""
    radius = int(rng.integers(90, 170))
    centre = radius, radius
    cup = np.zeros((2 * radius, 2 * radius, 3), dtype=np.uint8)
    cover = np.zeros((2 * radius, 2 * radius), dtype=np.uint8)
    cv2.circle(cover, centre, radius - 2, (255,), -1, cv2.LINE_AA)
    cv2.circle(cup, centre, radius, COVERS[rng.integers(len(COVERS))], -1)
    cv2.circle(cup, centre, round(radius * 0.86), (24, 34, 52), -1, cv2.LINE_AA)
    cv2.ellipse(cup, centre, (round(radius * 0.93),) * 2, 0, 200, 250, (250, 250, 250), 5, cv2.LINE_AA)
    _lay(desk, cup, rng, cover)


def _lay_keys(desk: Image, rng: np.random.Generator) -> None:
    """A part of a keyboard."""
    rows, columns, pitch = 4, int(rng.integers(8, 14)), int(rng.integers(52, 76))
    board = np.full((rows * pitch + 20, columns * pitch + 20, 3), 46, dtype=np.uint8)
    for row in range(rows):
        for column in range(columns):
            x, y = 12 + column * pitch, 12 + row * pitch
            cv2.rectangle(board, (x, y), (x + pitch - 8, y + pitch - 8), (78, 74, 72), -1)
            mark = CAPITALS[rng.integers(len(CAPITALS))]
            place = (x + pitch // 4, y + pitch // 2)
            cv2.putText(board, mark, place, cv2.FONT_HERSHEY_SIMPLEX, 0.6, (220, 220, 220), 1, cv2.LINE_AA)
    _lay(desk, board, rng)


def _lay_cable(desk: Image, rng: np.random.Generator) -> None:
    """A cable across the desk."""
    t = np.linspace(0, 1, 60)[:, None]
    a, b, c, d = rng.uniform(-200, SIDE + 200, (4, 1, 2))
    curve = (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
    points = curve.round().astype(np.int32)
    tone = int(rng.choice([35, 215]))
    cv2.polylines(desk, [points + 5], False, (60, 60, 60), 12, cv2.LINE_AA)
    cv2.polylines(desk, [points], False, (tone, tone, tone), 11, cv2.LINE_AA)


def _lay_cover(desk: Image, rng: np.random.Generator) -> None:
    """A notebook's plain cover."""
    width, height = int(rng.integers(300, 600)), int(rng.integers(400, 800))
    cover = np.full((height, width, 3), COVERS[rng.integers(len(COVERS))], dtype=np.uint8)
    cover[:, :26] //= 2
    _lay(desk, cover, rng)
