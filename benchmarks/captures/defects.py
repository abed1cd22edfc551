"""Captures with one thing wrong, as bad as asked: what `phone.take` does not know is added before or after.

A veil and a copy change the print before it is photographed; highlights, fingers and a bad aim change the
picture. The homography is known, so the truth about where the document lies is too.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import cv2
import numpy as np

from benchmarks.captures.aim import map_corners
from benchmarks.captures.fingers import lay_fingers
from benchmarks.captures.optics import Floats, quantise
from benchmarks.captures.phone import Flat, take
from benchmarks.captures.photograph import encode
from benchmarks.captures.severities import Severity, Shot, draw_shot
from benchmarks.captures.surroundings import clear_desk
from benchmarks.documents.sheet import Image, Quad

Defect = Literal[
    "defocus",
    "motion",
    "glare",
    "dim",
    "bright",
    "fade",
    "small",
    "tilt",
    "lean",
    "cut",
    "cover",
    "moire",
    "copy",
    "jpeg",
    "noise",
]
DEFECTS: tuple[Defect, ...] = get_args(Defect)
VEIL = 205.0
"""Grey level of the light that lies over a faded print."""
GLARE_LIGHT = 260.0
"""Light that a highlight adds at its middle, in grey levels."""
MARGIN = (0.05, 0.15)
"""Desk around the document, as a share of its extent: people aim at the document."""
KEPT_QUALITY = 98
"""JPEG quality of the picture before the last changes, which hardly counts beside the last one's."""


@dataclass(frozen=True)
class Grades:
    """One row of defects.toml."""

    steps: tuple[float, ...]
    drawn: tuple[float, float]


@dataclass(frozen=True)
class Flawed:
    """A capture: JPEG, the document's corners in it (perhaps outside), the homography from the sheet."""

    jpeg: bytes
    quad: Quad
    homography: Floats


@cache
def load_defects() -> Mapping[Defect, Grades]:
    """The table of defects.toml."""
    table = tomllib.loads((Path(__file__).parent / "defects.toml").read_text(encoding="utf-8"))
    return {
        name: Grades(tuple(float(value) for value in table[name]["steps"]), tuple(table[name]["drawn"]))
        for name in DEFECTS
    }


NAMED: Mapping[Defect, str] = {
    "defocus": "defocus",
    "motion": "motion",
    "small": "pixels",
    "moire": "moire",
    "noise": "noise",
}
"""Defect → the field of a shot that is its value."""


def _aim(shot: Shot, flaws: Mapping[Defect, float], rng: np.random.Generator) -> Shot:
    """The shot with the values that `phone.take` itself knows."""
    sign = rng.choice([-1, 1], 3)
    changed: dict[str, Any] = {NAMED[name]: flaws[name] for name in NAMED if name in flaws}
    if "dim" in flaws or "bright" in flaws:
        changed["exposure"] = flaws.get("dim", flaws.get("bright"))
    if "tilt" in flaws:
        changed["tilt"] = float(sign[0]) * flaws["tilt"]
    if "lean" in flaws:
        changed["lean"] = tuple(float(value) * flaws["lean"] for value in sign[1:])
    return replace(shot, **changed, jpeg=KEPT_QUALITY)


def _print_anew(image: Image, flaws: Mapping[Defect, float]) -> Image:
    """The print under a veil, or as a copy has it."""
    picture = image.astype(np.float64)
    if "copy" in flaws:
        grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.float64)[..., None]
        # A copier stretches what it sees.
        stretched = np.clip((grey - 60) * 255 / (235 - 60), 0, 255) * 0.92 + 12
        picture += flaws["copy"] * (stretched - picture)
    if "fade" in flaws:
        picture += flaws["fade"] * (VEIL - picture)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _shine(
    picture: Image, to_picture: Floats, size: tuple[int, int], share: float, rng: np.random.Generator
) -> Image:
    """A soft highlight over a share of the document of `size`, in sheet pixels."""
    width, height = size
    oval = float(rng.uniform(0.6, 1.6))
    reach = np.sqrt(share * width * height / np.pi)
    centre = rng.uniform(0.2, 0.8, 2) * size
    y, x = np.mgrid[0:height:4, 0:width:4].astype(np.float64)
    far = ((x - centre[0]) / (reach * np.sqrt(oval))) ** 2 + ((y - centre[1]) / (reach / np.sqrt(oval))) ** 2
    light = (GLARE_LIGHT * np.exp(-(far**2) * np.log(GLARE_LIGHT / 60))).astype(np.float32)
    matrix = to_picture @ np.diag([4.0, 4.0, 1.0])
    laid = cv2.warpPerspective(light, matrix, (picture.shape[1], picture.shape[0]), flags=cv2.INTER_LINEAR)
    return quantise(picture + np.asarray(laid, dtype=np.float64)[..., None])


