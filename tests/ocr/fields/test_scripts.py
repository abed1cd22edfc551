"""Of two scripts in one place the Latin one is the value."""

from tests.ocr.fields.values import values


def test_of_two_scripts_the_latin_one_is_the_value(page_of):
    # What a reader of Latin letters makes of Cyrillic ones looks Latin too.
    beside = page_of(
        ("REPUBLIC OF BULGARIA", 40, 20),
        ("Surname", 300, 100),
        ("BACOBA/VASOVA", 300, 126),
        ("Given names", 300, 170),
        ("ЯНА/YANA", 300, 196),
    )
    assert values(beside) == {"familyName": "VASOVA", "givenNames": "YANA"}
    below = page_of(
        ("REPUBLIC OF BULGARIA", 40, 20),
        ("Surname", 300, 100),
        ("BACOBA", 300, 126),
        ("VASOVA", 300, 152),
        ("Place of birth", 300, 200),
        ("СОФИЯ", 300, 226),
        ("SOFIA", 300, 252),
    )
    assert values(below) == {"familyName": "VASOVA", "placeOfBirth": "SOFIA"}


def test_a_name_with_a_stroke_stays_whole_where_there_is_one_script(page_of):
    assert values(page_of(("Surname", 300, 100), ("BELLO/PÉREZ", 300, 126)))["familyName"] == "BELLO/PÉREZ"
