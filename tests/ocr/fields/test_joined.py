"""Captions and values that the detector joined in one line."""

import pytest

from ocr.fields.captions import find_captions
from ocr.fields.joined import find_capitals, split_joined
from ocr.fields.layout import lay_out_items
from tests.ocr.fields.values import values


def parts_of(page) -> list[str]:
    items = lay_out_items(page)
    return [item.text.strip() for item in split_joined(items, find_captions(items))]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Loc naștere / Pace of bith CRIKVENICA", ["Loc naștere / Pace of bith", "CRIKVENICA"]),
        ("Mjosto ardenja Race of bit NOVÝ JIČÍN", ["Mjosto ardenja Race of bit", "NOVÝ JIČÍN"]),
    ],
)
def test_a_value_behind_a_caption_of_which_a_part_was_misread_is_a_line_of_its_own(line, parts, page_of):
    assert parts_of(page_of((line, 20, 20))) == parts


@pytest.mark.parametrize(
    "line",
    [
        "Place of birth / Lieu de naissance",
        "Place of birth NOVARA",  # the caption is whole: its value is known by that
        "Rruga e Durrësit, VLORË",
        "Anna Maria ERIKSSON",
        "4a 12.03.2020 Ministry of Interior PRAHA",
        "P<UTOeriksson<<ANNA",
    ],
)
def test_other_lines_stay_whole(line, page_of):
    assert parts_of(page_of((line, 20, 20))) == [line]


def test_the_birthplace_of_such_a_line_is_read(page_of):
    page = page_of(("IDENTITY CARD", 20, 20), ("Loc naștere / Pace of bith CRIKVENICA", 20, 80))
    assert values(page)["placeOfBirth"] == "CRIKVENICA"


def test_capitals_end_a_text_in_small_letters():
    assert find_capitals("Adresa i Adress STR. LUNGA 12") == len("Adresa i Adress ")
    assert find_capitals("ADRESA STR. LUNGA 12") is None
    assert find_capitals("Adresa si locul") is None
