"""What else stands on documents and papers: captions, paragraphs, tables, codes, signatures, stamps.

Everything is drawn on a `Board`, which keeps the place of a zone free.
"""

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.training.mrz_finder.face import PX, Floats, Rng, between, chance, log_between
from benchmarks.training.mrz_finder.words import code, load, mono_fonts, phrase, text_fonts, zone_fonts

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass
class Board:
    """A picture to draw on; `taken` are the boxes to stay out of."""

    image: Image.Image
    taken: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.image)

    @classmethod
    def of(cls, ground: Floats, taken: list[Box]) -> "Board":
        """A board over the ground."""
        return cls(Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8)), taken)

    @property
    def size(self) -> tuple[int, int]:
        """Width, height."""
        return self.image.size

    def is_free(self, box: Box) -> bool:
        """Whether nothing is taken there."""
        return not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in self.taken
        )

    def ink(self, rng: Rng) -> int:
        """A level to print with: dark, or pale now and then."""
        return int(between(rng, 0, 70) if chance(rng, 0.75) else between(rng, 60, 255))

    def write(self, at: tuple[float, float], text: str, font: ImageFont.FreeTypeFont, level: int) -> float:
        """Writes where it is free; returns the text's height."""
        left, top, right, bottom = self.draw.textbbox(at, text, font=font)
        if self.is_free((left, top, right, bottom)):
            self.draw.text(at, text, font=font, fill=level)
        return float(bottom - at[1])

    def place(self, rng: Rng) -> tuple[float, float]:
        """Anywhere."""
        return between(rng, 0, 0.92) * self.size[0], between(rng, 0, 0.95) * self.size[1]


def _pick_font(rng: Rng, size: int) -> ImageFont.FreeTypeFont:
    kind = rng.random()
    fonts = zone_fonts() if kind < 0.14 else mono_fonts() if kind < 0.28 else text_fonts()
    return load(fonts[rng.integers(len(fonts))], size)


def _size(rng: Rng, low: float = 1.4, high: float = 5.0) -> int:
    """A type size in pixels from millimetres to the em, to a whole pixel so that faces are loaded once."""
    return max(8, round(log_between(rng, low, high) * PX))


def write_fields(rng: Rng, board: Board) -> None:
    """Captions with values below or beside them, in a column."""
    x, y = between(rng, 0.02, 0.7) * board.size[0], between(rng, 0.02, 0.5) * board.size[1]
    small, large = _size(rng, 1.3, 2.2), _size(rng, 1.9, 4.0)
    caption, value = _pick_font(rng, small), _pick_font(rng, large)
    level = board.ink(rng)
    for _ in range(rng.integers(2, 9)):
        board.write((x, y), phrase(rng, 3), caption, level)
        y += small * between(rng, 1.1, 1.4)
        text = code(rng) if chance(rng, 0.4) else phrase(rng, 2).upper()
        board.write((x, y), text, value, level)
        y += large * between(rng, 1.1, 1.8)


def write_paragraph(rng: Rng, board: Board) -> None:
    """Lines of running text, ranged left."""
    x, y = between(rng, 0.02, 0.6) * board.size[0], between(rng, 0.02, 0.85) * board.size[1]
    size = _size(rng, 1.3, 4.0)
    font, level = _pick_font(rng, size), board.ink(rng)
    leading = between(rng, 1.1, 1.9) * size
    upper = chance(rng, 0.3)
    most = int(rng.integers(3, 16))
    for _ in range(rng.integers(1, 16)):
        text = phrase(rng, int(rng.integers(max(1, most - 4), most + 1)))
        board.write((x, y), text.upper() if upper else text, font, level)
        y += leading


def write_codes(rng: Rng, board: Board) -> None:
    """Numbers, often in OCR-B or typewriter faces, large or small."""
    for _ in range(rng.integers(1, 5)):
        fonts = zone_fonts() if chance(rng, 0.5) else mono_fonts() if chance(rng, 0.5) else text_fonts()
        font = load(fonts[rng.integers(len(fonts))], _size(rng, 2.0, 6.0))
        board.write(board.place(rng), code(rng), font, board.ink(rng))


