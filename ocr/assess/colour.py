"""How much colour a document has: a copy in black and white has none, under whatever light."""

import cv2
import numpy as np

from ocr.assess.view import Coarse

DARKEST, BRIGHTEST = 0.15, 245
"""Share of the paper's light, and grey level, between which a pixel's colour can be told."""
FEWEST = 200
"""Pixels."""


def measure_chroma(coarse: Coarse) -> float | None:
    """How far chromaticities spread on the document, in per cent of the light; None where nothing can be
    told.

    Differences alone count: the colour of the light moves all of them alike.
    """
    soft = np.asarray(cv2.blur(coarse.pixels, (5, 5)))
    soft, inside = soft[::2, ::2], coarse.inside[::2, ::2]
    strongest = soft.max(axis=2)
    if not (inside > 0).any():
        return None
    paper = float(np.percentile(strongest[inside > 0], 80))
    known = (inside > 0) & (strongest > DARKEST * paper) & (strongest < BRIGHTEST)
    if int(known.sum()) < FEWEST:
        return None
    values = soft[known].astype(np.float32)
    shares = values / values.sum(axis=1, keepdims=True)
    low, high = np.percentile(shares[:, (0, 2)], (4, 96), axis=0)
    return 100 * float((high - low).mean())
