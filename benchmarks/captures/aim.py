"""Where a flat document comes to lie in the picture of a pinhole camera."""

import cv2
import numpy as np

from benchmarks.captures.optics import Floats
from benchmarks.captures.severities import Shot
from benchmarks.documents.sheet import Quad

DISTANCE = (2.2, 3.6)
"""From the camera to the document, in lengths of its longer side."""
FRAME = (1600, 1200)
MARGIN_PX = 24
"""The zone keeps this far from the picture's border."""


def map_points(homography: Floats, points: Floats) -> Floats:
    """N × 2 points through the homography."""
    mapped = np.column_stack([points, np.ones(len(points))]) @ homography.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:])


def map_corners(homography: Floats, size: tuple[int, int]) -> Quad:
    """The corners of a picture of `size` (width, height) through the homography."""
    width, height = size
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    return tuple((float(x), float(y)) for x, y in map_points(homography, corners))


def rotate_plane(turn: float, pitch: float, yaw: float) -> Floats:
    """Turns a plane in itself, then leans it about its horizontal and its vertical axis; radians."""
    rotation = cv2.Rodrigues(np.array([pitch, 0, 0]))[0] @ cv2.Rodrigues(np.array([0, yaw, 0]))[0]
    return np.asarray(rotation @ cv2.Rodrigues(np.array([0, 0, turn]))[0], dtype=np.float64)


def mean_length(quad: Floats) -> float:
    """The length of a quad along its text: the mean of its upper and its lower side."""
    upper, lower = quad[1] - quad[0], quad[2] - quad[3]
    return float(np.linalg.norm(upper) + np.linalg.norm(lower)) / 2


def aim_at_zone(
    size: tuple[int, int], zone: Floats, pitch: float, shot: Shot, rng: np.random.Generator
) -> tuple[Floats, tuple[int, int]]:
    """The homography from a document of `size` (width, height) to the picture, and the picture's size.

    `zone` is the quad of the zone on the document, in reading order, with `pitch` pixels a character; it lies
    wholly in the picture, and the document does where there is room for it.
    """
    width, height = size
    along = zone[1] - zone[0]
    turn = np.deg2rad(shot.tilt + 90 * shot.quarter) - np.arctan2(along[1], along[0])
    rotation = rotate_plane(float(turn), *(float(np.deg2rad(angle)) for angle in shot.lean))
    distance = float(rng.uniform(*DISTANCE)) * max(size)
    centre = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]], dtype=np.float64)
    pose = np.column_stack([rotation[:, 0], rotation[:, 1], [0, 0, distance]])
    homography = np.diag([distance, distance, 1.0]) @ pose @ centre
    wanted = min(shot.pixels, pitch) / pitch
    scale = wanted * mean_length(zone) / mean_length(map_points(homography, zone))
    homography = np.diag([scale, scale, 1.0]) @ homography
    corners = np.array(map_corners(homography, size))
    spread = np.ptp(corners, axis=0)
    frame = FRAME if spread[0] >= spread[1] else FRAME[::-1]
    shift = np.eye(3)
    shift[:2, 2] = _place(corners, map_points(homography, zone), frame, rng)
    homography = shift @ homography
    return homography / homography[2, 2], frame


def _place(corners: Floats, zone: Floats, frame: tuple[int, int], rng: np.random.Generator) -> Floats:
    """The shift that puts the document somewhere in the frame, and the zone inside in any case."""
    shift = np.zeros(2)
    for axis in (0, 1):
        low, high = corners[:, axis].min(), corners[:, axis].max()
        free = frame[axis] - (high - low)
        shift[axis] = free * rng.uniform(0.2, 0.8) - low
        first, last = zone[:, axis].min() + shift[axis], zone[:, axis].max() + shift[axis]
        shift[axis] -= max(0.0, last - (frame[axis] - MARGIN_PX))
        shift[axis] += max(0.0, MARGIN_PX - first)
    return shift
