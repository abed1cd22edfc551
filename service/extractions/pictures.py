"""Pages and crops for the portal, as JPEG: the only pictures a browser ever gets."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.extraction import ExtractedField, Extraction
from ocr.intake import PageImage
from service.requests.prefill import main_document

Pixels = NDArray[np.uint8]

PAGE_SIDE = 1800
PREVIEW_SIDE = 1200
CROP_SIDE = 900
PAGE_QUALITY, PREVIEW_QUALITY, CROP_QUALITY = 85, 80, 90
CROP_MARGIN = 0.15
"""Of the text's height, on every side."""
TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def draw_preview(page: PageImage) -> bytes:
    """The page as uploaded, its longest side at most `PREVIEW_SIDE` pixels."""
    return _encode(_shrink(page.pixels, PREVIEW_SIDE), PREVIEW_QUALITY)


def turn_preview(picture: bytes, rotation: int) -> bytes:
    """A preview turned clockwise by 0, 90, 180 or 270 degrees."""
    if rotation == 0:
        return picture
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    return _encode(turn(np.asarray(pixels, dtype=np.uint8), rotation), PREVIEW_QUALITY)


def draw_page(page: PageImage, extraction: Extraction) -> bytes:
    """The page upright, its longest side at most `PAGE_SIDE` pixels."""
    return _encode(turn(_shrink(page.pixels, PAGE_SIDE), _rotation(extraction, page.index)), PAGE_QUALITY)


def draw_crops(pages: list[PageImage], extraction: Extraction) -> dict[str, bytes]:
    """For each field the piece of the page it was read from, upright."""
    main = main_document(extraction)
    fields = {**extraction.fields, **(main.fields if main else {})}
    crops = {name: _draw_crop(pages, extraction, field) for name, field in fields.items()}
    return {name: crop for name, crop in crops.items() if crop is not None}


def _draw_crop(pages: list[PageImage], extraction: Extraction, field: ExtractedField) -> bytes | None:
    located = [source for source in field.sources if source.polygon and source.page < len(pages)]
    located.sort(key=lambda source: source.zone != "visual")
    if not located:
        return None
    source = located[0]
    pixels = pages[source.page].pixels
    height, width = pixels.shape[:2]
    xs, ys = [x for x, _ in source.polygon], [y for _, y in source.polygon]
    margin = CROP_MARGIN * min(max(xs) - min(xs), max(ys) - min(ys))
    left, right = max(0, math.floor(min(xs) - margin)), min(width, math.ceil(max(xs) + margin))
    top, bottom = max(0, math.floor(min(ys) - margin)), min(height, math.ceil(max(ys) + margin))
    if right - left < 2 or bottom - top < 2:
        return None
    crop = turn(pixels[top:bottom, left:right], _rotation(extraction, source.page))
    return _encode(_shrink(crop, CROP_SIDE), CROP_QUALITY)


def _rotation(extraction: Extraction, page: int) -> int:
    regions = [region for document in extraction.documents for region in document.regions]
    return next((region.rotation for region in regions if region.page == page), 0)


def turn(pixels: Pixels, rotation: int) -> Pixels:
    """The pixels, turned clockwise by 0, 90, 180 or 270 degrees."""
    return pixels if rotation == 0 else np.asarray(cv2.rotate(pixels, TURNS[rotation]), dtype=np.uint8)


def _shrink(pixels: Pixels, longest: int) -> Pixels:
    scale = longest / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    shrunk = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk, dtype=np.uint8)


def _encode(pixels: Pixels, quality: int) -> bytes:
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return bytes(data)
