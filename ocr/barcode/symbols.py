"""Barcodes in a picture, decoded: PDF417 (ISO/IEC 15438) and QR (ISO/IEC 18004), by zxing-cpp."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ocr.text import Polygon

Pixels = npt.NDArray[np.uint8]
Affine = npt.NDArray[np.float64]

LARGEST_SIDE = 3200
"""Longest side in pixels at which symbols are looked for: a PDF417 module of 0.17 mm has two pixels at 300
dots per inch, and a card on a page that large far more."""
LEVEL = 1.5
"""Degrees up to which a picture is taken as it lies."""
MOST_BYTES = 4096
"""A PDF417 symbol holds 1,108 bytes and a QR code 2,953; what claims more is none."""


@dataclass(frozen=True)
class Symbol:
    """One barcode: its text and its outline in pixels of the picture, clockwise from the symbol's own top
    left corner."""

    text: str
    polygon: Polygon


def _formats() -> Any:
    import zxingcpp  # noqa: PLC0415 (only pictures need it)

    return [zxingcpp.BarcodeFormat.PDF417, zxingcpp.BarcodeFormat.QRCode]


def _decode_text(payload: bytes) -> str:
    """UTF-8 where it is valid, else Latin-1, which AAMVA's early versions use."""
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode("latin-1")


def measure_tilt(lines: Sequence[Polygon]) -> float:
    """How far lines of text lie from the picture's nearest axis: degrees clockwise, -45 to 45, the median
    over the length of the lines; 0 without any. `lines` begin with the top left corner of the text."""
    if not lines:
        return 0.0
    along = np.array([np.subtract(line[1], line[0]) for line in lines], dtype=np.float64)
    angles = (np.rad2deg(np.arctan2(along[:, 1], along[:, 0])) + 45) % 90 - 45
    order = np.argsort(angles)
    reached = np.cumsum(np.linalg.norm(along, axis=1)[order])
    return float(angles[order][np.searchsorted(reached, reached[-1] / 2)])


def _level(grey: Pixels, tilt: float, scale: float) -> tuple[Pixels, Affine]:
    """The picture scaled and turned against its tilt, nothing cut off, and the affine way there."""
    height, width = grey.shape
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), tilt, scale), dtype=np.float64)
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ matrix.T
    matrix[:, 2] -= corners.min(axis=0)
    size = np.ceil(np.ptp(corners, axis=0)).astype(int)
    level = cv2.warpAffine(
        grey, matrix, (int(size[0]), int(size[1])), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(level, dtype=np.uint8), matrix


def find_symbols(pixels: Pixels, *, tilt: float = 0.0) -> list[Symbol]:
    """The readable symbols of a picture (height × width × 3, BGR, or grey), in any quarter turn; [] for none.

    `tilt` is how far the document lies from there (`measure_tilt`): the rows of a PDF417 symbol are read
    along the picture's own, and not beyond some four degrees.
    """
    import zxingcpp  # noqa: PLC0415

    grey = pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    scale = min(1.0, LARGEST_SIDE / max(grey.shape))
    matrix: Affine = np.eye(3)[:2]
    if scale < 1.0 or abs(tilt) > LEVEL:
        grey, matrix = _level(grey, tilt, scale)
    back = cv2.invertAffineTransform(matrix)
    found = []
    for code in zxingcpp.read_barcodes(np.ascontiguousarray(grey), formats=_formats()):
        if code.valid and len(code.bytes) <= MOST_BYTES:
            place = code.position
            corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
            points = np.array([(corner.x, corner.y, 1.0) for corner in corners]) @ back.T
            found.append(Symbol(_decode_text(code.bytes), tuple((float(x), float(y)) for x, y in points)))
    return found
