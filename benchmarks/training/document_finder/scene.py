"""Pictures that the outline network learns from: documents on desks, on scanners, in front of everything."""

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.training.document_finder.beside import (
    WINDOW_OF_FACES,
    draw_faces,
    lay_side_by_side,
    scan,
)
from benchmarks.training.document_finder.colours import tint_picture
from benchmarks.training.document_finder.hands import lay_hand
from benchmarks.training.document_finder.laying import (
    CHARACTER,
    Quad,
    Scene,
    corners_of,
    lay,
    match_ground,
    pose,
    shift,
)
from benchmarks.training.document_finder.litter import strew
from benchmarks.training.document_finder.painted import Colour, Painted
from benchmarks.training.document_finder.papers import choose_scale, face, sheet
from benchmarks.training.mrz_finder.desk import crop_desk
from benchmarks.training.mrz_finder.face import Floats, Rng, between, chance, log_between

SIDE = 384
"""Longer side of the training pictures, pixels."""
FRAMES = ((384, 288), (384, 256), (384, 384), (384, 288), (384, 224), (384, 288), (384, 256))
"""Width and height of scene `number`, in turn. Quarter turns in training make the upright ones."""
NEW_FACES = 0.15
"""Fresh faces to a scene."""
COVERED = 0.09
"""A document that others hide more than this of is none to learn from: the scene leaves them out."""


def _fits(scene: Scene, quad: Quad) -> bool:
    """Whether the quad hides little of the documents that lie there."""
    fresh = _fill(quad)
    for other in scene.documents:
        below = _fill(other)
        covered, whole = int(np.count_nonzero(below & fresh)), int(np.count_nonzero(below))
        if covered > COVERED * whole:
            return False
    return True


