"""A phone's photograph of a printed line, and the crop a detector makes of it. Ranges are physical ones."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

import cv2
import numpy as np

from benchmarks.training.mrz_lines.printing import BASELINE, MARGIN, PITCH, Floats
from mrz.strips import Grey

Condition = Literal[
    "plain", "small", "defocus", "motion", "glare", "dim", "compressed", "tilt", "moire", "mixed"
]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)


@dataclass(frozen=True)
class Capture:
    """How it is photographed. Lengths are in characters (2.54 mm); `jpeg` 0 means none."""

    pixels: float = 16.0
    """Pixels to a character."""
    defocus: float = 0.0
    """Standard deviation of the blur."""
    motion: float = 0.0
    motion_angle: float = 0.0
    glare: float = 0.0
    """Share of the line under the highlight."""
    exposure: float = 1.0
    noise: float = 1.0
    """Standard deviation, grey levels."""
    jpeg: int = 0
    tilt: float = 0.0
    """What is left of the document's tilt after the crop, degrees."""
    skew: float = 0.03
    """How far each corner of the crop is off."""
    sharpened: float = 0.0
    moire: float = 0.0
    """Swing of a screen's or a scanner's beat pattern, grey levels."""
    shadow: float = 0.0
    """Share of the light that a shadow with a soft edge takes from a part of the line."""
    gamma: float = 1.0
    denoised: bool = False
    wave: float = 0.0
    """Swing of the line's middle, where the paper is not flat."""
    reach: float = 1.2
    """Ground left of and right of the line in the crop, at most."""


def _between(rng: np.random.Generator, low: float, high: float) -> float:
    return float(rng.uniform(low, high))


def draw_capture(rng: np.random.Generator, condition: Condition, hardness: float = 1.0) -> Capture:
    """A capture under the condition; `hardness` 0 to 1 scales what `mixed` does to the picture."""
    base = Capture(pixels=_between(rng, 11, 22), skew=0.08, noise=_between(rng, 0, 3))
    changes: dict[Condition, dict[str, float]] = {
        "plain": {},
        "small": {"pixels": _between(rng, 5, 8), "jpeg": 90},
        "defocus": {"defocus": _between(rng, 0.08, 0.2)},
        "motion": {"motion": _between(rng, 0.25, 0.6), "motion_angle": _between(rng, 0, np.pi)},
        "glare": {"glare": _between(rng, 0.1, 0.35)},
        "dim": {"exposure": _between(rng, 0.15, 0.35), "noise": _between(rng, 5, 12)},
        "compressed": {"jpeg": int(rng.integers(15, 40))},
        "tilt": {"tilt": _between(rng, -1.2, 1.2), "skew": 0.14},
        "moire": {"moire": _between(rng, 8, 25)},
        "mixed": {},
    }
    chosen = replace(base, **changes[condition])  # type: ignore[arg-type]
    return _mix(chosen, rng, hardness) if condition == "mixed" else chosen


def _mix(base: Capture, rng: np.random.Generator, hardness: float) -> Capture:
    def chance(probability: float) -> bool:
        return bool(rng.random() < probability * hardness)

    low = 14 - 9 * hardness
    return replace(
        base,
        pixels=float(np.exp(_between(rng, np.log(low), np.log(24)))),
        defocus=_between(rng, 0.02, 0.2) if chance(0.45) else 0.0,
        motion=_between(rng, 0.1, 0.6) if chance(0.35) else 0.0,
        motion_angle=_between(rng, 0, np.pi),
        glare=_between(rng, 0.03, 0.35) if chance(0.2) else 0.0,
        exposure=_between(rng, 0.15, 0.8) if chance(0.35) else _between(rng, 0.8, 1.15),
        noise=_between(rng, 0, 12 if chance(0.35) else 3),
        jpeg=int(rng.integers(20, 96)) if chance(0.65) else 0,
        tilt=_between(rng, -1, 1) * hardness,
        skew=_between(rng, 0.01, 0.14),
        sharpened=_between(rng, 0.2, 1.2) if chance(0.3) else 0.0,
        moire=_between(rng, 3, 22) if chance(0.15) else 0.0,
        shadow=_between(rng, 0.1, 0.6) if chance(0.2) else 0.0,
        gamma=float(np.exp(_between(rng, -0.5, 0.5) * hardness)),
        denoised=chance(0.12),
        wave=_between(rng, 0.02, 0.12) if chance(0.3) else 0.0,
        reach=2.2 if chance(0.3) else 1.2,
    )


def _smear(sheet: Floats, length: float, angle: float) -> Floats:
    reach = int(np.ceil(length / 2)) + 1
    steps = np.linspace(-length / 2, length / 2, 4 * reach)
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), dtype=np.float32)
    columns, rows = reach + steps * np.cos(angle), reach + steps * np.sin(angle)
    np.add.at(kernel, (np.rint(rows).astype(int), np.rint(columns).astype(int)), 1 / len(steps))
    return np.asarray(cv2.filter2D(sheet, -1, kernel, borderType=cv2.BORDER_REPLICATE), dtype=np.float32)


