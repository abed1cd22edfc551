"""Fingers that hold a document down: rounded, shaded, coming in over its border."""

import cv2
import numpy as np

from benchmarks.captures.aim import map_points
from benchmarks.captures.optics import Floats
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Image

TONES = ((150, 178, 228), (128, 158, 212), (96, 128, 188), (66, 92, 146), (44, 62, 98), (30, 42, 68))
"""Blue, green, red, from pale to dark skin in full light."""
WIDTH_MM = (13.0, 19.0)
OUTSIDE_MM = 70.0
SHADE = 0.45
"""Share of the light lost at a finger's edges."""
NOISE = 2.0


def _outline(tip: Floats, inward: Floats, width: float, length: float) -> Floats:
    """A capsule whose rounded tip reaches `tip`, coming from the other way of `inward`; sheet pixels."""
    across = np.array([-inward[1], inward[0]])
    radius = width / 2
    arc = np.linspace(-np.pi / 2, np.pi / 2, 17)
    centre = tip - inward * radius
    head = centre + radius * (np.cos(arc)[:, None] * inward + np.sin(arc)[:, None] * across)
    return np.concatenate([head, [head[-1] - inward * length, head[0] - inward * length]])


def lay_fingers(
    picture: Image,
    to_picture: Floats,
    size: tuple[int, int],
    share: float,
    light: float,
    rng: np.random.Generator,
) -> Image:
    """The picture with fingers over a share of the document of `size` (sheet pixels at 300 dpi)."""
    millimetre = DPI / MM_PER_INCH
    width, height = size
    count = 1 if share < 0.06 else int(rng.integers(2, 4))
    breadth = float(rng.uniform(*WIDTH_MM)) * millimetre
    side = int(rng.integers(4))
    inward = np.array([(0, 1), (-1, 0), (0, -1), (1, 0)][side], dtype=np.float64)
    start = np.array([(0, 0), (width, 0), (width, height), (0, height)][side], dtype=np.float64)
    along = np.array([(1, 0), (0, 1), (-1, 0), (0, -1)][side], dtype=np.float64)
    extent, room = (width, height) if side % 2 == 0 else (height, width)
    # A capsule covers depth × breadth less its rounded corners.
    depth = share * width * height / count / breadth + 0.11 * breadth
    if depth > 0.85 * room:
        breadth *= depth / (0.85 * room)
        depth = 0.85 * room
    first = float(rng.uniform(0.1, max(0.11, 0.9 - count * 1.1 * breadth / extent))) * extent
    mask = np.zeros(picture.shape[:2], np.uint8)
    tone = np.array(TONES[rng.integers(len(TONES))], dtype=np.float64) * min(1.0, light)
    shape = np.zeros(picture.shape[:2], np.float32)
    for number in range(count):
        tip = start + along * (first + (number + 0.5) * 1.1 * breadth) + inward * depth
        outline = map_points(to_picture, _outline(tip, inward, breadth, depth + OUTSIDE_MM * millimetre))
        finger = np.zeros_like(mask)
        cv2.fillPoly(finger, [outline.round().astype(np.int32)], (255,))
        far = np.asarray(cv2.distanceTransform(finger, cv2.DIST_L2, 3), dtype=np.float32)
        shape = np.maximum(shape, far / max(1.0, float(far.max())))
        mask = np.maximum(mask, finger)
    soft = np.asarray(cv2.GaussianBlur(mask, (0, 0), 1.2), dtype=np.float64)[..., None] / 255
    shadow = np.asarray(cv2.GaussianBlur(np.roll(mask, 5, axis=(0, 1)), (0, 0), 6.0), dtype=np.float64)[
        ..., None
    ]
    skin = tone * (1 - SHADE * (1 - np.sqrt(np.clip(shape, 0, 1)))[..., None])
    skin = skin + rng.normal(0, NOISE, skin.shape)
    laid = picture * (1 - 0.35 * shadow / 255) * (1 - soft) + skin * soft
    return np.clip(laid, 0, 255).astype(np.uint8)
