"""Each measure follows its own defect, finds it at its place, and leaves the others alone."""

import cv2
import numpy as np
import pytest

from ocr.assess import assess_pixels
from ocr.assess.measures import measure
from ocr.assess.ratings import rate
from ocr.intake import PageImage

GRADES = {
    "sharpness": ("defocus", (0.03, 0.1, 0.2)),
    "motion": ("motion", (0.0, 0.5, 1.0)),
    "exposure": ("dim", (0.9, 0.3, 0.12)),
    "contrast": ("fade", (0.0, 0.5, 0.9)),
    "resolution": ("small", (18, 10, 6)),
    "tilt": ("tilt", (0, 12, 28)),
    "perspective": ("lean", (0, 18, 32)),
    "coverage": ("cut", (0, 0.1, 0.3)),
    "occlusion": ("cover", (0, 0.06, 0.2)),
    "compression": ("jpeg", (90, 40, 12)),
    "colour": ("copy", (0, 0.8, 1.0)),
    "noise": ("noise", (1, 8, 20)),
}


@pytest.mark.parametrize("name", GRADES)
def test_the_worse_the_defect_the_lower_its_measure(capture, name):
    defect, steps = GRADES[name]
    values = []
    for step in steps:
        page, place = capture({defect: step})
        values.append(getattr(rate(measure(page.pixels, place).physical), name))
    assert values == sorted(values, reverse=True)
    assert values[0] - values[-1] > 0.1


def test_a_sound_capture_has_no_issue(capture):
    for number in range(3):
        page, place = capture(number=number)
        quality = assess_pixels(page, [place])
        assert quality.issues == []
        assert quality.acceptable


def test_quantities_are_in_their_units(capture):
    page, place = capture({"defocus": 0.12, "jpeg": 50, "small": 15})
    seen = measure(page.pixels, place).physical
    assert seen.defocus == pytest.approx(0.12, abs=0.03)  # character widths
    assert seen.quantisation == pytest.approx(1.0, abs=0.1)  # of the table of quality 50
    assert seen.dpi == pytest.approx(150, rel=0.06)  # 15 pixels at ten characters to the inch
    cut_page, cut_place = capture({"cut": 0.2})
    assert measure(cut_page.pixels, cut_place).physical.inside == pytest.approx(0.8, abs=0.02)
    held_page, held_place = capture({"cover": 0.1})
    assert measure(held_page.pixels, held_place).physical.cover == pytest.approx(0.1, abs=0.03)


def _holds(polygon, point):
    return cv2.pointPolygonTest(np.asarray(polygon, np.float32), point, False) >= 0


def test_glare_is_found_at_its_place_and_nowhere_else(capture):
    page, place = capture()
    spot = np.zeros(page.pixels.shape[:2], np.float32)
    x, y = (int(value) for value in np.mean(place.quad, axis=0))
    cv2.circle(spot, (x + 60, y), 60, 1.0, -1)
    light = cv2.GaussianBlur(spot, (0, 0), 18)[..., None] * 400
    lit = np.clip(page.pixels + light, 0, 255).astype(np.uint8)
    seen = measure(lit, place)
    assert len(seen.spots) == 1
    assert _holds(seen.spots[0], (x + 60, y))
    assert not _holds(seen.spots[0], (x - 120, y))
    assert measure(page.pixels, place).spots == []


def test_white_paper_and_a_white_box_are_no_glare():
    rng = np.random.default_rng(1)
    paper = np.full((800, 1200, 3), 254, np.uint8)
    for row in range(60, 760, 40):
        for column in range(60, 1100, 18):
            cv2.putText(paper, chr(65 + int(rng.integers(26))), (column, row), 0, 0.6, (20, 20, 20), 1)
    assert measure(paper, None).spots == []
    box = np.full((800, 1200, 3), 170, np.uint8)
    box[300:500, 300:800] = 255
    assert measure(box, None).spots == []


def test_a_dark_desk_around_a_good_document_is_not_dark(capture):
    page, place = capture()
    mask = np.zeros(page.pixels.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.round(place.quad).astype(np.int32), 255)
    night = np.where(mask[..., None] > 0, page.pixels, 6).astype(np.uint8)
    quality = assess_pixels(PageImage(0, night, "p", "png"), [place])
    assert quality.exposure > 0.9
    assert quality.issues == []


def test_a_beat_over_the_whole_document_is_found(capture):
    page, place = capture(number=1)
    height, width = page.pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    wave = 18 * np.cos(2 * np.pi * (0.13 * x + 0.09 * y))[..., None]
    beaten = np.clip(page.pixels + wave, 0, 255).astype(np.uint8)
    assert measure(beaten, place).physical.moire == pytest.approx(18, rel=0.35)
    assert measure(page.pixels, place).physical.moire < 6


def test_a_smear_is_told_from_a_blur(capture):
    smeared, place = capture({"motion": 0.9})
    blurred, other = capture({"defocus": 0.1})
    assert measure(smeared.pixels, place).physical.motion > 2 * measure(blurred.pixels, other).physical.motion


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (40, 40), (500, 20)])
def test_tiny_and_empty_pages_are_measured_too(shape):
    for tone in (0, 128, 255):
        quality = assess_pixels(PageImage(0, np.full((*shape, 3), tone, np.uint8), "p", "png"))
        assert 0 <= quality.score <= 1


def test_a_document_off_the_page_harms_nothing(capture):
    page, place = capture()
    far = type(place)(tuple((x + 5000, y) for x, y in place.quad), place.size)
    quality = assess_pixels(page, [far])
    assert "cutOff" in {issue.code for issue in quality.issues}
