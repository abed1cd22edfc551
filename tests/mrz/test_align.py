import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrz.align import align, place, respread_fillers
from mrz.formats import FORMATS

NAMES = FORMATS["TD3"].classes(0)
NUMBERS = FORMATS["TD3"].classes(1)
FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_a_sound_line_costs_nothing() -> None:
    assert align(SECOND, NUMBERS).cost == 0.0
    assert align(SECOND, NUMBERS).text == SECOND


@given(st.integers(1, 10))
def test_lost_fillers_come_back_where_they_were(lost: int) -> None:
    assert align(FIRST[: len(FIRST) - lost], NAMES).text == FIRST
    assert align(FIRST.rstrip("<"), NAMES).text == FIRST


@given(st.integers(1, 3))
def test_a_run_before_the_last_digits_is_filled_up(lost: int) -> None:
    fitted = align(SECOND[:37] + SECOND[37 + lost :], NUMBERS)
    assert fitted.text == SECOND
    assert fitted.observed.count("") == lost


def test_superfluous_fillers_are_dropped() -> None:
    fitted = align(SECOND[:38] + "<<" + SECOND[38:], NUMBERS)
    assert (fitted.text, fitted.dropped) == (SECOND, 2)


@pytest.mark.parametrize(("column", "read"), [(13, "T"), (20, "5"), (27, "g")])
def test_classes_decide_between_look_alikes(column: int, read: str) -> None:
    observed = SECOND[:column] + read.upper() + SECOND[column + 1 :]
    fitted = place(observed, NUMBERS)
    assert fitted.observed == tuple(observed)
    assert fitted.cost > 0


@given(st.text("0123456789", min_size=44, max_size=44))
def test_a_digit_never_becomes_another_digit(digits: str) -> None:
    fitted = place(digits, NUMBERS)
    assert all(not was.isdigit() or not now.isdigit() or was == now
               for was, now in zip(digits, fitted.text, strict=True))  # fmt: skip


def test_missing_fillers_may_belong_to_any_run() -> None:
    observed = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<"
    forms = respread_fillers(observed, NAMES)
    assert FIRST in {form.text for form in forms}
    assert all(len(form.text) == 44 and form.observed.count("") == 2 for form in forms)
