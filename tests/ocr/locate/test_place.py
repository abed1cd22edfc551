"""Where a document lies, and its rectified image: sizes, turns, the way back to the page."""

import cv2
import numpy as np
import pytest

from ocr.locate.place import Place, Size, as_quad, find_homography, find_rotation, measure

CORNERS = np.array([[100.0, 80.0], [700.0, 120.0], [680.0, 480.0], [90.0, 460.0]])


def place_at(corners: np.ndarray, size: Size | None = "ID-1") -> Place:
    quad = as_quad(corners)
    return Place(quad, find_rotation(quad), "front", size, 1.0, False, find_homography(quad, size))


@pytest.mark.parametrize(
    ("first", "rotation"), [((1, 0), 0), ((0, -1), 90), ((-1, 0), 180), ((0, 1), 270), ((1, 0.4), 0)]
)
def test_the_turn_makes_the_first_side_run_to_the_right(first, rotation):
    along = np.array(first, dtype=np.float64)
    down = np.array([-along[1], along[0]])
    corners = np.array([[0, 0], along, along + down, down]) * 100
    assert find_rotation(as_quad(corners)) == rotation


def test_a_card_is_rectified_at_its_true_size_and_the_homography_leads_back():
    place = place_at(CORNERS)
    flat = place.rectify(np.zeros((600, 800, 3), dtype=np.uint8))
    assert flat.shape[:2] == (round(53.98 * 300 / 25.4), round(85.6 * 300 / 25.4))
    width, height = measure(place.quad, "ID-1")
    square = np.array([[[0, 0]], [[width, 0]], [[width, height]], [[0, height]]])
    back = cv2.perspectiveTransform(square, place.homography).reshape(4, 2)
    assert back == pytest.approx(CORNERS, abs=0.05)


@pytest.mark.parametrize("turned", range(4))
def test_whichever_way_it_lies_it_comes_out_upright(turned):
    """The corner that is named first comes to lie at the top left."""
    page = np.full((600, 800, 3), 255, dtype=np.uint8)
    corners = np.roll(CORNERS, -turned, axis=0)
    cv2.circle(
        page, tuple(np.rint(corners[0] + 0.1 * (corners[2] - corners[0])).astype(int)), 14, (0, 0, 0), -1
    )
    flat = place_at(corners).rectify(page, dpi=150)
    rows, columns = np.nonzero(flat[..., 0] < 128)
    assert columns.mean() / flat.shape[1] == pytest.approx(0.1, abs=0.03)
    assert rows.mean() / flat.shape[0] == pytest.approx(0.1, abs=0.03)


def test_a_passport_opened_flat_has_two_pages_and_a_sheet_its_own_pixels():
    tall = as_quad(np.array([[0, 0], [250, 0], [250, 352], [0, 352]], dtype=np.float64))
    assert measure(tall, "ID-3") == pytest.approx((125 * 300 / 25.4, 176 * 300 / 25.4))
    assert measure(tall, "ID-1") == pytest.approx((53.98 * 300 / 25.4, 85.6 * 300 / 25.4))
    assert measure(tall, None) == pytest.approx((250, 352))


def test_fine_print_is_averaged_not_skipped():
    """A page of single dark columns is grey when it is rectified much smaller."""
    page = np.full((2000, 3000), 255, dtype=np.uint8)
    page[:, ::2] = 0
    corners = np.array([[0, 0], [3000, 0], [3000, 2000], [0, 2000]], dtype=np.float64)
    flat = place_at(corners, "ID-2").rectify(page, dpi=100)
    inner = flat[10:-10, 10:-10]
    assert float(inner.std()) < 12
    assert float(inner.mean()) == pytest.approx(127, abs=6)
