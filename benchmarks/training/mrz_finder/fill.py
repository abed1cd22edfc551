"""Filling the pool, in the product's environment; training has its own and does not import this file."""

from pathlib import Path

import cv2

from benchmarks.training.mrz_finder.pool import SIDE, Pool, open_pool
from benchmarks.training.mrz_finder.scene import render_scene
from benchmarks.training.mrz_finder.targets import draw_targets

BATCH = 100
"""Scenes between two notes of the progress."""


def fill_pool(folder: Path, scenes: int, seed: int) -> Pool:
    """Renders what the pool still lacks; returns it full. Raises `ValueError` when it has another seed."""
    cv2.setNumThreads(1)
    pool = open_pool(folder, scenes)
    if pool.seed not in (None, seed):
        raise ValueError(f"the pool was begun with seed {pool.seed}; give the other one a folder of its own")
    for start in range(pool.complete, scenes, BATCH):
        end = min(scenes, start + BATCH)
        for number in range(start, end):
            scene = render_scene(seed, number)
            pool.pictures[number], pool.maps[number] = scene.image, draw_targets(scene.zones, SIDE)
        pool.note(end, seed)
    return pool
