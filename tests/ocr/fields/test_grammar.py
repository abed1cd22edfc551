"""What a single value looks like: names, numbers, sexes, countries."""

import pytest

from ocr.fields.countries import country_in_heading, country_of_text
from ocr.fields.grammar import read_name, read_number, read_sex
from ocr.fields.layout import fold


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("POLSKIE /POLISH", "POL"),
        ("Belgierin", "BEL"),
        ("BRITISH CITIZEN", "GBR"),
        ("UNITED STATES OF AMER", "USA"),
        ("UTOPIAN", "UTO"),
        ("D", "DEU"),
        ("HRV", "HRV"),
        ("Українa/UKR", "UKR"),
        ("ANNA MARIA", None),
    ],
)
def test_nationality_by_word_or_code(text, code):
    assert country_of_text(text) == code


def test_headings_name_the_issuer_even_when_blanks_are_lost():
    assert country_in_heading("REPUBLIKA HRVATSKA/REPUBLIC OF CROATIA") == "HRV"
    assert country_in_heading("THEUNITEDSTATESOFAMERICA") == "USA"
    assert country_in_heading("WEST VIRGINIA") == "USA"
    assert country_in_heading("IDENTITY CARD") is None


def test_a_country_that_two_languages_name_alike_is_the_issuers():
    assert country_of_text("SLOVENSKO/SLOVENIAN", "SVN") == "SVN"
    assert country_of_text("SLOVENSKO", "SVK") == "SVK"


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("M", 1),
        ("F/F", 2),
        ("K/M", 1),
        ("Ž/F", 2),
        ("P-F", 2),
        ("W", 2),
        ("X", 0),
        ("female", 2),
        ("PARIS", None),
    ],
)
def test_sex_in_its_printed_forms(text, sex):
    assert read_sex(text) == sex


@pytest.mark.parametrize(("printed", "sex"), [("MOTIF", 2), ("MIF", 2), ("M/F", 2), ("F", 2), ("MOTIE", 2)])
def test_a_stroke_between_two_letters_may_be_read_as_one(printed, sex):
    assert read_sex(printed) == sex


def test_names_keep_their_letters_and_lose_the_marks_around_them():
    assert read_name("^O'BRIEN-ŁUCZAK^") == "O'BRIEN-ŁUCZAK"
    assert read_name("12.08.1964") is None
    assert read_name("x") is None


def test_numbers_lose_their_blanks_and_dates_are_none():
    assert read_number("AA 0000000") == "AA0000000"
    assert read_number("12.08.1964") is None
    assert read_number("PASSPORT") is None


def test_a_mark_before_a_number_is_none_of_it():
    assert read_number("N°:029067") == "029067"


def test_folding_keeps_letters_of_every_script_comparable():
    assert fold("N° d'identité — Ünïcode") == "NO D IDENTITE UNICODE"
