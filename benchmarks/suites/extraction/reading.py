"""Reads cases, in this process or in several, and keeps the lines for whoever looks at a failure."""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import cv2

from benchmarks.documents.layouts.model import DocumentKind
from benchmarks.suites.extraction.cases import Case
from benchmarks.suites.extraction.drawn import make_case
from benchmarks.suites.extraction.judge import Result, all_fields, judge
from models.errors import CodedError
from ocr import text as texts
from ocr.extract import extract
from ocr.text import Image, Polygon, TextLine, TextReader, shared_reader

TODAY = date(2026, 11, 1)
"""The day of every reading, so that expiry and centuries do not change from run to run."""
PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20
Job = tuple[str, DocumentKind, int, int]


@dataclass
class KeepingReader:
    """The shared reader, remembering the lines of the last upload."""

    lines: list[TextLine] = field(default_factory=list)

    def detect(self, image: Image) -> list[Polygon]:
        """See `TextReader.detect`."""
        return shared_reader().detect(image)

    def recognise(self, image: Image, polygons: Sequence[Polygon]) -> list[TextLine]:
        """See `TextReader.recognise`."""
        lines = shared_reader().recognise(image, polygons)
        self.lines += lines
        return lines


def measure_resident() -> float:
    """Resident memory of this process, MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def read_case(case: Case, reader: TextReader | None = None) -> Result:
    """Everything from bytes to `Extraction`."""
    began, spent = time.perf_counter(), time.process_time()
    try:
        extraction = extract(case.files, reader=reader or shared_reader(), today=TODAY)
    except CodedError as refusal:
        nothing = (frozenset[str](), "", "", ())
        took = time.perf_counter() - began, time.process_time() - spent, measure_resident()
        return Result(case, (), *nothing, *took, {}, error=type(refusal).__name__)
    took = time.perf_counter() - began, time.process_time() - spent, measure_resident()
    fields = all_fields(extraction)
    first = extraction.documents[0] if extraction.documents else None
    return Result(
        case,
        judge(case, extraction),
        frozenset(name for name, entry in fields.items() if entry.status == "conflict"),
        first.type if first else "unknown",
        (first.issuing_country or "") if first else "",
        tuple(warning.code for warning in extraction.warnings),
        *took,
        extraction.timings,
    )


def _read_job(job: Job) -> Result:
    return read_case(make_case(*job))


def _start() -> None:
    cv2.setNumThreads(1)
    texts.THREADS = 1


def read_drawn(jobs: Sequence[Job], workers: int) -> Iterator[Result]:
    """The drawn cases of the jobs in order; with several workers the times say little."""
    if workers <= 1:
        yield from map(_read_job, jobs)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _start) as pool:
        yield from pool.map(_read_job, jobs, chunksize=4)
