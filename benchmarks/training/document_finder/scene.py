"""Pictures that the outline network learns from: documents on desks, on scanners, in front of everything."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.training.document_finder.colours import shrink, tint_picture
from benchmarks.training.document_finder.hands import lay_hand
from benchmarks.training.document_finder.litter import strew
from benchmarks.training.document_finder.painted import Colour, Painted
from benchmarks.training.document_finder.papers import choose_scale, face, mask_of, sheet
from benchmarks.training.mrz_finder.camera import expose
from benchmarks.training.mrz_finder.desk import crop_desk
from benchmarks.training.mrz_finder.face import PX, Floats, Rng, between, chance, log_between

SIDE = 384
"""Longer side of the training pictures, pixels."""
FRAMES = ((384, 288), (384, 256), (384, 384), (384, 288), (384, 224), (384, 288), (384, 256))
"""Width and height of scene `number`, in turn. Quarter turns in training make the upright ones."""
CHARACTER = 2.54 * PX
"""Width of a character of OCR-B on a face."""
NEW_FACES, WINDOW_OF_FACES = 0.15, 200
"""Fresh faces to a scene, and how many scenes may share one."""
DISTANCE = 300.0 * PX
COVERED = 0.09
"""A document that others hide more than this of is none to learn from: the scene leaves them out."""
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


def _shift(by: tuple[float, float]) -> npt.NDArray[np.float64]:
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
    centred = _shift((-0.5, -0.5)) @ matrix @ resize @ _shift((0.5, 0.5))
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
            scene.documents.append(lay(rng, scene, page, _shift((at[0], at[1])) @ matrix))
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
        matrix = _shift((at[0], at[1])) @ pose(rng, size, scale, between(rng, 0, 360), 15)
        scene.sheets.append(lay(rng, scene, paper, matrix))
    count = int(rng.choice([0, 1, 2, 3], p=[0.04, 0.76, 0.16, 0.04]))
    together = draw_turn(rng)
    for _ in range(count):
        page = face(seed, first + int(rng.integers(WINDOW_OF_FACES)))
        largest = 400.0 if count == 1 else 220.0
        turn = together + between(rng, -6, 6) if chance(rng, 0.5) else draw_turn(rng)
        lean = 28 if chance(rng, 0.4) else 8
        _place(rng, scene, page, choose_scale(rng, page, 60, largest), turn, lean)
    if scene.documents and chance(rng, 0.3):
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


def _lid(rng: Rng, frame: tuple[int, int]) -> Floats:
    """What a scanner sees beside a document: white as a rule, or black, or grey."""
    kind = rng.random()
    level = (
        between(rng, 225, 255)
        if kind < 0.7
        else between(rng, 0, 40)
        if kind < 0.85
        else between(rng, 60, 220)
    )
    plane = np.full(frame[::-1], level, dtype=np.float32)
    return tint_picture(rng, plane, 0.05 if chance(rng, 0.8) else 0.6)


def scan(rng: Rng, frame: tuple[int, int], seed: int, first: int) -> Scene:
    """One to three faces side by side on a scanner, or pasted on a page; little room around them."""
    scene = Scene(_lid(rng, frame))
    count = int(rng.choice([1, 2, 3], p=[0.45, 0.47, 0.08]))
    pages = [face(seed, first + int(rng.integers(WINDOW_OF_FACES))) for _ in range(count)]
    if chance(rng, 0.6):
        pages = [page for page in pages if page.image.shape == pages[0].image.shape]
    quarter = float(rng.choice([0, 90, 180, 270], p=[0.55, 0.15, 0.15, 0.15]))
    stacked = chance(rng, 0.65)
    sizes = [page.image.shape[:2] if stacked else page.image.shape[1::-1] for page in pages]
    gap = between(rng, 0, 0.02) if chance(rng, 0.3) else between(rng, 0, 0.25)
    step = gap * sizes[0][0]
    total, widest = sum(high for high, _ in sizes) + step * (len(pages) - 1), max(wide for _, wide in sizes)
    margin = between(rng, 0, 0.03) if chance(rng, 0.4) else between(rng, 0, 0.5)
    size = (round(widest), round(total)) if stacked else (round(total), round(widest))
    turned = np.array(size if quarter in (0, 180) else size[::-1])
    scale = float((scene.size / turned).min()) * (1 - margin)
    around = pose(rng, size, scale, quarter + rng.normal(0, 1.2), 0)
    corners = corners_of(size, around)
    at = rng.uniform(0, 1, 2) * (scene.size - np.ptp(corners, axis=0)) - corners.min(axis=0)
    along = 0.0
    for page, (high, wide) in zip(pages, sizes, strict=True):
        across = between(rng, 0, 1) * (widest - wide)
        offset = (across, along) if stacked else (along, across)
        own = _shift(offset)
        if chance(rng, 0.5):
            middle = page.image.shape[1] / 2, page.image.shape[0] / 2
            spin = np.vstack([cv2.getRotationMatrix2D(middle, float(rng.normal(0, 1.0)), 1.0), [0, 0, 1]])
            own = own @ spin
        matrix = _shift((at[0], at[1])) @ around @ own
        scene.documents.append(lay(rng, scene, page, matrix, shadow=0.4))
        along += high + step
    scene.pixel = CHARACTER * scale
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
    placed = _shift((at[0], at[1])) @ np.diag([*stretch, 1.0]) @ pose(rng, size, 1.0, spin, 0)
    quad = lay(rng, scene, page, placed, shadow=0.0)
    (scene.sheets if is_sheet else scene.documents).append(quad)
    scene.pixel = CHARACTER * float(stretch.min())
    if chance(rng, 0.1):
        lay_hand(rng, scene.canvas, quad.astype(np.float32))
    return scene


KINDS_OF_SCENES = ((photograph, 0.6), (scan, 0.21), (fill_frame, 0.12), (photograph_sheet, 0.07))


def render_scene(seed: int, number: int) -> tuple[Colour, Scene]:
    """Scene `number` of `seed` and its picture, 384 pixels wide: always the same."""
    rng = np.random.default_rng((seed, number, 15))
    shares = np.array([share for _, share in KINDS_OF_SCENES])
    compose = KINDS_OF_SCENES[rng.choice(len(shares), p=shares)][0]
    frame = FRAMES[number % len(FRAMES)]
    scene = compose(rng, frame, seed, int(number * NEW_FACES))
    return scene.picture(rng), scene
