"""Generating and parsing are each other's inverse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrz.formats import CLASSES, FORMATS, FormatName
from mrz.generate import UnprintableZoneError, ZoneData, generate
from mrz.parse import parse_lines, parse_text

TODAY = date(2026, 6, 1)
ICAO: list[FormatName] = ["TD1", "TD2", "TD3", "MRVA", "MRVB"]
words = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=6), min_size=1, max_size=2)
names = words.map(" ".join)
numbers = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9)
births = st.dates(date(1927, 1, 1), date(2026, 5, 31)).map(str)
expiries = st.dates(date(2000, 1, 1), date(2050, 12, 31)).map(str)


@given(st.sampled_from(ICAO), names, names, numbers, births, st.integers(0, 2), expiries, st.data())
def test_what_is_generated_is_parsed_back(
    name: FormatName,
    family: str,
    given_names: str,
    number: str,
    birth: str,
    gender: int,
    expiry: str,
    data: st.DataObject,
) -> None:
    code = {"MRVA": "V", "MRVB": "V", "TD3": "P"}.get(name, "I")
    # A single C would be taken for the end of a truncated field nowhere; any letters will do.
    person = ZoneData(code, "UTO", family, given_names, number, "POL", birth, gender, expiry,
                      optional=data.draw(st.text("ABC123", max_size=7)))  # fmt: skip
    lines = generate(name, person)
    assert tuple(len(line) for line in lines) == FORMATS[name].lengths
    zone = parse_lines(lines, today=TODAY)
    assert zone.format == name
    assert zone.valid
    if not zone.names_truncated:
        assert (zone.fields["familyName"], zone.fields["givenNames"]) == (family, given_names)
    assert zone.fields["documentNumber"] == number
    assert (zone.fields["birthDate"], zone.fields["expiryDate"]) == (birth, expiry)
    assert (zone.fields["gender"], zone.fields["nationality"]) == (gender, "POL")
    joined = parse_text(" ".join(lines).lower(), today=TODAY)
    assert joined.lines == zone.lines


@given(st.sampled_from(list(FORMATS)), st.data())
def test_every_zone_of_the_classes_is_parsed_without_an_error(name: FormatName, data: st.DataObject) -> None:
    layout = FORMATS[name]
    lines = [
        "".join(data.draw(st.sampled_from(sorted(CLASSES[kind]))) for kind in layout.classes(line))
        for line in range(len(layout.lengths))
    ]
    zone = parse_lines(lines, today=TODAY, as_format=name)
    assert zone.lines == tuple(lines)
    assert zone.fields.get("birthDate", "0000") <= "2026-06-01"


@given(st.text("ABC123", min_size=10, max_size=20))
def test_a_long_td1_number_goes_on_in_the_optional_data(number: str) -> None:
    person = ZoneData("ID", "UTO", "A", "B", number, "UTO", "1980-01-01", 1, "2030-01-01")
    zone = parse_lines(generate("TD1", person), today=TODAY)
    assert zone.valid
    assert zone.fields["documentNumber"] == number


def test_unknown_dates_are_fillers() -> None:
    person = ZoneData("P", "UTO", "ERIKSSON", "", "L898902C3", "UTO", "1974-00-00", 0, "2012-04-15")
    lines = generate("TD3", person)
    assert lines[1][13:19] == "74<<<<"
    assert parse_lines(lines, today=TODAY).fields["birthDate"] == "1974-00-00"


def test_names_are_cut_and_say_so() -> None:
    person = ZoneData("P", "UTO", "A" * 50, "Benedikt", "1", "UTO", "1974-01-01", 0, "2012-04-15")
    lines = generate("TD3", person)
    assert lines[0].endswith("<<B")
    assert parse_lines(lines, today=TODAY).names_truncated


def test_a_number_that_does_not_fit_is_refused() -> None:
    person = ZoneData("P", "UTO", "A", "B", "1234567890", "UTO", "1974-01-01", 0, "2012-04-15")
    with pytest.raises(UnprintableZoneError):
        generate("TD3", person)
