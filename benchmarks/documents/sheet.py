"""A sheet to draw on, measured in millimetres from its top left corner."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image as Pil
from PIL import ImageDraw, ImageFont

from benchmarks.documents.errors import TextTooWideError
from benchmarks.documents.fonts import FontName, load_font

Image = npt.NDArray[np.uint8]
"""Height × width × 3, BGR, as OpenCV has it."""
Quad = tuple[tuple[float, float], ...]
Colour = tuple[int, int, int]
"""Red, green, blue."""

DPI = 300
MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
OCR_B_ADVANCE = 0.723
"""Width of every OCR-B character, in em."""
MRZ_PITCH_MM = 2.54
"""OCR-B size 1: ten characters to the inch (ICAO Doc 9303-3)."""
MRZ_CAPITAL_MM, MRZ_RISE_MM = 2.4, 0.18
"""Height of OCR-B's capitals at size 1, and how far their middle lies above the row's line."""
MRZ_SPACING_MM = 6.35
"""Between the centre lines of an MRZ's rows (Doc 9303-4, -5, -6)."""
INK: Colour = (28, 28, 34)
NARROWEST = 0.72
"""A long text is set narrower, down to this share of its natural width, as issuers do."""


@dataclass(frozen=True)
class Printed:
    """A text as printed: which field it is, and where it stands, in pixels of the sheet."""

    field: str
    text: str
    quad: Quad


@dataclass
class Sheet:
    """One side of a document. `size_mm` is width, height; `image` is RGB."""

    size_mm: tuple[float, float]
    background: Pil.Image
    radius_mm: float = 3.18
    dpi: int = DPI
    printed: list[Printed] = field(default_factory=list)
    mrz: list[str] = field(default_factory=list)
    mrz_quads: list[Quad] = field(default_factory=list)
    """Where the zone's rows stand, in pixels of the sheet: all characters wide, the capitals high."""

    def __post_init__(self) -> None:
        self.image = self.background
        self._draw = ImageDraw.Draw(self.image)

    def px(self, millimetres: float) -> float:
        """Millimetres in pixels."""
        return millimetres * self.dpi / MM_PER_INCH

    def write(
        self,
        at_mm: tuple[float, float],
        text: str,
        points: float,
        font: FontName = "regular",
        *,
        colour: Colour = INK,
        names: str | None = None,
        width_mm: float | None = None,
    ) -> float:
        """Writes a line with its top left (of the ascender) at `at_mm`; returns its width in mm.

        `names` is the field that the text is the value of. Raises `TextTooWideError` when even the
        narrowest setting exceeds `width_mm`.
        """
        left, top = (self.px(value) for value in at_mm)
        face = load_font(font, points * self.dpi / POINTS_PER_INCH)
        natural = face.getlength(text)
        limit = self.px(width_mm) if width_mm else natural
        if natural * NARROWEST > limit:
            millimetre = self.px(1)
            raise TextTooWideError(
                characters=len(text), needed=natural * NARROWEST / millimetre, available=limit / millimetre
            )
        width = min(natural, limit)
        if width < natural:
            narrow = set_narrow(text, face, width / natural)
            self.image.paste(colour, (round(left), round(top)), narrow)
        else:
            self._draw.text((left, top), text, font=face, fill=colour)
        if names:
            _, above, _, below = face.getbbox(text)
            corners = ((left, top + above), (left + width, top + above))
            self.printed.append(
                Printed(names, text, (*corners, (left + width, top + below), (left, top + below)))
            )
        return width / self.px(1)

    def write_mrz(self, lines: list[str], left_mm: float, lowest_centre_mm: float) -> None:
        """Prints the zone in OCR-B size 1; `lowest_centre_mm`: the last row's centre above the edge."""
        face = load_font("ocr-b", self.px(MRZ_PITCH_MM) / OCR_B_ADVANCE)
        for row, line in enumerate(reversed(lines)):
            middle = self.px(self.size_mm[1] - lowest_centre_mm - row * MRZ_SPACING_MM)
            for column, character in enumerate(line):
                at = (self.px(left_mm + column * MRZ_PITCH_MM), middle)
                self._draw.text(at, character, font=face, fill=INK, anchor="lm")
        self.mrz = list(lines)
        self.mrz_quads = [
            self._zone_quad(left_mm, lowest_centre_mm + row * MRZ_SPACING_MM, len(line))
            for row, line in reversed(list(enumerate(reversed(lines))))
        ]

    def _zone_quad(self, left_mm: float, above_edge_mm: float, characters: int) -> Quad:
        """The box of a zone's row: its characters' cells, and the capitals' height."""
        left, right = self.px(left_mm), self.px(left_mm + characters * MRZ_PITCH_MM)
        middle, half = self.px(self.size_mm[1] - above_edge_mm - MRZ_RISE_MM), self.px(MRZ_CAPITAL_MM) / 2
        return (left, middle - half), (right, middle - half), (right, middle + half), (left, middle + half)

    def paste(self, picture: Pil.Image, at_mm: tuple[float, float]) -> None:
        """Puts a picture with its own alpha at `at_mm`."""
        at = (round(self.px(at_mm[0])), round(self.px(at_mm[1])))
        self.image.paste(picture, at, picture if picture.mode == "RGBA" else None)

    def fill(self, box_mm: tuple[float, float, float, float], colour: Colour) -> None:
        """Fills left, top, right, bottom."""
        self._draw.rectangle([self.px(value) for value in box_mm], fill=colour)

    def pixels(self) -> Image:
        """The side as BGR."""
        return np.asarray(np.asarray(self.image.convert("RGB"))[:, :, ::-1].copy(), dtype=np.uint8)

    def mask(self) -> npt.NDArray[np.uint8]:
        """255 on the document, 0 outside its rounded corners."""
        mask = Pil.new("L", self.image.size, 0)
        corner = (self.image.width - 1, self.image.height - 1)
        ImageDraw.Draw(mask).rounded_rectangle(((0, 0), corner), self.px(self.radius_mm), fill=255)
        return np.asarray(mask, dtype=np.uint8)


def set_narrow(text: str, face: ImageFont.FreeTypeFont, share: float) -> Pil.Image:
    """The text as an alpha mask, narrowed to `share` of its natural width."""
    _, _, right, bottom = face.getbbox(text)
    mask = Pil.new("L", (int(right) + 8, int(bottom) + 8), 0)
    ImageDraw.Draw(mask).text((0, 0), text, font=face, fill=255)
    return mask.resize((round(mask.width * share), mask.height), Pil.Resampling.LANCZOS)


def save_png(image: Image) -> bytes:
    """A BGR picture as the bytes of a PNG."""
    return cv2.imencode(".png", image)[1].tobytes()
