"""One value from several sources: what counts as the same, as a misreading, as a conflict."""

from dataclasses import replace

import pytest

from mrz.check_digits import check_digit
from ocr.agree import Agreement, compare, covers
from ocr.fields import Reading
from ocr.find_zone import read_zone
from ocr.reconcile import NO_DATE, PrintValue, ZoneValue, reconcile, space_names

BOX = ((0.0, 0.0), (9.0, 0.0), (9.0, 2.0), (0.0, 2.0))


def zone(value, *, confidence=0.95, valid=True, sound=True, truncated=False, page=0) -> ZoneValue:
    return ZoneValue(value, str(value), page, BOX, confidence, valid, sound, truncated)


def printed(field, value, *, confidence=0.98, anchored=True, text=None) -> PrintValue:
    return PrintValue(Reading(field, value, text or str(value), confidence, BOX, anchored), 0)


@pytest.mark.parametrize(
    ("field", "print_", "mrz", "agreement"),
    [
        ("familyName", "MÜLLER", "MUELLER", Agreement.SAME),
        ("familyName", "Müller", "MULLER", Agreement.SAME),
        ("familyName", "Østergård", "OESTERGAARD", Agreement.SAME),
        ("familyName", "O'Connor-Smith", "OCONNOR SMITH", Agreement.SAME),
        ("familyName", "Щербак", "SHCHERBAK", Agreement.SAME),
        ("familyName", "ERIKKSON", "ERIKSSON", Agreement.NEAR),
        ("familyName", "SMITH", "DOE", Agreement.OTHER),
        ("familyName", "LI", "LU", Agreement.OTHER),
        ("birthDate", "1974", "1974-08-12", Agreement.SAME),
        ("birthDate", "1911-01-01", "2011-01-01", Agreement.SAME),
        ("birthDate", "1974-08-12", "1974-08-13", Agreement.OTHER),
        ("documentNumber", "ZE000509O", "ZE0005090", Agreement.SAME),
        ("documentNumber", "CG1234567", "C61234567", Agreement.NEAR),
        ("documentNumber", "LA1234567", "1A1234567", Agreement.NEAR),
        ("documentNumber", "AOO234567", "A00234567", Agreement.NEAR),
        ("documentNumber", "XL234567", "X1234567", Agreement.NEAR),
        ("documentNumber", "XB234567", "X8234567", Agreement.SAME),
        ("documentNumber", "Nr123456789", "123456789", Agreement.NEAR),
        ("documentNumber", "000-1234567-89", "123456789", Agreement.OTHER),
        ("documentNumber", "123456781", "012345678", Agreement.OTHER),
        ("nationality", "GBR", "GBD", Agreement.SAME),
        ("gender", 1, 2, Agreement.OTHER),
    ],
)
def test_what_counts_as_the_same(field, print_, mrz, agreement):
    assert compare(field, print_, mrz) is agreement


def test_a_truncated_name_need_only_begin_the_printed_one():
    assert compare("givenNames", "Maria Aleksandra Natalia", "MARIA ALEKS", truncated=True) is Agreement.SAME
    assert compare("givenNames", "Maria Aleksandra Natalia", "MARIA ALEKS") is Agreement.OTHER


def test_agreement_verifies_and_keeps_the_printed_form():
    field = reconcile("familyName", [zone("MUELLER")], [printed("familyName", "Müller")])
    assert field is not None
    assert (field.value, field.status) == ("Müller", "verified")
    assert [source.zone for source in field.sources] == ["mrz", "visual"]
    assert 0.99 < field.confidence < 1


def test_characters_that_no_check_digit_tells_apart_verify_nothing():
    field = reconcile("documentNumber", [zone("C61234567")], [printed("documentNumber", "CG1234567")])
    assert field is not None
    assert field.status == "read"
    assert field.confidence < 0.99


def test_a_zone_alone_verifies_only_when_it_is_certain():
    certain = reconcile("familyName", [zone("DOE", confidence=0.9995)], [])
    usual = reconcile("familyName", [zone("DOE", confidence=0.99)], [])
    invalid = reconcile("familyName", [zone("DOE", confidence=0.9995, valid=False)], [])
    assert certain is not None
    assert usual is not None
    assert invalid is not None
    assert (certain.status, usual.status, invalid.status) == ("verified", "read", "read")


def test_print_alone_is_read():
    field = reconcile("placeOfBirth", [], [printed("placeOfBirth", "Łódź")])
    assert field is not None
    assert (field.value, field.status) == ("Łódź", "read")


def test_nobody_read_it():
    assert reconcile("familyName", [], []) is None


