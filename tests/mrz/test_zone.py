"""Zones among made-up lines, misread as PP-OCR misreads them."""

from collections.abc import Callable, Sequence
from dataclasses import make_dataclass, replace
from math import cos, radians, sin
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrz import attempt
from mrz.generate import ZoneData, generate
from mrz.zone import find_zone, find_zones

TD3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
TD1 = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
SWISS = ["AAA000D<<", "FACHE000123456789003<<790101<<", "SAMPLE<<ANGELA<<<<<<<<<<<<<<<<"]
LICENCE = ["D1FRA13AA000026181231MARTIN<<9"]
PROSE = [
    "REPUBLIC OF UTOPIA 2024",
    "Passport No. L898902C3",
    "12 AUG / AOUT 1974",
    "RECEIPT 000123456789012345678901234",
    "TOTAL 1234567890 1234567890 1234567890 9999",
    "4000 1234 5678 9010",
    "0123456784 0123456784 0123456784 012345",
    "IBAN BE68 5390 0754 7034 0000 0000 0000 0000",
]
Stack = Callable[[Sequence[str]], list[Any]]


@pytest.mark.parametrize("lines", [TD3, TD1, LICENCE])
def test_a_zone_is_found_below_other_text(piece: Callable[..., Any], lines: list[str]) -> None:
    page = [piece(text, row - 12) for row, text in enumerate(PROSE)]
    reading = find_zone([*page, *(piece(text, row) for row, text in enumerate(lines))])
    assert reading is not None
    assert list(reading.lines) == lines
    assert reading.valid
    assert not reading.repairs
    assert reading.polygon[0] == (50.0, 600.0)


def test_no_zone_in_prose(stack: Stack) -> None:
    assert find_zone(stack(PROSE)) is None
    assert find_zone([]) is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ABCKO0123456789< ", min_size=20, max_size=44), min_size=1, max_size=4))
def test_rubbish_is_no_valid_zone(texts: list[str]) -> None:
    line = make_dataclass("Line", ["text", "polygon", "confidence"])
    pieces = [
        line(text, ((0, 40 * i), (440, 40 * i), (440, 40 * i + 16), (0, 40 * i + 16)), 0.9)
        for i, text in enumerate(texts)
    ]
    reading = find_zone(pieces)
    assert reading is None or not reading.valid


def test_look_alikes_and_lost_fillers_are_repairs(stack: Stack) -> None:
    first = "P<UT0ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    second = "L898902C36UTO74O8122F12O4159ZE184226B<<<<10"
    reading = find_zone(stack([first, second]))
    assert reading is not None
    assert (list(reading.lines), reading.valid) == (TD3, True)
    became = {(r.line, r.column): (r.read, r.became) for r in reading.repairs}
    assert became[(0, 4)] == ("0", "O")
    assert became[(1, 15)] == ("O", "0")
    assert sum(r.read == "" for r in reading.repairs) == 10
    assert reading.confidence < 0.99


def test_fillers_read_as_letters_behind_the_names(stack: Stack) -> None:
    reading = find_zone(stack(["P<UTOERIKSSON<<ANNA<MARIA<<<<K<<<<C<<<<<<KK<", TD3[1]]))
    assert reading is not None
    assert list(reading.lines) == TD3
    assert {repair.reason for repair in reading.repairs} == {"filler expected"}


@pytest.mark.parametrize(
    ("read", "printed"), [("AF|FAH", "AFIFAH"), ("]ON", "JON"), ("]0N", "JON"), ("Ana Marìa", "ANAMARIA")]
)
def test_strange_signs_keep_their_place(stack: Stack, read: str, printed: str) -> None:
    names = f"P<UTOERIKSSON<<{read}"
    reading = find_zone(stack([names + "<" * (44 - len(names) + read.count(" ")), TD3[1]]))
    assert reading is not None
    assert reading.lines[0] == f"P<UTOERIKSSON<<{printed}".ljust(44, "<")


def test_state_codes_are_mended_by_those_that_exist(stack: Stack) -> None:
    second = TD3[1].replace("UTO", "0<<")
    reading = find_zone(stack(["P<D<<MUSTERMANN<<ERIKA".ljust(44, "<"), second]))
    assert reading is not None
    assert reading.fields["nationality"] == "DEU"
    assert reading.repairs[-1].reason == "known code"


def test_a_line_in_two_pieces_is_joined(piece: Callable[..., Any]) -> None:
    pieces = [piece(TD3[0], 0), piece(TD3[1][:38], 1), piece(TD3[1][42:], 1, column=42)]
    reading = find_zone(pieces)
    assert reading is not None
    assert list(reading.lines) == TD3


@pytest.mark.parametrize("column", [9, 19, 27, 43])
def test_wrong_printed_digits_stay_wrong(stack: Stack, column: int) -> None:
    wrong = str((int(TD3[1][column]) + 3) % 10)
    second = TD3[1][:column] + wrong + TD3[1][column + 1 :]
    reading = find_zone(stack([TD3[0], second]))
    assert reading is not None
    assert reading.lines[1] == second
    assert not reading.valid
    assert not reading.repairs
    assert reading.confidence <= 0.5


def test_look_alikes_in_a_number_are_decided_by_two_check_digits(stack: Stack) -> None:
    reading = find_zone(stack([TD3[0], TD3[1].replace("L898902C3", "L8989O2C3")]))
    assert reading is not None
    assert list(reading.lines) == TD3
    assert [r.reason for r in reading.repairs] == ["check digit"]


