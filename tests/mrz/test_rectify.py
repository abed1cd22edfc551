"""Cuts of lines: the way to the strip and back, coarse and fine pictures, borders."""

import cv2
import numpy as np
import pytest

from mrz.rectify import cut_line, measure, turn_round, widen
from mrz.strips import STRIP_HEIGHT, STRIP_WIDTH

QUAD = ((100.0, 200.0), (700.0, 180.0), (701.0, 205.0), (101.0, 225.0))


@pytest.fixture
def picture() -> np.ndarray:
    """Grey, with a black dot in the middle of the quad and a white one at its left end."""
    image = np.full((480, 900), 128, np.uint8)
    cv2.circle(image, (400, 202), 6, (0,), -1)
    cv2.circle(image, (101, 212), 6, (255,), -1)
    return image


def test_a_point_of_the_strip_is_mapped_back_to_the_picture(picture):
    cut = cut_line(picture, QUAD)
    row, column = np.unravel_index(np.argmin(cv2.GaussianBlur(cut.strip, (0, 0), 3)), cut.strip.shape)
    ((x, y),) = cut.map_back([column + 0.5], [row + 0.5])
    assert abs(x - 400) < 3
    assert abs(y - 202) < 3


def test_upside_down_the_strip_is_turned(picture):
    straight, turned = (cut_line(picture, quad).strip for quad in (QUAD, turn_round(QUAD)))
    difference = np.abs(straight[::-1, ::-1].astype(int) - turned.astype(int))
    assert difference.mean() < 2


def test_a_finer_picture_gives_the_same_strip(picture):
    fine = cv2.resize(picture, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    large = tuple((4 * x, 4 * y) for x, y in QUAD)
    strips = [cut_line(image, quad).strip.astype(int) for image, quad in ((picture, QUAD), (fine, large))]
    assert strips[0].shape == (STRIP_HEIGHT, STRIP_WIDTH)
    assert np.abs(strips[0] - strips[1]).mean() < 3


def test_a_short_line_keeps_its_proportions_and_is_mapped_back():
    image = np.full((200, 300), 200, np.uint8)
    quad = ((50.0, 90.0), (170.0, 90.0), (170.0, 112.0), (50.0, 112.0))
    cut = cut_line(image, quad)
    assert cut.width < STRIP_WIDTH / 2
    ((x, _),) = cut.map_back([cut.width], [0])
    assert x == pytest.approx(cut.corners[1][0], abs=0.1)


def test_beyond_the_border_the_border_is_repeated(picture):
    cut = cut_line(picture, ((-40.0, 5.0), (500.0, 5.0), (500.0, 25.0), (-40.0, 25.0)))
    assert cut.strip.std() < 1


def test_widening_grows_all_four_sides():
    quad = np.array([[0, 0], [100, 0], [100, 10], [0, 10]], dtype=float)
    assert measure(widen(quad, along=0.5, across=0.1)) == (pytest.approx(110), pytest.approx(12))
