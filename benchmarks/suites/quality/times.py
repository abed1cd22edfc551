"""How long a person waits for advice: intake, localisation where there is one, and the first half of
quality."""

import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import cv2
import numpy as np

from benchmarks.captures.bind import bind_pdf
from benchmarks.captures.defects import take_flawed
from benchmarks.captures.photograph import encode
from benchmarks.suites.quality.rows import FoundPlace
from benchmarks.suites.quality.subjects import draw_subject
from ocr.assess import assess_pixels
from ocr.assess.places import Place
from ocr.intake import PageImage, intake

PHOTO = (4000, 3000)
A4 = (2480, 3508)
"""At 300 dots per inch."""
ROUNDS = 15
Locate = Callable[[PageImage], list[Any]]


def find_locator() -> Locate | None:
    """`ocr.locate`, where this version of the product has it."""
    if find_spec("ocr.locate") is None:
        return None
    locate: Locate = import_module("ocr.locate").locate
    return locate


def _photo(seed: int) -> tuple[bytes, Place]:
    """A passport that fills most of a 12-megapixel photograph."""
    subject = draw_subject(seed, 0, full=True)
    taken = take_flawed(subject.flat, {"small": 20.0}, np.random.default_rng(seed))
    picture = cv2.imdecode(np.frombuffer(taken.jpeg, np.uint8), cv2.IMREAD_COLOR)
    height, width = picture.shape[:2]
    large = np.asarray(cv2.resize(picture, PHOTO, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    quad = tuple((x * PHOTO[0] / width, y * PHOTO[1] / height) for x, y in taken.quad)
    return encode(large, 92), FoundPlace(quad, subject.size)


def _sheet(seed: int) -> tuple[bytes, Place]:
    """A card on an A4 page scanned at 300 dots per inch, in a PDF."""
    subject = draw_subject(seed, 1, full=True)
    page = np.full((A4[1], A4[0], 3), 250, dtype=np.uint8)
    height, width = subject.flat.image.shape[:2]
    page[300 : 300 + height, 400 : 400 + width] = subject.flat.image
    corners = (
        (400.0, 300.0),
        (400.0 + width, 300.0),
        (400.0 + width, 300.0 + height),
        (400.0, 300.0 + height),
    )
    return bind_pdf([encode(page, 90)]), FoundPlace(corners, subject.size)


def _time(name: str, content: bytes, place: Place, locate: Locate | None) -> dict[str, float]:
    """Medians in milliseconds; a round is the whole of it."""
    spent: dict[str, list[float]] = {"intake": [], "locate": [], "assess": [], "whole": []}
    for _ in range(ROUNDS):
        began = time.perf_counter()
        (page,) = intake([(name, content)])
        opened = time.perf_counter()
        places = locate(page) if locate is not None else [place]
        found = time.perf_counter()
        assess_pixels(page, places)
        done = time.perf_counter()
        for part, value in zip(
            spent, (opened - began, found - opened, done - found, done - began), strict=True
        ):
            spent[part].append(1000 * value)
    return {part: round(float(np.median(values)), 1) for part, values in spent.items()}


def run_times(seed: int) -> dict[str, Any]:
    """Times of a photograph and of a scanned page, printed."""
    locate = find_locator()
    cases = (("a.jpg", *_photo(seed)), ("a.pdf", *_sheet(seed)))
    report: dict[str, Any] = {name: _time(name, content, place, locate) for name, content, place in cases}
    print(
        f"median milliseconds over {ROUNDS} rounds"
        + ("" if locate else " (places given: no ocr.locate here)")
    )
    for name, row in report.items():
        print(f"  {name}: " + ", ".join(f"{part} {value}" for part, value in row.items()))
    print(flush=True)
    return report