@pytest.mark.parametrize("number", ["000001000", "000000200", "100000005", "005000080", "300100600"])
def test_a_number_full_of_zeros_is_not_bent_into_validity(stack: Stack, number: str) -> None:
    """One printed digit of the number is wrong, so its own digit and the composite fail."""
    sound = generate("TD3", ZoneData("P", "UTO", "A", "B", number, "UTO", "1974-01-01", 1, "2012-04-15"))
    for wrong in "123456789":
        second = sound[1][:4] + wrong + sound[1][5:]
        reading = find_zone(stack([sound[0], second]))
        assert reading is not None
        assert reading.lines[1] == second
        assert reading.valid == (second == sound[1])


def test_a_composite_digit_in_the_wrong_place_stays_there(stack: Stack) -> None:
    second = "L898902C36UTO7408122F3012017<<<<<<<<<<<<<<6<"
    reading = find_zone(stack([TD3[0], second]))
    assert reading is not None
    assert (reading.lines[1], reading.valid) == (second, False)


def test_two_documents_in_a_picture(piece: Callable[..., Any]) -> None:
    pieces = [piece(text, row) for row, text in enumerate(TD3)]
    pieces += [piece(text, row + 10) for row, text in enumerate(TD1)]
    assert {reading.format for reading in find_zones(pieces)} == {"TD3", "TD1"}


def test_a_tilted_zone_is_found(stack: Stack) -> None:
    c, s = cos(radians(20)), sin(radians(20))
    turned = [
        replace(line, polygon=tuple((x * c - y * s, x * s + y * c) for x, y in line.polygon))
        for line in stack(TD1)
    ]
    reading = find_zone(turned)
    assert reading is not None
    assert list(reading.lines) == TD1


@pytest.mark.parametrize(("family", "given"), [("KECSKES", "LI"), ("EK", "SELCK"), ("O", "K"), ("LEE", "E")])
@pytest.mark.parametrize("form", ["TD3", "TD2", "TD1"])
def test_a_separator_read_as_one_filler_is_restored(stack: Stack, form: Any, family: str, given: str) -> None:
    code = "P" if form == "TD3" else "I"
    sound = generate(
        form, ZoneData(code, "UTO", family, given, "AB1234567", "UTO", "1974-01-01", 1, "2012-04-15")
    )
    reading = find_zone(stack([line.replace(f"{family}<<{given}", f"{family}<{given}") for line in sound]))
    assert reading is not None
    assert list(reading.lines) == sound
    assert "filler lost by the reader" in {repair.reason for repair in reading.repairs}
    assert reading.confidence < 0.95


@pytest.mark.parametrize("degrees", [0, 20])
def test_the_outline_of_a_swiss_licence_is_as_long_as_its_long_lines(stack: Stack, degrees: float) -> None:
    """The first line has 9 characters over 30."""
    c, s = cos(radians(degrees)), sin(radians(degrees))

    def turn(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        return tuple((x * c - y * s, x * s + y * c) for x, y in points)

    reading = find_zone([replace(line, polygon=turn(line.polygon)) for line in stack(SWISS)])
    assert reading is not None
    assert list(reading.lines) == SWISS
    expected = turn(((50, 600), (350, 600), (350, 696), (50, 696)))
    for corner, wanted in zip(reading.polygon, expected, strict=True):
        assert corner == pytest.approx(wanted)


def test_names_without_a_separator_are_not_trusted(stack: Stack) -> None:
    """Where it stood between three words cannot be known, and no check digit covers names."""
    reading = find_zone(stack([TD3[0].replace("ERIKSSON<<", "ERIKSSON<") + "<", TD3[1]]))
    assert reading is not None
    assert reading.valid
    assert reading.confidence <= 0.6
    single = find_zone(stack(["P<UTOERIKSSON".ljust(44, "<"), TD3[1]]))
    assert single is not None
    assert single.confidence > 0.9


@pytest.mark.parametrize("given", ["JOHN K", "ERIC L C", "E", "KCK", "GEK KEC", "ANNA S"])
def test_initials_that_look_like_fillers_stay(stack: Stack, given: str) -> None:
    lines = ["P<UTONOVAK<<" + given.replace(" ", "<"), TD3[1]]
    lines[0] = lines[0].ljust(44, "<")
    reading = find_zone(stack(lines))
    assert reading is not None
    assert list(reading.lines) == lines


def test_a_filler_inside_a_state_code_was_a_letter(stack: Stack) -> None:
    first, second = TD3[0].replace("UTO", "JPN"), TD3[1].replace("UTO", "<PN")
    reading = find_zone(stack([first, second]))
    assert reading is not None
    assert reading.lines[1] == TD3[1].replace("UTO", "JPN")
    assert reading.repairs[0].reason == "known code"


def test_an_unknown_state_code_is_not_trusted(stack: Stack) -> None:
    reading = find_zone(stack([TD3[0], TD3[1].replace("UTO", "QQQ")]))
    assert reading is not None
    assert reading.valid
    assert reading.confidence <= 0.5


@pytest.mark.parametrize("code", ["ID", "I<"])
def test_a_first_letter_cut_off_is_restored(stack: Stack, code: str) -> None:
    lines = [code + TD1[0][2:], *TD1[1:]]
    reading = find_zone(stack([lines[0][1:], *lines[1:]]))
    assert reading is not None
    assert (list(reading.lines), reading.valid) == (lines, True)
    (repair,) = reading.repairs
    assert (repair.line, repair.column, repair.read, repair.became) == (0, 0, "", "I")
    assert reading.confidence <= 0.9


def test_what_stood_on_a_document_is_forgotten_though_reading_it_fails(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_attempt = attempt.make_attempt

    def fail(*arguments: Any) -> None:
        make_attempt(*arguments)
        assert attempt._choices.cache_info().currsize > 0
        raise RuntimeError

    monkeypatch.setattr("mrz.zone.make_attempt", fail)
    with pytest.raises(RuntimeError):
        find_zones(stack(TD3))
    assert attempt._choices.cache_info().currsize == 0
