"""Photographs and scans: seeded, and the homography tells where the document lies."""

import dataclasses
import io

import cv2
import numpy as np
import pikepdf
import pytest

from benchmarks.captures.aim import map_points
from benchmarks.captures.bind import bind_pdf
from benchmarks.captures.conditions import BLURRED, PHONE, Conditions
from benchmarks.captures.photograph import Capture, encode, photograph
from benchmarks.captures.scan import scan

WIDTH, HEIGHT = 700, 440
MARKS = np.array([[60, 60], [640, 60], [640, 380], [60, 380], [350, 220]], dtype=np.float64)
CLEAN = Conditions(noise=(0, 0), defocus_mm=(0.02, 0.02), exposure_stops=(0, 0), falloff=(0, 0))


@pytest.fixture(scope="module")
def card():
    """A white card with five black discs whose middles are known."""
    picture = np.full((HEIGHT, WIDTH, 3), 255, dtype=np.uint8)
    for x, y in MARKS:
        cv2.circle(picture, (int(x), int(y)), 14, (0, 0, 0), -1, cv2.LINE_AA)
    return picture, np.full((HEIGHT, WIDTH), 255, dtype=np.uint8)


def find_marks(capture: Capture) -> np.ndarray:
    """The middles of the dark discs inside the document, found in the picture alone."""
    inside = np.zeros(capture.image.shape[:2], dtype=np.uint8)
    cv2.fillConvexPoly(inside, np.array(capture.quad).round().astype(np.int32), 255)
    inside = cv2.erode(inside, np.ones((15, 15), dtype=np.uint8))
    dark = ((capture.image.max(axis=2) < 110) & (inside > 0)).astype(np.uint8)
    _, _, stats, centres = cv2.connectedComponentsWithStats(dark)
    return centres[1:][stats[1:, cv2.CC_STAT_AREA] > 60]


@pytest.mark.parametrize("seed", range(4))
def test_the_homography_says_where_things_are(card, seed):
    capture = photograph(*card, np.random.default_rng(seed), CLEAN)
    expected = map_points(capture.homography, MARKS)
    found = find_marks(capture)
    assert len(found) == len(MARKS)
    nearest = np.linalg.norm(expected[:, None] - found[None], axis=2).min(axis=1)
    assert nearest.max() < 1.5


def test_a_scan_is_nearly_upright_and_keeps_its_resolution(card):
    capture = scan(*card, np.random.default_rng(3))
    top_left, top_right, bottom_right, _ = (np.array(corner) for corner in capture.quad)
    assert np.linalg.norm(top_right - top_left) == pytest.approx(WIDTH, abs=0.5)
    assert np.linalg.norm(bottom_right - top_right) == pytest.approx(HEIGHT, abs=0.5)
    assert abs(np.degrees(np.arctan2(*(top_right - top_left)[::-1]))) <= 0.8
    nearest = np.linalg.norm(
        map_points(capture.homography, MARKS)[:, None] - find_marks(capture)[None], axis=2
    )
    assert nearest.min(axis=1).max() < 1.5


def test_the_quad_lies_in_the_picture_with_desk_around_it(card):
    for seed in range(6):
        capture = photograph(*card, np.random.default_rng(seed), PHONE)
        corners = np.array(capture.quad)
        assert corners.min() > 0
        assert (corners.max(axis=0) < capture.image.shape[1::-1]).all()


def test_equal_seeds_make_equal_pictures_and_others_do_not(card):
    first, again, other = (photograph(*card, np.random.default_rng(seed), PHONE) for seed in (1, 1, 2))
    assert (first.image == again.image).all()
    assert first.quad == again.quad
    assert first.quad != other.quad


def test_resolution_is_what_the_conditions_ask(card):
    for dpi in (120, 250):
        flat = dataclasses.replace(CLEAN, resolution_dpi=(dpi, dpi), lean_deg=(0, 0))
        quad = photograph(*card, np.random.default_rng(0), flat).quad
        assert np.linalg.norm(np.subtract(quad[1], quad[0])) == pytest.approx(WIDTH * dpi / 300, rel=0.002)


def measure_sharpness(capture: Capture) -> float:
    grey = cv2.cvtColor(capture.image, cv2.COLOR_BGR2GRAY)
    return float(cv2.Laplacian(cv2.GaussianBlur(grey, (0, 0), 1.2), cv2.CV_64F).var())


def test_blur_blurs_and_glare_saturates(card):
    sharp = photograph(*card, np.random.default_rng(5), PHONE)
    blurred = photograph(*card, np.random.default_rng(5), BLURRED)
    assert measure_sharpness(blurred) < measure_sharpness(sharp) / 4
    grey = np.full((HEIGHT, WIDTH, 3), 120, dtype=np.uint8)
    glaring = dataclasses.replace(PHONE, glare_share=(0.4, 0.4))
    spot = photograph(grey, card[1], np.random.default_rng(5), glaring).image
    plain = photograph(grey, card[1], np.random.default_rng(5), PHONE).image
    assert (spot.min(axis=2) > 250).sum() > 500
    assert (plain.min(axis=2) > 250).sum() == 0


def test_a_pdf_holds_the_pictures_unchanged(card):
    jpegs = [encode(card[0], 80), encode(card[0][:200], 80)]
    bound = bind_pdf(jpegs)
    assert bound == bind_pdf(jpegs)
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        assert [bytes(page.Resources.XObject.Scan.read_raw_bytes()) for page in pdf.pages] == jpegs
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(WIDTH * 72 / 300, abs=0.01)
