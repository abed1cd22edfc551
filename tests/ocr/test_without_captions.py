"""What is read on a document whose captions are too small for the picture: by order, and by content."""

from dataclasses import replace

import pytest

from ocr.fields import Context, read_fields
from ocr.fields.content import is_personal, is_span
from ocr.fields.faint import name_field
from ocr.fields.gazetteer import is_town
from ocr.text import TextLine


def read(page, context=None) -> dict:
    found = read_fields(page, 2026, context).readings
    return {reading.field: reading.value for reading in found}


def test_names_stand_over_the_birth_date_and_the_town_under_it(page_of):
    page = page_of(
        ("SVERIGE", 300, 20),
        ("IDENTITY CARD", 500, 20),
        ("NILSSON", 300, 100),
        ("JOHANNA", 300, 150),
        ("SVENSK/SWEDISH", 500, 200),
        ("K/F", 300, 200),
        ("21 JUN 2002", 300, 250),
        ("UMEÅ", 300, 300),
        ("14 FEB 2018", 300, 350),
        ("XE4020270", 300, 400),
        ("14 FEB 2023", 500, 400),
    )
    found = read(page)
    assert found == {
        "familyName": "NILSSON",
        "givenNames": "JOHANNA",
        "nationality": "SWE",
        "gender": 2,
        "birthDate": "2002-06-21",
        "placeOfBirth": "UMEÅ",
        "issueDate": "2018-02-14",
        "documentNumber": "XE4020270",
        "expiryDate": "2023-02-14",
    }


def test_a_guess_is_less_sure_than_a_caption_and_contradicts_nothing(page_of):
    page = page_of(
        ("IDENTITY CARD", 500, 20), ("NILSSON", 300, 100), ("JOHANNA", 300, 150), ("21.06.2002", 300, 250)
    )
    guessed = [reading for reading in read_fields(page, 2026).readings if reading.field == "familyName"]
    assert guessed[0].confidence < 0.8
    assert not guessed[0].anchored


def test_a_letter_has_no_holder(page_of):
    page = page_of(
        ("Dear customer", 100, 100), ("Your invoice", 100, 150), ("21.06.2002", 100, 200), ("TOTAL", 100, 250)
    )
    assert not {"familyName", "givenNames", "placeOfBirth"} & read(page).keys()


def test_the_back_is_read_with_what_the_front_says(page_of):
    back = page_of(
        ("DNIPRO", 300, 100),
        ("POLITSEIAMET", 300, 150),
        ("28.04.2024", 300, 200),
        ("49210029488", 300, 250),
        ("TARTU MNT 5, 10115 TALLINN", 300, 300),
    )
    context = Context("EST", "1992-10-02", "2029-04-28", "residencePermit", 2026)
    assert read(back, context) == {
        "placeOfBirth": "DNIPRO",
        "issuingAuthority": "POLITSEIAMET",
        "issueDate": "2024-04-28",
        "personalNumber": "49210029488",
        "residenceAddress": "TARTU MNT 5, 10115 TALLINN",
    }
    assert "personalNumber" not in read(back)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2018-02-14", "2023-02-14", True),
        ("2018-02-15", "2028-02-14", True),
        ("2018-02-14", "2023-03-14", False),
        ("1980-05-01", "2024-05-01", False),
        ("2024-05-00", "2029-05-01", False),
    ],
)
def test_a_document_is_valid_for_whole_years(first, last, expected):
    assert is_span(first, last) is expected


def test_personal_numbers_are_those_of_the_state():
    assert is_personal("85073003328", "BEL")
    assert not is_personal("85073003329", "BEL")
    assert not is_personal("85073003328", "POL")
    assert not is_personal("85073003328", None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Oata upływu wažnosci/Expiry date", "expiryDate"),
        ("Sueame/Nom", "familyName"),
        ("Jou de nalssance Fince of bitr", None),
        ("xx", None),
    ],
)
def test_a_faint_caption_is_the_likest_by_far_or_none(text, field):
    named = name_field(text)
    assert (named and named[0]) == field


def test_towns_are_known_in_their_languages():
    assert all(map(is_town, ("Warszawa", "GDAŃSK/POL", "Praha 1")))
    assert not is_town("TRANSPORTSTYRELSEN")


def test_a_column_of_the_next_caption_is_cut_off(page_of):
    page = page_of(
        ("Nationality", 300, 100),
        ("Date of birth", 520, 100),
        ("BELGIAN" + 13 * " " + "20 OCT 2001", 300, 126),
        ("Sex", 300, 170),
        ("Card No.", 520, 170),
        ("M" + 19 * " " + "AB1234567", 300, 196),
    )
    found = read(page)
    assert (found["nationality"], found["birthDate"]) == ("BEL", "2001-10-20")
    assert (found["gender"], found["documentNumber"]) == (1, "AB1234567")


@pytest.mark.parametrize(
    ("caption", "text", "family", "given"),
    [
        ("Surname, Given names", "ERIKSSON ANNA MARIA", "ERIKSSON", "ANNA MARIA"),
        ("Surname, Given names", "ERIKSSON, ANNA MARIA", "ERIKSSON", "ANNA MARIA"),
        ("Nama/Name", "AFIFAH HAIRUDDIN", "HAIRUDDIN", "AFIFAH"),
        ("Full name", "Anna Maria ERIKSSON", "ERIKSSON", "Anna Maria"),
    ],
)
def test_a_full_name_is_divided(page_of, caption, text, family, given):
    found = read(page_of((caption, 300, 100), (text, 300, 126)))
    assert (found["familyName"], found["givenNames"]) == (family, given)


def test_an_overprint_is_no_value(page_of):
    lines = [("Given names", 300, 100), ("ANNA", 300, 126), ("Surname", 300, 200), ("BERG", 300, 226)]
    page = page_of(*lines)
    across = TextLine("MEN", ((360.0, 70.0), (560.0, 70.0), (560.0, 150.0), (360.0, 150.0)), 0.99)
    assert read(replace(page, lines=[*page.lines, across]))["givenNames"] == "ANNA"
