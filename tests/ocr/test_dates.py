"""Dates as documents print them."""

import pytest

from ocr.fields.dates import find_dates, find_incomplete, full_year, month_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14.07.1981", "1981-07-14"),
        ("01.01.1977.", "1977-01-01"),
        ("1990.01.31.", "1990-01-31"),
        ("2034-12-31", "2034-12-31"),
        ("13-04-2029", "2029-04-13"),
        ("21/05/2019", "2019-05-21"),
        ("01 01 2016", "2016-01-01"),
        ("12071953", "1953-07-12"),
        ("05 072020", "2020-07-05"),
        ("31.12:2015", "2015-12-31"),
        ("05 FEB 1965", "1965-02-05"),
        ("15 0CT 2020", "2020-10-15"),
        ("12 JUIL/JUL 74", "1974-07-12"),
        ("12 AUGUST/AOUT 74", "1974-08-12"),
        ("02 NOV /NOV 1950", "1950-11-02"),
        ("Rochefort 01.DEZ.1985", "1985-12-01"),
        ("11 ŚWI/MAY 2001", "2001-05-11"),
        ("3 août 1999", "1999-08-03"),
        ("7. května 2004", "2004-05-07"),
        ("22 LIE/JUL 1990", "1990-07-22"),
        ("Aug 31, 1971", "1971-08-31"),
        ("08/31/1971", "1971-08-31"),
    ],
)
def test_every_printed_form_is_understood(text, value):
    assert [date.value for date in find_dates(text, future=False)] == [value]


def test_the_american_order_is_a_habit_of_the_issuer():
    (european,) = find_dates("03/04/1978")
    (american,) = find_dates("03/04/1978", month_first=True)
    assert (european.value, american.value) == ("1978-04-03", "1978-03-04")
    assert european.ambiguous


def test_two_dates_in_a_line_are_both_found_in_order():
    found = find_dates("01.01.2004-01.01.2009")
    assert [date.value for date in found] == ["2004-01-01", "2009-01-01"]
    assert found[0].end <= found[1].start


@pytest.mark.parametrize(
    "text", ["31.02.1999", "99.99.1999", "12345678901", "1000-001 LISBOA", "ANNA MARIA", ""]
)
def test_impossible_dates_and_other_numbers_are_none(text):
    assert find_dates(text) == []


def test_two_digit_years_lie_in_the_past_for_births_and_may_lie_ahead_for_expiries():
    assert full_year("74", future=False, this_year=2026) == 1974
    assert full_year("26", future=False, this_year=2026) == 2026
    assert full_year("27", future=False, this_year=2026) == 1927
    assert full_year("36", future=True, this_year=2026) == 2036
    assert full_year("96", future=True, this_year=2026) == 1996


def incomplete(text):
    found = find_incomplete(text)
    return found and found.value


def test_births_may_be_incomplete():
    assert incomplete("1974") == "1974-00-00"
    assert incomplete("00.08.1974") == "1974-08-00"
    assert incomplete("XX.XX.1974") == "1974-00-00"
    assert incomplete("00 AOÛT/AUG 1974") == "1974-08-00"
    assert incomplete("1974-08-00") == "1974-08-00"
    assert incomplete("-- -- 1974") == "1974-00-00"
    assert incomplete("XX 1974 Ohrid") is None
    assert incomplete("00.12.1974 Ohrid") == "1974-12-00"
    assert find_incomplete("00.13.1974") is None
    assert find_incomplete("1200") is None


def test_an_ambiguous_beginning_of_a_month_is_no_month():
    assert month_number("SEPT") == 9
    assert month_number("JU") is None
    assert month_number("XYZ") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12 AUGIAOUT 74", "1974-08-12"),
        ("16 APRUAVR 07", "2007-04-16"),
        ("12 AUQAQUT 74", "1974-08-12"),
        ("03 DBCDFC 91", "1991-12-03"),
        ("20 +EB 1979", "1979-02-20"),
        ("11 NQV 2001", "2001-11-11"),
        ("22 4EP/JUN 70", "1970-06-22"),
        ("08 CI4/JAN 25", "2025-01-08"),
        ("17 856/MAY 2020", "2020-05-17"),
        ("4b31.12:2015", "2015-12-31"),
    ],
)
def test_a_date_is_read_from_a_month_with_a_wrong_letter_or_beside_another_script(printed, value):
    assert [date.value for date in find_dates(printed)] == [value]


@pytest.mark.parametrize(
    "printed", ["12 JUB 1999", "12 JUBJUB 99", "15 MAINST 19", "MAIN ST 12 ELM 1980", "12 XYZ/QRS 70"]
)
def test_what_may_be_two_months_or_none_is_no_date(printed):
    assert find_dates(printed) == []
