"""Pictures that the corners network learns from: documents seen from near, where outlines go wrong: on papers
that are as bright, side by side, on a ground of their own colour, under fingers."""

import numpy as np

from benchmarks.training.document_finder.beside import draw_faces, draw_lid, lay_side_by_side
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
from benchmarks.training.document_finder.papers import choose_scale, sheet
from benchmarks.training.document_finder.scene import draw_turn
from benchmarks.training.mrz_finder.desk import crop_desk
from benchmarks.training.mrz_finder.face import Rng, between, chance

SIDE = 320
"""Of the pictures, pixels: a document with its surroundings, a little finer than the network sees it."""
DOCUMENTS = 4
"""Most documents on a picture."""
NEW_FACES = 0.1
SHORTEST, LONGEST = 110, 210
"""Pixels of a document's longer side."""


def _strew_papers(rng: Rng, scene: Scene, seed: int, first: int) -> None:
    """Letters and forms, small or large print, mostly reaching under where the document comes to lie."""
    for _ in range(rng.integers(1, 5)):
        paper = sheet(seed, first // 3 + int(rng.integers(40)))
        size = paper.image.shape[1], paper.image.shape[0]
        scale = choose_scale(rng, paper, 140, 620)
        at = scene.size / 2 + rng.normal(0, 0.35, 2) * SIDE
        matrix = shift((at[0], at[1])) @ pose(rng, size, scale, between(rng, 0, 360), 15)
        scene.sheets.append(lay(rng, scene, paper, matrix))


def _lay_one(rng: Rng, scene: Scene, page: Painted) -> None:
    size = page.image.shape[1], page.image.shape[0]
    scale = choose_scale(rng, page, SHORTEST, LONGEST)
    matrix = pose(rng, size, scale, draw_turn(rng), 28 if chance(rng, 0.4) else 8)
    corners = corners_of(size, matrix)
    low, high = corners.min(axis=0), corners.max(axis=0)
    room = np.maximum(0, scene.size - (high - low))
    at = -low + rng.uniform(0, 1, 2) * room
    if chance(rng, 0.12):  # cut off by the picture's border
        at = at + rng.normal(0, 0.15, 2) * SIDE
    scene.documents.append(lay(rng, scene, page, shift((at[0], at[1])) @ matrix))
    scene.pixel = CHARACTER * scale


def _compose(rng: Rng, seed: int, first: int) -> Scene:
    frame = (SIDE, SIDE)
    is_scan = chance(rng, 0.22)
    scene = Scene(draw_lid(rng, frame) if is_scan else tint_picture(rng, crop_desk(rng, frame), 0.6))
    if not is_scan and chance(rng, 0.4):
        strew(rng, scene.canvas)
    if not is_scan and chance(rng, 0.65):
        _strew_papers(rng, scene, seed, first)
    count = int(rng.choice([0, 1, 2, 3], p=[0.04, 0.52, 0.38, 0.06]))
    pages = draw_faces(rng, seed, first, count) if count else []
    if pages and not scene.sheets and chance(rng, 0.3):
        match_ground(rng, scene.canvas, pages[0], between(rng, 0.7, 1.0))
    if len(pages) == 1:
        _lay_one(rng, scene, pages[0])
    elif pages:
        turn = float(rng.integers(4)) * 90 + float(rng.normal(0, 1.2)) if is_scan else draw_turn(rng)
        lean = 0.0 if is_scan else 28.0 if chance(rng, 0.4) else 8.0
        lay_side_by_side(rng, scene, pages, turn, lean, between(rng, 0.02, 0.3))
    if scene.documents and chance(rng, 0.15):
        lay_hand(rng, scene.canvas, scene.documents[-1].astype(np.float32))
    return scene


def render_close(seed: int, number: int) -> tuple[Colour, list[Quad]]:
    """Picture `number` of `seed`, 320 × 320 × 3, and the corners of its documents: always the same."""
    rng = np.random.default_rng((seed, number, 17))
    scene = _compose(rng, seed, 2_000_000 + int(number * NEW_FACES))  # no face of scenes or views
    return scene.picture(rng), scene.documents[:DOCUMENTS]
