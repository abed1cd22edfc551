"""A phone's capture of a flat picture of a document on a busy desk, quickly: bytes wherever bytes will do.

The slow and exact way with the same optics is `photograph`, which draws the sample documents.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.captures.aim import aim_at_zone, map_points, mean_length
from benchmarks.captures.optics import Floats, line_kernel
from benchmarks.captures.photograph import encode
from benchmarks.captures.severities import Shot
from benchmarks.captures.surroundings import cut_surroundings
from benchmarks.documents.sheet import Image

Desk = Callable[[tuple[int, int], np.random.Generator], Image]
"""Draws what lies around: a picture of a size (width, height)."""
Singles = npt.NDArray[np.float32]

PAPER = 0.9
"""Share of full scale that white paper has at an exposure of 1."""
SHADOW_PITCHES, SHADOW_DEPTH = 1.0, 0.4
COARSE = 16
"""Light changes slowly: it is worked out once every so many pixels."""
FALLOFF = 0.25
"""Largest share of the light lost from one side of the picture to the other."""
WARMTH = 0.06
GRAIN_SIDE = 1024
HALF_LIGHT = 0.91
"""A highlight has half its light at this share of its reach."""
LEAST_SIGMA, SMALLEST_KERNEL = 0.3, 2
SHRINK = 0.75
"""A source is shrunk by area averaging before the warp when the capture is smaller than this."""


@dataclass(frozen=True)
class Flat:
    """A flat picture of a document: `zone` is the zone's quad in reading order, `pitch` pixels a character.

    `mask` is 255 on the document, None when the picture is nothing but the document.
    """

    image: Image
    zone: Floats
    pitch: float
    mask: npt.NDArray[np.uint8] | None = None


@dataclass(frozen=True)
class Taken:
    """A capture: a JPEG file, the zone's quad in it, the pixels a character that it has, and where the
    document's pixels came to lie."""

    jpeg: bytes
    zone: Floats
    pixels: float
    homography: Floats


def take(flat: Flat, shot: Shot, rng: np.random.Generator, desk: Desk = cut_surroundings) -> Taken:
    """The capture of a document as `shot` says, on a `desk`; equal arguments and seeds give equal bytes."""
    size = flat.image.shape[1], flat.image.shape[0]
    homography, frame = aim_at_zone(size, flat.zone, flat.pitch, shot, rng)
    zone = map_points(homography, flat.zone)
    pixels = flat.pitch * mean_length(zone) / mean_length(flat.zone)
    picture = desk(frame, rng)
    _lay_down(picture, flat, homography, pixels, shot, rng)
    picture = _blur(picture, shot, pixels)
    return Taken(encode(_sense(picture, zone, shot, rng), shot.jpeg), zone, pixels, homography)


def _bounds(
    homography: Floats, size: tuple[int, int], frame: tuple[int, int], pad: int
) -> tuple[slice, slice]:
    """The rows and columns of the picture that the document covers, and `pad` around."""
    corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float64)
    mapped = map_points(homography, corners)
    low = np.clip(np.floor(mapped.min(axis=0)) - pad, 0, frame).astype(int)
    high = np.clip(np.ceil(mapped.max(axis=0)) + pad, 0, frame).astype(int)
    return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def _lay_down(
    picture: Image, flat: Flat, homography: Floats, pixels: float, shot: Shot, rng: np.random.Generator
) -> None:
    """Puts the document with its shadow into the picture, in place."""
    image, scale = flat.image, pixels / flat.pitch
    mask = flat.mask if flat.mask is not None else np.full(image.shape[:2], 255, dtype=np.uint8)
    if scale < SHRINK:
        image, mask = (
            np.asarray(cv2.resize(plane, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
            for plane in (image, mask)
        )
    stretch = np.diag([flat.image.shape[1] / image.shape[1], flat.image.shape[0] / image.shape[0], 1.0])
    frame = picture.shape[1], picture.shape[0]
    rows, columns = _bounds(homography, (flat.image.shape[1], flat.image.shape[0]), frame, int(3 * pixels))
    place = picture[rows, columns]
    shift = np.array([[1, 0, -columns.start], [0, 1, -rows.start], [0, 0, 1]], dtype=np.float64)
    matrix, size = shift @ homography @ stretch, (place.shape[1], place.shape[0])
    laid = cv2.warpPerspective(
        np.asarray(image), matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    share = cv2.warpPerspective(np.asarray(mask), matrix, size, flags=cv2.INTER_LINEAR)
    if shot.moire:
        laid = _beat(np.asarray(laid, dtype=np.uint8), shot.moire, rng)
    reach = SHADOW_PITCHES * pixels
    small = cv2.resize(share, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    moved = np.roll(small, round(reach / 4), axis=(0, 1))
    shade = cv2.resize(cv2.GaussianBlur(moved, (0, 0), max(0.5, reach / 4)), size)
    light = (1 / 255 - SHADOW_DEPTH / 255**2 * shade.astype(np.float32)) * (255 - share)
    weight = share.astype(np.float32) * np.float32(1 / 255)
    place[:] = cv2.blendLinear(laid, np.ascontiguousarray(place), weight, light.astype(np.float32))


def _beat(laid: Image, swing: float, rng: np.random.Generator) -> Image:
    """The beat between a screen's pixels and the camera's: gratings that differ a little by colour."""
    height, width = laid.shape[:2]
    layers = []
    angle, period = rng.uniform(0, np.pi), float(np.exp(rng.uniform(np.log(3), np.log(24))))
    bend = rng.uniform(-3, 3, 2)
    for colour in range(3):
        step = 2 * np.pi / (period * (1 + 0.03 * (colour - 1)))
        x, y = np.linspace(0, 1, width), np.linspace(0, 1, height)
        along = step * np.cos(angle) * width * x + bend[0] * np.pi * x**2 + 0.9 * colour
        down = step * np.sin(angle) * height * y + bend[1] * np.pi * y**2
        # cos(a + b) by outer products: no cosine a pixel.
        wave = np.outer(np.cos(down), np.cos(along)) - np.outer(np.sin(down), np.sin(along))
        layers.append((swing * wave).astype(np.int8))
    return np.asarray(cv2.add(laid, np.dstack(layers).astype(np.int16), dtype=cv2.CV_8U), dtype=np.uint8)


def _blur(picture: Image, shot: Shot, pixels: float) -> Image:
    sigma = shot.defocus * pixels
    if sigma > LEAST_SIGMA:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), dtype=np.uint8)
    length = round(shot.motion * pixels)
    if length >= SMALLEST_KERNEL:
        kernel = line_kernel(length, shot.motion_angle)
        spare = length // 2  # the kernel is given twice the room it needs
        kernel = kernel[spare : kernel.shape[0] - spare, spare : kernel.shape[1] - spare]
        picture = np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), dtype=np.uint8)
    return picture


