from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.dates import (
    BirthDateInvalidError,
    BirthDateOutOfRangeError,
    IncompleteDate,
    compare_dates,
    forgivable_numbers,
)
from matching.keys import lock_keys
from matching.person import Name, PersonRequest

FULL = st.dates(date(1900, 1, 1), date(2020, 12, 31)).map(lambda d: IncompleteDate(d.year, d.month, d.day))
PARTIAL = FULL.flatmap(
    lambda d: st.sampled_from([d, IncompleteDate(d.year, d.month), IncompleteDate(d.year)])
)


@given(PARTIAL)
def test_text_and_date_go_both_ways(birth: IncompleteDate) -> None:
    assert IncompleteDate.parse(str(birth)) == birth


@pytest.mark.parametrize(
    "text", ["", "1985-7-12", "1985-02-30", "1985-00-12", "1985-13-00", "12-07-1985", "١٩٨٥-07-12"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BirthDateInvalidError):
        IncompleteDate.parse(text)


@pytest.mark.parametrize("text", ["1850-01-01", "2999-01-01", "0001-00-00"])
def test_impossible_birth_years_are_refused(text: str) -> None:
    with pytest.raises(BirthDateOutOfRangeError):
        IncompleteDate.parse(text)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused_with_a_code(text: str) -> None:
    try:
        assert str(IncompleteDate.parse(text)) == text
    except (BirthDateInvalidError, BirthDateOutOfRangeError):
        return


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1985-07-12", "1985-07-12", "equal"),
        ("1985-07-12", "1985-12-07", "dayMonthSwapped"),
        ("1985-07-12", "1985-07-13", "oneDigit"),
        ("1985-07-12", "1985-07-21", "oneDigit"),
        ("1985-07-12", "1955-07-12", "generation"),
        ("1985-07-12", "1985-07-30", "yearMonth"),
        ("1985-07-12", "1985-11-30", "year"),
        ("1985-07-12", "1961-03-30", "different"),
        ("1985-07-12", "1985-07-00", "compatible"),
        ("1985-00-00", "1985-07-12", "compatible"),
        ("1985-07-00", "1985-07-00", "compatible"),
        ("1985-07-00", "1985-08-12", "year"),
    ],
)
def test_levels(one: str, other: str, level: str) -> None:
    assert compare_dates(IncompleteDate.parse(one), IncompleteDate.parse(other)) == level


@given(PARTIAL, PARTIAL)
def test_comparison_is_symmetric(one: IncompleteDate, other: IncompleteDate) -> None:
    assert compare_dates(one, other) == compare_dates(other, one)


@given(PARTIAL)
def test_every_forgivable_variant_is_a_close_level_and_shares_a_lock(birth: IncompleteDate) -> None:
    def locks(of: IncompleteDate) -> set[int]:
        names = [Name(family_name="Kowalska", given_names="Anna")]
        # year and month and day are locked together with a name, so the names go along
        return set(lock_keys(PersonRequest(names=names, birth_date=str(of))))

    for number in forgivable_numbers(birth)[:60]:
        variant = IncompleteDate(number // 10_000, number // 100 % 100, number % 100)
        placeholder = (variant.month, variant.day) == (1, 1)
        assert placeholder or compare_dates(birth, variant) not in ("different", "year")
        if variant <= IncompleteDate(2024, 12, 31):
            assert locks(birth) & locks(variant)
