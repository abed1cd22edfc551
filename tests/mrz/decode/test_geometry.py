"""Where characters stand: pitch, numbering with losses and strays, and slight bends."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrz.decode.geometry import MOST_SHIFTS, find_peaks, place_characters
from mrz.strips import TIME_STEPS


def _middles(length: int, left: float, right: float, bend: float = 0.0) -> np.ndarray:
    """Characters between two margins (in characters), bent by `bend` steps in the middle."""
    pitch = TIME_STEPS / (length + left + right)
    x = np.linspace(-1, 1, length)
    return (left + 0.5 + np.arange(length)) * pitch + bend * (1 - x * x)


@settings(max_examples=60, deadline=None)
@given(
    length=st.sampled_from([30, 36, 44]),
    left=st.floats(0, 1.8),
    right=st.floats(0, 1.8),
    bend=st.floats(-3, 3),
    lost=st.sets(st.integers(3, 26), max_size=6),
    seed=st.integers(0, 999),
)
def test_what_was_lost_is_placed_by_what_was_seen(
    length: int, left: float, right: float, bend: float, lost: set[int], seed: int
) -> None:
    middles = _middles(length, left, right, bend)
    jitter = np.random.default_rng(seed).uniform(-0.5, 0.5, length)
    peaks = np.delete(np.rint(2 * (middles + jitter)) / 2, sorted(lost))
    best = place_characters(peaks, length)[0]
    assert best.misfit == len(lost)
    assert best.middles == pytest.approx(middles, abs=1.6)
    assert np.abs(best.middles - middles).mean() < 0.7


def test_a_lost_end_leaves_ways_open() -> None:
    """Without the first and the last character, margins alone say little: every way that fits is tried."""
    middles = _middles(44, 0.6, 0.6)
    ways = place_characters(middles[1:-1], 44)
    assert 1 < len(ways) <= MOST_SHIFTS
    assert any(np.abs(way.middles - middles).max() < 0.3 for way in ways)


def test_a_stray_mark_is_no_character() -> None:
    middles = _middles(36, 1.2, 0.8)
    ways = place_characters(np.append(middles[0] - 4.4, middles), 36)
    assert any(way.misfit == 1 and np.abs(way.middles - middles).max() < 0.3 for way in ways)


def test_other_lengths_have_other_pitches() -> None:
    for length in (30, 44):
        middles = _middles(length, 0.5, 0.5)
        assert place_characters(middles, length)
        assert place_characters(middles, 74 - length) == []


def test_a_short_line_is_padded() -> None:
    """The Swiss licence's card number keeps its proportions: most of its strip is empty."""
    middles = 4 + 5.5 * np.arange(9)
    (way,) = place_characters(middles, 9)
    assert way.middles == pytest.approx(middles, abs=0.2)


@pytest.mark.parametrize("peaks", [[], [5.0], [5.0, 9.0, 13.0], [80.0] * 30])
def test_too_little_places_nothing(peaks: list[float]) -> None:
    assert place_characters(np.array(peaks, dtype=np.float64), 44) == []


def test_peaks_are_the_middles_of_runs() -> None:
    best = [0, 0, 3, 3, 3, 0, 4, 5, 0, 5]
    logarithms = np.log(np.full((10, 38), 0.001))
    logarithms[np.arange(10), best] = 0
    assert find_peaks(logarithms.astype(np.float32)).tolist() == [3.0, 6.0, 7.0, 9.0]
