"""Whatever the pixels, there is a quality: no page makes the first half fail."""

import numpy as np
import pytest

from ocr.assess import assess_pixels
from ocr.intake import PageImage
from ocr.locate import Place, locate
from ocr.locate.place import find_homography, find_rotation

RNG = np.random.default_rng(5)
SHAPES = ((1, 1), (1, 900), (900, 1), (47, 47), (48, 48), (49, 300), (700, 1000))
FILLS = {
    "white": lambda shape: np.full((*shape, 3), 255),
    "black": lambda shape: np.zeros((*shape, 3)),
    "grey": lambda shape: np.full((*shape, 3), 251),
    "noise": lambda shape: RNG.integers(0, 256, (*shape, 3)),
    "halves": lambda shape: (
        np.repeat(np.where(np.arange(shape[1]) * 2 < shape[1], 0, 255)[None, :, None], 3, 2)
        * np.ones((shape[0], 1, 1))
    ),
    "stripes": lambda shape: np.indices((*shape, 3))[1] % 2 * 255,
}


def _page(fill: str, shape: tuple[int, int]) -> PageImage:
    return PageImage(0, np.asarray(FILLS[fill](shape), dtype=np.uint8), "page.png", "png")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("fill", FILLS)
def test_any_page_has_a_quality(fill: str, shape: tuple[int, int]) -> None:
    page = _page(fill, shape)
    quality = assess_pixels(page, locate(page))
    assert 0 <= quality.score <= 1
    assert all(0 <= value <= 1 for value in (quality.sharpness, quality.exposure, quality.glare))


@pytest.mark.parametrize(
    "quad",
    [
        ((-400, -300), (900, -200), (950, 800), (-350, 700)),
        ((2000, 2000), (2100, 2000), (2100, 2050), (2000, 2050)),
        ((100, 100), (101, 100), (101, 101), (100, 101)),
        ((600, 10), (610, 10), (610, 690), (600, 690)),
    ],
)
@pytest.mark.parametrize("fill", ["white", "noise"])
def test_any_place_has_a_quality(fill: str, quad: tuple[tuple[float, float], ...]) -> None:
    corners = quad[0], quad[1], quad[2], quad[3]
    place = Place(
        corners, find_rotation(corners), "unknown", "ID-1", 0.9, False, find_homography(corners, "ID-1")
    )
    assert 0 <= assess_pixels(_page(fill, (700, 1000)), [place]).score <= 1
