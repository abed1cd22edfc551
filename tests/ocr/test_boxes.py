"""Which boxes of the detector count as text."""

import numpy as np

from ocr.boxes import count_as_text


def box(width: int, height: int) -> list[list[int]]:
    return [[10, 10], [10 + width, 10], [10 + width, 10 + height], [10, 10 + height]]


def test_short_boxes_need_less_certainty():
    boxes = np.array([box(200, 20), box(200, 20), box(20, 24), box(20, 24), box(20, 80), box(20, 81)])
    kept = count_as_text(boxes, [0.6, 0.59, 0.41, 0.39, 0.5, 0.5])
    assert kept.tolist() == [True, False, True, False, True, False]


def test_no_box_and_a_box_without_area():
    assert count_as_text(np.zeros((0,)), []).tolist() == []
    assert count_as_text(np.array([box(0, 20), box(0, 20)]), [0.5, 0.7]).tolist() == [False, True]
