"""Which outline stays: the corners network's judgement and the edges of the page decide."""

import cv2
import numpy as np
import pytest

from ocr.locate import settling
from ocr.locate.closer import Found, overlap
from ocr.locate.settling import settle

LEFT = np.array([[100.0, 100], [500, 100], [500, 350], [100, 350]])
RIGHT = LEFT + np.array([420.0, 0])
BOTH = np.array([[100.0, 100], [920, 100], [920, 350], [100, 350]])
INSIDE = (False, False, False, False)


def draw() -> np.ndarray:
    page = np.full((500, 1100, 3), 70, dtype=np.uint8)
    for quad in (LEFT, RIGHT):
        cv2.fillPoly(page, [np.rint(quad - 0.5).astype(np.int32)], (225, 230, 235))
    return page


def found(corners: np.ndarray, **rest) -> Found:
    return Found(corners, rest.pop("borders", INSIDE), 0.95, rest.pop("is_sheet", False), np.full(2, 12.0))


@pytest.fixture(autouse=True)
def honest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that sees the document that an outline has most in common with, none where it has as much in
    common with both, and knows how good an outline is."""

    def best(quad: np.ndarray) -> np.ndarray:
        return max((LEFT, RIGHT), key=lambda document: overlap(quad, document))

    def look(_: object, starts: list[np.ndarray], times: int) -> list[list[np.ndarray]]:
        unsure = [abs(overlap(start, LEFT) - overlap(start, RIGHT)) < 0.02 for start in starts]
        return [[] if no else [best(start)] * times for start, no in zip(starts, unsure, strict=True)]

    monkeypatch.setattr(settling, "look_again", look)
    monkeypatch.setattr(settling, "rate", lambda _, quads: [overlap(quad, best(quad)) ** 4 for quad in quads])


def test_an_outline_out_on_what_lies_beneath_comes_back():
    wide = LEFT + np.array([[-90.0, 0], [0, 0], [0, 0], [-70, 0]])
    (document,) = settle(draw(), [found(wide)])
    assert overlap(document.corners, LEFT) > 0.98


def test_an_outline_around_two_documents_becomes_two():
    documents = settle(draw(), [found(BOTH)])
    assert sorted(round(float(document.corners[:, 0].min())) for document in documents) == [100, 520]


def test_the_second_of_two_documents_is_found_where_the_first_look_went_to_one():
    wider = BOTH - np.array([[0.0, 0], [40, 0], [40, 0], [0, 0]])
    assert len(settle(draw(), [found(wider)])) == 2


def test_two_outlines_of_one_document_become_one():
    assert len(settle(draw(), [found(LEFT + 6.0), found(LEFT - 9.0), found(RIGHT)])) == 2


def test_sheets_and_what_the_border_cuts_off_are_left_to_their_edges(monkeypatch):
    monkeypatch.setattr(settling, "look_again", None)  # not asked
    whole = np.array([[0.0, 0], [1100, 0], [1100, 500], [0, 500]])
    (page,) = settle(draw(), [found(whole, borders=(True,) * 4)])
    assert page.fills
    (sheet,) = settle(draw(), [found(LEFT + 4.0, is_sheet=True)])
    assert sheet.corners == pytest.approx(LEFT, abs=1.5)
