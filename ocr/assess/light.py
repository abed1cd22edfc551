"""Exposure, contrast and noise of the document itself: a dark desk around it does not count."""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.assess.view import Coarse, Tiles, View, stack

BURNT = 251
"""All three channels from here on are burnt out."""
EVERY = 3
"""One pixel in so many, each way, is enough for percentiles."""
KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], dtype=np.float32)
"""Immerkær 1996: blind to planes and straight edges; white noise of σ comes out as 6 σ."""


@dataclass(frozen=True)
class Light:
    """`paper`: grey level of the document's brighter part; `burnt`: share of it that is burnt out, times
    how pale its ink is; `contrast`: what ink takes away of the paper's light, 0 to 1; `grain`: noise as a
    share of that."""

    paper: float
    burnt: float
    contrast: float
    grain: float


def measure_light(view: View, coarse: Coarse, tiles: Tiles) -> Light:
    """The light on the document."""
    values = view.grey[::EVERY, ::EVERY][view.inside[::EVERY, ::EVERY] > 0]
    if values.size == 0:
        return Light(0.0, 0.0, 0.0, 1.0)
    ink, dark, paper, bright = (float(v) for v in np.percentile(values, (1, 5, 80, 95)))
    inside = coarse.inside > 0
    burnt = float((coarse.pixels.min(axis=2)[inside] >= BURNT).mean()) if inside.any() else 0.0
    noise = _noise(view, tiles)
    span = max(1.0, bright - ink)
    return Light(
        paper=paper,
        burnt=burnt * dark / 255,
        contrast=(bright - ink) / max(1.0, bright),
        grain=min(1.0, noise / span),
    )


def _noise(view: View, tiles: Tiles) -> float:
    """Standard deviation of the noise in grey levels, by the calmest tiles."""
    flat = stack(view.grey, tiles.flat)
    if len(flat) == 0:
        return 0.0
    side = flat.shape[1]
    answer = np.asarray(cv2.filter2D(flat.reshape(-1, side), cv2.CV_32F, KERNEL)).reshape(-1, side, side)
    levels = np.abs(answer[:, 2:-2, 2:-2]).mean(axis=(1, 2)) * np.sqrt(np.pi / 2) / 6
    return float(np.median(levels))
