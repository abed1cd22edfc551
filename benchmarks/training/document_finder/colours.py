"""Grey faces and desks given colours: tints that vary over the picture, as inks and light do."""

import cv2
import numpy as np

from benchmarks.training.document_finder.painted import Colour
from benchmarks.training.mrz_finder.face import Floats, Rng, between, chance
from benchmarks.training.mrz_finder.grounds import cover

PLAIN_SHARE = 0.3
"""Of faces that have next to no colour."""
COARSE = 4
"""Tints are worked out for every fourth pixel."""


def _tint(rng: Rng, strength: float) -> Floats:
    """Factors on blue, green and red, the largest of them 1."""
    tint = 1 - strength * rng.random(3, dtype=np.float32)
    return np.asarray(tint / tint.max(), dtype=np.float32)


def tint_picture(rng: Rng, grey: Floats, strength: float = 0.5) -> Floats:
    """The grey picture in colour: height × width × 3. One tint runs into another across it; patterns and
    bands have tints of their own."""
    height, width = grey.shape[:2]
    strength *= 0.15 if chance(rng, PLAIN_SHARE) else 1.0
    first, second = _tint(rng, strength), _tint(rng, strength)
    angle = between(rng, 0, 2 * np.pi)
    coarse = max(2, width // COARSE), max(2, height // COARSE)
    x, y = (np.linspace(-0.5, 0.5, extent, dtype=np.float32) for extent in coarse)
    ramp = np.clip(0.5 + x[None] * np.cos(angle) + y[:, None] * np.sin(angle), 0, 1)[..., None]
    tints = first + (second - first) * ramp.astype(np.float32)
    if chance(rng, 0.5):
        share = np.clip(0.5 + 0.7 * cover(rng, coarse), 0, 1)[..., None]
        tints = tints + (_tint(rng, strength) - tints) * share * np.float32(between(rng, 0.2, 0.9))
    fine = cv2.resize(tints, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(cv2.merge([grey, grey, grey]), fine), dtype=np.float32)


def to_bytes(picture: Floats) -> Colour:
    """Rounded to bytes."""
    return np.asarray(np.clip(picture, 0, 255), dtype=np.uint8)


def shrink(image: Colour, scale: float) -> Colour:
    """The image made smaller by area averaging; as it is for a scale of 1 or more."""
    if scale >= 1:
        return image
    size = max(4, round(image.shape[1] * scale)), max(4, round(image.shape[0] * scale))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
