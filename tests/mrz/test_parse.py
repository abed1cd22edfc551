"""Parsing, by made-up lines; published ones are in `test_specimen_texts`."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrz.check_digits import check_digit
from mrz.parse import NotAnMrzError, normalise, parse_lines, parse_text

TODAY = date(2026, 6, 1)
DEU = """
    idd<<t220001293<<<<<<<<<<<<<<<
    6408125<2010315d<<<<<<<<<<<<<4
    mustermann<<erika<<<<<<<<<<<<<
"""


def test_lower_case_blanks_and_germany() -> None:
    zone = parse_text(DEU, today=TODAY)
    assert (zone.format, zone.valid) == ("TD1", True)
    assert zone.fields == {
        "familyName": "MUSTERMANN",
        "givenNames": "ERIKA",
        "documentNumber": "T22000129",
        "birthDate": "1964-08-12",
        "expiryDate": "2020-10-31",
        "gender": 0,
        "issuingCountry": "DEU",
        "nationality": "DEU",
        "documentCode": "ID",
    }


@pytest.mark.parametrize(
    ("yymmdd", "expected"),
    [("260601", "2026-06-01"), ("260602", "1926-06-02"), ("85<<<<", "1985-00-00"), ("850230", None)],
)
def test_nobody_is_born_tomorrow(yymmdd: str, expected: str | None) -> None:
    lines = ["P<UTOA<<B".ljust(44, "<"), f"L898902C36UTO{yymmdd}0F1204159".ljust(44, "<")]
    assert parse_lines(lines, today=TODAY).fields.get("birthDate") == expected


def test_a_passport_that_begins_like_a_visa() -> None:
    rest = "XX000000<0ZWE8510105M190521600<0000000<00<04"
    zone = parse_text("VXZWEXXXXXX<<XXXXXX".ljust(44, "<") + rest, today=TODAY)
    assert (zone.format, zone.valid) == ("TD3", True)


def test_names_of_india_and_single_names() -> None:
    second = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    assert parse_lines(["P<IND<<ANITA".ljust(44, "<"), second]).fields["givenNames"] == "ANITA"
    single = parse_lines(["P<UTOARKFREITH".ljust(44, "<"), second])
    assert single.fields["familyName"] == "ARKFREITH"
    assert "givenNames" not in single.fields


def test_a_second_line_without_a_filler() -> None:
    """As passports of China have it: a full number, full optional data, digits to the end."""
    optional = "MBPFKLNA1234A9"
    second = f"E123456788CHN8001014F3001017{optional}{check_digit(optional)}"
    second += check_digit(second[:10] + second[13:20] + second[21:])
    zone = parse_text("POCHNWANG<<XIAO".ljust(44, "<") + second, today=TODAY)
    assert "<" not in second
    assert (zone.format, zone.checks["composite"], zone.checks["optionalData"]) == ("TD3", True, True)
    assert zone.fields["optionalData"] == optional


@pytest.mark.parametrize(("digit", "holds"), [("<", True), ("0", True), ("3", False)])
def test_the_digit_of_empty_optional_data(digit: str, holds: bool) -> None:
    second = "L898902C36UTO7408122F1204159" + "<" * 14 + digit
    lines = [
        "P<UTOERIKSSON<<ANNA".ljust(44, "<"),
        second + check_digit(second[:10] + second[13:20] + second[21:]),
    ]
    assert parse_lines(lines, today=TODAY).valid == holds


def test_the_swiss_licence_and_the_french_one() -> None:
    swiss = parse_text("AAA000D<<FACHE000123456789003<<790101<<SAMPLE<<ANGELA<<<<<<<<<<<<<<<<", today=TODAY)
    assert (swiss.format, swiss.fields["familyName"], swiss.fields["birthDate"]) == (
        "CHE_DL",
        "SAMPLE",
        "1979-01-01",
    )
    french = parse_text("D1FRA13AA000026181231MARTIN<<9", today=TODAY)
    assert french.valid
    assert (french.fields["documentNumber"], french.fields["expiryDate"]) == ("13AA00002", "2018-12-31")


@given(
    st.text(st.characters(exclude_characters="<"), max_size=120).filter(
        lambda text: len(normalise(text)) < 27
    )
)
def test_other_text_is_refused_with_a_code(text: str) -> None:
    with pytest.raises(NotAnMrzError) as refused:
        parse_text(text, today=TODAY)
    assert refused.value.code == "notAnMrz"


def test_an_impossible_sex_makes_a_zone_invalid_though_its_check_digits_hold() -> None:
    lines = [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO740812281204159ZE184226B<<<<<10",
    ]
    zone = parse_lines(lines)
    assert all(zone.checks.values())
    assert not zone.valid


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "D1NLD11234567890ABCDEFGH12345",
            {"documentNumber": "1234567890", "optionalData": "ABCDEFGH12345", "issuingCountry": "NLD"},
        ),
        (
            "D1FRA13AA000026181231MARTIN<<",
            {
                "documentNumber": "13AA00002",
                "expiryDate": "2018-12-31",
                "familyName": "MARTIN",
                "issuingCountry": "FRA",
            },
        ),
        ("D1UTOA1234567<<<<<<<<<<<<<<<<", {"documentNumber": "A1234567", "issuingCountry": "UTO"}),
    ],
)
def test_a_licence_gives_what_its_state_prints(text: str, fields: dict[str, str]) -> None:
    zone = parse_text((text + check_digit(text)).lower(), today=TODAY)
    assert (zone.format, zone.valid) == ("DL", True)
    assert zone.fields == fields | {"documentCode": "D1"}


def test_a_wrong_digit_of_a_french_licence_is_named() -> None:
    checks = parse_text("D1FRA13AA000036181231MARTIN<<9", today=TODAY).checks
    assert checks == {"documentNumber": False, "composite": False}


def test_a_line_of_thirty_characters_is_no_licence_by_its_length() -> None:
    with pytest.raises(NotAnMrzError):
        parse_text("ERIKSSON<<ANNA<MARIA<<<<<<<<<<", today=TODAY)


def test_the_french_card_is_told_from_td2_by_what_stands_where() -> None:
    number, names, birth = "040675K00277", "ANNE<<MARIE<<<", "730321"
    second = f"{number}{check_digit(number)}{names}{birth}{check_digit(birth)}F"
    card = ["IDFRASPECIMEN<<<<<<<<<<<<<<<<<<<<<<<", second]
    card[1] += check_digit("".join(card))
    zone = parse_text("".join(card), today=TODAY)
    assert (zone.format, zone.valid) == ("FRA_ID", True)
    assert (zone.fields["familyName"], zone.fields["givenNames"]) == ("SPECIMEN", "ANNE MARIE")
    assert (zone.fields["nationality"], zone.fields["birthDate"]) == ("FRA", "1973-03-21")
    td2 = ["IDFRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]
    assert parse_text("".join(td2), today=TODAY).format == "TD2"


def test_a_visa_of_zimbabwe_is_no_passport() -> None:
    lines = ["VXZWEXXXXXX<<XXXXXX".ljust(44, "<"), "XX000000<0ZWE8510105M1905216<<<<<<<<<<<<<<<<"]
    assert parse_text("".join(lines), today=TODAY).format == "MRVA"


@pytest.mark.parametrize(
    ("first", "code"), [("RPEST", "RP"), ("C1USA", "C1"), ("C2USA", "C2"), ("PPUTO", "PP"), ("ARBEL", "AR")]
)
def test_codes_of_cards(first: str, code: str) -> None:
    lines = [first + "D231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "A<<B".ljust(30, "<")]
    zone = parse_text("".join(lines), today=TODAY)
    assert (zone.format, zone.valid, zone.fields["documentCode"]) == ("TD1", True, code)


def test_kosovo_and_unknown_codes() -> None:
    second = "L898902C36RKS7408122F1204159ZE184226B<<<<<10"
    zone = parse_lines(["P<RKSERIKSSON<<ANNA".ljust(44, "<"), second], today=TODAY)
    assert (zone.fields["issuingCountry"], zone.fields["nationality"], zone.valid) == ("RKS", "RKS", True)


@pytest.mark.parametrize(
    ("code", "state"),
    [("D<<", "DEU"), ("SI<", "SVN"), ("CH<", "CHE"), ("GB<", "GBR"), ("XXA", "XXA"), ("Q<<", "Q")],
)
def test_codes_of_one_and_two_letters(code: str, state: str) -> None:
    lines = [f"P<{code}A<<B".ljust(44, "<"), f"L898902C36{code}7408122F1204159ZE184226B<<<<<10"]
    zone = parse_lines(lines, today=TODAY)
    assert (zone.fields["issuingCountry"], zone.fields["nationality"]) == (state, state)


def test_the_dutch_digit_is_no_part_of_the_optional_data() -> None:
    number, data = "AB1234567", "123456789".ljust(14, "<")
    first = f"I<NLD{number}{check_digit(number)}{data}{check_digit(data)}"
    second = "7408122F3204153NLD<<<<<<<<<<<"
    lines = [
        first,
        second + check_digit(first[5:] + second[:7] + second[8:15] + second[18:]),
        "JANSEN<<EVA".ljust(30, "<"),
    ]
    zone = parse_text("".join(lines), today=TODAY)
    assert (zone.valid, zone.checks["optionalData"], zone.fields["optionalData"]) == (True, True, "123456789")
    wrong = parse_lines([first[:20] + "0" + first[21:], *lines[1:]], today=TODAY)
    assert not wrong.checks["optionalData"]
    without = parse_lines([first[:15].ljust(30, "<"), *lines[1:]], today=TODAY)
    assert "optionalData" not in without.checks


@pytest.mark.parametrize("digits", ["0151", "<<<<"])
def test_a_number_that_is_not_full_does_not_go_on(digits: str) -> None:
    """A filler in the digit's place announces the rest of a full number only."""
    lines = [
        f"IDUTO12345678<<{digits}".ljust(30, "<"),
        "7408122F1204159UTO<<<<<<<<<<<6",
        "A<<B".ljust(30, "<"),
    ]
    zone = parse_lines(lines, today=TODAY)
    assert (zone.fields["documentNumber"], zone.checks["documentNumber"]) == ("12345678", False)


@pytest.mark.parametrize(
    "text", ["Invoice\nfrom our house\nthank you", "Pay\n" + "0123456789" * 4, "V" * 88, "I" * 90]
)
def test_other_texts_of_the_right_shape_are_refused(text: str) -> None:
    with pytest.raises(NotAnMrzError):
        parse_text(text + "x", today=TODAY)


def test_a_sentence_of_thirty_letters_is_no_licence() -> None:
    text = "DEAR<SIR<AND<MADAM<1234567890"
    with pytest.raises(NotAnMrzError):
        parse_text(text + check_digit(text), today=TODAY)
