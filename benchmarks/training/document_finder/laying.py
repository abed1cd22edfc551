"""A picture to learn from, and how a face is laid into it."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.training.document_finder.colours import shrink
from benchmarks.training.document_finder.painted import Colour, Painted
from benchmarks.training.document_finder.papers import mask_of
from benchmarks.training.mrz_finder.camera import expose
from benchmarks.training.mrz_finder.face import PX, Floats, Rng, between, chance

CHARACTER = 2.54 * PX
"""Width of a character of OCR-B on a face."""
DISTANCE = 300.0 * PX
Quad = npt.NDArray[np.float64]


@dataclass
class Scene:
    """A picture (`canvas`, floats until it is exposed); `documents` and `sheets`: their corners, the top left
    one of the upright face first, the topmost face last, which may lie outside of the picture."""

    canvas: Floats
    documents: list[Quad] = field(default_factory=list)
    sheets: list[Quad] = field(default_factory=list)
    pixel: float = 4.0
    """Width of a character on the last document, pixels."""

    @property
    def size(self) -> npt.NDArray[np.float64]:
        """Width and height, pixels."""
        return np.array([self.canvas.shape[1], self.canvas.shape[0]], dtype=np.float64)

    def picture(self, rng: Rng) -> Colour:
        """The scene through a camera."""
        return np.asarray(expose(rng, self.canvas, max(2.5, self.pixel)), dtype=np.uint8)


def pose(rng: Rng, size: tuple[int, int], scale: float, turn: float, lean: float) -> npt.NDArray[np.float64]:
    """Face pixels to picture pixels, the face's middle at (0, 0); `turn` and `lean` (at most) in degrees."""
    pitch, yaw = (np.radians(between(rng, -lean, lean)) for _ in range(2))
    rotation = cv2.Rodrigues(np.array([pitch, 0, 0]))[0] @ cv2.Rodrigues(np.array([0, yaw, 0]))[0]
    rotation = rotation @ cv2.Rodrigues(np.array([0, 0, np.radians(turn)]))[0]
    distance = DISTANCE * between(rng, 0.8, 1.8)
    to_plane = np.array([[1, 0, -size[0] / 2], [0, 1, -size[1] / 2], [0, 0, 1]])
    plane = np.column_stack([rotation[:, 0], rotation[:, 1], [0, 0, distance]])
    return np.asarray(np.diag([distance * scale, distance * scale, 1.0]) @ plane @ to_plane, dtype=np.float64)


def corners_of(size: tuple[int, int], matrix: npt.NDArray[np.float64]) -> Quad:
    """The corners of a face of `size` (width, height) through the matrix."""
    width, height = size
    square = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]], dtype=np.float64)
    mapped = square @ matrix.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:])


def shift(by: tuple[float, float]) -> npt.NDArray[np.float64]:
    """The matrix that moves by (x, y)."""
    matrix = np.eye(3)
    matrix[:2, 2] = by
    return matrix


def lay(rng: Rng, scene: Scene, page: Painted, matrix: npt.NDArray[np.float64], shadow: float = 0.6) -> Quad:
    """Lays the face into the picture with, by the chance `shadow`, its shadow; returns its corners."""
    height, width = page.image.shape[:2]
    quad = corners_of((width, height), matrix)
    scale = float(np.linalg.norm(quad[1] - quad[0]) + np.linalg.norm(quad[2] - quad[3])) / 2 / width
    image, mask = (shrink(plane, scale * 1.1) for plane in (page.image, mask_of(page)))
    resize = np.diag([width / image.shape[1], height / image.shape[0], 1.0])
    # Pixel k of a picture covers k to k + 1.
    centred = shift((-0.5, -0.5)) @ matrix @ resize @ shift((0.5, 0.5))
    frame = (scene.canvas.shape[1], scene.canvas.shape[0])
    share = cv2.warpPerspective(mask, centred, frame, flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    laid = cv2.warpPerspective(
        image, centred, frame, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.float32)
    if chance(rng, shadow):
        reach = between(rng, 0.7, 6)
        moved = np.roll(
            share, (round(between(rng, -1, 1) * reach), round(between(rng, -1, 1) * reach)), (0, 1)
        )
        scene.canvas *= 1 - (between(rng, 0.1, 0.5) * cv2.GaussianBlur(moved, (0, 0), reach))[..., None]
    scene.canvas += share[..., None] * (laid - scene.canvas)
    return quad


def match_ground(rng: Rng, canvas: Floats, page: Painted, strength: float) -> None:
    """Gives what lies around nearly the colour of the face's edge, in place: white on white, wood on wood."""
    edge = max(2, min(page.image.shape[:2]) // 25)
    image = page.image.astype(np.float32)
    ring = np.concatenate(
        [part.reshape(-1, 3) for part in (image[:edge], image[-edge:], image[:, :edge], image[:, -edge:])]
    )
    wanted = ring.mean(axis=0) + rng.normal(0, 9, 3)
    canvas += np.asarray(strength * (wanted - canvas.mean(axis=(0, 1))), dtype=np.float32)
    np.clip(canvas, 0, 255, out=canvas)
