"""The fonts of the documents: OCR-B for machine-readable zones, DejaVu Sans for all else.

DejaVu comes with OpenCV's wheel, so its letters are the same wherever the samples are drawn; the system's
copy stands in where OpenCV was built without it. OCR-B is Debian's `fonts-ocr-b`.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import cv2
from PIL import ImageFont

from benchmarks.documents.errors import FontMissingError

FontName = Literal["ocr-b", "regular", "bold", "condensed", "condensed-bold", "italic"]

OCR_B_FOLDERS = (Path("/usr/share/fonts/opentype/ocr-b"), Path.home() / ".fonts")
TEXT_FOLDERS = (Path(cv2.__file__).parent / "qt" / "fonts", Path("/usr/share/fonts/truetype/dejavu"))
FILES: dict[FontName, str] = {
    "ocr-b": "OCRB.otf",
    "regular": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "condensed": "DejaVuSansCondensed.ttf",
    "condensed-bold": "DejaVuSansCondensed-Bold.ttf",
    "italic": "DejaVuSans-Oblique.ttf",
}


def find_font(name: FontName) -> Path:
    """The font's file; raises `FontMissingError` with the package to install."""
    folders, package = (
        (OCR_B_FOLDERS, "fonts-ocr-b") if name == "ocr-b" else (TEXT_FOLDERS, "fonts-dejavu-core")
    )
    for folder in folders:
        if (folder / FILES[name]).is_file():
            return folder / FILES[name]
    raise FontMissingError(font=FILES[name], package=package)


@cache
def load_font(name: FontName, size: float) -> ImageFont.FreeTypeFont:
    """The font at `size` pixels to the em."""
    return ImageFont.truetype(str(find_font(name)), size)
