"""What documents lie on: wood, cloth, keys, papers' edges, hands; grey levels."""

from functools import lru_cache

import cv2
import numpy as np

from benchmarks.training.mrz_finder.face import Floats, Rng, between, chance, log_between
from benchmarks.training.mrz_finder.grounds import clouds, cover

DESKS = 120
DESK_SIZE = 900


def _grain(rng: Rng, square: tuple[int, int]) -> Floats:
    fibre = rng.normal(0, 1, square).astype(np.float32)
    fibre = np.asarray(cv2.GaussianBlur(fibre, (0, 0), between(rng, 10, 60), sigmaY=between(rng, 0.5, 2)))
    return np.asarray(fibre / max(1e-3, float(fibre.std())), dtype=np.float32)


def _weave(rng: Rng, square: tuple[int, int]) -> Floats:
    y, x = np.mgrid[: square[1], : square[0]].astype(np.float32)
    period, share = log_between(rng, 2.5, 40), between(rng, 0.3, 1)
    wave = np.sin(2 * np.pi * x / period) + share * np.sin(2 * np.pi * y / period)
    return np.asarray(np.sign(wave) if chance(rng, 0.3) else wave, dtype=np.float32)


def _keys(rng: Rng, desk: Floats) -> None:
    step, gap = int(rng.integers(14, 70)), int(rng.integers(2, 8))
    level, sign = between(rng, 20, 230), between(rng, 20, 230)
    for top in range(0, desk.shape[0], step):
        for left in range(0, desk.shape[1], step):
            cv2.rectangle(desk, (left, top), (left + step - gap, top + step - gap), (level,), -1)
            letter = chr(int(rng.integers(65, 91)))
            at = (left + step // 4, top + step // 2)
            cv2.putText(desk, letter, at, cv2.FONT_HERSHEY_SIMPLEX, step / 70, (sign,), 1, cv2.LINE_AA)


def _things(rng: Rng, desk: Floats) -> None:
    """Blobs and bars with shading: pens, cups, edges of books."""
    for _ in range(rng.integers(1, 9)):
        at = (int(rng.integers(DESK_SIZE)), int(rng.integers(DESK_SIZE)))
        axes = (int(log_between(rng, 8, 250)), int(log_between(rng, 4, 200)))
        level, angle = between(rng, 10, 250), between(rng, 0, 180)
        if chance(rng, 0.5):
            cv2.ellipse(desk, at, axes, angle, 0, 360, (level,), -1, cv2.LINE_AA)
        else:
            corners = cv2.boxPoints((at, (float(axes[0]), float(axes[1])), angle))
            cv2.fillConvexPoly(desk, corners.astype(np.int32), (level,), cv2.LINE_AA)


@lru_cache(maxsize=DESKS)
def desk(number: int) -> Floats:
    """Desk `number` (900 × 900), the same in every process."""
    rng = np.random.default_rng((9, number))
    square = (DESK_SIZE, DESK_SIZE)
    surface = np.full(square, between(rng, 15, 250), dtype=np.float32)
    kind = rng.random()
    if kind < 0.25:
        surface += between(rng, 2, 25) * _grain(rng, square)
    elif kind < 0.45:
        surface += between(rng, 2, 25) * _weave(rng, square)
    elif kind < 0.55:
        _keys(rng, surface)
    elif kind < 0.7:
        surface += between(rng, 5, 50) * cover(rng, square)
    surface += between(rng, 0, 40) * clouds(rng, square, between(rng, 40, 400))
    if chance(rng, 0.4):
        _things(rng, surface)
    return np.clip(surface, 0, 255)


def crop_desk(rng: Rng, size: tuple[int, int]) -> Floats:
    """A part of some desk over `size` (width, height)."""
    surface = desk(int(rng.integers(DESKS)))
    width = int(rng.integers(200, DESK_SIZE + 1))
    height = min(DESK_SIZE, round(width * size[1] / size[0]))
    left, top = int(rng.integers(DESK_SIZE - width + 1)), int(rng.integers(DESK_SIZE - height + 1))
    piece = surface[top : top + height, left : left + width]
    return np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
