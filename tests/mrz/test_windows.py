"""Grids proposed from the characters that were read: where in a box the lines of a format stand."""

from dataclasses import replace

import numpy as np
import pytest

from mrz.generate import ZoneData, generate
from mrz.recognise import LineReading
from mrz.windows import measure_pitch, propose_columns

PITCH = 15.0
DATA = ZoneData(
    document_code="P",
    issuer="UTO",
    family_name="VAN DER BERG",
    given_names="ANNA",
    document_number="K4410283",
    nationality="UTO",
    birth_date="1985-07-12",
    gender=2,
    expiry_date="2031-02-28",
)
PASSPORT = generate("TD3", DATA)
CARD = generate("TD1", replace(DATA, document_code="I"))


def reading(text: str, first: float = 20.0, pitch: float = PITCH, lost: tuple[int, ...] = ()) -> LineReading:
    """A line whose characters stand at a constant pitch; `lost` were not seen."""
    kept = [number for number in range(len(text)) if number not in lost]
    columns = tuple(round(first + pitch * number) for number in kept)
    seen = "".join(text[number] for number in kept)
    return LineReading(seen, (0.99,) * len(kept), columns, np.zeros((176, 38), np.float32))


def test_lost_characters_do_not_change_the_pitch() -> None:
    assert measure_pitch(reading("A" * 40, lost=(7, 8, 21))) == pytest.approx(PITCH, abs=0.05)


@pytest.mark.parametrize("before", ["", "NNX", "12<45"])
@pytest.mark.parametrize("after", ["", "7Q", "<4<RS1"])
@pytest.mark.parametrize("zone", [PASSPORT, CARD])
def test_print_beside_a_zone_is_left_out(before: str, after: str, zone: list[str]) -> None:
    grids = propose_columns([reading(before + line + after) for line in zone])
    first = 20 + PITCH * len(before)
    for line, columns in zip(zone, grids[0], strict=True):
        assert len(columns) == len(line)
        assert columns[0] == pytest.approx(first, abs=1)
        assert columns[-1] == pytest.approx(first + PITCH * (len(line) - 1), abs=1)


@pytest.mark.parametrize("missing", [1, 4, 9])
def test_a_box_that_stops_short_goes_on(missing: int) -> None:
    begins = propose_columns([reading(line[missing:], 20 + PITCH * missing) for line in PASSPORT])
    assert any(grid[0][0] == pytest.approx(20, abs=1) and len(grid[0]) == 44 for grid in begins)
    ends = propose_columns([reading(line[:-missing]) for line in PASSPORT])
    assert any(grid[0][0] == pytest.approx(20, abs=1) and len(grid[0]) == 44 for grid in ends)


def test_lines_that_begin_a_character_apart_are_one_zone() -> None:
    upper, lower = PASSPORT
    grid = propose_columns([reading("X" + upper), reading(lower)])[0]
    assert grid[0][0] == pytest.approx(20 + PITCH, abs=1)
    assert grid[1][0] == pytest.approx(20, abs=1)


def test_a_line_above_the_zone_is_not_taken_for_its_first() -> None:
    other = reading("ISSUEDBY4TH3CITY0F4MAUR0TZZ0912")
    grid = propose_columns([other, *(reading(line) for line in PASSPORT)])[0]
    assert [len(columns) for columns in grid] == [44, 44, 44]
    assert grid[1][0] == pytest.approx(20, abs=1)


def test_a_pitch_that_changes_along_the_line_adds_up_to_no_wrong_place() -> None:
    lines = []
    for line in PASSPORT:
        columns = np.cumsum([20.0, *np.linspace(14.0, 16.0, 43)])
        places = tuple(round(float(column)) for column in columns)
        lines.append(LineReading(line, (0.99,) * 44, places, np.zeros((176, 38), np.float32)))
    grid = propose_columns(lines)[0]
    assert [len(columns) for columns in grid] == [44, 44]
    assert grid[0][0] == pytest.approx(20, abs=8)


def test_the_short_line_of_a_swiss_licence_keeps_its_own_pitch() -> None:
    zone = generate(
        "CHE_DL",
        ZoneData(
            document_code="FA",
            issuer="CHE",
            family_name="MULLER",
            given_names="ANNA",
            optional="00000000012345678",
            birth_date="1985-07-12",
        ),
    )
    card = reading("ABC123456", 9.0, 24.0)
    grid = propose_columns([card, *(reading(line) for line in zone[1:])])[0]
    assert [len(columns) for columns in grid] == [9, 30, 30]
    assert np.diff(grid[0]).mean() == pytest.approx(24, abs=0.2)


def test_few_characters_propose_nothing() -> None:
    assert propose_columns([reading("ABC")]) == []
    assert propose_columns([reading("")]) == []
