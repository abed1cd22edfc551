"""PDF pages to pixels by PDFium, at the resolution of the scan inside. Runs in the process apart."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ocr.intake.errors import PDF_DPI, PDF_MAX_SIDE, PdfTooComplexError, UnreadablePdfError
from ocr.intake.frames import Frame, Frames
from ocr.intake.pdf_check import check_pdf

POINTS_PER_INCH = 72
WHITE = (255, 255, 255, 255)
HAIR = 0.005
"""Of a pixel."""
SCAN_COVERS = 0.9
"""Share of the page that its picture must cover to count as the scan of it: scanners leave white borders."""
PICTURE_COVERS = 0.05
"""Share of the page from which a picture placed on it, a card's side say, counts for the resolution."""
SCAN_SIDE = 1000
"""Longest side in pixels from which a picture is a scan: a smaller one is a background that was stretched."""
MAX_FORM_DEPTH = 4
MAX_OBJECTS_SEEN = 5000
"""Objects of a page that are looked at for its resolution; a scan has one, a letter some hundreds."""
INVISIBLE_TEXT = 3
"""The rendering mode of text that recognition laid under a scan (ISO 32000-2, 9.3.6)."""


@contextmanager
def refusing_pdf() -> Iterator[None]:
    """Turns what PDFium and memory raise into a coded refusal."""
    try:
        yield
    except (MemoryError, RecursionError) as error:
        raise PdfTooComplexError from error
    except (pypdfium2.PdfiumError, ValueError, OSError, ArithmeticError) as error:
        raise UnreadablePdfError from error


def decode_pdf(untrusted: bytes) -> Frames:
    """The pages of a PDF, each with the resolution it was drawn at; to be used up within `refusing_pdf()`.

    Raises one of the PDF errors of `ocr.intake.errors`, `TooManyPagesError` or `TooManyPixelsError`.
    """
    clean = check_pdf(untrusted)
    with pypdfium2.PdfDocument(clean) as document:
        for number in range(len(document)):
            page = document[number]
            yield _draw(page)
            page.close()


def _draw(page: Any) -> Frame:
    width, height = page.get_size()
    longest = max(width, height)
    if not (0 < longest < math.inf and min(width, height) > 0):
        raise UnreadablePdfError
    scale = min(choose_scale(page), PDF_MAX_SIDE / longest)
    across, along = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pypdfium2.PdfBitmap.new_native(across, along, pdfium.FPDFBitmap_BGR)
    bitmap.fill_rect(WHITE, 0, 0, across, along)
    # PDFium rounds the edges of a picture outwards: one that ends a millionth of a pixel beyond the page is
    # stretched by a whole one. A hair inwards, and the scan comes out pixel by pixel.
    matrix = pdfium.FS_MATRIX((across - 2 * HAIR) / width, 0, 0, (along - 2 * HAIR) / height, HAIR, HAIR)
    clip = pdfium.FS_RECTF(0, 0, across, along)
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, pdfium.FPDF_ANNOT)
    rows = iter([memoryview(bitmap.buffer).cast("B")])
    return Frame(across, along, rows, scale * POINTS_PER_INCH)


def choose_scale(page: Any) -> float:
    """Pixels per point: those of the scan when the page is one, else enough for print and pictures on it."""
    drawn = PDF_DPI / POINTS_PER_INCH
    width, height = page.get_size()
    covered, finest, finest_large, text = 0.0, 0.0, 0.0, False
    for number, item in enumerate(page.get_objects(max_depth=MAX_FORM_DEPTH)):
        if number >= MAX_OBJECTS_SEEN:
            return drawn
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            text = text or pdfium.FPDFTextObj_GetTextRenderMode(item) != INVISIBLE_TEXT
        if item.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        across, along = _lengths(item)
        pixels_across, pixels_along = item.get_px_size()
        if across <= 0 or along <= 0 or max(pixels_across, pixels_along) < SCAN_SIDE:
            continue
        share = across * along / (width * height)
        covered += min(1.0, share)
        density = max(pixels_across / across, pixels_along / along)
        finest = max(finest, density)
        if share >= PICTURE_COVERS:
            finest_large = max(finest_large, density)
    if covered >= SCAN_COVERS and not text:
        return finest  # of one picture, or of the strips that some scanners cut it into
    return max(finest_large, drawn)


def _lengths(image: Any) -> tuple[float, float]:
    """How wide and high an image is laid on the page, in points: it fills the unit square of its matrix."""
    matrix = image.get_matrix()
    first, second = (matrix.a, matrix.b), (matrix.c, matrix.d)
    holder = image.container
    while holder is not None:
        outer = holder.get_matrix()
        first, second = ((x * outer.a + y * outer.c, x * outer.b + y * outer.d) for x, y in (first, second))
        holder = holder.container
    return math.hypot(*first), math.hypot(*second)
