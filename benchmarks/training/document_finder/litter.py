"""Things on a desk that are no documents though they have straight edges or print: covers of books,
keyboards, telephones, notes, cups, pens, cables."""

import cv2
import numpy as np

from benchmarks.training.mrz_finder.face import Floats, Rng, between, chance, log_between

Colour = tuple[float, float, float]


def _colour(rng: Rng) -> Colour:
    """Vivid, pale or grey."""
    level, strength = between(rng, 15, 250), between(rng, 0, 0.8)
    blue, green, red = (level * (1 - strength * float(rng.random())) for _ in range(3))
    return blue, green, red


def _cover(rng: Rng, size: tuple[int, int]) -> Floats:
    """A plain board: a notebook, a tablet, a box; perhaps with a stripe, a frame or a title."""
    width, height = size
    thing = np.full((height, width, 3), _colour(rng), dtype=np.float32)
    if chance(rng, 0.4):
        thing[:, : max(1, int(width * between(rng, 0.03, 0.15)))] *= between(rng, 0.4, 1.3)
    if chance(rng, 0.3):
        inset = int(min(size) * between(rng, 0.03, 0.15))
        cv2.rectangle(thing, (inset, inset), (width - inset, height - inset), _colour(rng), -1)
    if chance(rng, 0.3):
        at = int(width * between(rng, 0.1, 0.4)), int(height * between(rng, 0.2, 0.8))
        letters = "".join(chr(int(code)) for code in rng.integers(65, 91, int(rng.integers(3, 9))))
        scale = width / 250 * between(rng, 0.5, 1.5)
        cv2.putText(thing, letters, at, cv2.FONT_HERSHEY_SIMPLEX, scale, _colour(rng), 1, cv2.LINE_AA)
    return thing


def _keys(rng: Rng, size: tuple[int, int]) -> Floats:
    """Keys of a keyboard, a calculator or a remote control."""
    width, height = size
    thing = np.full((height, width, 3), _colour(rng), dtype=np.float32)
    columns, rows = int(rng.integers(3, 15)), int(rng.integers(2, 7))
    wide, high, key = width / columns, height / rows, _colour(rng)
    gap = between(rng, 0.08, 0.3)
    for row in range(rows):
        for column in range(columns):
            left, top = int((column + gap / 2) * wide), int((row + gap / 2) * high)
            corner = int((column + 1 - gap / 2) * wide), int((row + 1 - gap / 2) * high)
            cv2.rectangle(thing, (left, top), corner, key, -1)
            sign = chr(int(rng.integers(65, 91)))
            at = left + int(wide * 0.2), int(top + high * 0.55)
            cv2.putText(thing, sign, at, cv2.FONT_HERSHEY_SIMPLEX, high / 60, _colour(rng), 1, cv2.LINE_AA)
    return thing


def _note(rng: Rng, size: tuple[int, int]) -> Floats:
    """A slip of paper with a few strokes by hand."""
    width, height = size
    pale = tuple(between(rng, 150, 255) for _ in range(3))
    thing = np.full((height, width, 3), pale, dtype=np.float32)
    ink = _colour(rng)
    for row in range(int(rng.integers(0, 5))):
        x = np.linspace(0.1, between(rng, 0.4, 0.9), 30) * width
        y = (0.2 + 0.18 * row) * height + 0.04 * height * np.sin(x / between(rng, 1.5, 5))
        points = np.stack([x, y], axis=1).round().astype(np.int32)
        cv2.polylines(thing, [points], False, ink, 1, cv2.LINE_AA)
    return thing


def _lay(rng: Rng, canvas: Floats, thing: Floats, mask: Floats) -> None:
    height, width = thing.shape[:2]
    middle = (width / 2, height / 2)
    matrix = np.asarray(cv2.getRotationMatrix2D(middle, between(rng, 0, 360), 1.0), dtype=np.float64)
    frame = canvas.shape[1], canvas.shape[0]
    matrix[:, 2] += rng.uniform(0, 1, 2) * frame - np.array(middle)
    laid = cv2.warpAffine(thing, matrix, frame, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    weight = np.asarray(cv2.warpAffine(mask, matrix, frame, flags=cv2.INTER_LINEAR), dtype=np.float32)
    if chance(rng, 0.6):
        moved = np.roll(weight, tuple(int(step) for step in rng.integers(-3, 4, 2)), (0, 1))
        canvas *= (
            1 - (between(rng, 0.1, 0.5) * cv2.GaussianBlur(moved, (0, 0), between(rng, 0.7, 4)))[..., None]
        )
    canvas += weight[..., None] * (laid - canvas)


def _cup(rng: Rng, canvas: Floats) -> None:
    """A cup, a lid, a coin, a plate: rings."""
    radius = round(log_between(rng, 8, 70))
    thing = np.full((2 * radius, 2 * radius, 3), _colour(rng), dtype=np.float32)
    cv2.circle(thing, (radius, radius), int(radius * between(rng, 0.6, 0.9)), _colour(rng), -1, cv2.LINE_AA)
    mask = np.zeros((2 * radius, 2 * radius), dtype=np.float32)
    cv2.circle(mask, (radius, radius), radius - 1, (1.0,), -1, cv2.LINE_AA)
    _lay(rng, canvas, thing, mask)


def _cable(rng: Rng, canvas: Floats) -> None:
    """A cable or a pen: a curve, bent or straight."""
    size = np.array([canvas.shape[1], canvas.shape[0]])
    start, bend, end = rng.uniform(-0.2, 1.2, (3, 2)) * size
    if chance(rng, 0.4):
        end = start + rng.uniform(-0.4, 0.4, 2) * size
        bend = (start + end) / 2
    t = np.linspace(0, 1, 30)[:, None]
    points = ((1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end).round().astype(np.int32)
    cv2.polylines(canvas, [points], False, _colour(rng), int(rng.integers(2, 9)), cv2.LINE_AA)


def strew(rng: Rng, canvas: Floats) -> None:
    """Puts up to eight things on the canvas (height × width × 3), in place."""
    for _ in range(rng.integers(0, 9)):
        kind = rng.random()
        if kind < 0.15:
            _cup(rng, canvas)
        elif kind < 0.35:
            _cable(rng, canvas)
        else:
            width = round(log_between(rng, 25, 230))
            size = width, max(8, round(width * between(rng, 0.3, 1.6)))
            draw = (_cover, _cover, _keys, _note)[rng.integers(4)]
            _lay(rng, canvas, draw(rng, size), np.ones(size[::-1], dtype=np.float32))
