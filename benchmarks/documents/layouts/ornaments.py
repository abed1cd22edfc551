"""Schematic security prints: stars, arms, chips, holograms, barcodes, signatures. None copies a real one."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image as Pil
from PIL import ImageDraw

from benchmarks.documents.layouts.errors import LayoutInvalidError
from benchmarks.documents.layouts.model import Place, Rgb
from benchmarks.documents.layouts.pen import Pen

OVERSAMPLING = 3
UNION_BLUE, UNION_YELLOW = (34, 62, 130), (255, 226, 80)


@dataclass(frozen=True)
class Canvas:
    """What an ornament is drawn on, `size` pixels wide and high, in the document's ink."""

    draw: ImageDraw.ImageDraw
    size: tuple[int, int]
    ink: Rgb
    rng: np.random.Generator


Ornament = Callable[[Canvas], None]


def _ring(count: int, centre: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    turns = [2 * math.pi * number / count - math.pi / 2 for number in range(count)]
    return [(centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns]


def _star(
    draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, ink: tuple[int, ...]
) -> None:
    points = []
    for outer, inner in zip(_ring(5, centre, radius), range(5), strict=True):
        turn = 2 * math.pi * (inner + 0.5) / 5 - math.pi / 2
        points += [
            outer,
            (centre[0] + radius * 0.4 * math.cos(turn), centre[1] + radius * 0.4 * math.sin(turn)),
        ]
    draw.polygon(points, fill=ink)


def _stars(canvas: Canvas) -> None:
    draw, size = canvas.draw, canvas.size
    draw.rectangle((0, 0, *size), fill=(*UNION_BLUE, 255))
    middle = size[0] / 2, size[1] / 2
    for centre in _ring(12, middle, min(size) * 0.42):
        _star(draw, centre, min(size) * 0.06, (*UNION_YELLOW, 255))


def _plate(canvas: Canvas) -> None:
    """Where the stars would be: the sign on a plain ground."""
    draw, size = canvas.draw, canvas.size
    draw.rounded_rectangle((0, 0, *size), size[1] // 5, fill=(*canvas.ink, 255))


def _arms(canvas: Canvas) -> None:
    draw, size = canvas.draw, canvas.size
    width, height = size
    shield = [(0.12, 0.08), (0.88, 0.08), (0.88, 0.55), (0.5, 0.96), (0.12, 0.55)]
    draw.polygon(
        [(x * width, y * height) for x, y in shield], outline=(*canvas.ink, 230), width=max(2, width // 26)
    )
    for number in range(3):
        y = height * (0.22 + 0.17 * number)
        draw.line((width * 0.24, y, width * 0.76, y), fill=(*canvas.ink, 190), width=max(2, width // 18))


def _chip(canvas: Canvas) -> None:
    draw, size = canvas.draw, canvas.size
    width, height = size
    draw.rounded_rectangle(
        (0, 0, width - 1, height - 1),
        width // 8,
        fill=(212, 180, 96, 255),
        outline=(150, 118, 50, 255),
        width=3,
    )
    for share in (0.33, 0.67):
        draw.line((0, height * share, width * 0.36, height * share), fill=(150, 118, 50, 255), width=3)
        draw.line((width * 0.64, height * share, width, height * share), fill=(150, 118, 50, 255), width=3)
    draw.rectangle(
        (width * 0.36, height * 0.2, width * 0.64, height * 0.8), outline=(150, 118, 50, 255), width=3
    )


def _hologram(canvas: Canvas) -> None:
    """Rainbow rings, faint enough to read print beneath."""
    draw, size = canvas.draw, canvas.size
    width, height = size
    for number in range(14):
        share = 1 - number / 14
        across, down = width / 2 * share, height / 2 * share
        box = (width / 2 - across, height / 2 - down, width / 2 + across, height / 2 + down)
        hue = number / 14 * 2 * math.pi
        colour = tuple(round(150 + 100 * math.cos(hue + turn)) for turn in (0, 2.1, 4.2))
        draw.ellipse(box, outline=(*colour, 74), width=max(2, width // 34))


def _wave(canvas: Canvas) -> None:
    """A kinetic band of crossing lines."""
    draw, size = canvas.draw, canvas.size
    width, height = size
    for number in range(7):
        turn = number * 0.55
        points = [
            (x, height * (0.5 + 0.44 * math.sin(2 * math.pi * x / width * 1.5 + turn)))
            for x in range(0, width, 9)
        ]
        draw.line(points, fill=(*canvas.ink, 60), width=3)


def _barcode(canvas: Canvas) -> None:
    """Bars of chance widths; they say nothing."""
    draw, size = canvas.draw, canvas.size
    at, width = 0.0, size[0]
    while at < width:
        bar = float(canvas.rng.integers(3, 11))
        draw.rectangle((at, 0, min(width, at + bar), size[1]), fill=(30, 30, 34, 255))
        at += bar + float(canvas.rng.integers(3, 11))


def _symbol(canvas: Canvas) -> None:
    """The sign of an electronic document."""
    draw, size = canvas.draw, canvas.size
    width, height = size
    stroke = max(3, height // 9)
    draw.rectangle(
        (stroke / 2, stroke / 2, width - stroke / 2, height - stroke / 2),
        outline=(*canvas.ink, 255),
        width=stroke,
    )
    draw.line((0, height / 2, width, height / 2), fill=(*canvas.ink, 255), width=stroke)
    draw.ellipse((width * 0.36, height * 0.3, width * 0.64, height * 0.7), fill=(*canvas.ink, 255))


def _flag(canvas: Canvas) -> None:
    """Three stripes in tints of the document's ink: nobody's flag."""
    draw, size = canvas.draw, canvas.size
    width, height = size
    for number, alpha in enumerate((210, 90, 150)):
        draw.rectangle((0, height * number / 3, width, height * (number + 1) / 3), fill=(*canvas.ink, alpha))


ORNAMENTS: dict[str, Ornament] = {
    "stars": _stars,
    "plate": _plate,
    "arms": _arms,
    "chip": _chip,
    "hologram": _hologram,
    "wave": _wave,
    "barcode": _barcode,
    "symbol": _symbol,
    "flag": _flag,
}


def parse_ornament(text: str) -> tuple[str, Place]:
    """`stars 3 3 10 8` → name and place; raises `LayoutInvalidError`."""
    name, *numbers = text.split(" ")
    if name not in ORNAMENTS or len(numbers) != 4:
        raise LayoutInvalidError(reason=f"an ornament that is none: {text}")
    left, top, width, height = map(float, numbers)
    return name, (left, top, width, height)


def draw_ornament(pen: Pen, text: str, ink: Rgb, rng: np.random.Generator) -> None:
    """Draws an ornament of the data onto the sheet."""
    name, (left, top, width, height) = parse_ornament(text)
    size = round(pen.sheet.px(width)), round(pen.sheet.px(height))
    large = size[0] * OVERSAMPLING, size[1] * OVERSAMPLING
    picture = Pil.new("RGBA", large, (*ink, 0))
    ORNAMENTS[name](Canvas(ImageDraw.Draw(picture), large, ink, rng))
    pen.sheet.paste(picture.resize(size, Pil.Resampling.BOX), (left, top))


def sign(pen: Pen, place: Place, rng: np.random.Generator) -> None:
    """A scribble of loops that leans to the right."""
    left, top, width, height = place
    count = int(rng.integers(7, 13))
    turns = np.linspace(0, count * math.pi, 160)
    swing = np.interp(turns, np.linspace(0, turns[-1], count), rng.uniform(0.25, 1.0, count))
    across = np.linspace(0.06, 0.9, len(turns)) + 0.05 * np.sin(turns) + 0.05 * swing * np.cos(turns)
    down = 0.55 - 0.4 * swing * np.cos(turns + 0.5)
    px = pen.sheet.px
    points = [
        (px(left + float(np.clip(x, 0.02, 0.98)) * width), px(top + float(np.clip(y, 0.03, 0.97)) * height))
        for x, y in zip(across, down, strict=True)
    ]
    ImageDraw.Draw(pen.sheet.image).line(points, fill=(34, 40, 92), width=round(px(0.28)), joint="curve")
