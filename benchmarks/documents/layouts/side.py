"""Drawing one side of a document from its layout."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from PIL import Image as Pil

from benchmarks.documents.layouts.cells import MM_PER_POINT, set_area
from benchmarks.documents.layouts.header import write_header
from benchmarks.documents.layouts.licence_table import draw_table
from benchmarks.documents.layouts.load import stable
from benchmarks.documents.layouts.model import SIZES, Rgb, Side
from benchmarks.documents.layouts.ornaments import draw_ornament, parse_ornament, sign
from benchmarks.documents.layouts.pen import Line, Pen
from benchmarks.documents.layouts.values import Print
from benchmarks.documents.layouts.zone import GROUND_MM, PLACES, compose
from benchmarks.documents.paper import draw_paper
from benchmarks.documents.portrait import Face, draw_portrait
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Colour, Sheet

ZONE_GROUND: Colour = (247, 247, 244)
SPECIMEN_INK: Colour = (188, 70, 70)
SPECIMEN_POINTS = 9.0
SIGN_INK: Colour = (250, 250, 250)
SIGN_SHARE = 0.3
"""The sign's letters, as a share of the ring's height."""
GHOST_ALPHA = 70
GROUNDS_KEPT = 8


def pale(ink: Rgb, share: float) -> Colour:
    """`share` of the ink in white."""
    red, green, blue = (round(255 - (255 - value) * share) for value in ink)
    return red, green, blue


@lru_cache(maxsize=GROUNDS_KEPT)
def _ground(size: tuple[float, float], ink: Rgb, second: Rgb, seed: int) -> Pil.Image:
    """A document's paper: the same on each copy of it."""
    rng = np.random.default_rng(seed)
    return draw_paper(size, (pale(ink, 0.13), pale(second, 0.15)), ink, rng)


def draw_side(
    side: Side,
    page: Print,
    face: Face,
    rng: np.random.Generator,
    number: int,
    *,
    plain: bool = False,
    zone_of: Print | None = None,
) -> tuple[Sheet, list[Line]]:
    """The side as a sheet, and every line of text on it in the order of drawing.

    `plain`: the same texts at the same places on white, without the pictures, which take most of the time.
    `zone_of`: whom the zone is about, where it is to contradict what is printed.
    """
    page = replace(page, style=side.style)
    document, size = page.document, SIZES[side.size]
    inks = (document.ink, document.second_ink) if number == 0 else (document.second_ink, document.ink)
    seed = stable(page.state.code, page.kind, str(number))
    ground = _white(size) if plain else _ground(size, *inks, seed).copy()
    pen = Pen(Sheet(size, ground))
    sheet = pen.sheet
    if side.zone and side.zone_ground:
        sheet.fill((0, size[1] - GROUND_MM[side.zone], *size), ZONE_GROUND)
    write_header(pen, side, page)
    for ornament in side.ornaments:
        _adorn(pen, ornament, page, rng, plain=plain)
    if not plain:
        _paste_face(sheet, side, face)
    for area in side.areas.values():
        set_area(pen, area, page, rng)
    if side.table:
        draw_table(pen, side.table, side.categories, page)
    if side.signature:
        sign(pen, side.signature, rng)
    _stamp(pen, side)
    if side.zone:
        _write_zone(pen, side.zone, compose(zone_of or page, side.zone))
    return sheet, pen.lines


def _white(size: tuple[float, float]) -> Pil.Image:
    width, height = (round(value * DPI / MM_PER_INCH) for value in size)
    return Pil.new("RGB", (width, height), "white")


def _paste_face(sheet: Sheet, side: Side, face: Face) -> None:
    """The portrait and its pale copy, where the side has them."""
    if side.portrait:
        left, top, width, height = side.portrait
        sheet.paste(draw_portrait(face, (width, height)), (left, top))
    if side.ghost:
        left, top, width, height = side.ghost
        sheet.paste(draw_portrait(face, (width, height), grey=True, alpha=GHOST_ALPHA), (left, top))


def _adorn(pen: Pen, ornament: str, page: Print, rng: np.random.Generator, *, plain: bool) -> None:
    """An ornament; the ring of stars holds the state's sign, and only states of the Union have the stars."""
    name, (left, top, width, height) = parse_ornament(ornament)
    if name == "stars" and not page.state.union:
        ornament = ornament.replace("stars", "plate", 1)
    if not plain:
        draw_ornament(pen, ornament, page.document.ink, rng)
    if name == "stars" and page.state.sign:
        points = SIGN_SHARE * height / MM_PER_POINT
        at = left + width / 2, top + height / 2 + points * MM_PER_POINT * 0.36
        room = height * 0.62
        pen.write(at, page.state.sign, points, "bold", colour=SIGN_INK, width_mm=room, anchor="middle")


def _stamp(pen: Pen, side: Side) -> None:
    """SPECIMEN: where the layout says, else across the portrait's foot. No text lies under it."""
    if side.specimen:
        pen.write(side.specimen, "SPECIMEN", SPECIMEN_POINTS, "bold", colour=SPECIMEN_INK)
    elif side.portrait:
        left, top, width, height = side.portrait
        at = left + width / 2, top + height - 1.6
        pen.write(
            at,
            "SPECIMEN",
            SPECIMEN_POINTS,
            "bold",
            colour=SPECIMEN_INK,
            width_mm=width - 1.5,
            anchor="middle",
        )


def _write_zone(pen: Pen, zone: str, lines: list[str]) -> None:
    left, lowest = PLACES[zone]
    pen.sheet.write_mrz(lines, left_mm=left, lowest_centre_mm=lowest)
    for text, quad in zip(lines, pen.sheet.mrz_quads, strict=True):
        pen.lines.append(Line(text, quad, "mrz"))