def draw_table(rng: Rng, board: Board) -> None:
    """A ruled table, partly filled."""
    left, top = board.place(rng)
    columns, rows = (int(count) for count in rng.integers(2, 12, 2))
    wide, high = between(rng, 6, 25) * PX, between(rng, 2.5, 7) * PX
    box = (left, top, left + columns * wide, top + rows * high)
    if not board.is_free(box):
        return
    level, font = board.ink(rng), _pick_font(rng, max(8, round(high * between(rng, 0.4, 0.75))))
    for row in range(rows + 1):
        board.draw.line((left, top + row * high, box[2], top + row * high), level, int(rng.integers(1, 4)))
        for column in range(columns if row < rows and chance(rng, 0.7) else 0):
            if chance(rng, 0.6):
                text = code(rng)[:8] if chance(rng, 0.5) else phrase(rng, 1)
                board.draw.text((left + column * wide + 3, top + row * high + 2), text, level, font)
    for column in range(columns + 1):
        board.draw.line((left + column * wide, top, left + column * wide, box[3]), level, 1)


def draw_barcode(rng: Rng, board: Board) -> None:
    """A linear code, or a matrix of modules."""
    left, top = board.place(rng)
    module = between(rng, 0.25, 0.8) * PX
    matrix = chance(rng, 0.5)
    columns = int(rng.integers(20, 60)) if matrix else int(rng.integers(60, 180))
    rows = int(rng.integers(8, 40)) if matrix else 1
    if matrix and chance(rng, 0.4):
        rows = columns
    high = rows * module * (between(rng, 1, 3) if matrix and rows != columns else 1)
    size = (round(columns * module), max(12, round(high if matrix else between(rng, 4, 14) * PX)))
    if board.is_free((left, top, left + size[0], top + size[1])):
        bits = (rng.random((rows, columns)) < 0.5).astype(np.uint8) * int(between(rng, 180, 255))
        code_image = Image.fromarray(bits).resize(size, Image.Resampling.NEAREST)
        if chance(rng, 0.2):
            code_image = code_image.rotate(90, expand=True)
        board.image.paste(code_image, (round(left), round(top)))


def draw_signature(rng: Rng, board: Board) -> None:
    """A quick hand: a wandering curve."""
    left, top = board.place(rng)
    steps = int(rng.integers(10, 40))
    x = left + np.cumsum(rng.uniform(-1, 2.2, steps)) * PX
    y = top + rng.normal(0, between(rng, 1, 4), steps) * PX
    points = [(float(a), float(b)) for a, b in zip(x, y, strict=True) if board.is_free((a, b, a, b))]
    if len(points) > 2:
        board.draw.line(points, board.ink(rng), int(rng.integers(1, 5)), joint="curve")


def draw_rules(rng: Rng, board: Board) -> None:
    """Ruled lines, dotted or whole, close together or apart; fine stripes over a box."""
    left, top = board.place(rng)
    wide, gap = between(rng, 0.1, 0.9) * board.size[0], between(rng, 0.8, 8) * PX
    level, weight = board.ink(rng), int(rng.integers(1, 6))
    dots = chance(rng, 0.3)
    for number in range(rng.integers(1, 12)):
        y = top + number * gap
        if not board.is_free((left, y, left + wide, y + weight)):
            continue
        if dots:
            step = between(rng, 1, 4) * PX
            for x in np.arange(left, left + wide, step).tolist():
                board.draw.line((x, y, x + step * 0.4, y), level, weight)
        else:
            board.draw.line((left, y, left + wide, y), level, weight)


def draw_frames(rng: Rng, board: Board) -> None:
    """Boxes and rings: frames, chips, seals, flags."""
    for _ in range(rng.integers(1, 4)):
        left, top = board.place(rng)
        box = (left, top, left + between(rng, 4, 40) * PX, top + between(rng, 4, 25) * PX)
        if not board.is_free(box):
            continue
        level, fill = board.ink(rng), int(between(rng, 40, 255)) if chance(rng, 0.5) else None
        weight = int(rng.integers(1, 6))
        if chance(rng, 0.5):
            board.draw.rectangle(box, fill, level, weight)
        else:
            board.draw.ellipse(box, fill, level, weight)


DRAWERS = (
    (write_fields, 0.3),
    (write_paragraph, 0.2),
    (write_codes, 0.16),
    (draw_table, 0.06),
    (draw_barcode, 0.08),
    (draw_signature, 0.05),
    (draw_rules, 0.07),
    (draw_frames, 0.08),
)


def fill_board(rng: Rng, board: Board, items: int) -> None:
    """Draws `items` things, the more frequent kinds more often."""
    shares = np.array([share for _, share in DRAWERS])
    for kind in rng.choice(len(DRAWERS), size=items, p=shares / shares.sum()):
        DRAWERS[kind][0](rng, board)
