"""Grids proposed from the characters that were read surely."""

import numpy as np
import pytest

from mrz.recognise import LineReading
from mrz.windows import measure_span, propose_columns

PITCH = 15.0


def reading(columns: list[float], unsure: int = 0) -> LineReading:
    """A line whose last `unsure` characters are doubtful."""
    probabilities = [0.99] * (len(columns) - unsure) + [0.4] * unsure
    columns_ = tuple(round(column) for column in columns)
    return LineReading("A" * len(columns), tuple(probabilities), columns_, np.zeros((176, 38), np.float32))


def test_lost_characters_do_not_change_the_pitch():
    columns = [20 + PITCH * number for number in range(40) if number not in (7, 8, 21)]
    span = measure_span(reading(columns))
    assert span is not None
    assert span.pitch == pytest.approx(PITCH, abs=0.05)
    assert (span.first, span.last) == (pytest.approx(20, abs=0.6), pytest.approx(20 + 39 * PITCH, abs=0.6))


def test_doubtful_characters_at_the_end_are_not_the_lines():
    seen = reading([20 + PITCH * number for number in range(40)], unsure=4)
    grids = propose_columns([seen, seen])
    assert len(grids[0][0]) == 36
    assert grids[0][0][0] == pytest.approx(20, abs=0.6)
    assert grids[0][0][-1] == pytest.approx(20 + 35 * PITCH, abs=1)


def test_a_line_cut_short_may_have_lost_either_end():
    seen = reading([100 + PITCH * number for number in range(26)])
    starts = [grid[0][0] for grid in propose_columns([seen]) if len(grid[0]) == 30]
    assert starts == [pytest.approx(100, abs=1), pytest.approx(100 - 4 * PITCH, abs=1)]


def test_short_lines_are_left_alone_and_few_characters_propose_nothing():
    short, long = reading([10 + PITCH * n for n in range(9)]), reading([10 + PITCH * n for n in range(30)])
    (first, second) = propose_columns([short, long])[0]
    assert (len(first), len(second)) == (9, 30)
    assert propose_columns([short]) == []
    assert propose_columns([reading([10, 25, 40])]) == []
