"""Text and zones are given to the documents that lie on a page, and text tells which way up one stands."""

import numpy as np
import pytest

from ocr.intake import PageImage
from ocr.locate import Place
from ocr.locate.place import as_quad, find_homography, find_rotation
from ocr.read import PageText
from ocr.regions import describe_region, split_page, turn_by_text
from ocr.text import TextLine


def place(left, top, right, bottom, first=0, fills=False) -> Place:
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float64)
    quad = as_quad(np.roll(corners, -first, axis=0))
    return Place(quad, find_rotation(quad), "unknown", "ID-1", 0.9, fills, find_homography(quad, "ID-1"))


def line(text, x, y, turned=False) -> TextLine:
    corners = [(x, y), (x + 120, y), (x + 120, y + 20), (x, y + 20)]
    return TextLine(text, tuple(corners[2:] + corners[:2] if turned else corners), 0.95)


def page_of(*lines) -> PageText:
    return PageText(list(lines), 0, (1000, 800))


FIRST, SECOND = place(50, 50, 450, 300), place(50, 400, 450, 650)


def test_lines_go_to_the_document_they_lie_in_and_strays_to_the_nearest():
    text = page_of(line("A", 100, 100), line("B", 100, 500), line("stray", 100, 700))
    upper, lower = split_page([FIRST, SECOND], text, [])
    assert [entry.text for entry in upper.text.lines] == ["A"]
    assert [entry.text for entry in lower.text.lines] == ["B", "stray"]
    assert (upper.place, lower.place) == (FIRST, SECOND)


def test_a_document_without_a_line_is_none_and_one_alone_has_the_whole_page():
    text = page_of(line("A", 100, 100))
    (alone,) = split_page([FIRST, SECOND], text, [])
    assert alone.place == FIRST
    (whole,) = split_page([SECOND], text, [])
    assert whole.text is text
    (nothing,) = split_page([], text, [])
    assert nothing.place is None


def test_an_outline_that_cuts_lines_in_two_is_none():
    whole = [line("A", 100, 100), line("B", 200, 150)]
    across = [line(word, 390, 200 + 30 * k) for k, word in enumerate("CD")]
    assert split_page([FIRST], page_of(*whole, across[0]), [])[0].place == FIRST
    assert split_page([FIRST], page_of(*whole, *across), [])[0].place is None
    beside = [line(word, 480, 100 + 30 * k) for k, word in enumerate("EFG")]
    assert split_page([FIRST], page_of(*whole, *beside), [])[0].place == FIRST
    fills = place(50, 50, 450, 300, fills=True)
    assert split_page([fills], page_of(*whole, *across), [])[0].place == fills


def test_text_read_upside_down_turns_the_document():
    lines = [line(word, 100, 80 + 40 * k, turned=True) for k, word in enumerate("ABC")]
    turned = turn_by_text(FIRST, lines)
    assert turned.rotation == 180
    assert turned.quad[0] == FIRST.quad[2]
    assert turn_by_text(FIRST, lines[:2]) == FIRST
    assert turn_by_text(FIRST, [line(word, 100, 100) for word in "ABCD"]) == FIRST


@pytest.mark.parametrize("first", range(4))
def test_upright_text_tells_the_first_corner_whatever_was_thought(first):
    lines = [line(word, 100, 80 + 40 * k) for k, word in enumerate("ABCD")]
    assert turn_by_text(place(50, 50, 450, 300, first), lines).quad == FIRST.quad


def test_a_region_is_the_document_or_else_the_page():
    page, text = PageImage(2, np.zeros((800, 1000, 3), np.uint8), "p", "png"), page_of()
    found = describe_region(page, FIRST, text, "unknown")
    assert (found.page, found.rotation, found.side) == (2, 0, "unknown")
    assert found.quad[2] == (450.0, 300.0)
    beyond = describe_region(page, place(-12, 50, 1020, 300), text, "unknown")
    assert beyond.quad == [(0.0, 50.0), (1000.0, 50.0), (1000.0, 300.0), (0.0, 300.0)]
    assert describe_region(page, None, text, "back").quad[2] == (1000.0, 800.0)
