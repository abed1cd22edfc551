"""Drawing needs OCR-B (Debian's fonts-ocr-b); where it is absent, the tests that draw are skipped on a
newcomer's machine and fail in CI."""

import os
from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.documents.catalogue import draw_any
from benchmarks.documents.errors import FontMissingError
from benchmarks.documents.fonts import find_font
from benchmarks.documents.specimen import Specimen

Drawn = Callable[[str, int], Specimen]


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """Draws a document of a kind from a seed; each is drawn once."""
    try:
        find_font("ocr-b")
    except FontMissingError as missing:
        if os.environ.get("CI"):
            pytest.fail(f"{missing.detail} {missing.advice}")
        pytest.skip(f"{missing.detail} {missing.advice}")
    known: dict[tuple[str, int], Specimen] = {}

    def draw(kind: str, seed: int) -> Specimen:
        if (kind, seed) not in known:
            known[kind, seed] = draw_any(kind, np.random.default_rng(seed))
        return known[kind, seed]

    return draw
