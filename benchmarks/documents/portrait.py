"""Portraits of nobody: flat drawn faces, varied by chance."""

from dataclasses import dataclass

import numpy as np
from PIL import Image as Pil
from PIL import ImageDraw, ImageFilter

from benchmarks.documents.sheet import DPI, MM_PER_INCH, Colour

OVERSAMPLING = 3
SKIN: tuple[Colour, ...] = ((246, 215, 190), (232, 190, 160), (205, 155, 118), (160, 110, 78), (110, 74, 52))
HAIR: tuple[Colour, ...] = ((38, 30, 28), (70, 48, 34), (120, 82, 48), (176, 138, 82), (130, 126, 124))
CLOTHES: tuple[Colour, ...] = ((52, 66, 92), (98, 60, 66), (66, 90, 74), (70, 70, 76), (120, 104, 84))
GROUND: Colour = (222, 226, 230)


@dataclass(frozen=True)
class Face:
    """A face's features; lengths are shares of the picture's width."""

    skin: Colour
    hair: Colour
    clothes: Colour
    width: float
    height: float
    long_hair: bool
    beard: bool
    glasses: bool
    fringe: float
    parting: float


def imagine_face(gender: int, rng: np.random.Generator) -> Face:
    """A face; `gender` after ISO 5218 leans hair and beard."""
    return Face(
        skin=SKIN[rng.integers(len(SKIN))],
        hair=HAIR[rng.integers(len(HAIR))],
        clothes=CLOTHES[rng.integers(len(CLOTHES))],
        width=rng.uniform(0.205, 0.235),
        height=rng.uniform(0.285, 0.315),
        long_hair=gender == 2 and rng.random() < 0.75,
        beard=gender == 1 and rng.random() < 0.35,
        glasses=rng.random() < 0.2,
        fringe=rng.uniform(0.35, 0.6),
        parting=rng.uniform(-0.5, 0.5),
    )


def draw_portrait(
    face: Face, size_mm: tuple[float, float], grey: bool = False, alpha: int = 255
) -> Pil.Image:
    """The face as an RGBA picture of `size_mm`; `grey` and a low `alpha` make the ghost image of cards."""
    width, height = (round(value * DPI / MM_PER_INCH) for value in size_mm)
    picture = Pil.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING), GROUND)
    _draw_face(picture, face)
    picture = picture.resize((width, height), Pil.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.6))
    if grey:
        picture = picture.convert("L").convert("RGB")
    picture.putalpha(alpha)
    return picture


def _shade(colour: Colour, share: float) -> Colour:
    red, green, blue = (max(0, min(255, round(value * share))) for value in colour)
    return red, green, blue


def _draw_face(picture: Pil.Image, face: Face) -> None:
    draw = ImageDraw.Draw(picture)
    unit = picture.width
    middle, eyes = 0.5 * unit, 0.56 * unit

    def ellipse(x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        draw.ellipse(
            (
                middle + (x - rx) * unit,
                eyes + (y - ry) * unit,
                middle + (x + rx) * unit,
                eyes + (y + ry) * unit,
            ),
            fill=colour,
        )

    if face.long_hair:
        ellipse(0, 0.12, face.width * 1.35, face.height * 1.35, _shade(face.hair, 0.9))
    ellipse(0, 0.83, 0.43, 0.36, face.clothes)
    draw.rectangle(
        (middle - 0.1 * unit, eyes + 0.15 * unit, middle + 0.1 * unit, eyes + 0.46 * unit),
        fill=_shade(face.skin, 0.86),
    )
    ellipse(0, 0.46, 0.1, 0.06, _shade(face.skin, 0.86))
    for side in (-1, 1):
        ellipse(side * face.width, 0.03, 0.035, 0.06, _shade(face.skin, 0.92))
    ellipse(0, -0.03, face.width * 1.08, face.height * 1.08, face.hair)
    ellipse(0, 0.04, face.width, face.height, face.skin)
    if face.beard:
        draw.chord(
            (
                middle - face.width * unit,
                eyes + (0.04 - face.height) * unit,
                middle + face.width * unit,
                eyes + (0.045 + face.height) * unit,
            ),
            25,
            155,
            fill=_shade(face.hair, 1.1),
        )
    top = eyes + (0.02 - face.height) * unit
    draw.chord(
        (
            middle - face.width * 1.05 * unit,
            top - 0.05 * unit,
            middle + face.width * 1.05 * unit,
            top + face.fringe * face.height * 1.5 * unit,
        ),
        170 + 20 * face.parting,
        370 + 20 * face.parting,
        fill=face.hair,
    )
    for side in (-1, 1):
        x = side * 0.085
        ellipse(x, 0.005, 0.034, 0.016, (250, 250, 248))
        ellipse(x, 0.005, 0.014, 0.015, (58, 46, 40))
        box = (
            middle + (x - 0.048) * unit,
            eyes - 0.06 * unit,
            middle + (x + 0.048) * unit,
            eyes - 0.015 * unit,
        )
        draw.arc(box, 200, 340, fill=_shade(face.hair, 0.8), width=max(1, round(0.013 * unit)))
        if face.glasses:
            frame = (
                middle + (x - 0.07) * unit,
                eyes - 0.04 * unit,
                middle + (x + 0.07) * unit,
                eyes + 0.055 * unit,
            )
            draw.rounded_rectangle(
                frame, 0.03 * unit, outline=(40, 40, 44), width=max(1, round(0.008 * unit))
            )
    nose = [(middle - 0.005 * unit, eyes + 0.04 * unit), (middle + 0.022 * unit, eyes + 0.125 * unit)]
    draw.line(
        [*nose, (middle - 0.015 * unit, eyes + 0.13 * unit)],
        fill=_shade(face.skin, 0.8),
        width=round(0.01 * unit),
    )
    mouth = (middle - 0.062 * unit, eyes + 0.165 * unit, middle + 0.062 * unit, eyes + 0.215 * unit)
    draw.chord(mouth, 5, 175, fill=_shade((190, 100, 96), 0.95 if face.skin[0] > 150 else 0.75))
