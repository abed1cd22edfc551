"""What readers make of small print on photographs: strokes, letters and numbers of fields misread or lost."""

import pytest

from ocr.fields import Said, read_all_fields, read_fields
from ocr.fields.assign import read_unannounced
from ocr.fields.columns import split_numbers
from ocr.fields.countries import country_of_text
from ocr.fields.displaced import find_displaced
from ocr.fields.grammar import Habit, read_categories, read_number, read_sex, read_value
from ocr.fields.guess import split_at_dates
from ocr.fields.layout import lay_out_items
from ocr.fields.native import find_native
from ocr.fields.personal import mend_number
from ocr.fields.specimen import is_overprint, is_overprint_seen
from tests.ocr.fields.values import values


@pytest.mark.parametrize(
    ("text", "country"),
    [("EAAHNIKHHELLENIC", "GRC"), ("MAGYARDRSZAGHUNGARY", "HUN"), ("KATOWICE", None), ("HELLENIC", "GRC")],
)
def test_a_country_in_two_languages_is_known_without_the_stroke(text, country):
    assert country_of_text(text) == country


@pytest.mark.parametrize("text", ["SPECIN", "PECIMEN", "PECIME", "SPECHME"])
def test_a_part_of_the_overprint_is_no_value(text):
    assert is_overprint_seen(text)
    assert not is_overprint(text)
    assert read_value("issuingAuthority", text, Habit(2026)) is None


@pytest.mark.parametrize("text", ["SIMEN", "SPECK", "Simeon", "PECS"])
def test_names_are_no_overprint(text):
    assert not is_overprint_seen(text)


@pytest.mark.parametrize(("text", "sex"), [("MIF", 2), ("MOTIE", 2), ("CIM", None), ("ViM", None)])
def test_two_joined_letters_are_a_sex_if_both_are(text, sex):
    assert read_sex(text) == sex


@pytest.mark.parametrize(
    ("text", "categories"), [("AM 8 BE", "AM B BE"), ("A/8", "A B"), ("8", None), ("PARIS 8", None)]
)
def test_a_category_read_as_a_digit_is_known_beside_others(text, categories):
    assert read_categories(text) == categories


@pytest.mark.parametrize(
    ("text", "number"),
    [("p apμ 25038643984", "25038643984"), ("4d. 37507010651", "37507010651"), ("AB 123456", "AB123456")],
)
def test_a_number_is_read_without_what_stands_before_it(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("number", "issuer", "mended"),
    [
        ("140904651T", "ALB", "I40904651T"),
        ("K005295975", "ALB", "K00529597S"),
        ("140904651T", "POL", "140904651T"),
        ("1234567890", "ALB", "1234567890"),
    ],
)
def test_a_personal_number_has_letters_where_its_state_has_them(number, issuer, mended):
    assert mend_number(number, issuer) == mended


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("44 37507010651", ["4d. 37507010651"]),
        ("4. 09115400085", ["4d. 09115400085"]),
        ("4c 12345678", ["4c 12345678"]),
        ("402029.03.23", ["4b2029.03.23"]),
        ("4a. 2021.01.11. 40. 2031.01.11.", ["4a. 2021.01.11.", " 4b. 2031.01.11."]),
    ],
)
def test_the_misread_number_of_a_licences_field_is_told_by_its_value(page_of, text, parts):
    assert [item.text for item in split_numbers(lay_out_items(page_of((text, 100, 100))))] == parts


def test_a_digit_in_the_background_is_no_head_of_a_licences_table(page_of):
    page = page_of(
        ("PRAWO JAZDY", 300, 20),
        ("10", 250, 150),
        ("1. NOWAK", 300, 80),
        ("2. EWA MARIA", 300, 115),
        ("5. 00123/11/2222", 300, 255),
        ("9. AM,B", 300, 290),
    )
    assert values(page)["licenceCategories"] == "AM B"
    assert read_fields(page, 2026).issuer == "POL"


def test_six_digits_beside_another_number_are_a_cards_access_number(page_of):
    page = page_of(
        ("MAGYARORSZÁG·HUNGARY", 300, 20),
        ("SZEMÉLYAZONOSÍTÓ IGAZOLVÁNY·IDENTITY CARD", 300, 45),
        ("KISS", 300, 85),
        ("ANNA", 300, 125),
        ("N/F", 300, 165),
        ("HUN", 400, 165),
        ("1982.01.10.", 520, 165),
        ("772438WB", 300, 205),
        ("671710", 520, 205),
        ("2028.09.26.", 300, 245),
    )
    assert values(page)["documentNumber"] == "772438WB"


def test_a_native_line_over_its_latin_form_is_nobodys_value(page_of):
    items = lay_out_items(page_of(("NAPAAIMNI", 100, 100), ("PARALIMNI", 100, 123), ("KYRITSI", 100, 200)))
    assert find_native(items, "CYP") == {0}
    assert find_native(items, "DEU") == set()


