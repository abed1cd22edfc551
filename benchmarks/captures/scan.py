"""A flatbed scanner: the document on white, slightly askew."""

import cv2
import numpy as np

from benchmarks.captures.aim import map_corners
from benchmarks.captures.optics import blur, mix, quantise, warp
from benchmarks.captures.photograph import Capture, compress
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Image

MARGIN_MM = 6.0
SKEW_DEG = (-0.8, 0.8)
LID = 250.0
"""Grey level of the scanner's lid."""
BLUR_PX = 0.55
NOISE = 1.2
SHADOW_DEPTH, SHADOW_PX = 0.16, 4.0


def scan(document: Image, mask: Image, rng: np.random.Generator, jpeg_quality: int = 88) -> Capture:
    """A flat scan at the document's own resolution. `mask` is 255 on the document."""
    height, width = document.shape[:2]
    margin = MARGIN_MM * DPI / MM_PER_INCH
    size = round(width + 2 * margin), round(height + 2 * margin)
    turn = np.asarray(
        cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(*SKEW_DEG)), 1.0), dtype=np.float64
    )
    turn[:, 2] += margin
    homography = np.vstack([turn, [0.0, 0.0, 1.0]])
    share = warp(mask / 255.0, homography, size)
    lid = np.full((size[1], size[0], 3), LID) * (1 - SHADOW_DEPTH * blur(share, SHADOW_PX))[..., None]
    picture = blur(mix(warp(document.astype(np.float64), homography, size), lid, share), BLUR_PX)
    image = compress(quantise(picture + rng.normal(0, NOISE, picture.shape)), jpeg_quality)
    return Capture(image, homography, map_corners(homography, (width, height)), jpeg_quality)
