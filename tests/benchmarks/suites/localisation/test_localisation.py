"""The suite `localisation`: captures say where documents lie, and the judge compares with it."""

import cv2
import numpy as np
import pytest

from benchmarks.suites.localisation.captures import make
from benchmarks.suites.localisation.judge import Score, is_upright, judge, measure_iou
from benchmarks.suites.localisation.specimens import leaves_out
from ocr.locate.place import Place, as_quad, find_homography, find_rotation

SIZE = (800, 600)
CARD = np.array([[100.0, 100], [400, 100], [400, 300], [100, 300]])


def place(corners, fills=False) -> Place:
    quad = as_quad(np.asarray(corners, dtype=np.float64))
    return Place(quad, find_rotation(quad), "front", None, 1.0, fills, find_homography(quad, None))


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(("group", "documents"), [("severity 2", 1), ("two on a page", 2), ("fills", 1)])
def test_a_capture_is_the_same_each_time_and_says_where_its_documents_lie(group, documents):
    made, again = make(group, 3, 1), make(group, 3, 1)
    assert made.jpeg == again.jpeg
    assert len(made.quads) == documents
    picture = cv2.imdecode(np.frombuffer(made.jpeg, dtype=np.uint8), cv2.IMREAD_COLOR)
    for quad in made.quads:
        clockwise = cv2.contourArea(quad.astype(np.float32), oriented=True)
        assert clockwise > 0
        assert (quad.min(axis=0) > -0.3 * max(picture.shape)).all()
    if made.fills:
        assert made.quads[0].max(axis=0) == pytest.approx([picture.shape[1], picture.shape[0]], abs=1)


def test_the_overlap_counts_what_the_picture_shows():
    assert measure_iou(CARD, CARD, SIZE) == pytest.approx(1)
    assert measure_iou(CARD, CARD + np.array([150, 0]), SIZE) == pytest.approx(1 / 3)
    beyond = CARD - [300, 0]
    assert measure_iou(beyond, beyond - [[500, 0], [0, 0], [0, 0], [500, 0]], SIZE) == pytest.approx(
        1, abs=0.01
    )


def test_the_judge_counts_missed_false_and_turned():
    score = Score()
    judge(
        [place(np.roll(CARD, 2, axis=0)), place(CARD + np.array([380, 250]))],
        [CARD, CARD + np.array([0, 250])],
        SIZE,
        score,
    )
    found = score.as_dict()
    assert (found["documents"], found["missed"], found["false"]) == (2, 1, 1)
    assert found["orientationRight"] == 0
    assert is_upright(CARD, CARD + 3)
    assert not is_upright(np.roll(CARD, 1, axis=0), CARD)


def test_text_outside_of_every_quad_is_cut_off():
    inside = ((120.0, 120.0), (200.0, 120.0), (200.0, 140.0), (120.0, 140.0))
    across = ((380.0, 120.0), (460.0, 120.0), (460.0, 140.0), (380.0, 140.0))
    assert leaves_out([place(CARD)], [inside], SIZE) == 0
    assert leaves_out([place(CARD)], [inside, across], SIZE) == 1
    assert leaves_out([place(CARD, fills=True)], [across], SIZE) == 0
    assert leaves_out([], [across], SIZE) == 0
