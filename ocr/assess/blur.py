"""Defocus and motion, measured on the edges of print.

An edge that a blur of σ has softened loses energy to a second, known blur the less the softer it is
already (Zhuo & Sim 2011 use the ratio of gradients at single edges). Under the derivatives of Gaussians of
a and b the energy of a step goes with (σ²+s²)^-½ and that of a thin line with (σ²+s²)^-3/2, s being a or
b; print is between them. So the ratio of the energies is ((σ²+b²)/(σ²+a²))^p, with p as drawn documents of
known blur have it in each direction of the print (along a line of text strokes alternate, which makes p
larger). Energies are summed over all print, as 2 × 2 matrices. A smear of length L has the variance L²/12
along its direction.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.assess.view import TILE, Tiles, View, stack

Singles = npt.NDArray[np.float32]
SHARE_A, SHARE_B = 0.05, 0.12
"""The two blurs, in character widths: a third of a stroke, and most of one."""
ACROSS_POWER, ALONG_POWER = 1.1, 0.44
"""p across the lines of text, and how much more it is along them."""
POWERS = {
    angle: ACROSS_POWER + ALONG_POWER * float(np.cos(np.radians(angle))) ** 4 for angle in range(0, 180, 15)
}
"""Direction against the text, in degrees → p."""
ABOVE_NOISE = 0.2
"""A direction is known when its print has so much of the noise's energy left."""
PLAIN_MOTION, TELLING = 1.3, 0.15
"""Directions differ by this factor without any motion; where even the sharpest has more blur than the
second, in character widths, nothing is left that would tell."""
LEAST_A, LEAST_B = 0.6, 1.2
"""In pixels."""
EDGE = 6
"""Pixels along a tile's border that its neighbour in the stack has touched."""
OWN_BLUR = 0.35
"""Pixels of blur that sampling alone makes."""
SOFTEST = 0.6
"""Character widths: a picture without any edge left."""
UNKNOWN = 0.2
"""Where print has no energy above the noise, it has this blur at least."""
FINE_PITCH = 9.0
"""Pixels to a character below which a direction without energy says nothing of motion."""


@dataclass(frozen=True)
class Blur:
    """In character widths (2.54 mm)."""

    defocus: float
    """Standard deviation of the blur in the sharpest direction."""
    motion: float
    """Length of the smear in the softest direction, over the blur in the sharpest."""


def _energies(parts: Singles, sigma: float) -> npt.NDArray[np.float64]:
    """Tile by tile, the mean outer product of the gradient, n × 2 × 2."""
    tall = parts.reshape(-1, TILE)
    soft = cv2.GaussianBlur(tall, (0, 0), sigma)
    sides = (cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=1), cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=1))
    x, y = (np.asarray(g).reshape(-1, TILE, TILE)[:, EDGE:-EDGE, EDGE:-EDGE] for g in sides)
    xx, xy, yy = ((first * second).mean(axis=(1, 2)) for first, second in ((x, x), (x, y), (y, y)))
    return np.stack([xx, xy, xy, yy], axis=1).astype(np.float64).reshape(-1, 2, 2)


def _upright(view: View) -> npt.NDArray[np.float64]:
    """The directions along the text and across it, as rows."""
    along = (view.quad[1] - view.quad[0]) + (view.quad[2] - view.quad[3])
    x, y = along / max(1e-9, float(np.linalg.norm(along)))
    return np.array([[x, y], [-y, x]])


def _ratios(view: View, tiles: Tiles, a: float, b: float) -> dict[int, float]:
    """Direction → ratio of the energies; a direction without print is absent."""
    text, flat = stack(view.grey, tiles.text), stack(view.grey, tiles.flat)
    turn = _upright(view)
    energies, noises = [], []
    for sigma in (a, b):
        energies.append(turn @ _energies(text, sigma).mean(axis=0) @ turn.T)
        calm = np.trace(_energies(flat, sigma), axis1=1, axis2=2) / 2 if len(flat) else np.zeros(1)
        noises.append(float(np.percentile(calm, 25)))
    found = {}
    for angle in POWERS:
        way = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        fine, coarse = (
            float(way @ energy @ way) - noise for energy, noise in zip(energies, noises, strict=True)
        )
        if coarse > ABOVE_NOISE * noises[1] and coarse > 1e-6:
            found[angle] = max(1.0, fine / coarse)
    return found


def measure_blur(view: View, tiles: Tiles) -> Blur:
    """The blur of a view's print."""
    if len(tiles.text) == 0:
        return Blur(SOFTEST, 0.0)
    a, b = max(LEAST_A, SHARE_A * view.pitch), max(LEAST_B, SHARE_B * view.pitch)
    sigmas = {
        angle: _sigma(ratio ** (1 / POWERS[angle]), a, b, view.pitch)
        for angle, ratio in _ratios(view, tiles, a, b).items()
    }
    if not sigmas:
        return Blur(UNKNOWN, 0.0)
    defocus = min(sigmas.values())
    if view.pitch >= FINE_PITCH:
        # A long smear leaves nothing of print along its way.
        sigmas = dict.fromkeys(POWERS, UNKNOWN) | sigmas
    crossed = [
        (sigmas[angle], sigmas[(angle + 90) % 180]) for angle in sigmas if (angle + 90) % 180 in sigmas
    ]
    smear = max((soft**2 - (PLAIN_MOTION * sharp) ** 2 for soft, sharp in crossed), default=0.0)
    return Blur(defocus, float(np.sqrt(12 * max(0.0, smear))) if defocus <= TELLING else 0.0)


def _sigma(ratio: float, a: float, b: float, pitch: float) -> float:
    """The blur in character widths that explains (σ²+b²)/(σ²+a²)."""
    if ratio <= 1.0 + 1e-3:
        return SOFTEST
    squared = max(0.0, (b**2 - ratio * a**2) / (ratio - 1) - OWN_BLUR**2)
    return min(SOFTEST, float(np.sqrt(squared)) / pitch)
