"""Grounds of documents: guilloches, clouds, photographs of nobody; grey levels around 0."""

from functools import cache

import cv2
import numpy as np

from benchmarks.training.mrz_finder.face import Floats, Rng, between, chance

PATTERNS = 96
PATTERN_SIZE = 640


def _waves(rng: Rng) -> Floats:
    """Families of fine parallel curves, -1 to 1."""
    y, x = np.mgrid[:PATTERN_SIZE, :PATTERN_SIZE].astype(np.float32)
    total = np.zeros((PATTERN_SIZE, PATTERN_SIZE), dtype=np.float32)
    for _ in range(rng.integers(1, 4)):
        period, swing, length = between(rng, 4, 30), between(rng, 0, 60), between(rng, 60, 600)
        angle = between(rng, 0, np.pi) if chance(rng, 0.6) else float(rng.choice([0.0, np.pi / 2]))
        across = x * np.sin(angle) + y * np.cos(angle)
        along = x * np.cos(angle) - y * np.sin(angle)
        curve = across + swing * np.sin(2 * np.pi * along / length + between(rng, 0, 6))
        total += np.cos(2 * np.pi * curve / period) ** int(rng.choice([1, 2, 6]))
    return np.asarray(total / max(1.0, float(np.abs(total).max())), dtype=np.float32)


def clouds(rng: Rng, size: tuple[int, int], step: float) -> Floats:
    """Smooth noise over `size` (width, height) that changes over `step` pixels, -1 to 1."""
    coarse = (max(2, int(size[1] / step)), max(2, int(size[0] / step)))
    noise = rng.uniform(-1, 1, coarse).astype(np.float32)
    return np.asarray(cv2.resize(noise, size, interpolation=cv2.INTER_CUBIC), dtype=np.float32)


@cache
def _pattern(number: int) -> Floats:
    """Pattern `number`, the same in every process."""
    rng = np.random.default_rng((7, number))
    square = (PATTERN_SIZE, PATTERN_SIZE)
    pattern = between(rng, 0, 1) * _waves(rng) + between(rng, 0, 0.6) * clouds(
        rng, square, between(rng, 3, 30)
    )
    return np.asarray(pattern + between(rng, 0, 0.8) * clouds(rng, square, between(rng, 60, 300)), np.float32)


def cover(rng: Rng, size: tuple[int, int]) -> Floats:
    """A pattern over `size` (width, height), stretched, turned and mirrored, about -1 to 1."""
    pattern = _pattern(int(rng.integers(PATTERNS)))
    if chance(rng, 0.5):
        pattern = pattern.T
    width = int(rng.integers(200, PATTERN_SIZE + 1))
    height = min(PATTERN_SIZE, max(80, round(width * size[1] / size[0] * between(rng, 0.6, 1.6))))
    left, top = (int(rng.integers(PATTERN_SIZE - length + 1)) for length in (width, height))
    piece = pattern[top : top + height, left : left + width][:: int(rng.choice([1, -1]))]
    return np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def paint_ground(rng: Rng, size: tuple[int, int]) -> Floats:
    """Paper of `size` (width, height) pixels, in grey levels."""
    width, height = size
    level = between(rng, 110, 252) if chance(rng, 0.8) else between(rng, 60, 160)
    ground = np.full((height, width), level, dtype=np.float32)
    if chance(rng, 0.75):
        ground += between(rng, 2, 40) * cover(rng, size)
    if chance(rng, 0.3):
        ground += between(rng, 5, 30) * cover(rng, size)
    for _ in range(rng.integers(0, 3)):  # bands and boxes of another tone
        left, right = sorted(rng.integers(0, width + 1, 2))
        top, bottom = sorted(rng.integers(0, height + 1, 2))
        if chance(rng, 0.5):
            left, right = 0, width
        ground[top:bottom, left:right] += between(rng, -50, 50)
    return ground


def _oval(photo: Floats, middle: tuple[int, int], radii: tuple[float, float], level: float) -> None:
    cv2.ellipse(photo, middle, (int(radii[0]), int(radii[1])), 0, 0, 360, (level,), -1)


def paint_portrait(rng: Rng, ground: Floats) -> None:
    """A photograph: a dark oval and shoulders before a ground, with the detail of hair and cloth."""
    height, width = ground.shape
    high = int(height * between(rng, 0.25, 0.6))
    wide = min(width - 1, int(high * between(rng, 0.7, 0.85)))
    if wide < 12:
        return
    left, top = int(rng.integers(width - wide)), int(rng.integers(height - high))
    photo = np.full((high, wide), between(rng, 90, 240), dtype=np.float32)
    photo += 40 * clouds(rng, (wide, high), between(rng, 8, 60))
    middle = (wide // 2, int(high * 0.45))
    _oval(photo, (middle[0], int(high * 1.05)), (0.45 * wide, 0.35 * high), between(rng, 10, 120))
    _oval(photo, middle, (0.3 * wide, 0.33 * high), between(rng, 20, 90))
    _oval(photo, (middle[0], middle[1] + high // 20), (0.23 * wide, 0.26 * high), between(rng, 100, 220))
    photo += between(rng, 5, 25) * clouds(rng, (wide, high), between(rng, 2, 8))
    share = between(rng, 0.4, 1)
    place = ground[top : top + high, left : left + wide]
    place += share * (photo - place)
