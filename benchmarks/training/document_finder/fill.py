"""Filling the pools, in the product's environment; training has its own and does not import this file."""

from pathlib import Path

import cv2

from benchmarks.training.document_finder.close import render_close
from benchmarks.training.document_finder.pool import SHAPES, Pool, open_pool, pack
from benchmarks.training.document_finder.scene import render_scene
from benchmarks.training.document_finder.targets import draw_targets
from benchmarks.training.document_finder.views import render_view
from ocr.locate.closer import find_documents

BATCH = 100
"""Entries between two notes of the progress."""


def _open(folder: Path, network: str, entries: int, seed: int) -> Pool:
    cv2.setNumThreads(1)
    pool = open_pool(folder / network, SHAPES[network], entries)
    if pool.seed not in (None, seed):
        raise ValueError(f"the pool was begun with seed {pool.seed}; give the other one a folder of its own")
    return pool


def fill_outline(folder: Path, scenes: int, seed: int) -> Pool:
    """Renders the scenes that the pool still lacks. Raises `ValueError` when it has another seed."""
    pool = _open(folder, "outline", scenes, seed)
    for number in range(pool.complete, scenes):
        picture, scene = render_scene(seed, number)
        maps = draw_targets(scene)
        pool.arrays["pictures"][number, : picture.shape[0], : picture.shape[1]] = picture
        pool.arrays["maps"][number, :, : maps.shape[1], : maps.shape[2]] = maps
        if (number + 1) % BATCH == 0 or number + 1 == scenes:
            pool.note(number + 1, seed)
    return pool


def fill_way(folder: Path, views: int, seed: int) -> Pool:
    """Renders the views that the pool still lacks. Raises `ValueError` when it has another seed."""
    pool = _open(folder, "way", views, seed)
    for number in range(pool.complete, views):
        pool.arrays["pictures"][number], pool.arrays["labels"][number] = render_view(seed, number)
        if (number + 1) % BATCH == 0 or number + 1 == views:
            pool.note(number + 1, seed)
    return pool


def fill_corners(folder: Path, pictures: int, seed: int) -> Pool:
    """Renders the pictures seen from near that the pool still lacks. Raises `ValueError` when it has another
    seed."""
    pool = _open(folder, "corners", pictures, seed)
    for number in range(pool.complete, pictures):
        picture, quads = render_close(seed, number)
        pool.arrays["pictures"][number], pool.arrays["quads"][number] = picture, pack(quads)
        pool.arrays["found"][number] = pack([found.corners for found in find_documents(picture)])
        if (number + 1) % BATCH == 0 or number + 1 == pictures:
            pool.note(number + 1, seed)
    return pool
