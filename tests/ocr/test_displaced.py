"""Values without a caption that stand where their field does not; values in their caption's line."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from ocr.compose import compose
from ocr.extraction import Quality
from ocr.fields import read_fields
from ocr.fields.assign import Reading
from ocr.fields.captions import find_captions
from ocr.fields.countries import spell_country
from ocr.fields.displaced import find_displaced, restore
from ocr.fields.document import type_of_text
from ocr.fields.grammar import Habit, read_sex, read_value
from ocr.fields.layout import lay_out_items
from ocr.fields.order import names_country
from ocr.fields.unannounced import divide_name
from ocr.find_zone import read_zone
from ocr.intake import PageImage
from ocr.page_reading import PageReading


def read(page) -> dict:
    return {reading.field: reading.value for reading in read_fields(page, 2026).readings}


def readings_of(page, *fields: str, anchored: frozenset = frozenset()) -> tuple[list[Reading], list]:
    """A reading for each line of the page, in order."""
    items = lay_out_items(page)
    readings = [
        Reading(field, item.text, item.text, 0.9 - 0.01 * number, item.polygon, field in anchored)
        for number, (field, item) in enumerate(zip(fields, items, strict=True))
    ]
    return readings, items


def test_names_stand_over_the_birth_date(page_of):
    page = page_of(("BERGER", 300, 100), ("01.02.1990", 300, 200), ("WILAYA DE BEJA", 300, 250))
    readings, items = readings_of(page, "familyName", "birthDate", "givenNames")
    assert [reading.field for reading in find_displaced(readings, items)] == ["givenNames"]
    announced = frozenset({"givenNames"})
    readings, items = readings_of(page, "familyName", "birthDate", "givenNames", anchored=announced)
    assert find_displaced(readings, items)[0].field == "familyName"  # it is far from what a caption announced


def test_names_without_captions_are_not_taken_the_one_for_the_other(page_of):
    page = page_of(("JANKAUSKAS", 300, 100), ("AZUOLAS", 300, 140), ("1996-07-10", 300, 200))
    readings, items = readings_of(page, "givenNames", "familyName", "birthDate")
    assert {reading.field for reading in find_displaced(readings, items)} == {"givenNames", "familyName"}
    announced = frozenset({"givenNames"})
    readings, items = readings_of(page, "givenNames", "familyName", "birthDate", anchored=announced)
    assert [reading.field for reading in find_displaced(readings, items)] == ["familyName"]


def test_what_stands_over_the_given_names_and_the_birth_date_is_no_birthplace(page_of):
    page = page_of(("MEFTAH", 300, 100), ("ANAIS", 300, 140), ("25 10 1966", 500, 200), ("ALGER", 450, 240))
    readings, items = readings_of(page, "placeOfBirth", "givenNames", "birthDate", "familyName")
    assert {reading.field for reading in find_displaced(readings, items)} == {"placeOfBirth", "familyName"}


def test_the_other_side_beside_a_document_has_names_at_any_height(page_of):
    page = page_of(("01.02.1990", 800, 100), ("BERGER", 100, 200), ("HANNA", 100, 250))
    readings, items = readings_of(page, "birthDate", "familyName", "givenNames")
    assert find_displaced(readings, items) == []


@pytest.mark.parametrize("field", ["placeOfBirth", "issuingAuthority"])
def test_what_comes_after_the_birth_date_is_none_of_the_lines_over_it(page_of, field):
    page = page_of(("BERGER", 300, 100), ("HANNA", 300, 150), ("01.02.1990", 420, 200))
    readings, items = readings_of(page, "familyName", field, "birthDate")
    assert [reading.field for reading in find_displaced(readings, items)] == [field]


def test_what_was_set_aside_comes_back_where_no_other_line_was_found(page_of):
    page = page_of(("BERGER", 300, 100), ("HANNA", 300, 150), ("TALL", 300, 200))
    (family, given, place), _ = readings_of(page, "familyName", "givenNames", "placeOfBirth")
    assert restore([family], [given]) == [family, given]
    other = Reading("givenNames", "TALL", "TALL", 0.7, place.polygon, False)
    assert restore([family, other], [given, place]) == [family, other]


def test_the_family_name_stands_next_to_given_names_that_are_known(page_of):
    page = page_of(
        ("DRIVER LICENSE USA", 300, 20),
        ("3 DOB", 300, 60),
        ("08/24/1968", 400, 60),
        ("4b EXP", 300, 100),
        ("08/24/2029", 400, 100),
        ("4d 0812319", 300, 140),
        ("HOLLOWAY", 320, 180),
        ("2 GRETA LYNN", 300, 210),
        ("8 12 MILL STREET", 300, 240),
    )
    found = read(page)
    assert (found["familyName"], found["givenNames"]) == ("HOLLOWAY", "GRETA LYNN")


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Vornamen / Given names JOSEFA MARIA", "givenNames", "JOSEFA MARIA"),
        ("Behörde / Authority BH TULLN", "issuingAuthority", "BH TULLN"),
        ("Place of birth GMUNDEN", "placeOfBirth", "GMUNDEN"),
        ("Given names Voornamen", "givenNames", None),
        ("SURNAME KUNYOM", "familyName", None),
    ],
)
def test_words_in_the_line_of_their_caption_are_its_value(page_of, line, field, value):
    page = page_of((line, 300, 100), ("Date of birth", 300, 150), ("01.02.1990", 520, 150))
    assert read(page).get(field) == value


def test_a_full_name_stands_in_the_line_of_its_caption(page_of):
    found = read(page_of(("NAME HOLT, GRETA M", 300, 100), ("Sex", 300, 150), ("F", 300, 180)))
    assert (found["familyName"], found["givenNames"]) == ("HOLT", "GRETA M")


def test_a_value_below_counts_before_words_beside_the_caption(page_of):
    page = page_of(
        ("Surname NOM", 300, 100), ("BERGER", 300, 122), ("Given names", 300, 160), ("HANNA", 300, 182)
    )
    assert read(page)["familyName"] == "BERGER"


def test_a_town_named_like_a_state_is_a_birthplace():
    assert not names_country("WASHINGTON, D.C., U.S.A.")
    assert all(map(names_country, ("WASHINGTON", "LUXEMBOURG/LUXEMBURG")))


def test_sexes_in_two_languages_run_together():
    assert (read_sex("MOTIE"), read_sex("VYRIM"), read_sex("VYRAS")) == (2, 1, 1)


def test_a_height_is_no_authority():
    assert read_value("issuingAuthority", "163 cm", Habit(2026)) is None


def test_given_names_may_stand_beside_the_family_name_under_one_caption(page_of):
    page = page_of(
        ("Surname, given names", 300, 100),
        ("BERGER-HOLLWEG", 300, 126),
        ("HANNA", 520, 126),
        ("Date of birth", 300, 170),
        ("01.02.1990", 300, 196),
    )
    found = read(page)
    assert (found["familyName"], found["givenNames"]) == ("BERGER-HOLLWEG", "HANNA")


def test_a_name_in_one_line_is_said_as_it_is_in_america(page_of):
    (name,), _ = readings_of(page_of(("GRETA ANN HOLLOWAY", 300, 100)), "familyName")
    assert [reading.value for reading in divide_name([name])] == ["HOLLOWAY", "GRETA ANN"]
    assert divide_name([replace(name, anchored=True)]) == [replace(name, anchored=True)]


def test_an_address_under_the_family_name_is_no_given_name(page_of):
    page = page_of(
        ("DRIVER LICENSE USA", 300, 20),
        ("1 HOLLOWAY", 300, 100),
        ("Mill Street, Eugene,", 300, 125),
        ("3 DOB 08/24/1968", 300, 220),
        ("4b EXP 08/24/2029", 300, 260),
    )
    assert "givenNames" not in read(page)


def test_the_sex_is_the_first_word_where_the_next_column_follows(page_of):
    page = page_of(
        ("DRIVER LICENSE USA", 300, 20),
        ("3 DOB 08/24/1968", 300, 60),
        ("4b EXP 08/24/2029", 300, 100),
        ("4d 0812319", 300, 140),
        ("15 SEX M 16 HGT5-08", 300, 180),
    )
    assert read(page)["gender"] == 1


@pytest.mark.parametrize(
    ("line", "field"),
    [("MBIEMRUSURNAME", "familyName"), ("EMRUFORENAME(S)", "givenNames"), ("HOLLOWAYNAME", None)],
)
def test_a_caption_in_two_languages_may_lose_its_stroke(page_of, line, field):
    found = find_captions(lay_out_items(page_of((line, 300, 100))))
    assert [caption.field for caption in found] == ([] if field is None else [field])


def test_the_number_of_a_passport_makes_no_page_a_passport(page_of):
    items = lay_out_items(
        page_of(("VISA", 300, 20), ("NUMBER OF PASSPORT", 300, 60), ("NUMER PASZPORTU", 300, 90))
    )
    assert type_of_text(items) == "visa"


def test_the_code_of_the_state_is_no_name(page_of):
    page = page_of(
        ("REPUBLIC OF POLAND PASSPORT", 300, 20),
        ("POL", 300, 100),
        ("BERGER", 300, 140),
        ("Surname", 300, 162),
        ("HANNA", 300, 200),
        ("Given names", 300, 222),
        ("01.02.1990", 300, 260),
        ("Date of birth", 300, 282),
    )
    assert read(page)["familyName"] == "BERGER"


def test_a_height_in_the_next_line_is_no_part_of_an_authority(page_of):
    page = page_of(
        ("Date of birth", 300, 20),
        ("01.02.1990", 300, 45),
        ("Authority", 300, 100),
        ("BH TULLN", 300, 125),
        ("1.64 m", 300, 150),
    )
    assert read(page)["issuingAuthority"] == "BH TULLN"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("AZORBAYCAN/AZE", "AZƏRBAYCAN/AZE"),
        ("Azerbaycan/AZE", "Azerbaycan/AZE"),
        ("AZORBAYCAN/GEO", "AZORBAYCAN/GEO"),
        ("LYON/FRA", "LYON/FRA"),
        ("MARSEILLE/FRA", "MARSEILLE/FRA"),
        ("DEUTSCHLAND/DEU", "DEUTSCHLAND/DEU"),
    ],
)
def test_a_country_is_spelled_as_its_code_says(text, spelled):
    assert spell_country(text) == spelled


def test_what_the_zone_has_as_given_names_is_no_family_name(page_of):
    """Captions under their values, the first of them lost: the given names seem the family's."""
    quality = Quality(score=1, acceptable=True, sharpness=1, exposure=1, glare=1)
    text = page_of(
        ("Surname", 40, 100),
        ("ANNA MARIA", 40, 124),
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", 40, 500),
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10", 40, 540),
    )
    page = PageImage(0, np.zeros((700, 1000, 3), np.uint8), "p", "png")
    reading = PageReading(page, quality, text, read_zone(text, 0), read_fields(text, 2026))
    family = compose([reading], date(2026, 11, 23)).fields["familyName"]
    assert (family.value, family.status) == ("ERIKSSON", "read")
