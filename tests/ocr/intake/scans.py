"""Pages that a scanner could have made."""

import zlib

import numpy as np

from tests.hostile.pdfs import drawing, stream

A4 = (595.276, 841.89)


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 255, (height, width), dtype=np.uint8)


def scan(
    width: int,
    height: int,
    page: tuple[float, float] = A4,
    place: tuple | None = None,
    more: bytes = b"",
    blank: bool = False,
) -> tuple[bytes, np.ndarray]:
    """A page with one grey picture of noise, and the picture.

    It fills the page, or lies at `place`: left, bottom, width, height in points. `more` is drawn over it.
    """
    left, bottom, across, along = place or (0, 0, *page)
    shown = b"q %f 0 0 %f %f %f cm /I Do Q " % (across, along, left, bottom)
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d"
    pixels = np.zeros((height, width), dtype=np.uint8) if blank else noise(width, height)
    data = stream(zlib.compress(pixels.tobytes(), 1), head % (width, height) + b"/Filter/FlateDecode")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    resources = b"/XObject<</I 10 0 R>>/Font<</F 11 0 R>>"
    size = b"/MediaBox[0 0 %f %f]" % page
    return drawing(stream(shown + more), {10: data, 11: font}, resources, size), pixels
