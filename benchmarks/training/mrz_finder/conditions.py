"""Whole pictures under one difficulty each, to measure the finder with. Ranges are physical ones."""

from dataclasses import dataclass
from typing import Literal, get_args

import cv2
import numpy as np

from benchmarks.training.mrz_finder.camera import expose
from benchmarks.training.mrz_finder.desk import crop_desk
from benchmarks.training.mrz_finder.face import Face, Rng, between
from benchmarks.training.mrz_finder.faces import blank_face, paint_face
from benchmarks.training.mrz_finder.scene import PITCH, Lines, Scene, Stage, lay_face

Condition = Literal[
    "plain", "turned", "tilt", "lean", "small", "two", "glare", "blur", "dim", "mixed", "none"
]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
SIZE = (1600, 1200)
PLAIN_SHARE, SMALL_WIDTH = (0.4, 0.8), (250.0, 400.0)
"""Of the picture's width that a document takes up; width of a small one in pixels."""


@dataclass(frozen=True)
class _Aim:
    width: float
    turn: float
    lean: float


def _aim(rng: Rng, condition: Condition) -> _Aim:
    width = SIZE[0] * between(rng, *PLAIN_SHARE)
    quarter = 90.0 * float(rng.integers(4))
    aims: dict[Condition, _Aim] = {
        "turned": _Aim(width * 0.7, quarter + between(rng, -5, 5), 5),
        "tilt": _Aim(width * 0.7, quarter + float(rng.choice([-1, 1])) * between(rng, 10, 30), 5),
        "lean": _Aim(width, between(rng, -5, 5), 25),
        "small": _Aim(between(rng, *SMALL_WIDTH), between(rng, -20, 20), 5),
        "two": _Aim(SIZE[0] * between(rng, 0.25, 0.4), between(rng, -20, 20), 5),
        "mixed": _Aim(width * 0.7, quarter + between(rng, -30, 30), 20),
    }
    return aims.get(condition, _Aim(width, between(rng, -5, 5), 5))


def _page(rng: Rng, condition: Condition) -> Face:
    """A document with a zone, no larger than a passport's data page; or without one."""
    if condition == "none":
        return blank_face(int(rng.integers(1 << 30)), 0)
    while True:
        face = paint_face(rng, with_zone=True)
        if face.image.shape[1] < 1100 and face.image.shape[0] < 800:
            return face


def _light(rng: Rng, stage: Stage, condition: Condition, pixel: float) -> Scene:
    """The picture with the condition's light and sharpness; `pixel` to a character."""
    picture = cv2.GaussianBlur(stage.canvas, (0, 0), 0.15 * pixel if condition == "blur" else 0.5)
    if condition == "glare" and stage.zones:
        zone = stage.zones[0]
        corner, length = zone[0, 0], float(np.linalg.norm(zone[0, 1] - zone[0, 0]))
        at = corner + (zone[-1, 2] - corner) * rng.uniform(0.1, 0.9)
        y, x = np.ogrid[: SIZE[1], : SIZE[0]]
        far = np.hypot(x - at[0], y - at[1]) / (length * between(rng, 0.05, 0.1))
        picture = picture + 300 * np.exp(-(far**4))
    if condition == "dim":
        picture = picture * between(rng, 0.15, 0.3)
    picture = picture + rng.normal(0, 5.0 if condition == "dim" else 2.0, picture.shape)
    return Scene(np.clip(picture, 0, 255).astype(np.uint8), tuple(stage.zones))


def render_picture(seed: int, number: int, condition: Condition) -> Scene:
    """Picture `number` of `seed` under the condition, 1600 × 1200; always the same one."""
    rng = np.random.default_rng((seed, number, CONDITIONS.index(condition)))
    stage = Stage(crop_desk(rng, SIZE), [])
    page, aim = _page(rng, condition), _aim(rng, condition)
    scale = aim.width / page.image.shape[1]
    for _ in range(rng.integers(0, 3)):
        paper = blank_face(seed, int(rng.integers(20)))
        lay_face(rng, stage, paper, scale * between(rng, 0.7, 1.3), between(rng, 0, 360), 10, 0.5)
    if condition == "two":
        for side in (0.25, 0.75):
            face = _page(rng, condition)
            width = aim.width / face.image.shape[1]
            lay_face(rng, stage, face, width, between(rng, -20, 20), 5, 0.03, (side, 0.5))
    else:
        lay_face(rng, stage, page, scale, aim.turn, aim.lean, 0.05, (0.5, 0.5))
    if condition == "mixed":
        return Scene(expose(rng, stage.canvas, scale * PITCH), tuple(stage.zones))
    return _light(rng, stage, condition, scale * PITCH)


def is_inside(zone: Lines) -> bool:
    """Whether all of the zone is in the picture."""
    points = zone.reshape(-1, 2)
    return bool((points >= 0).all() and (points <= np.array(SIZE)).all())
