"""Filling the pool, in the product's environment; training has its own and does not import this file."""

from pathlib import Path

import cv2

from benchmarks.training.mrz_lines.pool import Pool, encode, open_pool
from benchmarks.training.mrz_lines.render import render_line
from mrz.strips import fit_strip

BATCH = 500
"""Lines between two notes of the progress."""


def fill_pool(folder: Path, lines: int, seed: int) -> Pool:
    """Renders what the pool still lacks; returns it full. Raises `ValueError` when it has another seed."""
    cv2.setNumThreads(1)
    pool = open_pool(folder, lines)
    if pool.seed not in (None, seed):
        raise ValueError(f"the pool was begun with seed {pool.seed}; give the other one a folder of its own")
    for start in range(pool.complete, lines, BATCH):
        end = min(lines, start + BATCH)
        for number in range(start, end):
            line = render_line(seed, number, warm_up=True)
            pool.strips[number], pool.codes[number] = fit_strip(line.crop), encode(line.text)
        pool.note(end, seed)
    return pool
