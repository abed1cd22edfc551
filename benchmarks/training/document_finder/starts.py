"""Outlines as wrong as the outline stage's are, from which the corners network learns to find back.

Measured on captures with seeds of their own: a side out on the paper beneath or in on a printed frame, two
neighbours taken for one, a corner astray; and what the stage really found on the pictures.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.training.document_finder.pool import Quads
from benchmarks.training.progress import Bytes

CROP = (192, 128)
"""Width and height of what the network sees: the start, laid on its longer side, with its surroundings. As
`ocr.locate.corners`."""
GROUND = 0.3
"""Around the start on each side, of its sides."""
LEAST = 0.25
"""Intersection over union of start and document from which the one says where the other is."""
FURTHEST = 0.5
"""Of the crop's sides: documents whose corners are farther outside of it are none to find."""
UNIT = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])
Rng = np.random.Generator


@dataclass(frozen=True)
class Lesson:
    """A crop; the corners (4 × 2) to find in it, 0 to 1 across it; how much they count; the intersection over
    union of the start with the document."""

    crop: Bytes
    corners: npt.NDArray[np.float32]
    weight: float
    overlap: float


def overlap(first: Quads, second: Quads) -> float:
    """Intersection over union of two convex figures."""
    a, b = first.astype(np.float32), second.astype(np.float32)
    both, _ = cv2.intersectConvexConvex(a, b)
    return float(both / max(1e-6, cv2.contourArea(a) + cv2.contourArea(b) - both))


def _matrix(source: Quads, target: Quads) -> Quads:
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), target.astype(np.float32))
    return np.asarray(matrix, dtype=np.float64)


def _map(points: Quads, matrix: Quads) -> Quads:
    mapped = cv2.perspectiveTransform(points[None].astype(np.float64), matrix)[0]
    return np.asarray(mapped, dtype=np.float64)


def _move_sides(rng: Rng) -> Quads:
    """The unit square with one side or two moved, and a little turned."""
    low, high = np.zeros((2, 2)), np.ones((2, 2))  # left, top; right, bottom, at both of their ends
    for side in rng.choice(4, int(rng.choice([1, 2, 3], p=[0.5, 0.35, 0.15])), replace=False):
        far = float(rng.exponential(0.28)) if rng.random() < 0.65 else -float(rng.exponential(0.12))
        far = float(np.clip(far, -0.4, 0.9))
        ends = far + rng.normal(0, 0.3 * abs(far), 2)
        if side < 2:
            low[side] -= ends
        else:
            high[side - 2] += ends
    (left, top), (right, bottom) = low, high
    corners = np.array([[left[0], top[0]], [right[0], top[1]], [right[1], bottom[1]], [left[1], bottom[0]]])
    return corners + rng.normal(0, 0.01, (4, 2))


def _join(rng: Rng, quads: Quads) -> Quads:
    """A box around two documents, or a half of it."""
    pair = quads[rng.choice(len(quads), 2, replace=False)].reshape(-1, 2)
    box = cv2.boxPoints(cv2.minAreaRect(pair.astype(np.float32))).astype(np.float64)
    box = _clockwise(box)
    box = np.roll(box, int(rng.integers(4)), axis=0)
    jitter = rng.normal(0, 0.03, (4, 2))
    part = UNIT * [1, 0.5] if rng.random() < 0.5 else UNIT
    return _map(part + jitter, _matrix(UNIT, box))


def _clockwise(corners: Quads) -> Quads:
    x, y = corners.T
    return corners if float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) > 0 else corners[::-1].copy()


def _anywhere(rng: Rng, side: int) -> Quads:
    """A box of a document's size at any place."""
    wide = float(rng.uniform(0.2, 0.6)) * side
    size = wide, wide * float(rng.uniform(0.5, 1.0))
    middle = (float(rng.uniform(0.1, 0.9)) * side, float(rng.uniform(0.1, 0.9)) * side)
    return _clockwise(cv2.boxPoints((middle, size, float(rng.uniform(0, 180)))).astype(np.float64))


def draw_start(rng: Rng, quads: Quads, found: Quads, side: int) -> Quads:
    """A quad to start from on a picture with these documents; `found`: the outline stage's own."""
    kind = rng.random()
    if not len(quads) or kind < 0.07:
        nowhere = not len(found) or rng.random() < 0.5
        return _anywhere(rng, side) if nowhere else np.asarray(found[rng.integers(len(found))])
    if kind < 0.22 and len(found):
        return np.asarray(found[rng.integers(len(found))])
    if kind < 0.5 and len(quads) > 1:
        return _join(rng, quads)
    frame = _matrix(UNIT, quads[rng.integers(len(quads))])
    if kind < 0.72:
        return _map(_move_sides(rng), frame)
    spread = float(rng.choice([0.008, 0.025, 0.06, 0.14], p=[0.2, 0.35, 0.25, 0.2]))
    return _map(UNIT + rng.normal(0, spread, (4, 2)), frame)


def is_usable(quad: Quads) -> bool:
    """Whether it is convex, clockwise and of some size."""
    steps = np.roll(quad, -1, axis=0) - quad
    before = np.roll(steps, 1, axis=0)
    turns = before[:, 0] * steps[:, 1] - before[:, 1] * steps[:, 0]
    lengths = np.linalg.norm(steps, axis=1)
    return bool((turns > 0.2 * lengths * np.roll(lengths, 1)).all() and lengths.min() > 20)


def lay_down(quad: Quads) -> Quads:
    """The same quad, its first side a longer one."""
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    return quad if sides[0] + sides[2] >= sides[1] + sides[3] else np.roll(quad, -1, axis=0)


def make_lesson(rng: Rng, picture: Bytes, quads: Quads, found: Quads) -> Lesson:
    """A start on the picture, cut out, and what is to be found there."""
    start = draw_start(rng, quads, found, picture.shape[0])
    while not is_usable(start):
        start = draw_start(rng, quads, found, picture.shape[0])
    start = np.roll(lay_down(start), 2 * int(rng.integers(2)), axis=0)
    inner = (UNIT + GROUND) / (1 + 2 * GROUND)
    matrix = _matrix(start, inner * CROP)
    centred = _shift(-0.5) @ matrix @ _shift(0.5)
    flags, beyond = cv2.INTER_LINEAR, cv2.BORDER_REPLICATE  # black there looks like the end of a white card
    crop = np.asarray(cv2.warpPerspective(picture, centred, CROP, None, flags, beyond), dtype=np.uint8)
    overlaps = np.array([overlap(start, quad) for quad in quads])
    corners, weight, best = inner.copy(), 0.0, 0.0
    if len(overlaps):
        order = np.argsort(-overlaps)
        best = float(overlaps[order[0]])
        second = float(overlaps[order[1]]) if len(order) > 1 else 0.0
        target = _map(quads[order[0]], matrix) / CROP
        ways = [np.roll(target, turn, axis=0) for turn in range(4)]
        target = min(ways, key=lambda way: float(np.square(way - inner).sum()))
        if best > LEAST and np.abs(target - 0.5).max() < 0.5 + FURTHEST:
            corners = target
            # Of two documents that are as much in it neither is meant.
            weight = float(np.clip((best - second) / 0.15, 0, 1))
    return Lesson(crop, corners.astype(np.float32), weight, best)


def _shift(by: float) -> Quads:
    return np.array([[1.0, 0, by], [0, 1.0, by], [0, 0, 1.0]])
