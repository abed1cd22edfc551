"""The detector's steps around its network, and that lines of print are found."""

import cv2
import numpy as np

from ocr.detect import LineDetector, find_quads, prepare


def test_pictures_are_made_smaller_to_multiples_of_32_and_never_larger():
    assert prepare(np.zeros((1200, 1600, 3), np.uint8), 960).shape == (1, 3, 704, 960)
    assert prepare(np.zeros((300, 400, 3), np.uint8), 960).shape == (1, 3, 288, 384)
    assert prepare(np.zeros((10, 12, 3), np.uint8), 960).shape == (1, 3, 32, 32)


def test_boxes_are_wider_than_what_the_map_marks_and_in_pixels_of_the_picture():
    maps = np.zeros((200, 300), np.float32)
    maps[50:60, 40:140] = 0.9
    maps[100:110, 40:140] = 0.35  # marked, but too unsure
    maps[150:152, 40:140] = 0.9  # too thin
    found = find_quads(maps, 600, 400)
    assert len(found.quads) == 1
    (left, top), _, (right, bottom), _ = found.quads[0].tolist()
    assert 50 < left < 80
    assert 70 < top < 100
    assert 278 < right < 310
    assert 118 < bottom < 150
    assert 0.8 < found.scores[0] <= 0.9


def test_nothing_is_no_box():
    assert find_quads(np.zeros((64, 64), np.float32), 64, 64).quads.shape == (0, 4, 2)


def test_a_line_of_print_is_found():
    page = np.full((400, 600, 3), 240, np.uint8)
    cv2.putText(page, "GIVEN NAMES", (100, 200), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3, cv2.LINE_AA)
    (quad,) = LineDetector(960).find(page).quads
    assert np.abs(quad.mean(axis=0) - (225, 187)).max() < 25
