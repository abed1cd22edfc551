"""Security paper: a tinted ground with guilloches, pale enough that print on it stays readable."""

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image as Pil

from benchmarks.documents.sheet import DPI, MM_PER_INCH, Colour

Tone = tuple[float, float, float]
WAVE_SHARE, ROSETTE_SHARE = 0.30, 0.33
"""How much of the line's colour is in the ink: pale enough to read over."""
FRACTION_BITS = 4
"""OpenCV draws with sixteenths of a pixel."""


def draw_paper(
    size_mm: tuple[float, float], tints: tuple[Colour, Colour], line: Colour, rng: np.random.Generator
) -> Pil.Image:
    """Ground for a side of `size_mm`: a gradient between two pale `tints`, waves and rosettes in `line`."""
    width, height = (round(value * DPI / MM_PER_INCH) for value in size_mm)
    ground = _blend_tints(width, height, tints)
    _draw_waves(ground, _pale(line, tints, WAVE_SHARE), rng)
    tone = _pale(line, tints, ROSETTE_SHARE)
    for _ in range(int(rng.integers(2, 4))):
        centre = rng.uniform(0.15, 0.85) * width, rng.uniform(0.15, 0.85) * height
        _draw_rosette(ground, centre, rng.uniform(0.25, 0.45) * height, tone, rng)
    grain = rng.normal(0.0, 1.2, (height, width, 1))
    return Pil.fromarray(np.clip(ground + grain, 0, 255).astype(np.uint8), "RGB")


def _blend_tints(width: int, height: int, tints: tuple[Colour, Colour]) -> npt.NDArray[np.uint8]:
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    share = ((across + down) / 2)[..., None]
    ground = np.array(tints[0]) * (1 - share) + np.array(tints[1]) * share
    return np.ascontiguousarray(ground.astype(np.uint8))


def _stroke(ground: npt.NDArray[np.uint8], points: npt.NDArray[np.float64], tone: Tone) -> None:
    """A line one pixel fine."""
    fixed = np.round(points * (1 << FRACTION_BITS)).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(ground, [fixed], False, tone, 1, cv2.LINE_AA, FRACTION_BITS)


def _pale(line: Colour, tints: tuple[Colour, Colour], share: float) -> Tone:
    """`share` of the way from the tints' middle to `line`."""
    red, green, blue = np.array(line) * share + np.mean(tints, axis=0) * (1 - share)
    return float(red), float(green), float(blue)


def _draw_waves(ground: npt.NDArray[np.uint8], tone: Tone, rng: np.random.Generator) -> None:
    height, width = ground.shape[:2]
    x = np.arange(0, width + 8, 4, dtype=np.float64)
    length, swing = rng.uniform(0.3, 0.6) * width, rng.uniform(0.03, 0.06) * height
    step = 0.021 * height
    for number in range(-4, int(height / step) + 5):
        turn = number * 0.18
        y = number * step + swing * np.sin(2 * np.pi * x / length + turn) * np.cos(x / width * 2 + turn / 3)
        _stroke(ground, np.stack([x, y], axis=1), tone)


def _draw_rosette(
    ground: npt.NDArray[np.uint8],
    centre: tuple[float, float],
    radius: float,
    tone: Tone,
    rng: np.random.Generator,
) -> None:
    petals, depth = int(rng.integers(5, 12)), rng.uniform(0.18, 0.34)
    angle = np.linspace(0, 2 * np.pi, 721)
    for turn in np.linspace(0, 2 * np.pi / petals, 9, endpoint=False):
        reach = radius * (0.7 + depth * np.sin(petals * (angle + turn)))
        points = np.stack([centre[0] + reach * np.cos(angle), centre[1] + reach * np.sin(angle)], axis=1)
        _stroke(ground, points, tone)
