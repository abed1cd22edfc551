"""Writing on a sheet while noting every line of text, so that the truth comes from the drawing itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from PIL import Image as Pil
from PIL import ImageDraw, ImageFont

from benchmarks.documents.errors import TextTooWideError
from benchmarks.documents.fonts import FontName, find_font
from benchmarks.documents.layouts.errors import GlyphMissingError
from benchmarks.documents.sheet import INK, POINTS_PER_INCH, Colour, Printed, Quad, Sheet

Role = Literal["value", "native", "caption", "title", "mrz", "other"]
Part = tuple[str, Role, str]
"""A piece of a line: its text, role and field."""
NARROWEST = 0.72
"""Texts are set narrower down to this share of their natural width, as issuers do."""
SMALLEST = 0.8
"""Then smaller, down to this share of their size."""
HINTING = 1.02
"""Hinted letters are not quite in proportion to their size."""
NOTHING = "\U0010ffff"
"""A character that no font has: what is drawn for it is drawn for every missing one."""


@dataclass(frozen=True)
class Line:
    """A line of text as printed: `field` is what it is the value or the caption of."""

    text: str
    quad: Quad
    role: Role
    field: str = ""


@cache
def load_face(name: FontName, size: float) -> ImageFont.FreeTypeFont:
    """The font at `size` pixels to the em, laid out letter by letter: the same with and without libraqm."""
    return ImageFont.truetype(str(find_font(name)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _missing(name: FontName, letter: str) -> bool:
    face = load_face(name, 20.0)
    return not letter.isspace() and bytes(face.getmask(letter)) == bytes(face.getmask(NOTHING))


def check_glyphs(text: str, name: FontName) -> None:
    """Raises `GlyphMissingError` when the font has not all letters of the text."""
    for letter in text:
        if _missing(name, letter):
            raise GlyphMissingError(font=name, codepoint=ord(letter))


@dataclass
class Pen:
    """Writes on `sheet`; `lines` are the texts written so far."""

    sheet: Sheet
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._draw = ImageDraw.Draw(self.sheet.image)

    def face(self, font: FontName, points: float) -> ImageFont.FreeTypeFont:
        """The font at a size of `points`, to a sixteenth of a pixel."""
        return load_face(font, round(points * self.sheet.dpi / POINTS_PER_INCH * 16) / 16)

    def width(self, text: str, points: float, font: FontName) -> float:
        """The natural width in mm."""
        return float(self.face(font, points).getlength(text)) / self.sheet.px(1)

    def fits(self, text: str, points: float, font: FontName, width_mm: float) -> bool:
        """Whether the text, at its narrowest and smallest, stays within the width."""
        return self.width(text, points, font) * NARROWEST * SMALLEST <= width_mm

    def write(
        self,
        at_mm: tuple[float, float],
        text: str,
        points: float,
        font: FontName = "regular",
        *,
        role: Role = "other",
        field: str = "",
        colour: Colour = INK,
        width_mm: float | None = None,
        anchor: Literal["left", "right", "middle"] = "left",
        parts: Sequence[Part] = (),
    ) -> float:
        """Writes a line, its baseline's left (right, middle) end at `at_mm`; returns its width in mm.

        `parts` divides a text that is not one value from end to end. Raises `TextTooWideError` when it
        exceeds `width_mm` however it is set, and `GlyphMissingError`.
        """
        check_glyphs(text, font)
        room = width_mm or self.width(text, points, font)
        natural = self.width(text, points, font)
        if natural * NARROWEST > room:
            smaller = max(SMALLEST, room / (natural * NARROWEST))
            points, natural = points * smaller, natural * smaller
            if natural * NARROWEST > room * HINTING:
                raise TextTooWideError(characters=len(text), needed=natural * NARROWEST, available=room)
        share = min(1.0, room / natural) if natural else 1.0
        width = natural * share
        left = at_mm[0] - {"left": 0.0, "middle": width / 2, "right": width}[anchor]
        start = self.sheet.px(left), self.sheet.px(at_mm[1])
        face = self.face(font, points)
        self._ink(start, text, face, colour, share)
        self.lines.append(Line(text, _quad(text, start, face, share), role, field))
        self._note(start, face, share, text, role, field, parts)
        return width

    def _ink(
        self,
        start: tuple[float, float],
        text: str,
        face: ImageFont.FreeTypeFont,
        colour: Colour,
        share: float,
    ) -> None:
        if share > 0.999:
            self._draw.text(start, text, font=face, fill=colour, anchor="ls")
            return
        left, top, right, bottom = face.getbbox(text, anchor="ls")
        margin = 2
        mask = Pil.new("L", (int(right - left) + 2 * margin, int(bottom - top) + 2 * margin), 0)
        ImageDraw.Draw(mask).text((margin - left, margin - top), text, font=face, fill=255, anchor="ls")
        mask = mask.resize((max(1, round(mask.width * share)), mask.height), Pil.Resampling.LANCZOS)
        at = round(start[0] + (left - margin) * share), round(start[1] + top - margin)
        self.sheet.image.paste(colour, at, mask)

    def _note(
        self,
        start: tuple[float, float],
        face: ImageFont.FreeTypeFont,
        share: float,
        text: str,
        role: Role,
        field: str,
        parts: Sequence[Part],
    ) -> None:
        """Notes the value, or the part of the line that is the value, among the sheet's printed fields."""
        across = 0.0
        for part, kind, name in parts or ((text, role, field),):
            if kind == "value" and name:
                at = start[0] + across * share, start[1]
                self.sheet.printed.append(Printed(name, part, _quad(part, at, face, share)))
            across += face.getlength(part)


def _quad(text: str, start: tuple[float, float], face: ImageFont.FreeTypeFont, share: float) -> Quad:
    """The corners of the ink, in pixels of the sheet: top left, top right, bottom right, bottom left."""
    left, top, right, bottom = face.getbbox(text, anchor="ls")
    x, y = start
    west, east = x + left * share, x + right * share
    north, south = y + top, y + bottom
    return (west, north), (east, north), (east, south), (west, south)
