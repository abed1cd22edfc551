"""What a camera makes of a scene: blur, light, glare, shadow, noise, JPEG. Grey, or three colours alike."""

import cv2
import numpy as np

from benchmarks.training.mrz_finder.face import Floats, Grey, Rng, between, chance, log_between


def _coordinates(shape: tuple[int, ...]) -> tuple[Floats, Floats]:
    y, x = np.ogrid[: shape[0], : shape[1]]
    return y.astype(np.float32), x.astype(np.float32)


def _soften(rng: Rng, picture: Floats, pixel: float) -> Floats:
    """Defocus, motion or a lost resolution; `pixel` is the width of a character, pixels."""
    kind = rng.random()
    if kind < 0.3:
        return np.asarray(
            cv2.GaussianBlur(picture, (0, 0), max(0.3, between(rng, 0.02, 0.2) * pixel)), np.float32
        )
    if kind < 0.45:
        reach = max(2, round(between(rng, 0.1, 0.6) * pixel))
        steps, angle = np.linspace(-reach / 2, reach / 2, 4 * reach), between(rng, 0, np.pi)
        kernel = np.zeros((reach + 3, reach + 3), dtype=np.float32)
        middle = (reach + 3) // 2
        rows, columns = (
            np.rint(middle + steps * part).astype(int) for part in (np.sin(angle), np.cos(angle))
        )
        np.add.at(kernel, (np.clip(rows, 0, reach + 2), np.clip(columns, 0, reach + 2)), 1 / len(steps))
        return np.asarray(cv2.filter2D(picture, -1, kernel), dtype=np.float32)
    if kind < 0.65:  # enlarged from fewer pixels, as small cards are for the closer look
        share = max(between(rng, 0.3, 0.9), min(1.0, 4.5 / pixel))
        small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        size = (picture.shape[1], picture.shape[0])
        return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)
    return picture


def _glare(rng: Rng, shape: tuple[int, ...]) -> Floats:
    """A bright ellipse or band, soft or hard; grey levels to add."""
    y, x = _coordinates(shape)
    angle = between(rng, 0, np.pi)
    dx, dy = x - between(rng, 0, shape[1]), y - between(rng, 0, shape[0])
    along = (dx * np.cos(angle) + dy * np.sin(angle)) / log_between(rng, 12, 300)
    across = (dy * np.cos(angle) - dx * np.sin(angle)) / log_between(rng, 8, 90)
    return np.asarray(
        between(rng, 60, 330) * np.exp(-((along**2 + across**2) ** between(rng, 0.7, 3))), dtype=np.float32
    )


def _shade(rng: Rng, shape: tuple[int, ...]) -> Floats:
    """A slope of light, and a shadow's edge now and then; factors."""
    y, x = _coordinates(shape)
    angle = between(rng, 0, 2 * np.pi)
    across = (x / shape[1] - 0.5) * np.cos(angle) + (y / shape[0] - 0.5) * np.sin(angle)
    light = 1 - between(rng, 0, 0.7) * (across + 0.3)
    if chance(rng, 0.35):
        turn = between(rng, 0, 2 * np.pi)
        edge = (x - between(rng, 0, shape[1])) * np.cos(turn) + (y - between(rng, 0, shape[0])) * np.sin(turn)
        light = light * (
            1 - between(rng, 0.1, 0.6) / (1 + np.exp(np.clip(-edge / log_between(rng, 1, 60), -30, 30)))
        )
    return np.asarray(light, dtype=np.float32)


def _beat(rng: Rng, shape: tuple[int, ...]) -> Floats:
    """A moiré: gratings that beat against the pixels."""
    y, x = _coordinates(shape)
    angle, period = between(rng, 0, np.pi), log_between(rng, 2.2, 30)
    wave = np.sin(2 * np.pi / period * (x * np.cos(angle) + y * np.sin(angle)))
    return np.asarray(between(rng, 3, 25) * wave, dtype=np.float32)


def expose(rng: Rng, scene: Floats, pixel: float) -> Grey:
    """The picture of a scene in which a character is `pixel` pixels wide; height × width, or × 3."""
    # Lays a plane over one colour or three.
    over = (slice(None), slice(None), *[np.newaxis] * (scene.ndim - 2))
    picture = _soften(rng, scene, pixel)
    if chance(rng, 0.6):
        picture = picture * _shade(rng, scene.shape)[over]
    for _ in range(rng.integers(1, 4) if chance(rng, 0.25) else 0):
        picture = picture + _glare(rng, scene.shape)[over]
    if chance(rng, 0.1):
        picture = picture + _beat(rng, scene.shape)[over]
    if chance(rng, 0.4):
        gamma = np.float32(log_between(rng, 0.5, 2))
        picture = np.asarray(255 * (np.clip(picture, 0, 255) / 255) ** gamma, dtype=np.float32)
    if chance(rng, 0.25):
        sharp = picture - cv2.GaussianBlur(picture, (0, 0), 1.2)
        picture = picture + between(rng, 0.3, 1.5) * sharp
    dim = chance(rng, 0.2)
    picture = picture * (between(rng, 0.12, 0.5) if dim else between(rng, 0.7, 1.15))
    noise = between(rng, 0, 9) if chance(rng, 0.3) else between(rng, 0, 2.5)
    picture = picture + noise * rng.standard_normal(picture.shape, dtype=np.float32)
    grey = np.clip(picture, 0, 255).astype(np.uint8)
    if chance(rng, 0.4):
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 92))]
        coded = cv2.imencode(".jpg", grey, quality)[1]
        flag = cv2.IMREAD_GRAYSCALE if grey.ndim == 2 else cv2.IMREAD_COLOR
        grey = np.asarray(cv2.imdecode(coded, flag), dtype=np.uint8)
    return grey
