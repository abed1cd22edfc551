"""Documents drawn for the tests, each once."""

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.documents.catalogue import draw_any
from benchmarks.documents.specimen import Specimen

Drawn = Callable[[str, int], Specimen]


@pytest.fixture(scope="session")
def drawn(ocr_b: None) -> Drawn:
    """Draws a document of a kind from a seed; each is drawn once."""
    known: dict[tuple[str, int], Specimen] = {}

    def draw(kind: str, seed: int) -> Specimen:
        if (kind, seed) not in known:
            known[kind, seed] = draw_any(kind, np.random.default_rng(seed))
        return known[kind, seed]

    return draw
