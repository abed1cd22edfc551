"""From maps to quadrilaterals: the maps are drawn here, so the corners are known."""

import cv2
import numpy as np
import pytest

from ocr.locate.shapes import find_shapes, snap
from ocr.locate.sight import Maps

ROWS, COLUMNS = 72, 96


def draw(*quads, sheet=None, rounded=0.0, bite=None) -> Maps:
    """Maps as the network is taught to draw them; corners in cells."""
    planes = np.zeros((3, ROWS * 8, COLUMNS * 8), dtype=np.uint8)
    for quad in quads:
        corners = np.array(quad, dtype=np.float64)
        fill(planes[0], corners)
        for corner in corners if rounded else ():
            cv2.circle(planes[0], tuple(np.rint(corner * 8).astype(int)), round(rounded * 8), 0, -1)
        middle = np.clip(corners, 0, [COLUMNS, ROWS]).mean(axis=0)
        fill(planes[1], middle + 0.6 * (np.clip(corners, 0, [COLUMNS, ROWS]) - middle))
    if bite is not None:
        fill(planes[0], np.array(bite), 0)
    if sheet is not None:
        fill(planes[2], np.array(sheet))
    small = [cv2.resize(plane, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA) for plane in planes]
    return Maps(*(plane.astype(np.float32) / 255 for plane in small))


def fill(plane, corners, level=255):
    cv2.fillPoly(plane, [np.rint(corners * 8 - 0.5).astype(np.int32)], level)


CARD = [[20, 15], [70, 22], [66, 55], [16, 48]]


def distance(found, truth) -> float:
    """The largest distance of corners, whichever comes first."""
    return min(float(np.abs(np.roll(found, k, axis=0) - truth).max()) for k in range(4))


def test_a_quadrilateral_is_found_within_a_part_of_a_cell():
    (shape,) = find_shapes(draw(CARD))
    assert distance(shape.corners, CARD) < 0.35
    assert shape.sureness > 0.95
    assert not any(shape.borders)


def test_round_corners_and_a_finger_over_the_edge_do_not_move_the_sides():
    (shape,) = find_shapes(draw(CARD, rounded=2.0, bite=[[40, 46], [44, 46], [44, 60], [40, 60]]))
    assert distance(shape.corners, CARD) < 0.9


def test_two_documents_that_touch_stay_apart():
    left, right = [[4, 10], [46, 10], [46, 40], [4, 40]], [[46, 10], [88, 10], [88, 40], [46, 40]]
    shapes = find_shapes(draw(left, right))
    assert len(shapes) == 2
    for truth in (left, right):
        assert min(distance(shape.corners, truth) for shape in shapes) < 1


def test_a_document_larger_than_the_page_fills_it():
    (shape,) = find_shapes(draw([[-9, -9], [120, -9], [120, 90], [-9, 90]]))
    assert shape.fills
    assert distance(shape.corners, [[0, 0], [COLUMNS, 0], [COLUMNS, ROWS], [0, ROWS]]) == pytest.approx(0)


def test_a_document_cut_off_on_one_side_keeps_that_side_on_the_border():
    (shape,) = find_shapes(draw([[-9, 10], [60, 10], [60, 50], [-9, 50]]))
    assert sum(shape.borders) == 1
    assert not shape.fills
    assert distance(shape.corners, [[0, 10], [60, 10], [60, 50], [0, 50]]) < 0.5


def test_a_sheet_counts_where_there_is_no_document():
    sheet = [[10, 5], [80, 8], [78, 66], [9, 64]]
    (alone,) = find_shapes(draw(sheet=sheet))
    assert alone.is_sheet
    assert distance(alone.corners, sheet) < 0.5
    (card,) = find_shapes(draw(CARD, sheet=sheet))
    assert not card.is_sheet
    assert find_shapes(draw(sheet=[[10, 5], [22, 5], [22, 20], [10, 20]])) == []


def test_nothing_is_found_in_empty_maps():
    assert find_shapes(draw()) == []


def test_only_sides_along_the_border_move_onto_it():
    corners = np.array([[0.5, 0.5], [95.6, 0.4], [95.5, 60.0], [0.4, 60.0]])
    moved, borders = snap(corners, np.array([96.0, 72.0]), 0.9)
    assert borders == (True, True, False, True)
    assert moved[0] == pytest.approx([0, 0])
    assert moved[2] == pytest.approx([96, 60], abs=0.1)
