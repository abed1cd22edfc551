"""The beat between a screen's pixels and the camera's: one line in the spectrum of every part of the
picture.

Print has its own periods (guilloches, characters at ten to the inch), but turns and changes from place to
place; a beat is the same wave everywhere. So the power at each frequency is that of the calmer parts of
the document, and what stands out of it is a beat.
"""

import numpy as np
import numpy.typing as npt

from ocr.assess.view import TILE, Image, Tiles, View

GREEN = 1
"""One channel alone: the beats of the three differ in phase, and take from each other in grey."""
SIDE = 96
"""Page pixels."""
PARTS = 16
FEWEST = 4
PERIODS = (2.5, 24.0)
"""Page pixels; longer waves are shading."""
QUANTILE = 15
"""Per cent of the parts that may lack a beat: a wave that most have in common is one."""
RING = 4
"""Bins around a line that say what the picture has there anyway."""
AXIS = 1
"""Bins beside the axes that the edges of blocks of JPEG fill."""
BURNT, MOST_BURNT = 252, 0.1
"""Grey level that is burnt out, and the share of a part that may be: its edges would have every period."""
WINDOW = np.outer(np.hanning(SIDE), np.hanning(SIDE)).astype(np.float32)
GAIN = float(WINDOW.sum()) / 2
"""A wave of swing 1 has this magnitude in its bin."""


def _parts(page: Image, view: View, tiles: Tiles) -> npt.NDArray[np.float32]:
    """Calm parts of the page at its own resolution, n × `SIDE` × `SIDE`."""
    middles = (tiles.flat + TILE / 2) * view.step + view.origin
    corners = np.unique(np.round(middles - SIDE / 2).astype(np.int64), axis=0)
    height, width = page.shape[:2]
    fit = (corners >= 0).all(axis=1) & (corners[:, 0] + SIDE <= width) & (corners[:, 1] + SIDE <= height)
    corners = corners[fit]
    chosen = (
        corners[np.linspace(0, len(corners) - 1, min(PARTS, len(corners))).astype(int)]
        if len(corners)
        else corners
    )
    greys = [page[y : y + SIDE, x : x + SIDE, GREEN].astype(np.float32) for x, y in chosen]
    whole = [grey for grey in greys if float((grey >= BURNT).mean()) <= MOST_BURNT]
    return np.asarray(whole, dtype=np.float32).reshape(-1, SIDE, SIDE)


def measure_moire(page: Image, view: View, tiles: Tiles) -> float:
    """The swing of the strongest beat, in grey levels."""
    parts = _parts(page, view, tiles)
    if len(parts) < FEWEST:
        return 0.0
    parts = (parts - parts.mean(axis=(1, 2), keepdims=True)) * WINDOW
    power = np.percentile(np.abs(np.fft.rfft2(parts)) ** 2, QUANTILE, axis=0) / GAIN**2
    power = np.fft.fftshift(power, axes=0)
    middle = SIDE // 2
    down, across = np.meshgrid(np.arange(SIDE) - middle, np.arange(power.shape[1]), indexing="ij")
    radius = np.hypot(down, across)
    allowed = (radius >= SIDE / PERIODS[1]) & (radius <= SIDE / PERIODS[0])
    allowed &= (np.abs(down) > AXIS) | (across % 12 > AXIS)
    spread = np.where(allowed, power, 0.0)
    y, x = np.unravel_index(int(np.argmax(spread)), spread.shape)
    near = power[max(0, y - RING) : y + RING + 1, max(0, x - RING) : x + RING + 1]
    usual = float(np.median(near))
    return float(np.sqrt(max(0.0, float(spread[y, x]) - 6 * usual)))
