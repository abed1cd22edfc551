"""Documents on desks, seen by a pinhole camera: the picture, and the zones' lines in it."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.training.mrz_finder.camera import expose
from benchmarks.training.mrz_finder.desk import crop_desk
from benchmarks.training.mrz_finder.face import PX, Face, Floats, Grey, Rng, between, chance, log_between
from benchmarks.training.mrz_finder.faces import blank_face, face

PITCH = 2.54 * PX
WINDOW = 448
"""Side of the training pictures."""
PITCHES = (3.2, 24.0)
"""Pixels to a character in the pictures that the network sees, the whole page or a closer look."""
SMALL_PITCHES, SMALL_SHARE = (3.0, 7.0), 0.35
"""Cards in the distance, of the scenes that are no closer look."""
CLOSER_SHARE, CLOSER_PITCHES, CLOSER_TURN = 0.3, (9.0, 18.0), 12.0
MOST_PAPERS, ALONG_SHARE = 4, 0.4
"""Papers lie about, fewer than so many; a share of them about as the document does."""
NEW_FACES = 0.1
"""Fresh faces to a sample, and how many samples may share one: faces are dearer than warps."""
WINDOW_OF_FACES = 150
QUARTER_TURNS_SHARE = 0.75
LEAN = 25.0
DISTANCE = 300.0 * PX
Matrix = npt.NDArray[np.float64]
Lines = npt.NDArray[np.float32]
"""n × 4 × 2: the corners of the lines' capitals, top left first, in the order of reading."""


@dataclass(frozen=True)
class Scene:
    """A picture and the lines of its zones."""

    image: Grey
    zones: tuple[Lines, ...]


@dataclass
class Stage:
    """A picture while it is laid out."""

    canvas: Floats
    zones: list[Lines]


def _pose(rng: Rng, size: tuple[int, int], scale: float, turn: float, lean: float) -> Matrix:
    """Face pixels to picture pixels around the face's middle, which comes to lie at (0, 0)."""
    pitch, yaw = (np.radians(between(rng, -lean, lean)) for _ in range(2))
    rotation = cv2.Rodrigues(np.array([pitch, 0, 0]))[0] @ cv2.Rodrigues(np.array([0, yaw, 0]))[0]
    rotation = rotation @ cv2.Rodrigues(np.array([0, 0, np.radians(turn)]))[0]
    distance = DISTANCE * between(rng, 0.8, 1.6)
    to_plane = np.array([[1, 0, -size[0] / 2], [0, 1, -size[1] / 2], [0, 0, 1]])
    pose = np.column_stack([rotation[:, 0], rotation[:, 1], [0, 0, distance]])
    return np.asarray(np.diag([distance * scale, distance * scale, 1.0]) @ pose @ to_plane, dtype=np.float64)


def _apply(matrix: Matrix, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    mapped = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:])


def _corners(zone: tuple, matrix: Matrix) -> Lines:  # type: ignore[type-arg]
    corners = []
    for line in zone:
        (left, middle), (right, _), half = line.start, line.end, line.height / 2
        for x, y in ((left, -half), (right, -half), (right, half), (left, half)):
            corners.append((x, middle + y))
    return _apply(matrix, np.array(corners)).reshape(-1, 4, 2).astype(np.float32)


def _focus(rng: Rng, page: Face) -> npt.NDArray[np.float64]:
    """The point of the face that comes near the picture's middle: a point of the zone as a rule."""
    height, width = page.image.shape
    if page.zones and chance(rng, 0.85):
        zone = page.zones[0]
        line = zone[int(rng.integers(len(zone)))]
        share = between(rng, 0, 1)
        return np.array([[line.start[0] + share * (line.end[0] - line.start[0]), line.start[1]]])
    return np.array([[between(rng, 0, width), between(rng, 0, height)]])


