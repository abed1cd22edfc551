"""Values stand below, beside or over their captions, and go on in the next line."""

from ocr.fields import read_fields
from tests.ocr.fields.values import values


def test_values_stand_below_their_captions(page_of):
    page = page_of(
        ("PASZPORT / PASSPORT", 50, 20),
        ("REPUBLIC OF POLAND", 400, 20),
        ("NAZWISKO/SURNAME", 300, 100),
        ("ŻÓŁTOWSKA-BĄK", 310, 128),
        ("IMIONA/GIVEN NAMES", 300, 170),
        ("ANNA MARIA", 310, 198),
        ("OBYWATELSTWO/NATIONALITY", 300, 240),
        ("POLSKIE/POLISH", 310, 268),
        ("DATA URODZENIA/DATE OF BIRTH", 300, 310),
        ("08 LUT/FEB 1960", 310, 338),
        ("PŁEĆ/SEX", 300, 380),
        ("K/F", 310, 408),
        ("MIEJSCE URODZENIA/PLACE OF BIRTH", 480, 380),
        ("ŁÓDŹ", 480, 408),
        ("PASZPORT NR/PASSPORT NO", 700, 60),
        ("AA 0000000", 700, 88),
        ("DATA WAŻNOŚCI/DATE OF EXPIRY", 300, 450),
        ("31 GRU/DEC 2030", 310, 478),
    )
    fields = read_fields(page, 2026)
    assert (fields.type, fields.issuer, fields.specimen) == ("passport", "POL", False)
    assert values(page) == {
        "familyName": "ŻÓŁTOWSKA-BĄK",
        "givenNames": "ANNA MARIA",
        "nationality": "POL",
        "birthDate": "1960-02-08",
        "gender": 2,
        "placeOfBirth": "ŁÓDŹ",
        "documentNumber": "AA0000000",
        "expiryDate": "2030-12-31",
    }


def test_values_stand_right_of_their_captions_or_after_a_colon(page_of):
    page = page_of(
        ("CARTE NATIONALE D'IDENTITÉ N°: 940992310285", 40, 20),
        ("Nom: DURAND", 40, 80),
        ("Prénom(s): ÉLODIE", 40, 120),
        ("Sexe: F", 40, 160),
        ("Né(e) le: 06.12.1965", 300, 160),
        ("à: NÎMES (30)", 300, 200),
        ("Date d'expiration", 40, 260),
        ("16.09.2034", 300, 260),
    )
    assert values(page) == {
        "documentNumber": "940992310285",
        "familyName": "DURAND",
        "givenNames": "ÉLODIE",
        "gender": 2,
        "birthDate": "1965-12-06",
        "placeOfBirth": "NÎMES (30)",
        "expiryDate": "2034-09-16",
    }


def test_values_stand_over_their_captions(page_of):
    page = page_of(
        ("IDENTITY CARD", 300, 20),
        ("REPUBLIC OF MALTA", 40, 20),
        ("BORĠ", 300, 100),
        ("Kunjom/Surname", 300, 124, 0.98),
        ("ĠORĠ PAWL", 300, 170),
        ("Isem/Given names", 300, 194),
        ("08.02.1960", 300, 240),
        ("Data tat-twelid/Date of birth", 300, 264),
        ("MLT", 600, 240),
        ("Nazzjonalità/Nationality", 600, 264),
        ("0123456A", 300, 310),
        ("Nru tal-karta/Card No.", 300, 334),
        ("31.12.2030", 600, 310),
        ("Tiskadi/Date of expiry", 600, 334),
    )
    assert values(page) == {
        "familyName": "BORĠ",
        "givenNames": "ĠORĠ PAWL",
        "birthDate": "1960-02-08",
        "nationality": "MLT",
        "documentNumber": "0123456A",
        "expiryDate": "2030-12-31",
    }


def test_an_address_goes_on_in_the_next_line(page_of):
    page = page_of(
        ("Anschrift/Address", 300, 100),
        ("46274 SAARBRÜCKEN", 300, 126),
        ("KÖNIGSALLEE 50", 300, 152),
        ("Behörde/Authority", 300, 240),
        ("STADT SAARBRÜCKEN", 300, 266),
    )
    found = values(page)
    assert found["residenceAddress"] == "46274 SAARBRÜCKEN KÖNIGSALLEE 50"
    assert found["issuingAuthority"] == "STADT SAARBRÜCKEN"


def test_incomplete_births_stand_beside_places(page_of):
    page = page_of(("Date and place of birth", 300, 100), ("00.12.1997 LEEDS", 300, 126))
    assert values(page) == {"birthDate": "1997-12-00", "placeOfBirth": "LEEDS"}
