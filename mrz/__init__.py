"""Machine-readable zones: `mrz.read(image)` from pixels, `mrz.parse.parse_text(text)` from text.

import cv2, mrz
for reading in mrz.read(cv2.imread("passport.jpg")):
    print(reading.lines, reading.valid, reading.confidence, reading.fields)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from mrz.pictures import Image
    from mrz.second import SecondReader
    from mrz.types import MrzReading


def read(image: Image, *, today: date | None = None, second: SecondReader | None = None) -> list[MrzReading]:
    """Every zone in a picture (bytes, height × width grey or × 3 BGR; any size, any orientation), the surest
    first; empty when there is none. Polygons are in pixels of the picture.

    `today` decides on centuries. `second` is asked only where no zone was found whose check digits hold; what
    it finds comes last. Raises `ValueError` for an array that is no picture, the errors of
    `models.load.model_dir` when a model is missing or altered, and those of the second reader.
    """
    # Imported here: who parses texts alone should not wait for OpenCV.
    from mrz.reader import read_zones  # noqa: PLC0415

    found = read_zones(image, today=today)
    if second is None or any(reading.valid for reading in found):
        return found
    other = second.read(image, today=today)
    if other is None or any(other.lines == reading.lines for reading in found):
        return found
    return [*found, other]
