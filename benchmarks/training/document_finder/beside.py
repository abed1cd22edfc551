"""Documents side by side: on a scanner, pasted on a page, put down together on a desk."""

import cv2
import numpy as np

from benchmarks.training.document_finder.colours import tint_picture
from benchmarks.training.document_finder.laying import (
    CHARACTER,
    Scene,
    corners_of,
    lay,
    match_ground,
    pose,
    shift,
)
from benchmarks.training.document_finder.painted import Painted
from benchmarks.training.document_finder.papers import face
from benchmarks.training.mrz_finder.face import Floats, Rng, between, chance

WINDOW_OF_FACES = 200
"""How many scenes may share a face."""


def draw_lid(rng: Rng, frame: tuple[int, int]) -> Floats:
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


def draw_faces(rng: Rng, seed: int, first: int, count: int) -> list[Painted]:
    """Faces, as a rule of one format: the sides of a card."""
    pages = [face(seed, first + int(rng.integers(WINDOW_OF_FACES))) for _ in range(count)]
    if chance(rng, 0.6):
        pages = [page for page in pages if page.image.shape == pages[0].image.shape]
    return pages


def lay_side_by_side(
    rng: Rng, scene: Scene, pages: list[Painted], turn: float, lean: float, margin: float
) -> None:
    """Lays the faces in a row or one above the other, not quite in line, in one plane. `turn` and `lean` in
    degrees; `margin`: share of the picture that stays free."""
    stacked = chance(rng, 0.65)
    sizes = [page.image.shape[:2] if stacked else page.image.shape[1::-1] for page in pages]
    gap = between(rng, 0, 0.02) if chance(rng, 0.3) else between(rng, 0, 0.25)
    step = gap * sizes[0][0]
    total, widest = sum(high for high, _ in sizes) + step * (len(pages) - 1), max(wide for _, wide in sizes)
    size = (round(widest), round(total)) if stacked else (round(total), round(widest))
    extent = np.ptp(corners_of(size, pose(np.random.default_rng(0), size, 1.0, turn, 0)), axis=0)
    scale = float((scene.size / extent).min()) * (1 - margin)
    around = pose(rng, size, scale, turn, lean)
    corners = corners_of(size, around)
    at = rng.uniform(0, 1, 2) * (scene.size - np.ptp(corners, axis=0)) - corners.min(axis=0)
    along = 0.0
    for page, (high, wide) in zip(pages, sizes, strict=True):
        across = between(rng, 0, 1) * (widest - wide)
        offset = (across, along) if stacked else (along, across)
        own = shift(offset)
        if chance(rng, 0.5):
            middle = page.image.shape[1] / 2, page.image.shape[0] / 2
            spin = np.vstack([cv2.getRotationMatrix2D(middle, float(rng.normal(0, 1.0)), 1.0), [0, 0, 1]])
            own = own @ spin
        matrix = shift((at[0], at[1])) @ around @ own
        scene.documents.append(lay(rng, scene, page, matrix, shadow=0.4))
        along += high + step
    scene.pixel = CHARACTER * scale


def scan(rng: Rng, frame: tuple[int, int], seed: int, first: int) -> Scene:
    """One to three faces side by side on a scanner, or pasted on a page; little room around them."""
    scene = Scene(draw_lid(rng, frame))
    pages = draw_faces(rng, seed, first, int(rng.choice([1, 2, 3], p=[0.45, 0.47, 0.08])))
    if chance(rng, 0.2):
        match_ground(rng, scene.canvas, pages[0], between(rng, 0.8, 1.0))
    turn = float(rng.choice([0, 90, 180, 270], p=[0.55, 0.15, 0.15, 0.15])) + float(rng.normal(0, 1.2))
    margin = between(rng, 0, 0.03) if chance(rng, 0.4) else between(rng, 0, 0.5)
    lay_side_by_side(rng, scene, pages, turn, 0.0, margin)
    return scene
