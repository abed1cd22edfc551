"""A phone's camera over a desk: a pinhole, its blur, its light, its noise and its JPEG."""

from dataclasses import dataclass

import cv2
import numpy as np

from benchmarks.captures.aim import map_corners, rotate_plane
from benchmarks.captures.conditions import Conditions, draw_value
from benchmarks.captures.desk import draw_desk
from benchmarks.captures.optics import Floats, blur, mix, quantise, smear, warp
from benchmarks.documents.sheet import DPI, MM_PER_INCH, Image, Quad

SHADOW_MM, SHADOW_DEPTH = 2.2, 0.45
LEAST_BLUR_PX = 0.3
GLARE = 400.0
"""Light at the middle of a spot, in grey levels: well above white."""


@dataclass(frozen=True)
class Capture:
    """A picture of a document. `homography` maps the document's pixels to the picture's; `quad` is the
    document's corners in the picture: top left, top right, bottom right, bottom left of the upright document.
    """

    image: Image
    homography: Floats
    quad: Quad
    jpeg_quality: int


def encode(image: Image, jpeg_quality: int) -> bytes:
    """The picture as a JPEG file."""
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, jpeg_quality])[1].tobytes()


def compress(image: Image, jpeg_quality: int) -> Image:
    """The picture as it comes out of a JPEG of that quality."""
    coded = np.frombuffer(encode(image, jpeg_quality), dtype=np.uint8)
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)


def photograph(document: Image, mask: Image, rng: np.random.Generator, conditions: Conditions) -> Capture:
    """A photograph of a document lying on a desk. `document` is upright at 300 dpi; `mask` is 255 on it."""
    dpi = draw_value(conditions.resolution_dpi, rng)
    corner = document.shape[1], document.shape[0]
    homography, size = _aim_camera(corner, dpi, rng, conditions)
    quad = map_corners(homography, corner)
    share = warp(mask / 255.0, homography, size)
    laid = warp(_soften(document.astype(np.float64), dpi), homography, size, shrinks=dpi < DPI)
    picture = mix(laid, draw_desk(size, dpi, rng) * _cast_shadow(share, dpi), share)
    picture = _expose(_defocus(picture, dpi, rng, conditions), quad, rng, conditions)
    picture += rng.normal(0, draw_value(conditions.noise, rng), picture.shape)
    quality = round(draw_value(conditions.jpeg_quality, rng))
    return Capture(compress(quantise(picture), quality), homography, quad, quality)


def _aim_camera(
    corner: tuple[int, int], dpi: float, rng: np.random.Generator, conditions: Conditions
) -> tuple[Floats, tuple[int, int]]:
    """The homography of a pinhole camera, and the size of the picture that frames the document."""
    width, height = corner
    turn, pitch, yaw = (
        np.deg2rad(draw_value(limits, rng))
        for limits in (conditions.turn_deg, conditions.lean_deg, conditions.lean_deg)
    )
    distance = draw_value(conditions.distance_mm, rng)
    rotation = rotate_plane(turn, pitch, yaw)
    millimetre = MM_PER_INCH / DPI
    to_plane = np.array(
        [[millimetre, 0, -width * millimetre / 2], [0, millimetre, -height * millimetre / 2], [0, 0, 1]]
    )
    focal = dpi / MM_PER_INCH * distance
    pose = np.column_stack([rotation[:, 0], rotation[:, 1], [0, 0, distance]])
    homography = np.diag([focal, focal, 1.0]) @ pose @ to_plane
    corners = np.array(map_corners(homography, corner))
    margin = draw_value(conditions.margin_share, rng) * np.ptp(corners[:, 0])
    shift = np.eye(3)
    shift[:2, 2] = margin - corners.min(axis=0)
    extent = np.ptp(corners, axis=0) + 2 * margin
    homography = shift @ homography
    return homography / homography[2, 2], (round(float(extent[0])), round(float(extent[1])))


def _soften(document: Floats, dpi: float) -> Floats:
    """Blurs what the coarser picture could not hold, so that shrinking leaves no moiré."""
    sigma = 0.45 * (DPI / dpi - 1)
    return blur(document, sigma) if sigma > 0.05 else document


def _cast_shadow(share: Floats, dpi: float) -> Floats:
    reach = SHADOW_MM * dpi / MM_PER_INCH
    moved = np.roll(share, (round(reach), round(reach / 2)), axis=(0, 1))
    return np.asarray(1 - SHADOW_DEPTH * blur(moved, reach))[..., None]


def _defocus(picture: Floats, dpi: float, rng: np.random.Generator, conditions: Conditions) -> Floats:
    pixels = dpi / MM_PER_INCH
    sigma = max(LEAST_BLUR_PX, draw_value(conditions.defocus_mm, rng) * pixels)
    length = round(draw_value(conditions.motion_mm, rng) * pixels)
    return smear(blur(picture, sigma), length, float(rng.uniform(0, np.pi)))


def _expose(picture: Floats, quad: Quad, rng: np.random.Generator, conditions: Conditions) -> Floats:
    """Exposure, a falloff across the picture, and a spot of glare somewhere on the document."""
    height, width = picture.shape[:2]
    across, down = np.meshgrid(np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height))
    angle = rng.uniform(0, 2 * np.pi)
    slope = 1 - draw_value(conditions.falloff, rng) * (0.5 + across * np.cos(angle) + down * np.sin(angle))
    picture = picture * slope[..., None] * 2 ** draw_value(conditions.exposure_stops, rng)
    diameter = draw_value(conditions.glare_share, rng)
    if diameter > 0:
        corners = np.array(quad)
        centre = corners.min(axis=0) + rng.uniform(0.2, 0.8, 2) * np.ptp(corners, axis=0)
        radius = diameter * np.ptp(corners[:, 1]) / 2
        x, y = (across + 0.5) * width - centre[0], (down + 0.5) * height - centre[1]
        picture = picture + GLARE * np.exp(-((np.hypot(x, y) / radius) ** 4))[..., None]
    return np.asarray(picture, dtype=np.float64)
