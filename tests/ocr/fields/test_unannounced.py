"""What no caption announces: form and place give doubtful readings, or none."""

from ocr.fields import Said, read_fields
from ocr.fields.layout import lay_out_items
from ocr.read import PageText
from ocr.text import TextLine
from tests.ocr.fields.values import values


def test_without_captions_form_and_place_give_doubtful_readings(page_of):
    page = page_of(
        ("REPÚBLICA PORTUGUESA", 100, 10),
        ("1234AZ567", 500, 20),
        ("Sumame/Apelidos", 100, 60),
        ("GARÇÃO", 100, 85),
        ("07 04 1974", 100, 160),
        ("22 12 2030", 100, 220),
        ("F", 100, 280),
    )
    readings = {reading.field: reading for reading in read_fields(page, 2026).readings}
    assert readings["birthDate"].value == "1974-04-07"
    assert readings["expiryDate"].value == "2030-12-22"
    assert readings["documentNumber"].value == "1234AZ567"
    assert readings["gender"].value == 2
    for field in ("birthDate", "expiryDate", "documentNumber", "gender"):
        assert not readings[field].anchored
        assert readings[field].confidence < 0.8


def test_prose_yields_no_person(page_of):
    page = page_of(
        ("The quick brown fox jumps over the lazy dog.", 10, 10),
        ("Total amount due 12.50 EUR", 10, 50),
        ("Thank you for your visit", 10, 90),
    )
    fields = read_fields(page, 2026)
    assert fields.type == "unknown"
    assert not {"familyName", "birthDate"} & set(values(page))


def test_of_papers_that_lie_crosswise_the_form_counts():
    """Longer lines of a letter beneath run another way than the card's."""

    def line(text, left, top, wide, slope):
        rise = wide * slope
        corners = ((left, top), (left + wide, top + rise), (left + wide, top + rise + 20), (left, top + 20))
        return TextLine(text, corners, 0.95)

    card = [
        line("ERIKSSON", 100, 100, 150, 0.0),
        line("ANNA MARIA", 100, 140, 180, 0.0),
        line("12.08.1974", 100, 180, 150, 0.0),
        line("15.04.2032", 100, 220, 150, 0.0),
    ]
    letter = [line("dear customer your invoice is due", 50, 300 + 40 * n, 500, 0.45) for n in range(6)]
    items = lay_out_items(PageText([*card, *letter], 0, (800, 800)))
    assert {item.text for item in items} == {entry.text for entry in card}


def test_a_name_of_the_zone_is_no_birthplace(page_of):
    lines = (
        ("PASSPORT", 300, 10),
        ("JAPAN", 500, 10),
        ("XS1234567", 600, 30),
        ("GAIMU", 300, 70),
        ("SAKURA", 300, 110),
        ("20 FEB 1979", 400, 150),
        ("F", 300, 190),
        ("20 MAR 2016", 300, 230),
    )
    said = Said("JPN", ("GAIMU", "SAKURA"))
    found = read_fields(page_of(*lines), 2026, said=said)
    assert found.issuer == "JPN"
    assert "SAKURA" not in [reading.value for reading in found.readings if reading.field == "placeOfBirth"]
    assert said.is_name("GAIMÚ")
    assert not said.is_name("KANAGAWA")
