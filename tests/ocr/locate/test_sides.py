"""Sides move onto the edges that a picture shows, to a part of a pixel."""

import cv2
import numpy as np
import pytest

from ocr.locate.sides import SEEN, refine

TRUTH = np.array([[120.3, 90.6], [640.8, 130.2], [612.4, 470.5], [96.7, 428.1]])
CELL = 16.0
OPEN = (False, False, False, False)


def draw(corners=TRUTH, ground=(90, 110, 120), paper=(225, 230, 235), noise=3.0) -> np.ndarray:
    """A card with print and a frame inside, drawn eight times as large."""
    large = np.full((600 * 4, 800 * 4, 3), ground, dtype=np.uint8)
    cv2.fillPoly(large, [np.rint(corners * 4 - 0.5).astype(np.int32)], paper)
    middle = corners.mean(axis=0)
    for share in (0.55, 0.7):
        inner = middle + share * (corners - middle)
        cv2.polylines(large, [np.rint(inner * 4).astype(np.int32)], True, (60, 50, 40), 6)
    picture = cv2.resize(large, (800, 600), interpolation=cv2.INTER_AREA).astype(np.float64)
    return np.clip(picture + np.random.default_rng(3).normal(0, noise, picture.shape), 0, 255).astype(
        np.uint8
    )


def error(found) -> float:
    return float(np.linalg.norm(found - TRUTH, axis=1).max())


@pytest.mark.parametrize("seed", range(4))
def test_a_rough_quad_becomes_exact(seed):
    rough = TRUTH + np.random.default_rng(seed).normal(0, 4, (4, 2))
    found, votes = refine(draw(), rough, CELL, OPEN)
    assert error(found) < 1.0
    assert min(votes) >= SEEN


def test_white_on_white_is_told_by_a_few_grey_levels():
    found, _ = refine(draw(ground=(238, 238, 238), paper=(246, 246, 246), noise=1.5), TRUTH + 3.0, CELL, OPEN)
    assert error(found) < 2.0


def test_colours_of_one_lightness_have_an_edge_too():
    found, votes = refine(draw(ground=(200, 120, 90), paper=(90, 150, 110)), TRUTH - 3.0, CELL, OPEN)
    assert error(found) < 1.0
    assert min(votes) >= SEEN


def test_a_finger_over_a_side_does_not_bend_it():
    picture = draw()
    cv2.circle(picture, (360, 110), 60, (120, 150, 205), -1)
    found, _ = refine(picture, TRUTH + 3.0, CELL, OPEN)
    assert error(found) < 1.5


def test_without_an_edge_nothing_moves():
    blank = np.random.default_rng(1).normal(200, 2, (600, 800, 3)).astype(np.uint8)
    found, votes = refine(blank, TRUTH, CELL, OPEN)
    assert found == pytest.approx(TRUTH, abs=1e-6)
    assert max(votes) < SEEN


def test_sides_on_the_pages_border_stay_there():
    corners = np.array([[0.0, 90.0], [640.0, 90.0], [640.0, 470.0], [0.0, 470.0]])
    found, votes = refine(
        draw(corners),
        corners + np.array([[0, 2], [3, 2], [3, -2], [0, -2]]),
        CELL,
        (False, False, False, True),
    )
    assert votes[3] == 0
    assert found[[0, 3], 0] == pytest.approx([0, 0], abs=0.2)
    assert np.abs(found - corners).max() < 1.0
