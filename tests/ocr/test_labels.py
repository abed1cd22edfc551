"""What the labeller says of lines, and what follows where captions cannot be read."""

import numpy as np
import pytest

from ocr.fields import read_fields
from ocr.fields.grammar import Habit
from ocr.fields.labels import LABELS, read_labelled, tell_lines
from ocr.fields.labels.features import LETTERS, MOST_LINES, WIDTH, like_captions, look_at
from ocr.fields.layout import lay_out_items

UNREADABLE = (
    ("ROMANIA", 300, 20),
    ("PASAPORT", 700, 20),
    ("IONESCU", 300, 100),
    ("ANDREEA", 300, 150),
    ("052631447", 800, 60),
    ("Dala nasleru", 300, 230),
    ("12.03.1985", 300, 250),
    ("F", 300, 300),
    ("CONSTANTA", 500, 300),
    ("Dala emilerl", 300, 330),
    ("04.05.2019", 300, 350),
    ("SPCLEP CONSTANTA", 600, 350),
    ("04.05.2029", 300, 400),
)


@pytest.fixture
def lines(page_of):
    return lay_out_items(page_of(*UNREADABLE))


def test_a_page_is_seen_line_by_line(lines):
    seen = look_at(lines, "passport", "ROU", 2026)
    assert seen.letters.shape == (len(lines), LETTERS)
    assert seen.numbers.shape == (len(lines), WIDTH)
    assert np.isfinite(seen.numbers).all()


def test_a_caption_is_liker_its_own_field_than_others():
    alike = like_captions(["Surmame / Nom", "xx"])
    assert alike[0, LABELS[2:].index("familyName")] == alike[0].max() > 0.8
    assert alike[1].max() == 0


def test_labels_are_probabilities(lines):
    told = tell_lines(lines, "passport", "ROU", 2026)
    assert told.shape == (len(lines), len(LABELS))
    assert told.sum(axis=1) == pytest.approx(1, abs=1e-4)
    best = {item.text: LABELS[row.argmax()] for item, row in zip(lines, told, strict=True)}
    assert best["IONESCU"] == "familyName"
    assert best["12.03.1985"] == "birthDate"
    assert best["052631447"] == "documentNumber"


def test_two_lines_say_nothing(lines):
    assert not tell_lines(lines[:2], "unknown", None, 2026).any()


def test_lines_beyond_the_limit_are_told_nothing(page_of):
    many = lay_out_items(page_of(*((f"LINE {number}", 10, 20 * number) for number in range(MOST_LINES + 8))))
    told = tell_lines(many, "unknown", None, 2026)
    assert told[:MOST_LINES].any()
    assert not told[MOST_LINES:].any()


def test_a_value_without_the_form_of_its_field_is_not_read(lines):
    told = np.zeros((len(lines), len(LABELS)), dtype=np.float32)
    name = next(line for line, item in enumerate(lines) if item.text == "IONESCU")
    told[name, LABELS.index("birthDate")] = 1.0
    assert read_labelled("birthDate", lines, told, set(range(len(lines))), Habit(2026)) is None


def test_what_no_caption_announces_is_read_and_weighed(page_of):
    readings = {reading.field: reading for reading in read_fields(page_of(*UNREADABLE), 2026).readings}
    assert readings["familyName"].value == "IONESCU"
    assert readings["givenNames"].value == "ANDREEA"
    assert readings["expiryDate"].value == "2029-05-04"
    assert not readings["familyName"].anchored
    assert readings["familyName"].likely > 0.5
