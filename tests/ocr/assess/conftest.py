"""Captures of drawn documents with one thing wrong, and where the document lies in them."""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
import pytest

from benchmarks.captures.defects import Defect, take_flawed
from benchmarks.suites.quality.rows import FoundPlace
from benchmarks.suites.quality.subjects import draw_subject
from ocr.intake import PageImage

PASSPORT, CARD, SHEET = 0, 1, 2
Capture = Callable[..., tuple[PageImage, FoundPlace]]


@pytest.fixture(scope="session")
def capture(ocr_b: None) -> Capture:
    """A passport (0), a card's front (1) or a larger card (2) photographed with flaws; each is taken once."""
    known: dict[tuple, tuple[PageImage, FoundPlace]] = {}

    def take(flaws: Mapping[Defect, float] | None = None, number: int = PASSPORT, seed: int = 3):
        key = (*sorted((flaws or {}).items()), number, seed)
        if key not in known:
            subject = draw_subject(5, number, full=True)
            taken = take_flawed(subject.flat, flaws or {}, np.random.default_rng(seed))
            pixels = cv2.imdecode(np.frombuffer(taken.jpeg, np.uint8), cv2.IMREAD_COLOR)
            known[key] = PageImage(0, pixels, "p", "jpeg"), FoundPlace(taken.quad, subject.size)
        return known[key]

    return take
