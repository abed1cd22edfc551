"""Captions too small to be read well: run together, cut off, or mistaken for values."""

import math

import pytest

from ocr.fields import read_all_fields, read_fields
from ocr.fields.captions import find_captions
from ocr.fields.joined import find_town, split_joined
from ocr.fields.layout import lay_out_items
from ocr.fields.order import is_heading
from ocr.read import PageText
from ocr.text import TextLine
from tests.ocr.fields.values import values


def small_print(text: str, *, weakest: float) -> list[str]:
    """The lines that a line becomes, one of whose letters could hardly be read."""
    corners = ((20.0, 20.0), (320.0, 20.0), (320.0, 40.0), (20.0, 40.0))
    items = lay_out_items(PageText([TextLine(text, corners, 0.7, weakest)], 0, (400, 100)))
    return [item.text.strip() for item in split_joined(items, find_captions(items))]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("CSALADI NEVLAST NAME", "familyName"),  # `LAST NAME` behind `CSALÁDI NÉV/`
        ("UTONIVIGVEN NAMES", "givenNames"),  # and two letters changed places
    ],
)
def test_captions_run_together_are_one_although_their_last_word_is_one_too(page_of, line, field):
    (caption,) = find_captions(lay_out_items(page_of((line, 20, 20))))
    assert (caption.field, caption.start, caption.end) == (field, 0, len(line))


def test_a_caption_misread_is_nobody_s_name(page_of):
    page = page_of(
        ("RESIDENCE PERMIT", 20, 20),
        ("CSALADI NEVLAST NAME", 20, 60), ("HOUARI", 20, 85),
        ("UTONIVIGVEN NAMES", 20, 110), ("MYRIAM", 20, 135),
    )  # fmt: skip
    read = values(page)
    assert (read["familyName"], read["givenNames"]) == ("HOUARI", "MYRIAM")


def test_what_has_a_stroke_between_small_letters_is_no_name(page_of):
    page = page_of(
        ("IDENTITY CARD", 20, 20), ("CSABA FERENC", 20, 60), ("utonev", 20, 85), ("ek/Given", 90, 85)
    )
    assert values(page).get("givenNames") != "ek/Given"


@pytest.mark.parametrize(
    ("line", "weakest", "parts"),
    [
        ("birth MOSJOEN", 0.7, ["birth", "MOSJOEN"]),
        ("by UDI", 0.7, ["by", "UDI"]),
        ("G /P MAZEIKIAI", 0.2, ["MAZEIKIAI"]),
        ("G /P MAZEIKIAI", 0.7, ["G /P MAZEIKIAI"]),
        ("von BERG", 0.2, ["von BERG"]),
        ("de PARIS", 0.2, ["de PARIS"]),
        ("A CORUNA", 0.2, ["A CORUNA"]),
    ],
)
def test_the_end_of_a_caption_is_cut_from_its_value(line, weakest, parts):
    assert small_print(line, weakest=weakest) == parts


def test_scraps_are_told_from_a_town_s_article():
    assert find_town("G /P MAZEIKIAI") == len("G /P ")
    assert find_town("S. PAULO") is None
    assert find_town("/P QWERTZUI") is None
    assert find_town(" ") is None


@pytest.mark.parametrize("text", ["NORGE-NORWAY", "MAGYARORSZÁG·HUNGARY"])
def test_a_state_in_two_languages_is_a_heading_with_a_hyphen_too(text):
    assert is_heading(text)


@pytest.mark.parametrize("text", ["GUINEA-BISSAU", "MARIE-FRANCE", "NORWAY"])
def test_one_country_or_a_name_is_no_heading(text):
    assert not is_heading(text)


def test_a_card_s_back_among_papers_has_the_slope_of_its_values():
    """Nothing on it is four times as long as high, while a letter beneath it runs another way."""

    def along(text: str, x: float, y: float, degrees: float, confidence: float) -> TextLine:
        length, cos, sin = 10.0 * len(text), math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        corners = [(0.0, 0.0), (length, 0.0), (length, 25.0), (0.0, 25.0)]
        polygon = tuple((x + a * cos - b * sin, y + a * sin + b * cos) for a, b in corners)
        return TextLine(text, polygon, confidence, 0.9)

    letter = [along("bebrdfk qprb zn xhds", 100, 200 + 40 * row, -60, 0.99) for row in range(4)]
    back = [along(text, 600, 300 + 40 * row, 9, 0.99) for row, text in enumerate(("KEKKH", "2021.11.04."))]
    items = lay_out_items(PageText([*letter, *back], 0, (1200, 900)))
    assert [item.text for item in items] == ["KEKKH", "2021.11.04."]


def test_a_back_gives_no_names_and_its_town_is_the_birthplace(page_of):
    front = page_of(
        ("IDENTITY CARD", 20, 20), ("Surname", 20, 60), ("FRIMEROVA", 20, 80),
        ("Given names", 20, 110), ("OTILIA", 20, 130), ("Date of birth", 20, 160), ("02.04.1964", 20, 180),
    )  # fmt: skip
    back = page_of(("BOBULOVA", 200, 40), ("ZILINA", 200, 80), ("BRATISLAVSKA 12, 010 01 ZILINA", 200, 120))
    read = {reading.field: reading.value for reading in read_all_fields([front, back], 2026)[1].readings}
    assert "familyName" not in read
    assert read["placeOfBirth"] == "ZILINA"


def test_the_first_words_of_a_column_are_the_family_name(page_of):
    page = page_of(
        ("PASSPORT", 20, 20), ("LUGER", 20, 100), ("KAROLINA", 20, 140), ("31.08.1966", 20, 180),
        ("12.08.2023", 20, 220), ("12.08.2033", 20, 260),
    )  # fmt: skip
    read = {reading.field: reading.value for reading in read_fields(page, 2026).readings}
    assert (read["familyName"], read["givenNames"]) == ("LUGER", "KAROLINA")
