import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrz.check_digits import check_digit, value
from mrz.checks import long_number, run_checks

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
BLIND = ["0AKU<", "1BLV", "2CMW", "3DNX", "4EOY", "5FPZ", "6GQ", "7HR", "8IS", "9JT"]
"""Characters of equal value modulo 10 (ICAO Doc 9303-3 §4.9): exchanged unseen."""


@pytest.mark.parametrize(
    ("text", "digit"),
    [("520727", "3"), ("AB2134<<<", "5"), ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"), ("", "0")],
)
def test_examples_of_icao(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@given(st.text(ALPHABET, min_size=1, max_size=40), st.data())
def test_one_wrong_character_is_seen_unless_it_is_blind(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(ALPHABET))
    changed = text[:place] + other + text[place + 1 :]
    blind = any(other in group and text[place] in group for group in BLIND)
    assert (check_digit(changed) == check_digit(text)) == blind


def test_the_alphabet_ends_with_the_filler() -> None:
    assert [value(c) for c in "09AZ<"] == [0, 9, 10, 35, 0]
    with pytest.raises(ValueError, match="invalid literal"):
        value("Ñ")


@pytest.mark.parametrize("digit", ["0", "<"])
def test_an_empty_personal_number_carries_a_zero_or_a_filler(digit: str) -> None:
    line = f"L898902C36UTO7408122F1204159<<<<<<<<<<<<<<{digit}"
    composite = check_digit(line[:10] + line[13:20] + line[21:43])
    checks = run_checks("TD3", ["P<UTOERIKSSON<<ANNA<MARIA".ljust(44, "<"), line + composite])
    assert checks == dict.fromkeys(
        ("documentNumber", "birthDate", "expiryDate", "optionalData", "composite"), True
    )


@pytest.mark.parametrize("with_filler", [False, True])
def test_a_long_td1_number_holds_with_and_without_its_filler(with_filler: bool) -> None:
    digit = check_digit("123456789" + "<" * with_filler + "012")
    first = f"IDUTO123456789<012{digit}".ljust(30, "<")
    assert long_number(first) == ("123456789012", digit)
    assert run_checks("TD1", [first, "8001014F2501017UTO".ljust(30, "<"), "A<<B".ljust(30, "<")])[
        "documentNumber"
    ]


def test_a_dutch_card_has_a_digit_of_its_own_for_the_optional_data() -> None:
    data = "999999990<<<<<"
    lines = [
        f"I<NLDSPECI20142{data}{check_digit(data)}",
        "6503101F2403096NLD".ljust(30, "<"),
        "DE<BRUIJN<<WILLEKE".ljust(30, "<"),
    ]
    assert run_checks("TD1", lines)["optionalData"]
    lines[0] = lines[0].replace("999999990", "999999980")
    assert not run_checks("TD1", lines)["optionalData"]
