"""Pictures that the way network learns from: one document, rectified and laid on its longer side."""

import cv2
import numpy as np

from benchmarks.training.document_finder.colours import tint_picture
from benchmarks.training.document_finder.hands import lay_hand
from benchmarks.training.document_finder.laying import CHARACTER, Scene, lay
from benchmarks.training.document_finder.painted import Colour, Painted
from benchmarks.training.document_finder.papers import face, sheet
from benchmarks.training.mrz_finder.camera import expose
from benchmarks.training.mrz_finder.desk import crop_desk
from benchmarks.training.mrz_finder.face import Rng, between, chance

SIZE = (320, 224)
"""Width and height: what the network sees of a document, whatever its shape."""
NEW_FACES = 0.45
"""Fresh faces to a view."""
SHEET_SHARE, PAIR_SHARE = 0.12, 0.05
UNKNOWN = 2
"""The label of a document that has no front and back."""


def _page(rng: Rng, seed: int, number: int) -> Painted:
    first = 1_000_000 + int(number * NEW_FACES)  # no face of the scenes
    if chance(rng, SHEET_SHARE):
        return sheet(seed, first // 4)
    page = face(seed, first)
    if not chance(rng, PAIR_SHARE):
        return page
    other = face(seed, max(0, first - 1)).image
    other = np.asarray(cv2.resize(other, (page.image.shape[1], page.image.shape[0])), dtype=np.uint8)
    return Painted(np.concatenate([page.image, other]), 0.0, 3, None)


def render_view(seed: int, number: int) -> tuple[Colour, tuple[int, int, int]]:
    """View `number` of `seed`, 224 × 320 × 3, and its labels: quarter turns clockwise that bring it upright
    (0 for a wide face, 1 for a tall one; the other two are turned in training), its kind, and whether it
    shows the holder's portrait (0, 1, or 2 for what has no sides)."""
    rng = np.random.default_rng((seed, number, 16))
    page = _page(rng, seed, number)
    height, width = page.image.shape[:2]
    tall = height > width
    scene = Scene(tint_picture(rng, crop_desk(rng, SIZE), 0.6))
    # A tall face lies on its side, its top to the left: a clockwise quarter turn brings it upright.
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    frame = np.array([[0, 0], [SIZE[0], 0], SIZE, [0, SIZE[1]]], dtype=np.float64)
    loose = between(rng, 0.0, 0.02) if chance(rng, 0.7) else between(rng, 0.0, 0.07)
    target = frame + rng.normal(0, loose, (4, 2)) * SIZE
    if chance(rng, 0.15):  # a part only
        target = SIZE[0] * 0.5 + (target - SIZE[0] * 0.5) * between(rng, 1.0, 1.6) + rng.normal(0, 15, 2)
    if tall:
        target = np.roll(target, 1, axis=0)
    matrix = cv2.getPerspectiveTransform(square, target.astype(np.float32))
    quad = lay(rng, scene, page, np.asarray(matrix, dtype=np.float64), shadow=0.3)
    if chance(rng, 0.15):
        lay_hand(rng, scene.canvas, quad.astype(np.float32))
    picture = np.asarray(expose(rng, scene.canvas, CHARACTER * SIZE[0] / max(width, height)), dtype=np.uint8)
    portrait = UNKNOWN if page.portrait is None else int(page.portrait)
    return picture, (int(tall), page.kind, portrait)
