"""Birthplaces: beside a state's code, numbered, cut off dates, and legends that announce none."""

import numpy as np
import pytest

from ocr.fields import read_fields
from ocr.fields.captions import find_captions
from ocr.fields.countries import names_with_code
from ocr.fields.grammar import Habit, read_place
from ocr.fields.labels import LABELS, read_labelled
from ocr.fields.layout import lay_out_items
from ocr.fields.legend import find_legend

LEGEND = (
    ("1: Nom d'usage", 15, 200),
    ("2: Nom", 15, 222),
    ("3: Prénoms", 15, 244),
    ("4: Nationalité", 15, 266),
    ("5: Date de naissance", 15, 288),
    ("6: Lieu de naissance", 15, 310),
    ("AVENUE", 15, 332),
)


@pytest.mark.parametrize("text", ["(MCO) MONACO", "SINGAPORE/SGP", "LUX - LUXEMBOURG"])
def test_a_state_beside_its_code_may_be_a_birthplace(text, page_of):
    assert names_with_code(text)
    items = lay_out_items(page_of((f"6.{text}", 20, 20), ("01/01/1990", 20, 60), ("MARIE", 20, 100)))
    told = np.zeros((len(items), len(LABELS)), dtype=np.float32)
    told[0, LABELS.index("placeOfBirth")] = 0.9
    reading = read_labelled("placeOfBirth", items, told, set(range(len(items))), Habit(2026))
    assert reading is not None
    assert reading.value == text


@pytest.mark.parametrize("text", ["MONACO", "SGP", "FRANCE/SGP", "LYON/FRA", "(MCO) MONACO (MCO)"])
def test_a_state_alone_or_another_code_is_not(text):
    assert not names_with_code(text)


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("6: LYON", "LYON"),
        ("6(ITA) ROMA", "(ITA) ROMA"),
        ("(Novi Sad)", "Novi Sad"),
        ("PARIS 1ER (75)", "PARIS 1ER (75)"),
    ],
)
def test_the_number_of_a_field_is_no_part_of_a_place(printed, place):
    assert read_place(printed) == place


def test_the_end_of_a_date_is_no_place_and_a_district_is():
    assert [read_place(text) for text in ("OCT 98", "MOCT 98", "JUIN.07")] == [None] * 3
    assert [read_place(text) for text in ("PRAHA 10", "WIEN 22")] == ["PRAHA 10", "WIEN 22"]


def test_the_rows_of_a_legend_announce_nothing(page_of):
    items = lay_out_items(page_of(*LEGEND))
    assert find_legend(items, find_captions(items)) == set(range(6))
    page = read_fields(page_of(*LEGEND), 2026)
    assert not [reading for reading in page.readings if reading.field in ("placeOfBirth", "birthDate")]


def test_numbered_captions_with_their_values_are_no_legend(page_of):
    lines = [
        line
        for row, (caption, value) in enumerate(
            [("1. Nom", "MARTIN"), ("2. Prénoms", "MARIE"), ("3. Nationalité", "FRA"), ("4. Sexe", "F")]
        )
        for line in ((caption, 15, 44 * row), (value, 15, 44 * row + 22))
    ]
    items = lay_out_items(page_of(*lines))
    assert not find_legend(items, find_captions(items))
    joined = [(f"{row}. Nom: MARTIN", 15, 22 * row) for row in range(1, 6)]
    items = lay_out_items(page_of(*joined))
    assert not find_legend(items, find_captions(items))
