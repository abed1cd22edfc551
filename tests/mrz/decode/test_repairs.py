"""Repairs: what changed against the plain reading, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrz.decode.repairs import align, find_repairs
from mrz.strips import CHARACTERS

LINES = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TEXTS = st.text(CHARACTERS[:4], max_size=9)


def _edits(a: str, b: str) -> int:
    """Levenshtein's distance, as it is defined."""
    if not a or not b:
        return len(a) + len(b)
    return min(_edits(a[1:], b[1:]) + (a[0] != b[0]), _edits(a[1:], b) + 1, _edits(a, b[1:]) + 1)


@given(read=st.text(CHARACTERS[:3], max_size=5), became=st.text(CHARACTERS[:3], max_size=5))
def test_an_alignment_has_both_texts_and_the_fewest_edits(read: str, became: str) -> None:
    pairs = align(read, became)
    assert "".join(a for a, _ in pairs) == read
    assert "".join(b for _, b in pairs) == became
    assert sum(a != b for a, b in pairs) == _edits(read, became)


@given(read=TEXTS)
def test_equal_texts_have_no_edits(read: str) -> None:
    assert align(read, read) == [(c, c) for c in read]


def test_no_change_is_no_repair() -> None:
    assert find_repairs("TD3", LINES, LINES) == ()


@pytest.mark.parametrize(
    ("line", "read", "column", "pair", "reason"),
    [
        (0, LINES[0].replace("UTO", "UT0"), 4, ("0", "O"), "known code"),
        (0, LINES[0] + "C", 43, ("C", ""), "not a character of the line"),
        (1, LINES[1].replace("O74", "O4"), 13, ("", "7"), "character lost by the reader"),
        (1, LINES[1].replace("L89", "L39"), 1, ("3", "8"), "check digit"),
    ],
)
def test_changes_have_a_place_and_a_reason(
    line: int, read: str, column: int, pair: tuple[str, str], reason: str
) -> None:
    seen = [read if k == line else text for k, text in enumerate(LINES)]
    (repair,) = find_repairs("TD3", seen, LINES)
    assert (repair.line, repair.column, repair.read, repair.became) == (line, column, *pair)
    assert repair.reason == reason
