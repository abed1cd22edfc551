"""Desks: plain, wooden or cloth, drawn by chance."""

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.documents.sheet import MM_PER_INCH

TONES = ((62, 92, 134), (118, 128, 136), (70, 66, 62), (96, 120, 108), (148, 176, 198))
"""Blue, green, red: walnut, grey laminate, anthracite, sage cloth, birch."""


def draw_desk(size: tuple[int, int], dpi: float, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """A desk's surface of `size` (width, height) pixels, BGR, in grey levels."""
    width, height = size
    tone = np.array(TONES[rng.integers(len(TONES))], dtype=np.float64)
    pixels = dpi / MM_PER_INCH
    fibre = rng.normal(0, 1, (height, width))
    fibre = cv2.GaussianBlur(fibre, (0, 0), sigmaX=18 * pixels, sigmaY=0.35 * pixels)
    fibre /= fibre.std()
    cloud = cv2.resize(rng.normal(0, 1, (5, 7)), size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(tone * (1 + 0.05 * fibre + 0.04 * cloud)[..., None])
