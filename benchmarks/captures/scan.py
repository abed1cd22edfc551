"""A flatbed scanner: the document on white, slightly askew."""

import cv2
import numpy as np

from benchmarks.captures.photograph import Capture, compress, map_corners
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Image

MARGIN_MM = 6.0
SKEW_DEG = (-0.8, 0.8)
LID = 250
"""Grey level of the scanner's lid."""
BLUR_PX = 0.55
NOISE = 1.2


def scan(document: Image, mask: Image, rng: np.random.Generator, jpeg_quality: int = 88) -> Capture:
    """A flat scan at the document's own resolution. `mask` is 255 on the document."""
    height, width = document.shape[:2]
    margin = MARGIN_MM * DPI / MM_PER_INCH
    size = round(width + 2 * margin), round(height + 2 * margin)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(*SKEW_DEG)), 1.0)
    turn[:, 2] += margin
    homography = np.vstack([turn, [0.0, 0.0, 1.0]])
    laid = cv2.warpPerspective(document, homography, size, flags=cv2.INTER_CUBIC)
    share = cv2.warpPerspective(mask, homography, size)[..., None] / 255.0
    shadow = 1 - 0.16 * cv2.GaussianBlur(share, (0, 0), 4.0)[..., None]
    picture = laid * share + LID * shadow * (1 - share)
    picture = cv2.GaussianBlur(picture, (0, 0), BLUR_PX) + rng.normal(0, NOISE, picture.shape)
    image = compress(np.clip(picture, 0, 255).astype(np.uint8), jpeg_quality)
    return Capture(image, homography, map_corners(homography, (width, height)), jpeg_quality)
