"""JPEG before it is decoded: its segments (ITU-T T.81, annex B), and the fast way to its pixels."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import simplejpeg

from ocr.intake.errors import (
    MAX_EXIF_SEGMENTS,
    MAX_JPEG_SCANS,
    MAX_SCANNED_PIXELS,
    MAX_SEGMENTS,
    PictureTooComplexError,
    UnreadableImageError,
    UnsupportedPictureError,
)
from ocr.intake.frames import check_size

SOI, EOI, SOS, TEM, APP1, APP14 = 0xD8, 0xD9, 0xDA, 0x01, 0xE1, 0xEE
RESTARTS = range(0xD0, 0xD8)
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""SOF0 to SOF15; C4, C8 and CC are tables."""
READ_FRAMES = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive with Huffman codes; what a camera or a scanner writes."""


MARKER = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")
"""Neither a stuffed zero, nor a restart, nor reserved: what follows has a length, but for SOI and EOI."""


@dataclass(frozen=True)
class JpegHeader:
    """`adobe` says that Adobe's segment is there: with it, CMYK is stored inverted."""

    width: int
    height: int
    adobe: bool


def read_header(untrusted: bytes) -> JpegHeader:
    """What stands before the first scan.

    Raises `TooManyPixelsError`, `UnreadableImageError` without a frame and a scan, `UnsupportedPictureError`
    for lossless, arithmetic, hierarchical or 12-bit coding, `PictureTooComplexError` for endless segments or
    scans.
    """
    at, adobe, frame, exifs = 2, False, b"", 0
    for _ in range(MAX_SEGMENTS):
        if len(untrusted) < at + 4:
            raise UnreadableImageError
        if untrusted[at] != 0xFF or untrusted[at + 1] == 0xFF:
            at += 1  # rubbish and fill bytes: decoders go byte by byte to the next marker
            continue
        marker = untrusted[at + 1]
        if marker in (0, SOI, TEM) or marker in RESTARTS:
            at += 2
            continue
        if marker in (EOI, SOS):
            break
        length = int.from_bytes(untrusted[at + 2 : at + 4], "big")
        body = untrusted[at + 4 : at + 2 + length]
        if marker in FRAMES:
            if marker not in READ_FRAMES or body[:1] != b"\x08":
                raise UnsupportedPictureError
            frame = body
        exifs += marker == APP1 and body.startswith(b"Exif\0\0")
        if exifs > MAX_EXIF_SEGMENTS:
            raise PictureTooComplexError
        adobe = adobe or (marker == APP14 and body.startswith(b"Adobe"))
        at += 2 + max(2, length)
    else:
        raise PictureTooComplexError
    if marker == EOI or len(frame) < 6:
        raise UnreadableImageError
    scans = _count_scans(untrusted, at)
    header = JpegHeader(int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big"), adobe)
    check_size(header.width, header.height)
    if scans > MAX_JPEG_SCANS or scans * header.width * header.height > MAX_SCANNED_PIXELS:
        raise PictureTooComplexError
    return header


def _count_scans(untrusted: bytes, at: int) -> int:
    """The scans up to the picture's end, or one more than are let through; what lies behind (a phone's film,
    a preview) is never decoded. Raises `PictureTooComplexError` for endless segments."""
    scans = 0
    for _ in range(MAX_SEGMENTS):
        found = MARKER.search(untrusted, at)
        if found is None or found[0][1] == EOI:
            return scans
        scans += found[0][1] == SOS
        if scans > MAX_JPEG_SCANS:
            return scans
        at = found.start()
        at += 2 + max(2, int.from_bytes(untrusted[at + 2 : at + 4], "big"))
    raise PictureTooComplexError


def decode_fast(untrusted: bytes) -> npt.NDArray[np.uint8] | None:
    """Height × width × 3, BGR, straight from libjpeg-turbo without Pillow's fourth byte and its copies.

    None when the decoder has anything to complain of: Pillow then decides whether the picture will do.
    """
    try:
        pixels: npt.NDArray[np.uint8] = simplejpeg.decode_jpeg(untrusted, "BGR", strict=True)
    except (ValueError, MemoryError, RuntimeError):
        return None
    return pixels
