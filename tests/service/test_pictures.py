"""Pages and crops as the portal shows them: upright, bounded, cut at the text."""

import cv2
import numpy as np
import pytest

from ocr.extraction import Document, ExtractedField, Extraction, Page, Quality, Region, Source
from ocr.intake import PageImage
from service.extractions.pictures import CROP_SIDE, PAGE_SIDE, draw_crops, draw_page

WIDTH, HEIGHT = 3000, 2000
BOX = (400, 300, 1000, 380)
"""Left, top, right, bottom of a black block in the upright page."""
TURNED = {0: None, 90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


def decode(data: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)


@pytest.fixture(params=TURNED)
def photographed(request):
    """A page laid on the glass so that turning it clockwise by the parameter brings it upright."""
    upright = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    left, top, right, bottom = BOX
    upright[top:bottom, left:right] = 0
    pixels = upright if request.param == 0 else cv2.rotate(upright, TURNED[request.param])
    ys, xs = np.nonzero(pixels[:, :, 0] == 0)
    corners = [(xs.min(), ys.min()), (xs.max(), ys.min()), (xs.max(), ys.max()), (xs.min(), ys.max())]
    height, width = pixels.shape[:2]
    polygon = [(float(x), float(y)) for x, y in corners]
    source = Source(zone="visual", text="X", page=0, polygon=polygon, confidence=1)
    extraction = Extraction(
        pages=[
            Page(
                index=0,
                width=width,
                height=height,
                quality=Quality(score=1, acceptable=True, sharpness=1, exposure=1, glare=1),
            )
        ],
        documents=[Document(type="passport", regions=[Region(page=0, quad=[], rotation=request.param)])],
        fields={
            "familyName": ExtractedField(value="X", confidence=1, status="read", sources=[source]),
            "givenNames": ExtractedField(value="Y", confidence=1, status="read"),
        },
    )
    return PageImage(0, pixels, "a.jpg", "jpeg"), extraction


def test_a_page_is_shown_upright_and_bounded(photographed):
    page, extraction = photographed
    shown = decode(draw_page(page, extraction))
    assert shown.shape == (round(HEIGHT * PAGE_SIDE / WIDTH), PAGE_SIDE)
    scale = PAGE_SIDE / WIDTH
    left, top, right, bottom = (round(side * scale) for side in BOX)
    assert shown[top + 5 : bottom - 5, left + 5 : right - 5].max() < 40
    assert shown[bottom + 10 :, :].min() > 200


def test_a_crop_shows_its_text_upright_with_a_margin(photographed):
    page, extraction = photographed
    crops = draw_crops([page], extraction)
    assert set(crops) == {"familyName"}
    crop = decode(crops["familyName"])
    assert crop.shape[1] > 4 * crop.shape[0]
    assert crop.shape[1] <= CROP_SIDE
    middle = crop[crop.shape[0] // 2, crop.shape[1] // 2]
    assert middle < 40
    assert crop[0].min() > 200
