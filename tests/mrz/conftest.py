"""Made-up lines of text, as a reader returns them, and the specimens where a checkout has them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How fast an example runs says nothing about it on a machine that does other work too.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

SPECIMENS = Path(__file__).parents[2].parent / "shared" / "specimens" / "mrz_text"
PITCH, HEIGHT, LEADING = 10.0, 16.0, 40.0


@dataclass(frozen=True)
class Piece:
    """A read line of text, as `mrz.rows.TextPiece` asks for it."""

    text: str
    polygon: tuple[tuple[float, float], ...]
    confidence: float = 0.99


@pytest.fixture
def piece() -> Callable[..., Piece]:
    """A piece of text at a row and a column (in characters) of an upright page."""

    def make(text: str, row: float, column: float = 0.0, confidence: float = 0.99) -> Piece:
        left, top = 50 + column * PITCH, 600 + row * LEADING
        right, bottom = left + len(text) * PITCH, top + HEIGHT
        return Piece(text, ((left, top), (right, top), (right, bottom), (left, bottom)), confidence)

    return make


@pytest.fixture
def stack(piece: Callable[..., Piece]) -> Callable[[Sequence[str]], list[Piece]]:
    """Lines one below the other."""
    return lambda texts: [piece(text, row) for row, text in enumerate(texts)]


@pytest.fixture
def cases() -> Callable[[str], list[dict[str, Any]]]:
    """The cases of a file of `../shared/specimens/mrz_text`; skips without them."""

    def load(name: str) -> list[dict[str, Any]]:
        path = SPECIMENS / name
        if not path.is_file():
            pytest.skip("the specimens (../shared) are not beside this checkout")
        found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cases"]
        return found

    return load