def test_a_real_difference_is_a_conflict_with_the_printed_value():
    field = reconcile("expiryDate", [zone("2019-03-21")], [printed("expiryDate", "2024-03-01")])
    assert field is not None
    assert (field.value, field.status) == ("2024-03-01", "conflict")
    assert {source.text for source in field.sources} == {"2019-03-21", "2024-03-01"}


@pytest.mark.parametrize("doubt", [{"confidence": 0.6}, {"anchored": False}])
def test_a_doubtful_reading_contradicts_nothing(doubt):
    field = reconcile("birthDate", [zone("1974-08-12")], [printed("birthDate", "1971-03-02", **doubt)])
    assert field is not None
    assert (field.value, field.status) == ("1974-08-12", "read")


def test_nothing_later_is_printed_than_the_expiry():
    later = printed("expiryDate", "2029-05-07", anchored=False)
    sure = reconcile("expiryDate", [zone("2028-08-08")], [later])
    assert sure is not None
    assert (sure.value, sure.status) == ("2029-05-07", "conflict")
    faint = PrintValue(replace(later.reading, weakest=0.9), 0)
    doubtful = reconcile("expiryDate", [zone("2028-08-08")], [faint])
    assert doubtful is not None
    assert (doubtful.value, doubtful.status) == ("2028-08-08", "read")


def test_zeros_contradict_a_date_under_its_caption_and_are_no_value():
    field = reconcile("expiryDate", [zone(NO_DATE)], [printed("expiryDate", "2030-07-01")])
    assert field is not None
    assert (field.value, field.status) == ("2030-07-01", "conflict")
    guessed = reconcile("expiryDate", [zone(NO_DATE)], [printed("expiryDate", "2030-07-01", anchored=False)])
    assert guessed is not None
    assert (guessed.value, guessed.status) == ("2030-07-01", "read")
    assert reconcile("expiryDate", [zone(NO_DATE)], []) is None


def test_a_misread_letter_is_no_conflict_and_the_clear_print_wins():
    field = reconcile("familyName", [zone("ERIKSSON")], [printed("familyName", "ERIKKSON")])
    assert field is not None
    assert (field.value, field.status) == ("ERIKKSON", "read")
    blurred = reconcile("familyName", [zone("ERIKSSON")], [printed("familyName", "ERIKKSON", confidence=0.7)])
    assert blurred is not None
    assert (blurred.value, blurred.status) == ("ERIKSSON", "read")


def test_a_date_under_the_wrong_caption_is_no_conflict():
    field = reconcile(
        "birthDate",
        [zone("1974-08-12")],
        [printed("birthDate", "2012-04-15")],
        foreign=frozenset({"2012-04-15"}),
    )
    assert field is not None
    assert field.status == "read"


def test_a_failed_check_digit_keeps_agreement_from_verifying():
    field = reconcile(
        "documentNumber",
        [zone("AB1234567", valid=False, sound=False)],
        [printed("documentNumber", "AB1234567")],
    )
    assert field is not None
    assert field.status == "read"


@pytest.mark.parametrize(
    ("print_", "mrz", "status"),
    [
        ("CG1234567", "C61234567", "read"),
        ("OO1234567", "001234567", "read"),
        ("CO1234567", "C01234567", "verified"),
    ],
)
def test_a_number_is_verified_by_one_that_looks_like_it_only_where_the_check_digit_tells_them_apart(
    print_, mrz, status
):
    assert (check_digit(print_) != check_digit(mrz)) is (status == "verified")
    field = reconcile("documentNumber", [zone(mrz, confidence=0.9995)], [printed("documentNumber", print_)])
    assert field is not None
    assert (field.value, field.status) == (mrz, status)


def test_two_zones_that_differ_are_a_conflict():
    field = reconcile("familyName", [zone("DOE"), zone("SMITH", page=1)], [printed("familyName", "DOE")])
    assert field is not None
    assert field.status == "conflict"
    assert len(field.sources) == 3


def test_the_century_comes_from_the_print():
    value = printed("birthDate", "1911-01-01", text="01.01.1911")
    field = reconcile("birthDate", [zone("2011-01-01")], [value])
    assert field is not None
    assert (field.value, field.status) == ("1911-01-01", "verified")


def test_an_unspecified_sex_contradicts_nothing():
    field = reconcile("gender", [zone(0)], [printed("gender", 2)])
    assert field is not None
    assert (field.value, field.status) == (2, "read")


