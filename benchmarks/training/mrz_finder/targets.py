"""What the network is to say about a scene, at a quarter of its resolution.

Two maps of bytes: `kernel` (255 on the middle of a line, where 60 % of its capitals' height lies) and
`height` (of the capitals: 32 times the binary logarithm of the pixels; 0 where there is no line).
"""

import cv2
import numpy as np

from benchmarks.training.mrz_finder.face import Grey
from benchmarks.training.mrz_finder.scene import Lines

STRIDE = 4
CORE = 0.6
"""Of the capitals' height: lines 1.6 heights apart stay apart."""
LEAST_CORE = 3.0
"""Pixels: a thinner core would vanish between two cells."""
BAND = 1.2
KERNEL, HEIGHT = range(2)


def _stretch(quad: Lines, share: float) -> Lines:
    """The quad with its height changed by `share` about the line's middle."""
    top, bottom = quad[:2], quad[[3, 2]]
    middle, half = (top + bottom) / 2, (bottom - top) / 2 * share
    return np.concatenate([middle - half, (middle + half)[::-1]])


def draw_targets(zones: tuple[Lines, ...], side: int) -> Grey:
    """2 × side/4 × side/4 bytes."""
    maps = np.zeros((2, side // STRIDE, side // STRIDE), dtype=np.uint8)
    fine = np.zeros((side, side), dtype=np.uint8)
    for quad in (quad for zone in zones for quad in zone):
        along = (quad[1] + quad[2] - quad[0] - quad[3]) / 2
        down = (quad[3] + quad[2] - quad[0] - quad[1]) / 2
        length = float(np.linalg.norm(along))
        # The height across the line: a lean shears the quad, which makes its sides longer than it is high.
        height = abs(float(along[0] * down[1] - along[1] * down[0])) / max(length, 1e-6)
        if height < 1:
            continue
        core = _stretch(quad, max(CORE, LEAST_CORE / height))
        cv2.fillPoly(fine, [np.rint(core * 16).astype(np.int32)], (255,), cv2.LINE_8, 4)
        band = np.rint((_stretch(quad, max(BAND, 4 / height)) / STRIDE - 0.5) * 16).astype(np.int32)
        cv2.fillPoly(
            maps[HEIGHT], [band], (int(np.clip(round(32 * np.log2(height)), 1, 255)),), cv2.LINE_8, 4
        )
    maps[KERNEL] = cv2.resize(fine, (side // STRIDE, side // STRIDE), interpolation=cv2.INTER_AREA)
    return maps
