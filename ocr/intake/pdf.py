"""PDFs to pixels, in a process of its own with limits of time and memory; only rasters come back."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from ocr.intake.errors import (
    MAX_PAGES,
    MAX_PDF_OBJECTS,
    PDF_DPI,
    PDF_ERRORS,
    PDF_MAX_SIDE,
    PDF_MEMORY_BYTES,
    PDF_SECONDS,
    PdfTooComplexError,
    TooManyPagesError,
    UnreadablePdfError,
)
from ocr.intake.raster import Pixels

RENDERER = Path(__file__).with_name("render_pdf.py")


def _ask_renderer(untrusted: bytes) -> bytes:
    limits = (MAX_PAGES, PDF_DPI, PDF_MAX_SIDE, MAX_PDF_OBJECTS, PDF_SECONDS, PDF_MEMORY_BYTES)
    command = [sys.executable, "-I", str(RENDERER), *(str(limit) for limit in limits)]
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command; the PDF goes in on standard input)
            command, input=untrusted, capture_output=True, timeout=PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PdfTooComplexError from error
    if done.returncode != 0:
        # Killed by a limit, or crashed inside a native library: either way not fit to be shown.
        raise PdfTooComplexError
    return done.stdout


def decode_pdf(untrusted: bytes) -> list[tuple[Pixels, float | None]]:
    """The pages of a PDF: height × width × 3 BGR, and the dots per inch of the rendering.

    Raises one of the errors in `PDF_ERRORS`, or `TooManyPagesError`.
    """
    head, _, body = _ask_renderer(untrusted).partition(b"\n")
    answer = json.loads(head or b"{}")
    if "refused" in answer:
        raise PDF_ERRORS.get(answer["refused"], UnreadablePdfError)
    if "sizes" not in answer:
        raise TooManyPagesError(limit=MAX_PAGES)
    pages: list[tuple[Pixels, float | None]] = []
    start = 0
    for width, height, dpi in answer["sizes"]:
        end = start + width * height * 3
        pixels = np.frombuffer(body[start:end], dtype=np.uint8).reshape(height, width, 3)
        pages.append((pixels.copy(), float(dpi)))
        start = end
    return pages
