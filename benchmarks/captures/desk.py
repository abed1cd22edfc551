"""Desks: plain, wooden or cloth, drawn by chance."""

import cv2
import numpy as np

from benchmarks.captures.optics import Floats, blur
from benchmarks.documents.sheet import MM_PER_INCH

TONES = ((62, 92, 134), (118, 128, 136), (70, 66, 62), (96, 120, 108), (148, 176, 198))
"""Blue, green, red: walnut, grey laminate, anthracite, sage cloth, birch."""
FIBRE_MM = (18.0, 0.35)
"""Along and across the grain."""


def draw_desk(size: tuple[int, int], dpi: float, rng: np.random.Generator) -> Floats:
    """A desk's surface of `size` (width, height) pixels, BGR, in grey levels."""
    width, height = size
    tone = np.array(TONES[rng.integers(len(TONES))], dtype=np.float64)
    along, across = (length * dpi / MM_PER_INCH for length in FIBRE_MM)
    fibre = blur(rng.normal(0, 1, (height, width)), along, across)
    cloud = np.asarray(cv2.resize(rng.normal(0, 1, (5, 7)), size, interpolation=cv2.INTER_CUBIC))
    shade = 1 + 0.05 * fibre / fibre.std() + 0.04 * cloud
    return np.asarray(tone * shade[..., None], dtype=np.float64)