@pytest.mark.parametrize(
    ("field", "print_", "mrz", "whole"),
    [
        ("familyName", "SZÖKE", "SZOKE", True),
        ("familyName", "SZÖKE", "SZOEKE", True),
        ("familyName", "O'Connor-Smith", "OCONNOR SMITH", True),
        ("familyName", "Щербак", "SHCHERBAK", True),
        ("givenNames", "ANNAMARIA", "ANNA MARIA", False),
        ("givenNames", "Maria Aleksandra Natalia", "MARIA ALEKS", False),
        ("birthDate", "1974", "1974-08-12", False),
        ("birthDate", "1974-08-12", "1974-08-12", True),
        ("gender", 1, 1, True),
    ],
)
def test_what_confirms_a_value_whole(field, print_, mrz, whole):
    assert covers(field, print_, mrz) is whole
    result = reconcile(field, [zone(mrz, truncated=True)], [printed(field, print_)])
    assert result is not None
    assert result.status == ("verified" if whole else "read")


def test_a_year_in_print_leaves_the_date_of_the_zone():
    result = reconcile("birthDate", [zone("1974-08-12")], [printed("birthDate", "1974")])
    assert result is not None
    assert result.value == "1974-08-12"


@pytest.mark.parametrize(
    ("letters", "sound"),
    [
        (
            "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
            {"documentNumber", "birthDate", "familyName", "gender"},
        ),
        # A wrong composite digit: only what has a check digit of its own can be confirmed.
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<17", {"documentNumber", "birthDate"}),
        ("L898902C37UTO7408122F1204159ZE184226B<<<<<10", {"birthDate"}),
    ],
)
def test_an_invalid_zone_confirms_only_what_its_own_check_digits_hold(page_of, letters, sound):
    first = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    reading = read_zone(page_of((first, 40, 500), (letters, 40, 540)), 0)
    assert reading is not None
    fields = ("documentNumber", "birthDate", "familyName", "gender")
    results = {
        field: reconcile(field, [reading.values[field]], [printed(field, reading.values[field].value)])
        for field in fields
    }
    assert {field for field, result in results.items() if result and result.status == "verified"} == sound


@pytest.mark.parametrize(
    ("line", "sound"),
    [("D1NLD15094962111659VW87Z78NB84", True), ("D1UTOA1<B2<<<<<<<<<<<<<<<<<<<1", False)],
)
def test_a_licence_of_no_known_layout_confirms_no_number(page_of, line, sound):
    reading = read_zone(page_of((line, 40, 500)), 0)
    assert reading is not None
    assert reading.zone.valid
    assert reading.values["documentNumber"].sound is sound


def barcode(value) -> ZoneValue:
    return ZoneValue(value, str(value), 1, BOX, 0.998, valid=True, origin="barcode")


def test_a_barcode_alone_verifies_nothing_and_a_print_beside_it_does():
    alone = reconcile("familyName", [barcode("VEGA")], [])
    both = reconcile("familyName", [barcode("VEGA")], [printed("familyName", "Vega")])
    assert alone is not None
    assert (alone.value, alone.status, alone.sources[0].zone) == ("VEGA", "read", "barcode")
    assert both is not None
    assert (both.value, both.status) == ("Vega", "verified")
    assert [source.zone for source in both.sources] == ["barcode", "visual"]


def test_a_barcode_and_a_zone_that_agree_are_two_sources():
    field = reconcile("familyName", [zone("VEGA", confidence=0.97), barcode("VEGA")], [])
    assert field is not None
    assert field.status == "verified"
    assert {source.zone for source in field.sources} == {"mrz", "barcode"}
    near = reconcile("familyName", [zone("VEGA", confidence=0.9995), barcode("VELA")], [])
    other = reconcile("familyName", [zone("VEGA", confidence=0.9995), barcode("ROY")], [])
    assert near is not None
    assert other is not None
    assert (near.status, other.status) == ("read", "conflict")


@pytest.mark.parametrize(
    ("printed", "zone", "spaced"),
    [
        ("ANNAMARIA", "ANNA MARIA", "ANNA MARIA"),
        ("ANAÏSMARIE", "ANAIS MARIE", "ANAÏS MARIE"),
        ("ANNA MARIA", "ANNA MARIA", "ANNA MARIA"),
        ("ANNA-MARIA", "ANNA MARIA", "ANNA-MARIA"),
        ("JÖRGMARIA", "JOERG MARIA", "JÖRGMARIA"),
        ("ANNA", "ANNA", "ANNA"),
    ],
)
def test_names_that_ran_together_get_the_spaces_of_the_zone(printed, zone, spaced):
    assert space_names(printed, zone) == spaced
