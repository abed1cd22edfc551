"""Reasons of repairs: each is true of the zone it is given for."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrz.checks import run_checks
from mrz.formats import CLASSES, FORMATS, FormatName
from mrz.reasons import Reason, explain
from mrz.strips import CHARACTERS

PASSPORT = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
VISA = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"]
SHEET = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]
LONG_CARD = [
    "IDBEL600001795<0152<<<<<<<<<<<",
    "1301014F2311207UTO130101987390",
    "SPECIMEN<<SPECIMEN<<<<<<<<<<<<",
]
DUTCH = ["D1NLD15094962111659VW87Z78NB84"]
SWISS = ["AAA000D<<", "FACHE000123456789003<<790101<<", "SAMPLE<<ANGELA<<<<<<<<<<<<<<<<"]
ZONES: dict[FormatName, list[str]] = {
    "TD3": PASSPORT,
    "MRVA": VISA,
    "TD2": SHEET,
    "TD1": LONG_CARD,
    "DL": DUTCH,
    "CHE_DL": SWISS,
}


@pytest.mark.parametrize(
    ("name", "line", "column", "read", "reason"),
    [
        # Codes.
        ("TD3", 0, 0, "F", "known code"),
        ("TD3", 0, 4, "0", "known code"),
        ("TD3", 0, 4, "Q", "known code"),
        ("TD3", 1, 20, "E", "known code"),
        ("TD3", 1, 20, "M", "more probable with the format"),
        ("DL", 0, 1, "I", "known code"),
        ("CHE_DL", 1, 1, "4", "known code"),
        # Classes.
        ("TD3", 0, 7, "1", "letter expected"),
        ("TD3", 1, 21, "I", "digit expected"),
        ("DL", 0, 5, "I", "digit expected"),
        # Dates: no month 34, no 84th of August.
        ("TD3", 1, 15, "3", "date that exists"),
        ("TD3", 1, 17, "8", "date that exists"),
        ("TD3", 1, 18, "1", "check digit"),
        # Check digits, where one covers the place and tells the two apart.
        ("TD3", 1, 1, "3", "check digit"),
        ("TD3", 1, 9, "8", "check digit"),
        ("TD3", 1, 30, "7", "check digit"),
        ("TD2", 1, 35, "8", "check digit"),
        ("TD1", 0, 16, "7", "check digit"),
        ("DL", 0, 8, "8", "check digit"),
        # L and B have the same value modulo 10, so have K and the filler.
        ("TD3", 1, 0, "B", "more probable with the format"),
        ("TD3", 1, 39, "K", "filler expected"),
        # No check digit covers names, a visa's optional data, the Swiss number.
        ("TD3", 0, 8, "R", "more probable with the format"),
        ("MRVA", 1, 30, "7", "more probable with the format"),
        ("CHE_DL", 1, 8, "8", "more probable with the format"),
        # Fillers to the end of a field are expected; those between names are not.
        ("TD3", 0, 43, "K", "filler expected"),
        ("TD3", 0, 14, "K", "more probable with the format"),
        ("MRVA", 1, 43, "C", "filler expected"),
        # Nothing was read.
        ("TD3", 0, 14, "", "filler lost by the reader"),
        ("TD3", 1, 14, "", "character lost by the reader"),
    ],
)
def test_reasons(name: FormatName, line: int, column: int, read: str, reason: str) -> None:
    assert explain(FORMATS[name], ZONES[name], line, column, read) == reason


@given(data=st.data(), name=st.sampled_from(sorted(ZONES)), read=st.sampled_from(CHARACTERS))
def test_no_reason_claims_what_is_not_so(data: st.DataObject, name: FormatName, read: str) -> None:
    lines, layout = ZONES[name], FORMATS[name]
    line = data.draw(st.sampled_from(range(len(lines))))
    column = data.draw(st.sampled_from(range(len(lines[line]))))
    reason = explain(layout, lines, line, column, read)
    assert reason in get_args(Reason)
    other = [*lines]
    other[line] = lines[line][:column] + read + lines[line][column + 1 :]
    kind = layout.national(lines).classes(line)[column]
    if reason == "check digit":
        # It would have been seen: some digit that holds now fails then.
        before, after = run_checks(name, lines), run_checks(name, other)
        assert any(before[check] and not after[check] for check in before)
    if reason in ("digit expected", "letter expected"):
        assert read not in CLASSES[kind]
        assert reason.startswith("digit") == lines[line][column].isdigit()
    if reason == "filler expected":
        assert lines[line][column] == "<"