def _fill(quad: Quad) -> npt.NDArray[np.bool_]:
    plane = np.zeros((SIDE // 4, SIDE // 4), dtype=np.uint8)
    cv2.fillPoly(plane, [np.rint(quad / 4 * 16).astype(np.int32)], (1,), cv2.LINE_8, 4)
    return plane > 0


def draw_turn(rng: Rng) -> float:
    """Degrees: near a quarter turn as a rule."""
    if chance(rng, 0.7):
        return float(rng.integers(4)) * 90 + float(np.clip(rng.normal(0, 8), -30, 30))
    return between(rng, 0, 360)


def _place(rng: Rng, scene: Scene, page: Painted, scale: float, turn: float, lean: float) -> bool:
    """Lays a document somewhere: whole as a rule, cut off by the border now and then."""
    size = page.image.shape[1], page.image.shape[0]
    for _ in range(8):
        matrix = pose(rng, size, scale, turn, lean)
        quad = corners_of(size, matrix)
        low, high = quad.min(axis=0), quad.max(axis=0)
        if chance(rng, 0.88):
            room = scene.size - (high - low)
            at = -low + np.where(room > 0, rng.uniform(0, 1, 2) * room, rng.uniform(0.3, 0.7, 2) * room)
        else:
            at = rng.uniform(0.1, 0.9, 2) * scene.size
        if _fits(scene, quad + at):
            scene.documents.append(lay(rng, scene, page, shift((at[0], at[1])) @ matrix))
            scene.pixel = CHARACTER * scale
            return True
    return False


def _desk(rng: Rng, frame: tuple[int, int]) -> Floats:
    """A desk, mostly with things on it."""
    desk = tint_picture(rng, crop_desk(rng, frame), 0.6)
    if chance(rng, 0.7):
        strew(rng, desk)
    return desk


def photograph(rng: Rng, frame: tuple[int, int], seed: int, first: int) -> Scene:
    """One document, or two or three, or none, on a desk with papers."""
    scene = Scene(_desk(rng, frame))
    for _ in range(rng.integers(0, 4) if chance(rng, 0.6) else 0):
        paper = sheet(seed, first // 3 + int(rng.integers(40)))
        scale = choose_scale(rng, paper, 120, 500)
        size = paper.image.shape[1], paper.image.shape[0]
        at = rng.uniform(-0.1, 1.1, 2) * scene.size
        matrix = shift((at[0], at[1])) @ pose(rng, size, scale, between(rng, 0, 360), 15)
        scene.sheets.append(lay(rng, scene, paper, matrix))
    count = int(rng.choice([0, 1, 2, 3], p=[0.04, 0.76, 0.16, 0.04]))
    together = draw_turn(rng)
    for number in range(count):
        page = face(seed, first + int(rng.integers(WINDOW_OF_FACES)))
        if number == 0 and not scene.sheets and chance(rng, 0.2):
            match_ground(rng, scene.canvas, page, between(rng, 0.6, 1.0))
        largest = 400.0 if count == 1 else 220.0
        turn = together + between(rng, -6, 6) if chance(rng, 0.5) else draw_turn(rng)
        lean = 28 if chance(rng, 0.4) else 8
        _place(rng, scene, page, choose_scale(rng, page, 60, largest), turn, lean)
    if scene.documents and chance(rng, 0.3):
        lay_hand(rng, scene.canvas, scene.documents[-1].astype(np.float32))
    return scene


def photograph_pair(rng: Rng, frame: tuple[int, int], seed: int, first: int) -> Scene:
    """Two documents, or both sides of one, put down side by side on a desk."""
    scene = Scene(_desk(rng, frame))
    pages = draw_faces(rng, seed, first, 2)
    if chance(rng, 0.2):
        match_ground(rng, scene.canvas, pages[0], between(rng, 0.6, 1.0))
    lean = 28 if chance(rng, 0.4) else 8
    lay_side_by_side(rng, scene, pages, draw_turn(rng), lean, between(rng, 0.08, 0.4))
    if chance(rng, 0.2):
        lay_hand(rng, scene.canvas, scene.documents[-1].astype(np.float32))
    return scene


def photograph_sheet(rng: Rng, frame: tuple[int, int], seed: int, first: int) -> Scene:
    """A letter or a receipt on a desk, nothing else."""
    scene = Scene(_desk(rng, frame))
    paper = sheet(seed, first // 3 + int(rng.integers(40)))
    if _place(rng, scene, paper, choose_scale(rng, paper, 240, 420), draw_turn(rng), 20):
        scene.sheets, scene.documents = scene.documents, []
        if chance(rng, 0.15):
            lay_hand(rng, scene.canvas, scene.sheets[0].astype(np.float32))
    return scene


def fill_frame(rng: Rng, frame: tuple[int, int], seed: int, first: int) -> Scene:
    """A document, or a sheet, that the picture shows nothing beside: exactly, or a part of it."""
    level = np.full(frame[::-1], between(rng, 0, 255), dtype=np.float32)
    scene = Scene(tint_picture(rng, level, 0.3))
    is_sheet = chance(rng, 0.2)
    page = (
        sheet(seed, first // 3 + int(rng.integers(40)))
        if is_sheet
        else face(seed, first + int(rng.integers(WINDOW_OF_FACES)))
    )
    page = Painted(page.image, 0.0, page.kind, page.portrait) if chance(rng, 0.5) else page
    size = page.image.shape[1], page.image.shape[0]
    zoom = between(rng, 1.0, 1.05) if chance(rng, 0.6) else log_between(rng, 1.0, 2.2)
    quarter = float(rng.integers(4)) * 90
    turned = np.array(size if quarter in (0, 180) else size[::-1], dtype=np.float64)
    stretch = scene.size / turned * zoom
    if not chance(rng, 0.6):  # its own shape, cut off on two sides
        stretch = np.full(2, float(stretch.max()))
    spare = turned * stretch - scene.size
    at = scene.size / 2 + rng.uniform(-0.5, 0.5, 2) * spare
    spin = quarter + (float(rng.normal(0, 0.4)) if zoom > 1.02 else 0.0)
    placed = shift((at[0], at[1])) @ np.diag([*stretch, 1.0]) @ pose(rng, size, 1.0, spin, 0)
    quad = lay(rng, scene, page, placed, shadow=0.0)
    (scene.sheets if is_sheet else scene.documents).append(quad)
    scene.pixel = CHARACTER * float(stretch.min())
    if chance(rng, 0.1):
        lay_hand(rng, scene.canvas, quad.astype(np.float32))
    return scene


KINDS_OF_SCENES = (
    (photograph, 0.5),
    (photograph_pair, 0.12),
    (scan, 0.2),
    (fill_frame, 0.11),
    (photograph_sheet, 0.07),
)


def render_scene(seed: int, number: int) -> tuple[Colour, Scene]:
    """Scene `number` of `seed` and its picture, 384 pixels wide: always the same."""
    rng = np.random.default_rng((seed, number, 15))
    shares = np.array([share for _, share in KINDS_OF_SCENES])
    compose = KINDS_OF_SCENES[rng.choice(len(shares), p=shares)][0]
    frame = FRAMES[number % len(FRAMES)]
    scene = compose(rng, frame, seed, int(number * NEW_FACES))
    return scene.picture(rng), scene
