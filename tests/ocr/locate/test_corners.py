"""The second look: what is cut out for it, and what becomes of its answers."""

import cv2
import numpy as np
import pytest

from ocr.locate import corners
from ocr.locate.corners import FLAT, GROUND, halve_often, lay_down, look_again, place_within, rate
from ocr.locate.sight import CROP

QUAD = np.array([[300.0, 200], [1500, 260], [1460, 1000], [280, 900]])
INNER = (FLAT + GROUND) / (1 + 2 * GROUND)


def draw(quad=QUAD) -> np.ndarray:
    page = np.full((1200, 1800, 3), 60, dtype=np.uint8)
    cv2.fillPoly(page, [np.rint(quad).astype(np.int32)], (220, 220, 220))
    return page


def answer(monkeypatch: pytest.MonkeyPatch, found: np.ndarray, score: float) -> list[np.ndarray]:
    """Has the network always see the corners (0 to 1 across the crop); returns the crops it was shown."""
    shown: list[np.ndarray] = []

    def ask(crops: np.ndarray) -> np.ndarray:
        shown.extend(crops)
        return np.tile(np.append(found.ravel(), score), (len(crops), 1))

    monkeypatch.setattr(corners, "ask_corners", ask)
    return shown


def test_a_crop_shows_the_quadrilateral_flat_with_its_surroundings(monkeypatch):
    shown = answer(monkeypatch, INNER, 0.5)
    assert rate(halve_often(draw()), [QUAD, QUAD]) == [0.5, 0.5]
    assert shown[0].shape == (CROP[1], CROP[0], 3)
    bright = shown[0][..., 0] > 140
    rows, columns = np.nonzero(bright)
    edges = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    assert edges == pytest.approx([*(INNER[0] * CROP), *(INNER[2] * CROP)], abs=1.5)
    assert bright.mean() == pytest.approx(1 / (1 + 2 * GROUND) ** 2, rel=0.03)


def test_a_correct_outline_stays_where_it_is(monkeypatch):
    answer(monkeypatch, INNER, 0.9)
    (chain,) = look_again(halve_often(draw()), [QUAD], 2)
    assert len(chain) == 2
    assert chain[1] == pytest.approx(QUAD, abs=0.01)


def test_corners_are_told_from_what_was_cut_out(monkeypatch):
    half = place_within(FLAT, np.array([[0.0, 0], [0.5, 0], [0.5, 1], [0, 1]]))
    answer(monkeypatch, (half + GROUND) / (1 + 2 * GROUND), 0.9)
    ((seen,),) = look_again(halve_often(draw()), [QUAD], 1)
    expected = lay_down(place_within(QUAD, half))
    assert seen == pytest.approx(expected, abs=0.01)


def test_what_no_camera_sees_is_not_gone_after(monkeypatch):
    answer(monkeypatch, INNER[[0, 2, 1, 3]], 0.9)
    assert look_again(halve_often(draw()), [QUAD], 3) == [[]]


def test_a_quadrilateral_lies_on_its_longer_side():
    tall = np.array([[0.0, 0], [10, 0], [10, 30], [0, 30]])
    assert np.array_equal(lay_down(tall), np.roll(tall, -1, axis=0))
    assert np.array_equal(lay_down(QUAD), QUAD)