@cache
def _grain() -> npt.NDArray[np.int8]:
    """Noise of standard deviation 12, as a sensor's after demosaicing: neighbours hang together."""
    rng = np.random.default_rng(17)
    noise = rng.standard_normal((GRAIN_SIDE, GRAIN_SIDE, 3), dtype=np.float32)
    soft = np.asarray(cv2.GaussianBlur(noise, (0, 0), 0.5), dtype=np.float32)
    soft = soft + 0.6 * soft.mean(axis=2, keepdims=True)
    return np.asarray(np.clip(12 / soft.std() * soft, -127, 127), dtype=np.int8)


def _sense(picture: Image, zone: Floats, shot: Shot, rng: np.random.Generator) -> Image:
    """Light, glare and noise."""
    height, width = picture.shape[:2]
    gain = _light((width, height), rng) * np.float32(PAPER * shot.exposure)
    lit = np.asarray(cv2.multiply(picture, gain, dtype=cv2.CV_32F), dtype=np.float32)
    if shot.glare_share and shot.glare_strength:
        _shine(lit, zone, shot, rng)
    grain = _grain()
    tiles = np.roll(grain, rng.integers(GRAIN_SIDE, size=2), axis=(0, 1))
    tiles = np.tile(tiles, (height // GRAIN_SIDE + 1, width // GRAIN_SIDE + 1, 1))[:height, :width]
    noisy = cv2.scaleAdd(tiles.astype(np.float32), shot.noise / 12, lit)
    return np.asarray(cv2.convertScaleAbs(np.maximum(noisy, 0)), dtype=np.uint8)


def _light(size: tuple[int, int], rng: np.random.Generator) -> Singles:
    """Factors on the light, with a falloff in a chance direction and a tint."""
    width, height = size
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, width // COARSE), np.linspace(-0.5, 0.5, height // COARSE))
    angle = rng.uniform(0, 2 * np.pi)
    slope = 1 - rng.uniform(0, FALLOFF) * (0.5 + x * np.cos(angle) + y * np.sin(angle))
    tint = 1 + rng.uniform(-WARMTH, WARMTH) * np.array([1.0, 0.0, -1.0])
    coarse = (slope[..., None] * tint).astype(np.float32)
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _shine(lit: Singles, zone: Floats, shot: Shot, rng: np.random.Generator) -> None:
    """Adds one or two soft highlights that cover the share of the zone, in place; where they meet, they do
    not add up."""
    height, width = lit.shape[:2]
    spots = int(rng.integers(1, 3))
    reach = shot.glare_share * mean_length(zone) / spots / 2 / HALF_LIGHT
    pad = 3 * reach
    low = np.clip(zone.min(axis=0) - pad, 0, (width, height)).astype(int)
    high = np.clip(zone.max(axis=0) + pad, 0, (width, height)).astype(int)
    x, y = np.arange(low[0], high[0], dtype=np.float32), np.arange(low[1], high[1], dtype=np.float32)
    light = np.zeros((len(y), len(x)), dtype=np.float32)
    for _ in range(spots):
        along, down, oval = rng.uniform(0, 1), rng.uniform(0.1, 0.9), rng.uniform(0.5, 1.3)
        upper = zone[0] + along * (zone[1] - zone[0])
        centre = upper + down * (zone[3] + along * (zone[2] - zone[3]) - upper)
        across, over = (x - centre[0]) / reach, (y - centre[1]) / (reach * oval)
        spot = np.exp(-((across[None] ** 2 + over[:, None] ** 2) ** 2))
        light = np.maximum(light, (shot.glare_strength * spot).astype(np.float32))
    lit[low[1] : high[1], low[0] : high[0]] += light[..., None]
