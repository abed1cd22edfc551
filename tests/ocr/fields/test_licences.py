"""Driving licences: numbers and words as captions, American ones by their own rules."""

from ocr.fields import read_fields
from tests.ocr.fields.values import values


def test_a_european_licence_is_read_by_its_numbers(page_of):
    page = page_of(
        ("RIJBEWIJS KONINKRIJK DER NEDERLANDEN", 300, 20),
        ("1. van der BERG", 300, 80),
        ("2. Jan Peter", 300, 115),
        ("3. 14.07.1981 Den Haag", 300, 150),
        ("4a. 01.02.2023", 300, 185),
        ("4b.01.02.2033", 300, 220),
        ("4c. Gemeente Utrecht", 560, 185),
        ("5.5012345678", 300, 255),
        ("9. AM/B/BE", 300, 290),
    )
    fields = read_fields(page, 2026)
    assert (fields.type, fields.issuer) == ("drivingLicence", "NLD")
    assert values(page) == {
        "familyName": "van der BERG",
        "givenNames": "Jan Peter",
        "birthDate": "1981-07-14",
        "placeOfBirth": "Den Haag",
        "issueDate": "2023-02-01",
        "expiryDate": "2033-02-01",
        "issuingAuthority": "Gemeente Utrecht",
        "documentNumber": "5012345678",
        "licenceCategories": "AM B BE",
    }


def test_the_order_of_month_and_day_follows_the_issuer(page_of):
    page = page_of(
        ("COLORADO DRIVER LICENSE", 300, 20),
        ("3 DOB 08/06/1984", 300, 80),
        ("4b EXP 08/01/2029", 300, 120),
        ("2 MARY ANN", 300, 160),
    )
    assert values(page)["birthDate"] == "1984-08-06"
    assert values(page)["expiryDate"] == "2029-08-01"


def test_a_word_and_a_number_are_one_caption_of_a_licence(page_of):
    page = page_of(
        ("DRIVING LICENCE", 300, 20),
        ("UNITED STATES OF AMERICA", 40, 20),
        ("1 LN", 300, 100),
        ("ROBINSON", 500, 100),
        ("2 FN", 300, 140),
        ("RANDALL", 500, 140),
        ("3 DOB", 300, 180),
        ("11/10/1955", 500, 180),
        ("9 CLASS", 300, 220),
        ("A,B", 500, 220),
    )
    assert values(page) == {
        "familyName": "ROBINSON",
        "givenNames": "RANDALL",
        "birthDate": "1955-11-10",
        "licenceCategories": "A B",
    }


def test_a_nationality_does_not_make_an_american_document(page_of):
    page = page_of(
        ("RESIDENCE PERMIT", 300, 20),
        ("Nationality", 300, 100),
        ("USA", 300, 126),
        ("Date of birth", 500, 100),
        ("04.10.1988", 500, 126),
    )
    assert values(page)["birthDate"] == "1988-10-04"


def test_the_back_of_a_licence_explains_numbers_and_has_no_values(page_of):
    heads = [(f"{number}.", 600 + 80 * place, 100) for place, number in enumerate((9, 10, 11, 12))]
    rows = [
        (name, 600, 140 + 30 * place) for place, name in enumerate(("AM", "A1", "A2", "A", "B1", "B", "C"))
    ]
    legend = [("1. Apellidos", 300, 140), ("2. Nombre", 300, 170), ("9. Categorías", 300, 200)]
    fields = read_fields(page_of(*heads, *rows, *legend, ("29.08.2026", 680, 290)), 2026)
    assert fields.type == "drivingLicence"
    assert fields.readings == []


def test_a_licence_says_in_words_what_its_numbers_mean(page_of):
    page = page_of(
        ("DRIVER LICENSE", 100, 10),
        ("MONTANA", 400, 10),
        ("4dLIC#:0812319684104", 100, 60),
        ("3 DOB:", 100, 100),
        ("08/04/1968", 200, 100),
        ("15SEX: F", 100, 140),
        ("4bEXP:", 100, 180),
        ("08/04/2023", 200, 180),
    )
    readings = {reading.field: reading.value for reading in read_fields(page, 2026).readings}
    assert readings["documentNumber"] == "0812319684104"
    assert readings["expiryDate"] == "2023-08-04"
