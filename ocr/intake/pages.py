"""Frames to pages: the rows gathered in one array and turned upright."""

import cv2
import numpy as np
import numpy.typing as npt

from ocr.intake.errors import UnreadableImageError
from ocr.intake.frames import Frame

Pixels = npt.NDArray[np.uint8]

TURNS = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
FLIPS = {2: 1, 4: 0}
"""EXIF orientation to OpenCV's flip: about the vertical axis, about the horizontal one."""


def gather(frame: Frame) -> Pixels:
    """Height × width × 3, BGR, writable, as stored; raises `UnreadableImageError` when rows are missing."""
    total = frame.width * frame.height * 3
    shape = (frame.height, frame.width, 3)
    pixels, filled = np.empty(0, dtype=np.uint8), 0
    for rows in frame.rows:
        strip = np.frombuffer(rows, dtype=np.uint8)
        if filled == 0 and strip.size == total and strip.flags.writeable:
            return strip.reshape(shape)  # all at once and ours to keep: no copy
        if filled == 0:
            pixels = np.empty(total, dtype=np.uint8)
        if filled + strip.size > total:
            raise UnreadableImageError
        pixels[filled : filled + strip.size] = strip
        filled += strip.size
    if filled != total or total == 0:
        raise UnreadableImageError
    return pixels.reshape(shape)


def turn_upright(pixels: Pixels, orientation: int) -> Pixels:
    """The picture as EXIF's `orientation` (1 to 8; CIPA DC-008, 4.6.4) means it to be seen."""
    if orientation in TURNS:
        return np.asarray(cv2.rotate(pixels, TURNS[orientation]), dtype=np.uint8)
    if orientation in FLIPS:
        return np.asarray(cv2.flip(pixels, FLIPS[orientation]), dtype=np.uint8)
    if orientation == 5:
        return np.asarray(cv2.transpose(pixels), dtype=np.uint8)
    if orientation == 7:
        return np.asarray(cv2.rotate(cv2.transpose(pixels), cv2.ROTATE_180), dtype=np.uint8)
    return pixels
