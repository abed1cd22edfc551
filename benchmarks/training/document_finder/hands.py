"""Fingers that hold a document: they come from outside and end on it, over its edge."""

import cv2
import numpy as np

from benchmarks.training.mrz_finder.face import Floats, Rng, between, chance

SKINS = ((140, 170, 225), (120, 150, 205), (90, 120, 175), (60, 85, 130), (40, 55, 90))
"""Blue, green, red."""


def lay_finger(rng: Rng, canvas: Floats, quad: Floats) -> None:
    """A finger over some side of the quad (4 × 2, picture pixels), in place."""
    side = int(rng.integers(4))
    first, second = quad[side], quad[(side + 1) % 4]
    length = float(np.linalg.norm(second - first))
    middle = quad.mean(axis=0)
    root = first + between(rng, 0.05, 0.95) * (second - first)
    inward = (middle - root) / max(1.0, float(np.linalg.norm(middle - root)))
    turned = between(rng, -0.7, 0.7)
    turn = np.array([[np.cos(turned), -np.sin(turned)], [np.sin(turned), np.cos(turned)]])
    inward = turn @ inward
    size = float(np.sqrt(np.linalg.norm(quad[1] - quad[0]) * np.linalg.norm(quad[2] - quad[1])))
    thick = size * between(rng, 0.14, 0.38)
    tip = root + inward * size * between(rng, 0.0, 0.2)
    far = root - inward * size * between(rng, 0.6, 1.5)
    mask = np.zeros(canvas.shape[:2], dtype=np.uint8)
    start, end = ((int(16 * point[0]), int(16 * point[1])) for point in (tip, far))
    cv2.line(mask, start, end, (255,), max(2, round(thick)), cv2.LINE_AA, 4)
    if length > 0 and chance(rng, 0.3):  # the hand behind
        cv2.circle(
            mask, (int(far[0]), int(far[1])), round(thick * between(rng, 1, 2)), (255,), -1, cv2.LINE_AA
        )
    weight = mask.astype(np.float32) / 255
    dark = cv2.GaussianBlur(weight, (0, 0), max(1.0, thick / 8))
    canvas *= (1 - between(rng, 0.1, 0.5) * dark)[..., None]
    round_ = cv2.GaussianBlur(weight, (0, 0), max(1.0, thick / 3))[..., None]
    skin = np.array(SKINS[rng.integers(len(SKINS))], dtype=np.float32) * np.float32(between(rng, 0.7, 1.1))
    canvas += weight[..., None] * (skin * (0.45 + 0.55 * round_) - canvas)


def lay_hand(rng: Rng, canvas: Floats, quad: Floats) -> None:
    """One to four fingers."""
    for _ in range(rng.integers(1, 5)):
        lay_finger(rng, canvas, quad)
