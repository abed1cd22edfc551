"""Authorities that states shorten before the town of a bureau, and values in the line of their caption."""

import pytest

from tests.ocr.fields.values import values


@pytest.mark.parametrize(("printed", "read"), [("DKM Vlorë", "DKM Vlorë"), ("MBP VARNA", "MVR VARNA")])
def test_a_bureau_without_a_caption_is_the_authority_and_nobodys_name(page_of, printed, read):
    page = page_of(
        ("IDENTITY CARD", 300, 20),
        ("HOXHA", 300, 100),
        ("ARBEN", 300, 150),
        ("12.03.1981", 300, 200),
        ("Durrës", 300, 250),
        (printed, 300, 300),
        ("05.06.2019", 300, 350),
        ("04.06.2029", 300, 400),
    )
    found = values(page)
    assert found["issuingAuthority"] == read
    assert (found["familyName"], found["givenNames"]) == ("HOXHA", "ARBEN")
    assert found["placeOfBirth"] == "Durrës"


def test_an_address_that_the_detector_joined_with_its_caption_is_read_without_it(page_of):
    page = page_of(
        ("Trvalý pobyt / Address ŠKOLSKÁ 14, NITRA", 300, 100),
        ("NOVÁKOVÁ", 420, 180),
        ("SPECIMEN", 500, 300),
    )
    assert values(page)["residenceAddress"] == "ŠKOLSKÁ 14, NITRA"


@pytest.mark.parametrize("below", ["A,B", "AB", "AM B1 BE"])
def test_categories_below_an_address_are_none_of_it(page_of, below):
    page = page_of(("Address", 300, 100), ("MILL STREET 12, SLIGO", 300, 132), (below, 300, 164))
    assert values(page)["residenceAddress"] == "MILL STREET 12, SLIGO"


def test_an_address_goes_on_in_the_line_below(page_of):
    page = page_of(("Address", 300, 100), ("MILL STREET 12", 300, 132), ("SLIGO F91", 300, 164))
    assert values(page)["residenceAddress"] == "MILL STREET 12 SLIGO F91"


def test_a_states_sign_is_no_authority(page_of):
    lines = [("IDENTITY CARD", 300, 20), ("HORVÁTH", 300, 100), ("JÁN", 300, 150), ("12.03.1981", 300, 200)]
    dates = [("05.06.2019", 300, 350), ("04.06.2029", 300, 400)]
    assert "issuingAuthority" not in values(page_of(*lines, ("SK", 600, 300), *dates))
    found = values(page_of(*lines, ("SK", 600, 300), ("PREFECTURE NITRA", 300, 300), *dates))
    assert found["issuingAuthority"] == "PREFECTURE NITRA"
