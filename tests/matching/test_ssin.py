from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import bis

from matching.dates import IncompleteDate
from matching.ssin import (
    BirthYearUnsupportedError,
    CountersExhaustedError,
    SsinInvalidError,
    check_digits,
    issue_bis,
    validate_ssin,
)

BIRTHS = st.dates(date(1900, 1, 1), date(2024, 12, 31)).flatmap(
    lambda d: st.sampled_from(
        [IncompleteDate(d.year, d.month, d.day), IncompleteDate(d.year, d.month), IncompleteDate(d.year)]
    )
)


def none_taken(prefix: str) -> list[str]:
    return []


@given(BIRTHS, st.sampled_from([0, 1, 2]))
def test_an_issued_number_is_a_valid_bis_number_of_that_birth_and_sex(
    birth: IncompleteDate, gender: int
) -> None:
    number = issue_bis(birth, gender, none_taken)  # type: ignore[arg-type]
    assert bis.is_valid(number)
    assert validate_ssin(number) == number
    assert bis.get_gender(number) == {0: None, 1: "M", 2: "F"}[gender]
    assert int(number[2:4]) == birth.month + (40 if gender else 20)
    assert int(number[4:6]) == birth.day
    assert bis.get_birth_year(number) in (birth.year, None)


def test_the_lowest_free_counter_is_given() -> None:
    birth = IncompleteDate(1985, 7, 12)
    first = issue_bis(birth, 2, none_taken)
    second = issue_bis(birth, 2, lambda prefix: [first])
    assert (first[6:9], second[6:9]) == ("002", "004")
    assert issue_bis(birth, 1, lambda prefix: [first, second])[6:9] == "001"


def test_numbers_of_the_other_century_take_no_counter() -> None:
    old = issue_bis(IncompleteDate(1912, 7, 12), 1, none_taken)
    young = issue_bis(IncompleteDate(2012, 7, 12), 1, lambda prefix: [old])
    assert young[:9] == old[:9]
    assert young[9:] != old[9:]


@pytest.mark.parametrize("year", [1985, 2000])
def test_ten_thousand_births_on_one_first_of_january_never_collide(year: int) -> None:
    by_prefix: dict[str, list[str]] = {}
    refused = 0
    for _ in range(10_000):
        try:
            number = issue_bis(IncompleteDate(year, 1, 1), 1, lambda prefix: by_prefix.get(prefix, []))
        except CountersExhaustedError:
            refused += 1
            if refused > 3:
                break
            continue
        assert refused == 0
        assert number not in by_prefix.get(number[:6], [])
        by_prefix.setdefault(number[:6], []).append(number)
    issued = sum(map(len, by_prefix.values()))
    assert refused > 3
    # the day, the month with an unknown day, and the overflow ranges: 499 odd counters each
    assert issued == 499 * (12 if year == 1985 else 11)
    assert list(by_prefix)[:3] == [f"{year % 100:02d}4101", f"{year % 100:02d}4100", f"{year % 100:02d}4000"]


def test_births_before_1900_get_no_number() -> None:
    with pytest.raises(BirthYearUnsupportedError):
        issue_bis(IncompleteDate(1899, 5, 5), 1, none_taken)


@given(st.text(alphabet="0123456789", min_size=11, max_size=11))
def test_validation_agrees_with_the_check_digits(number: str) -> None:
    try:
        validate_ssin(number)
    except SsinInvalidError:
        return
    assert number[9:] in (check_digits(number[:9], 1985), check_digits(number[:9], 2005))


@pytest.mark.parametrize("text", ["", "abc", "85471200207", "854712002060"])
def test_wrong_numbers_are_refused(text: str) -> None:
    with pytest.raises(SsinInvalidError):
        validate_ssin(text)
