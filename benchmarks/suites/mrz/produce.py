"""Takes the planned captures and writes them as JPEG files."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np

from benchmarks.captures.phone import Flat, take
from benchmarks.captures.severities import draw_shot
from benchmarks.documents.any_format import draw_document, zone_quad
from benchmarks.documents.sheet import DPI
from benchmarks.documents.zones import invent_zone, misprint
from benchmarks.suites.mrz.anchor import load_flat
from benchmarks.suites.mrz.plan import GeneratedJob, Job, SpecimenJob
from benchmarks.suites.mrz.truth import Case

FOLDER = "captures"
PITCH = DPI / 10
"""Pixels a character of a drawn zone: ten characters to the inch."""


@dataclass(frozen=True)
class Made:
    """A capture with what is printed in it. `source` names the picture or the document it was made from."""

    job: Job
    case: Case
    source: str
    pixels: float


def _draw(job: GeneratedJob, rng: np.random.Generator) -> tuple[Flat, tuple[str, ...]]:
    zone = invent_zone(job.format, rng)
    if job.kind == "printed_invalid":
        zone = misprint(zone, rng)
    sheet = draw_document(zone, rng, with_zone=job.kind != "n/a")
    quad = zone_quad(sheet) if sheet.mrz else _lower_part(sheet.image.width, sheet.image.height)
    return Flat(sheet.pixels(), quad, PITCH, sheet.mask()), tuple(sheet.mrz)


def _lower_part(width: int, height: int) -> np.ndarray:
    """Where a zone would stand."""
    left, right, top, bottom = 0.06 * width, 0.94 * width, 0.75 * height, 0.92 * height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def make_capture(job: Job, folder: Path) -> Made:
    """Writes one capture into `folder`; the same job always gives the same bytes."""
    origin = 0 if isinstance(job, SpecimenJob) else 1
    rng = np.random.default_rng((job.seed, origin, job.severity, job.number))
    path = folder / f"{origin}-{job.severity}-{job.number:06d}.jpg"
    if isinstance(job, SpecimenJob):
        flat, lines = load_flat(job.case.path, job.anchor), job.case.lines
        source, format_name, group, kind = job.case.path.name, job.case.format, job.case.group, job.case.kind
    else:
        flat, lines = _draw(job, rng)
        source, format_name, kind = f"generated {job.number}", job.format, job.kind
        group = source
    taken = take(flat, draw_shot(job.condition, job.severity, rng), rng)
    path.write_bytes(taken.jpeg)
    return Made(job, Case(path, kind, str(format_name), group, lines), source, taken.pixels)


def _quiet() -> None:
    cv2.setNumThreads(1)


@contextmanager
def open_maker(workers: int) -> Iterator["Maker"]:
    """A maker with `workers` processes of its own."""
    with ProcessPoolExecutor(workers, get_context("spawn"), _quiet) as pool:
        yield Maker(pool)


class Maker:
    """Takes captures in other processes."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def make(self, jobs: Sequence[Job], folder: Path) -> list[Made]:
        """Takes all of them, in order; afterwards the processes idle."""
        return list(self.make_along(jobs, folder))

    def make_along(self, jobs: Sequence[Job], folder: Path) -> Iterator[Made]:
        """Takes them in order while the caller does something with those that are there: not for timing."""
        target = folder / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        yield from self._pool.map(partial(make_capture, folder=target), jobs, chunksize=8)