def _highlight(shape: tuple[int, int], share: float, rng: np.random.Generator) -> Floats:
    """A soft bright ellipse that covers about `share` of the width; grey levels to add."""
    height, width = shape
    y, x = np.ogrid[:height, :width]
    reach = share * width / 2
    across = (x - rng.uniform(0, width)) / reach
    down = (y - rng.uniform(0, height)) / (height * rng.uniform(0.3, 1.5))
    return np.asarray(_between(rng, 60, 260) * np.exp(-((across**2 + down**2) ** 2)), dtype=np.float32)


def _beat(shape: tuple[int, int], swing: float, rng: np.random.Generator) -> Floats:
    """A moiré: two crossed gratings that beat against the pixels; grey levels to add."""
    height, width = shape
    y, x = np.ogrid[:height, :width]
    total = np.zeros(shape, dtype=np.float32)
    for _ in range(2):
        angle, period = rng.uniform(0, np.pi), np.exp(rng.uniform(np.log(2.2), np.log(30)))
        total += np.sin(2 * np.pi / period * (x * np.cos(angle) + y * np.sin(angle)) + rng.uniform(0, 6))
    return total * np.float32(swing / 2)


def _shade(shape: tuple[int, int], depth: float, rng: np.random.Generator) -> Floats:
    """A shadow's edge across the line: factors from 1 - depth to 1."""
    height, width = shape
    y, x = np.ogrid[:height, :width]
    angle = rng.uniform(0, 2 * np.pi)
    across = (x - rng.uniform(0, width)) * np.cos(angle) + (y - height / 2) * np.sin(angle)
    soft = 1 / (1 + np.exp(np.clip(-across / rng.uniform(1, 40), -30, 30)))
    return np.asarray(1 - depth * soft, dtype=np.float32)


def _optics(sheet: Floats, how: Capture) -> Floats:
    sampling = 0.4 * PITCH / how.pixels if how.pixels < PITCH else 0.0
    sigma = float(np.hypot(sampling, how.defocus * PITCH))
    if sigma > 0.3:
        sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), sigma), dtype=np.float32)
    return _smear(sheet, how.motion * PITCH, how.motion_angle) if how.motion * PITCH > 1 else sheet


def _sensor(picture: Floats, how: Capture, rng: np.random.Generator) -> Grey:
    if how.glare:
        picture = picture + _highlight(picture.shape, how.glare, rng)
    if how.moire:
        picture = picture + _beat((picture.shape[0], picture.shape[1]), how.moire, rng)
    if how.shadow:
        picture = picture * _shade((picture.shape[0], picture.shape[1]), how.shadow, rng)
    if how.gamma != 1:
        picture = np.asarray(255 * (np.clip(picture, 0, 255) / 255) ** how.gamma, dtype=np.float32)
    picture = picture * how.exposure
    if how.sharpened:
        picture = picture + how.sharpened * (picture - cv2.GaussianBlur(picture, (0, 0), 1.2))
    if how.noise:
        picture = picture + how.noise * rng.standard_normal(picture.shape, dtype=np.float32)
    bytes_ = np.clip(picture, 0, 255).astype(np.uint8)
    if how.denoised:
        bytes_ = np.asarray(cv2.bilateralFilter(bytes_, 5, 4 + 4 * how.noise, 2), dtype=np.uint8)
    if not how.jpeg:
        return bytes_
    _, packed = cv2.imencode(".jpg", bytes_, [cv2.IMWRITE_JPEG_QUALITY, how.jpeg])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def _curl(sheet: Floats, how: Capture, rng: np.random.Generator) -> Floats:
    """The sheet with its line bent along a wave."""
    height, width = sheet.shape
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    turns = rng.uniform(0.3, 1.2) * 2 * np.pi / width
    bend = how.wave * PITCH * np.sin(turns * columns[0] + rng.uniform(0, 6))
    shifted = rows + bend.astype(np.float32)
    return np.asarray(cv2.remap(sheet, columns, shifted, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def photograph_line(sheet: Floats, how: Capture, rng: np.random.Generator) -> Grey:
    """The crop of the sheet's line as a detector hands it over: grey, about `how.pixels` to a character.

    The margins around the text are drawn: 0.58 to 1.4 characters from the middle upwards and downwards, up
    to `how.reach` to the left and to the right (now and then a hair of the first or last character is lost).
    """
    scale = how.pixels / PITCH
    height, width = sheet.shape
    size = max(8, round(width * scale)), max(8, round(height * scale))
    taken = _optics(_curl(sheet, how, rng) if how.wave else sheet, how)
    if size != (width, height):
        taken = np.asarray(cv2.resize(taken, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)
    picture = _sensor(taken, how, rng)

    left, right = MARGIN - PITCH * rng.uniform(-0.08, how.reach, 2) * (1, -1)
    top, bottom = BASELINE + PITCH * rng.uniform(0.58, 1.4, 2) * (-1, 1)
    right += width - 2 * MARGIN
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    corners += rng.uniform(-how.skew, how.skew, (4, 2)) * PITCH
    # A tilt shifts a line's ends by far more than its height, so only so much of it can be left in a crop.
    slope = np.tan(np.radians(how.tilt)) * (corners[:, 0] - width / 2)
    corners[:, 1] += np.clip(slope, -0.3 * PITCH, 0.3 * PITCH)
    corners *= (size[0] / width, size[1] / height)
    wide, high = max(16, round((right - left) * scale)), max(6, round((bottom - top) * scale))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flags, border = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    return np.asarray(
        cv2.warpPerspective(picture, matrix, (wide, high), flags=flags, borderMode=border), np.uint8
    )