def lay_face(
    rng: Rng,
    stage: Stage,
    page: Face,
    scale: float,
    turn: float,
    lean: float,
    spread: float,
    at: tuple[float, float] | None = None,
) -> None:
    """Lays the face into the picture; what it covers is covered, lines too.

    `scale`: picture pixels to a face pixel; `turn`: degrees; `lean`: at most, degrees. The face's point of
    interest, or its middle when `at` is given, comes within `spread` (a share of the picture) of the
    picture's middle or of `at`.
    """
    height, width = page.image.shape
    shrink = min(1.0, scale * 1.15)
    image = page.image
    if shrink < 0.9:
        less = (max(4, round(width * shrink)), max(4, round(height * shrink)))
        image = np.asarray(cv2.resize(image, less, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    pose = _pose(rng, (width, height), scale, turn, lean)
    size = (stage.canvas.shape[1], stage.canvas.shape[0])
    target = np.array(size) * (np.array(at or (0.5, 0.5)) + rng.uniform(-spread, spread, 2))
    shift = np.eye(3)
    focus = np.array([[width / 2, height / 2]]) if at else _focus(rng, page)
    shift[:2, 2] = target - _apply(pose, focus)[0]
    matrix = shift @ pose
    resize = np.diag([width / image.shape[1], height / image.shape[0], 1.0])
    full = np.full(image.shape, 255, dtype=np.uint8)
    share = cv2.warpPerspective(full, matrix @ resize, size, flags=cv2.INTER_LINEAR)[..., None] / 255.0
    laid = cv2.warpPerspective(image, matrix @ resize, size, flags=cv2.INTER_LINEAR)
    weight = share[..., 0].astype(np.float32)
    if chance(rng, 0.6):  # the shadow of its edge
        reach = between(rng, 1, 8)
        cast = cv2.GaussianBlur(np.roll(weight, (round(reach), round(reach / 2)), (0, 1)), (0, 0), reach)
        stage.canvas *= 1 - between(rng, 0.1, 0.5) * cast
    stage.canvas += weight * (laid - stage.canvas)
    stage.zones = [zone for zone in stage.zones if not _is_covered(zone, weight)]
    stage.zones += [_corners(zone, matrix) for zone in page.zones]


def _is_covered(zone: Lines, weight: Floats) -> bool:
    limit = np.array([weight.shape[1], weight.shape[0]]) - 1
    points = np.clip(zone.reshape(-1, 2), 0, limit).astype(int)
    return bool((weight[points[:, 1], points[:, 0]] > 0.5).mean() > 0.25)


def draw_turn(rng: Rng) -> float:
    if chance(rng, QUARTER_TURNS_SHARE):
        return float(rng.integers(4)) * 90 + float(np.clip(rng.normal(0, 12), -32, 32))
    return between(rng, 0, 360)


def render_scene(seed: int, number: int) -> Scene:
    """Scene `number` of `seed`: always the same one."""
    rng = np.random.default_rng((seed, number, 5))
    first = int(number * NEW_FACES)

    def pick() -> Face:
        return face(seed, first + int(rng.integers(WINDOW_OF_FACES)))

    closer = chance(rng, CLOSER_SHARE)
    pitches = CLOSER_PITCHES if closer else SMALL_PITCHES if chance(rng, SMALL_SHARE) else PITCHES
    pitch = log_between(rng, *pitches)
    scale = pitch / PITCH
    stage = Stage(crop_desk(rng, (WINDOW, WINDOW)), [])
    turn = between(rng, -CLOSER_TURN, CLOSER_TURN) + 180 * chance(rng, 0.2) if closer else draw_turn(rng)
    # Text on papers beside a document goes on where its lines end, in a closer look too.
    for _ in range(rng.integers(0, MOST_PAPERS)):
        paper = blank_face(seed, first // 2 + int(rng.integers(40)))
        way = turn + between(rng, -LEAN, LEAN) if chance(rng, ALONG_SHARE) else between(rng, 0, 360)
        lay_face(rng, stage, paper, scale * log_between(rng, 0.6, 1.8), way, LEAN, 0.5)
    lay_face(rng, stage, pick(), scale, turn, 8 if closer else LEAN if chance(rng, 0.5) else 8, 0.3)
    if pitch < 10 and not closer and chance(rng, 0.35):
        lay_face(rng, stage, pick(), scale * log_between(rng, 0.7, 1.4), draw_turn(rng), LEAN, 0.5)
    return Scene(expose(rng, stage.canvas, pitch), tuple(stage.zones))
