"""The line recogniser: what CTC gives, and that print is read."""

import cv2
import numpy as np
import pytest

from ocr.recognise import NOTHING, LineRecogniser, decode, join, prepare, summarise

ALPHABET = ["", "A", "B", " "]


def columns(*best: tuple[int, float]) -> np.ndarray:
    rows = np.full((len(best), len(ALPHABET)), 0.01, dtype=np.float32)
    for row, (index, probability) in zip(rows, best, strict=True):
        row[index] = probability
    return rows


def test_repeats_and_blanks_are_left_out():
    text = decode(summarise(columns((1, 0.9), (1, 0.9), (0, 0.9), (1, 0.8), (2, 0.6), (2, 0.7))), ALPHABET)
    assert text.text == "AAB"
    assert text.confidence == pytest.approx((0.9 + 0.8 + 0.6) / 3)
    assert text.weakest == pytest.approx(0.6)


@pytest.mark.parametrize(("space", "read"), [(0.45, "AB BA"), (0.1, "ABBA")])
def test_a_space_that_is_likely_between_letters_is_one(space, read):
    rows = columns((1, 0.9), (2, 0.9), (0, 0.5), (2, 0.9), (1, 0.9))
    rows[2, -1] = space
    assert decode(summarise(rows), ALPHABET).text == read


def test_a_likely_space_cuts_no_single_letter_off():
    rows = columns((1, 0.9), (0, 0.5), (2, 0.9), (1, 0.9))
    rows[1, -1] = 0.45
    assert decode(summarise(rows), ALPHABET).text == "ABA"


def test_nothing_is_no_text():
    assert decode(summarise(columns((0, 0.9), (0, 0.9))), ALPHABET) == NOTHING


def test_a_line_in_pieces_reads_as_in_one():
    rows = columns((1, 0.9), (1, 0.9), (0, 0.9), (1, 0.8), (2, 0.6), (2, 0.7))
    rows[2, -1] = 0.45
    assert decode(join([summarise(rows[:2]), summarise(rows[2:])]), ALPHABET) == decode(
        summarise(rows), ALPHABET
    )


def test_pictures_are_as_wide_as_their_lines():
    assert prepare(np.zeros((20, 200, 3), np.uint8)).shape == (1, 3, 48, 480)
    assert prepare(np.zeros((40, 10, 3), np.uint8)).shape == (1, 3, 48, 48)
    assert prepare(np.zeros((10, 4000, 3), np.uint8)).shape == (1, 3, 48, 3200)


def test_print_is_read_and_an_empty_strip_is_not():
    strip = np.full((48, 420, 3), 255, np.uint8)
    cv2.putText(
        strip, "GIVEN NAMES 123", (8, 36), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3, cv2.LINE_AA
    )
    read, empty = LineRecogniser().read([strip, np.zeros((0, 10, 3), np.uint8)])
    assert read.text.replace(" ", "") == "GIVENNAMES123"
    assert 0.5 < read.weakest <= read.confidence <= 1.0
    assert empty == NOTHING
