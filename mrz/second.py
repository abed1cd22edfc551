"""A second reader of zones, independent of ours: what two readers agree on is surer than what one says.

The project's own reader needs none. PassportEye (MIT licence) and Tesseract are asked for when they are
installed (`pip install 'belgianidpro[second-reader]'`); they take seconds a picture.
"""

import shutil
import warnings
from datetime import date
from typing import Any, Protocol

import numpy as np

from models.errors import CodedError
from mrz.formats import FORMATS
from mrz.parse import NotAnMrzError, parse_lines
from mrz.pictures import Image, to_grey
from mrz.types import MrzReading, Polygon

SUREST = 0.5
"""The most that a reading of PassportEye is trusted alone: its score counts the check digits that hold, which
cover no name, and on captures by phone most zones that it calls valid have a wrong character."""
SMALLEST = 16
"""Pixels of the shorter side below which it cannot work: it has nothing to find, and may divide by zero."""


class SecondReaderMissingError(CodedError):
    code = "secondReaderMissing"
    status = 501
    message = "The second reader, PassportEye, is not installed."
    remedy = "Install it with: pip install 'belgianidpro[second-reader]', or read without a second reader."


class TesseractMissingError(CodedError):
    code = "tesseractMissing"
    status = 501
    message = "The second reader needs the program tesseract, which is not installed."
    remedy = "Install it (Debian, Ubuntu: apt-get install tesseract-ocr), or read without a second reader."


class SecondReader(Protocol):
    """Anything that reads the zone of a picture by itself."""

    def read(self, image: Image, *, today: date | None = None) -> MrzReading | None:
        """The zone of the picture, polygon in its pixels; None when it finds none. `today` decides on
        centuries. Raises `ValueError` for an array that is no picture."""
        ...


def _corners(box: Any, scale: float) -> Polygon:
    """The corners of a box of PassportEye (rows and columns of the scaled picture, from the lower left on),
    as x and y from the upper left on."""
    lower_left, lower_right, upper_right, upper_left = (box.as_poly()[:, ::-1] / scale).tolist()
    return tuple((float(x), float(y)) for x, y in (upper_left, upper_right, lower_right, lower_left))


def _fit(lines: list[str], kind: str) -> list[str]:
    """The lines cut or filled to the width of the format that PassportEye takes them for, as it does."""
    layout = next((item for item in FORMATS.values() if item.name == kind), None)
    if layout is None or len(lines) != len(layout.lengths):
        return lines
    return [line[:width].ljust(width, "<") for line, width in zip(lines, layout.lengths, strict=True)]


class PassportEyeReader:
    """PassportEye with Tesseract as it comes: its own search, recognition and cleaning; parsed by our table.

    Raises `SecondReaderMissingError` or `TesseractMissingError` when it is made and a part is missing.
    """

    def __init__(self) -> None:
        try:
            from passporteye.mrz.image import MRZPipeline  # noqa: PLC0415 (optional, and slow to import)
            from passporteye.mrz.text import MRZOCRCleaner  # noqa: PLC0415
        except ImportError as error:
            raise SecondReaderMissingError from error
        if shutil.which("tesseract") is None:
            raise TesseractMissingError
        self._pipeline, self._clean = MRZPipeline, MRZOCRCleaner.apply

    def read(self, image: Image, *, today: date | None = None) -> MrzReading | None:
        """The best zone that PassportEye finds, or None. The confidence is never above `SUREST`."""
        # Grey levels from 0 to 1, as its own loader gives them.
        grey = to_grey(image).astype(np.float64) / 255
        if min(grey.shape) < SMALLEST:
            return None
        # It calls functions that its libraries have since deprecated.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pipeline = self._pipeline(None)
            pipeline.replace_component("loader", lambda: grey, provides=["img"], depends=[])
            try:
                found = pipeline.result
            except ValueError:  # skimage's word for a picture or a box with too few pixels
                return None
        if found is None:
            return None
        lines = [str(line) for line in self._clean(found.aux["raw_text"])]
        try:
            zone = parse_lines(_fit(lines, str(found.mrz_type)), today=today)
        except NotAnMrzError:
            return None
        box = pipeline["boxes"][pipeline["box_idx"]]
        return MrzReading(zone, SUREST * found.valid_score / 100, _corners(box, pipeline["scale_factor"]))
