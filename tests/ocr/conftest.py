"""Shared parts: pictures and PDFs made on the spot, made-up text lines, and the real reader, loaded once."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ocr.read import PageText
from ocr.text import PaddleTextReader, TextLine, shared_reader

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The demonstration's sample documents: invented people of an invented state."""
    return ROOT / "service" / "demo" / "samples"


@pytest.fixture(scope="session")
def reader() -> PaddleTextReader:
    return shared_reader()


@pytest.fixture
def encode() -> Callable[..., bytes]:
    """A picture as bytes: `encode("JPEG", mode="RGB", size=(64, 48), colour=…, **save options)`."""

    def make(form: str, *, mode: str = "RGB", size: tuple[int, int] = (64, 48), colour=0, **options) -> bytes:
        out = io.BytesIO()
        Image.new(mode, size, colour).save(out, form, **options)
        return out.getvalue()

    return make


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF of empty pages; `change` is called with it before it is saved."""

    def make(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **options) -> bytes:
        pdf, out = pikepdf.new(), io.BytesIO()
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        if change is not None:
            change(pdf)
        pdf.save(out, **options)
        return out.getvalue()

    return make


@pytest.fixture
def page_of() -> Callable[..., PageText]:
    """A page of made-up lines `(text, left, top)` or `(text, left, top, confidence)`, 20 pixels high."""

    def make(*lines: tuple, height: int = 20) -> PageText:
        read = []
        for text, left, top, *rest in lines:
            right = left + len(text) * height * 0.55
            polygon = ((left, top), (right, top), (right, top + height), (left, top + height))
            read.append(TextLine(text, polygon, rest[0] if rest else 0.99))
        return PageText(read, 0, (1000, 700))

    return make


@pytest.fixture
def noise() -> np.ndarray:
    """A grey page with crisp black bars, like lines of print."""
    page = np.full((800, 1200, 3), 200, np.uint8)
    for row in range(60, 760, 40):
        for column in range(60, 1140, 16):
            page[row : row + 18, column : column + 7] = 30
    return page