def _cut(quad: Quad, size: tuple[int, int], share: float, rng: np.random.Generator) -> tuple[slice, slice]:
    """Rows and columns of the picture that leave out a share of the document, at a side by chance."""
    points = np.array(quad)
    axis, far_end = int(rng.integers(2)), bool(rng.integers(2))
    rows, columns = slice(0, size[1]), slice(0, size[0])
    filled = np.zeros((size[1], size[0]), np.uint8)
    cv2.fillPoly(filled, [points.round().astype(np.int32)], (1,))
    amounts = filled.sum(axis=0 if axis == 0 else 1).astype(np.float64)
    reached = np.cumsum(amounts[::-1] if far_end else amounts) / max(1.0, amounts.sum())
    at = int(np.searchsorted(reached, share))
    part = slice(0, len(amounts) - at) if far_end else slice(at, len(amounts))
    return (rows, part) if axis == 0 else (part, columns)


def _overlap(first: slice, second: slice) -> slice:
    return slice(max(first.start, second.start), min(first.stop, second.stop))


def _frame(quad: Quad, size: tuple[int, int], share: float) -> tuple[slice, slice]:
    """Rows and columns of the picture that hold the document and a margin, a share of its extent."""
    points = np.array(quad)
    spare = share * np.ptp(points, axis=0)
    low = np.clip(np.floor(points.min(axis=0) - spare), 0, size).astype(int)
    high = np.clip(np.ceil(points.max(axis=0) + spare), 0, size).astype(int)
    return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def take_flawed(
    flat: Flat, flaws: Mapping[Defect, float], rng: np.random.Generator, severity: Severity = 1
) -> Flawed:
    """A phone's capture with the flaws given, each in its unit; all else as the severity's base has it."""
    shot = draw_shot("turn", severity, rng)
    shot = _aim(replace(shot, quarter=0), flaws, rng)
    taken = take(replace(flat, image=_print_anew(flat.image, flaws)), shot, rng, clear_desk)
    picture = np.asarray(cv2.imdecode(np.frombuffer(taken.jpeg, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)
    source, target = (np.asarray(part, dtype=np.float32) for part in (flat.zone, taken.zone))
    homography = np.asarray(cv2.getPerspectiveTransform(source, target), dtype=np.float64)
    size = flat.image.shape[1], flat.image.shape[0]
    if "glare" in flaws and flaws["glare"] > 0:
        picture = _shine(picture, homography, size, flaws["glare"], rng)
    if "cover" in flaws and flaws["cover"] > 0:
        picture = lay_fingers(picture, homography, size, flaws["cover"], shot.exposure, rng)
    parts = [_frame(map_corners(homography, size), picture.shape[1::-1], float(rng.uniform(*MARGIN)))]
    if "cut" in flaws and flaws["cut"] > 0:
        parts.append(_cut(map_corners(homography, size), picture.shape[1::-1], flaws["cut"], rng))
    rows, columns = (_overlap(*ways) for ways in zip(*parts, strict=True)) if len(parts) > 1 else parts[0]
    picture = np.ascontiguousarray(picture[rows, columns])
    moved = np.array([[1, 0, -columns.start], [0, 1, -rows.start], [0, 0, 1]], dtype=np.float64)
    homography = moved @ homography
    quality = round(flaws.get("jpeg", float(rng.uniform(86, 95))))
    return Flawed(encode(picture, quality), map_corners(homography, size), homography / homography[2, 2])
