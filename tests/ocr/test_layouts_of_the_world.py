"""Captions of other continents, and lines that run over columns, with invented people."""

import pytest

from ocr.fields import Context, read_fields
from ocr.fields.captions import find_captions
from ocr.fields.columns import split_numbers
from ocr.fields.dates import find_dates
from ocr.fields.grammar import Habit, read_place, read_value
from ocr.fields.layout import lay_out_items


def values(page, context=None) -> dict:
    return {reading.field: reading.value for reading in read_fields(page, 2026, context).readings}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Fecha de vencimiento", "expiryDate"),
        ("Lugar y fecha de nacimiento", "birthPlaceAndDate"),
        ("Data de nasc.", "birthDate"),
        ("Tempat/Tgl Lahir", "birthPlaceAndDate"),
        ("Kewarganegaraan", "nationality"),
        ("Họ và tên", "fullName"),
        ("Ngày hết hạn", "expiryDate"),
        ("Tarehe ya kuzaliwa", "birthDate"),
        ("Mahali pa kuzaliwa", "placeOfBirth"),
        ("Itariki yavutseho", "birthDate"),
        ("Tug'ilgan sanasi", "birthDate"),
        ("出生日期", "birthDate"),
        ("Data de naixement", "birthDate"),
        ("Geboorteplek", "placeOfBirth"),
        ("Father name", ""),
    ],
)
def test_captions_of_many_languages(page_of, line, field):
    captions = find_captions(lay_out_items(page_of((line, 10, 10), ("xyz", 10, 40))))
    assert [caption.field for caption in captions] == [field]


def test_two_small_letters_are_no_caption(page_of):
    assert find_captions(lay_out_items(page_of(("mm", 10, 10), ("POL", 10, 40)))) != []
    assert find_captions(lay_out_items(page_of(("mm", 10, 10)))) == []


@pytest.mark.parametrize("code", ["CAN", "POL"])
def test_a_code_under_the_nationality_is_no_caption(page_of, code):
    page = page_of(("Nationality", 100, 100), (code, 100, 128), ("Sex", 400, 100), ("M", 400, 128))
    assert values(page)["nationality"] == code


def test_a_birthplace_after_an_a_without_its_accent(page_of):
    lines = lay_out_items(page_of(("A: TOULOUSE (31)", 100, 100)))
    assert [caption.field for caption in find_captions(lines)] == ["placeOfBirth"]
    assert not find_captions(lay_out_items(page_of(("A: 12", 100, 100), ("A B1", 100, 130))))


def test_a_date_that_ran_into_a_number_is_cut_at_its_caption(page_of):
    page = page_of(
        ("DOC NO", 100, 100),
        ("VALIDEZ", 204, 100),
        ("XYZ12345615 03 2031", 100, 128),
    )
    read = values(page)
    assert read["documentNumber"] == "XYZ123456"
    assert read["expiryDate"] == "2031-03-15"


def test_a_letter_between_two_dates_of_a_licence_may_be_read_as_a_digit(page_of):
    items = lay_out_items(page_of(("4a. 02.03.2019 46.01.03.2029", 100, 100), ("48 RUE 12", 100, 140)))
    assert [item.text.strip() for item in split_numbers(items)] == [
        "4a. 02.03.2019",
        "4b.01.03.2029",
        "48 RUE 12",
    ]


def test_a_height_is_no_part_of_what_stands_beside_it(page_of):
    page = page_of(("PASSPORT", 50, 20), ("Nationality", 200, 100), ("171 cm PRT", 100, 128))
    assert values(page)["nationality"] == "PRT"


def test_a_number_that_begins_like_a_date_is_a_number():
    assert not find_dates("04.11.28-123.45")
    assert [date.value for date in find_dates("01.01.2024-01.01.2029")] == ["2024-01-01", "2029-01-01"]


def test_the_only_number_of_a_back_is_the_persons_where_the_front_has_the_documents(page_of):
    back = page_of(
        ("HOUSTON", 300, 100),
        ("PU SPLIT", 300, 150),
        ("09.08.2026.", 300, 200),
        ("12345678903", 300, 250),
    )
    alone = Context("USA", "1970-05-23", "2029-08-08", "residencePermit", 2026)
    assert "personalNumber" not in values(back, alone)
    told = Context("USA", "1970-05-23", "2029-08-08", "residencePermit", 2026, "AB1234567")
    assert values(back, told)["personalNumber"] == "12345678903"


def test_small_letters_behind_a_town_are_none_of_it():
    assert read_place("KAIROUAN lsa") == "KAIROUAN"
    assert read_place("Santa Cruz de la") == "Santa Cruz de la"


@pytest.mark.parametrize(
    ("printed", "authority"),
    [
        ("4c. KREIS MUSTERHAUSEN", "KREIS MUSTERHAUSEN"),
        ("4 MAIRIE DE LYON", "MAIRIE DE LYON"),
        ("4610", "4610"),
    ],
)
def test_the_number_of_its_field_is_no_part_of_an_authority(printed, authority):
    assert read_value("issuingAuthority", printed, Habit(2026)) == authority
