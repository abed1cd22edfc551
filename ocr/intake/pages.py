"""Frames to pages: the rows laid upright in one array."""

import cv2
import numpy as np
import numpy.typing as npt

from ocr.intake.errors import UnreadableImageError
from ocr.intake.frames import Frame

Pixels = npt.NDArray[np.uint8]

TURNS = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
FLIPS = {2: 1, 4: 0}
"""EXIF orientation to OpenCV's flip: about the vertical axis, about the horizontal one."""
LYING = {5, 6, 7, 8}
"""Orientations in which rows become columns."""
BACKWARDS = {3, 4, 6, 7}
"""Orientations in which the first row stored is the last row, or column, seen."""


def gather(frame: Frame) -> Pixels:
    """Height × width × 3, BGR, writable, upright; raises `UnreadableImageError` when rows are missing.

    What comes strip by strip is turned strip by strip: a picture is never held a second time to be turned.
    """
    total, row = frame.width * frame.height * 3, frame.width * 3
    pixels, filled = np.empty(0, dtype=np.uint8), 0
    for rows in frame.rows:
        data = np.frombuffer(rows, dtype=np.uint8)
        if filled + data.size > total or data.size % row:
            raise UnreadableImageError
        strip = data.reshape(-1, frame.width, 3)
        if data.size == total and data.flags.writeable:
            return turn_upright(strip, frame.orientation)  # all at once and ours to keep: no copy
        if filled == 0:
            lying = frame.orientation in LYING
            pixels = np.empty(
                (*((frame.width, frame.height) if lying else (frame.height, frame.width)), 3), np.uint8
            )
        _lay(pixels, strip, filled // row, frame)
        filled += data.size
    if filled != total or total == 0:
        raise UnreadableImageError
    return pixels


def _lay(pixels: Pixels, strip: Pixels, top: int, frame: Frame) -> None:
    """A strip that is stored from row `top` to where it is seen."""
    bottom = top + strip.shape[0]
    start, stop = (
        (top, bottom) if frame.orientation not in BACKWARDS else (frame.height - bottom, frame.height - top)
    )
    upright = turn_upright(strip, frame.orientation)
    if frame.orientation in LYING:
        pixels[:, start:stop] = upright
    else:
        pixels[start:stop] = upright


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