def test_a_town_behind_an_illegible_caption_is_the_birthplace_of_a_back(page_of):
    front = page_of(
        ("LIETUVOS RESPUBLIKA·REPUBLIC OF LITHUANIA", 300, 20),
        ("KAZLAUSKIENĖ", 300, 80),
        ("DAIVA", 300, 130),
        ("1992-01-20", 300, 180),
        ("46066682", 300, 230),
        ("2027-08-26", 300, 280),
    )
    back = page_of(("Gnme vets ee d rn ALYTUS", 100, 100), ("2017-08-26", 100, 200))
    back.lines[0] = type(back.lines[0])(back.lines[0].text, back.lines[0].polygon, 0.6, 0.19)
    fields = read_all_fields([front, back], 2026, [Said(), Said("LTU", ["KAZLAUSKIENE", "DAIVA"])])
    found = {reading.field: reading.value for page in fields for reading in page.readings}
    assert found["placeOfBirth"] == "ALYTUS"


def test_letters_with_a_caron_are_read_where_the_state_has_them():
    assert read_value("givenNames", "L'UBOSLAV", Habit(2026, issuer="SVK")) == "ĽUBOSLAV"
    assert read_value("familyName", "Bart'ák", Habit(2026, issuer="CZE")) == "Barťák"
    assert read_value("placeOfBirth", "L'AQUILA", Habit(2026, issuer="ITA")) == "L'AQUILA"


def test_a_number_behind_its_sign_is_the_documents(page_of):
    page = page_of(
        ("PRINCIPAUTÉ DE MONACO", 100, 20),
        ("CARTE D'IDENTITÉ - NATIONALITÉ MONÉGASQUE", 100, 45),
        ("N: 0290671", 100, 95),
        ("01/01/1999", 300, 150),
    )
    assert values(page)["documentNumber"] == "0290671"
    assert read_fields(page, 2026).type == "identityCard"


def test_small_letters_alone_are_no_authority():
    assert read_value("issuingAuthority", "xy yb umrsee unjm", Habit(2026)) is None
    assert read_value("issuingAuthority", "préfecture de Police", Habit(2026)) == "préfecture de Police"


def _line(field, item):
    return read_unannounced(field, item.text, item, 0.8)


def test_a_town_in_anothers_place_is_set_aside_for_the_birthplace(page_of):
    birth, town, other = lay_out_items(
        page_of(("2001.01.12", 100, 100), ("BUDAPEST", 225, 102), ("KEKKH", 100, 160))
    )
    readings = [_line("birthDate", birth), _line("issuingAuthority", town)]
    assert [reading.text for reading in find_displaced(readings, [birth, town, other])] == ["BUDAPEST"]
    readings = [_line("birthDate", birth), _line("residenceAddress", town)]
    assert [reading.text for reading in find_displaced(readings, [birth, town, other])] == ["BUDAPEST"]
    readings = [_line("birthDate", birth), _line("issuingAuthority", other)]
    assert find_displaced(readings, [birth, town, other]) == []


def test_a_line_over_a_name_that_was_read_is_its_native_form(page_of):
    items = lay_out_items(page_of(("ФAAYKH", 100, 100), ("GLAFKI", 100, 123)))
    assert find_native(items, "CYP", [_line("familyName", items[1])]) == {0}


def test_two_numbers_of_one_row_are_two_values(page_of):
    page = page_of(
        ("REPUBLICA MOLDOVA · REPUBLIC OF MOLDOVA", 300, 20),
        ("CARTE DE IDENTITATE · IDENTITY CARD", 300, 45),
        ("2420935683169 W22681734", 300, 205),
    )
    texts = [item.text.strip() for item in read_fields(page, 2026).items]
    assert texts[-2:] == ["2420935683169", "W22681734"]


def test_a_date_without_its_day_is_cut_from_the_place_beside_it(page_of):
    items = split_at_dates(lay_out_items(page_of(("00 00 1985 TRONDHEIM", 100, 100), ("1985", 100, 150))))
    assert [item.text.strip() for item in items] == ["00 00 1985", "TRONDHEIM", "1985"]


def test_what_a_permit_permits_is_no_authority():
    assert read_value("issuingAuthority", "WORK PERMIT", Habit(2026)) is None


def test_a_capital_with_dots_may_be_read_as_a_small_letter(page_of):
    page = page_of(("Place of birth BÉJAïA", 100, 100), ("Date of birth", 100, 160), ("14.07.1981", 100, 185))
    assert values(page)["placeOfBirth"] == "BÉJAïA"


def test_a_licences_title_is_no_authority(page_of):
    page = page_of(
        ("LEJE DREJTIMI", 300, 20),
        ("Hoxha", 300, 80),
        ("Besa", 300, 115),
        ("05.05.1998", 300, 150),
        ("20.03.2022", 300, 185),
        ("20.03.2032", 500, 185),
        ("YE967027W", 300, 255),
    )
    assert "LEJE DREJTIMI" not in values(page).values()
    assert read_fields(page, 2026).issuer == "ALB"
