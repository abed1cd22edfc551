"""The lattice against all paths of CTC, one by one (Graves et al. 2006, equation 3)."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrz.decode import lattice
from mrz.decode.lattice import Line, read_lines
from mrz.strips import BLANK, CHARACTERS

STEPS, KINDS = 7, (1, 2, 37)
"""A, B and the filler; all other characters have no probability."""


def _logarithms(shares: np.ndarray) -> np.ndarray:
    """Steps × (blank, A, B, filler) as the recogniser gives them."""
    full = np.zeros((len(shares), len(CHARACTERS) + 1))
    full[:, [BLANK, *KINDS]] = shares
    with np.errstate(divide="ignore"):
        return np.log(full).astype(np.float32)


def _collapse(path: tuple[int, ...]) -> tuple[int, ...]:
    merged = [kind for place, kind in enumerate(path) if place == 0 or kind != path[place - 1]]
    return tuple(kind for kind in merged if kind != BLANK)


def _enumerate(shares: np.ndarray, count: int) -> tuple[float, np.ndarray]:
    """The summed probability of all paths that spell `count` characters, and each character's posterior."""
    total, each = 0.0, np.zeros((count, len(CHARACTERS)))
    for path in product(range(4), repeat=len(shares)):
        text = _collapse(path)
        if len(text) == count:
            probability = float(np.prod(shares[np.arange(len(shares)), path]))
            total += probability
            for place, kind in enumerate(text):
                each[place, KINDS[kind - 1] - 1] += probability
    return total, each / total


def _read(shares: np.ndarray, count: int, middles: list[float] | None = None) -> Line:
    """The line without floor and, where no middles are given, without expecting characters anywhere."""
    places = np.linspace(1, STEPS - 2, count) if middles is None else np.array(middles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lattice, "FLOOR", 0.0)
        patch.setattr(lattice, "WINDOW", STEPS + 2)
        if middles is None:
            patch.setattr(lattice, "SPREAD", 1e9)
            patch.setattr(lattice, "STRAYED", 0.0)
        return read_lines([_logarithms(shares)], [places], longest=STEPS)[0]


def _shares(rng: np.random.Generator, doubt: float) -> np.ndarray:
    """What a trained network says: a character every other step, blanks between, some doubt everywhere."""
    classes = [0 if step % 2 == 0 else int(rng.integers(1, 4)) for step in range(STEPS)]
    noise = rng.dirichlet([0.5] * 4, size=STEPS)
    return (1 - doubt) * np.eye(4)[classes] + doubt * noise


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(2, 3), doubt=st.floats(0.01, 0.25))
def test_it_sums_the_paths_of_ctc(seed: int, count: int, doubt: float) -> None:
    shares = _shares(np.random.default_rng(seed), doubt)
    total, each = _enumerate(shares, count)
    line = _read(shares, count)
    assert line.evidence == pytest.approx(np.log(total), abs=0.1)
    assert line.characters == pytest.approx(each, abs=0.06)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_one_character_is_summed_exactly(seed: int) -> None:
    shares = np.random.default_rng(seed).dirichlet([0.3] * 4, size=STEPS)
    total, each = _enumerate(shares, 1)
    line = _read(shares, 1)
    assert line.evidence == pytest.approx(np.log(total), abs=1e-4)
    assert line.characters == pytest.approx(each, abs=1e-4)


def test_lines_read_together_read_as_alone() -> None:
    rng = np.random.default_rng(5)
    logarithms = [_logarithms(_shares(rng, 0.1)) for _ in range(3)]
    places = [np.array([1.0, 3.0, 5.0]) + shift for shift in (0.0, 0.4, -0.3)]
    together = read_lines(logarithms, places)
    for one, place, line in zip(logarithms, places, together, strict=True):
        (alone,) = read_lines([one], [place])
        assert line.characters == pytest.approx(alone.characters, abs=1e-9)
        assert line.evidence == pytest.approx(alone.evidence, abs=1e-9)


def test_one_run_of_a_character_is_not_two_of_it() -> None:
    """Without a blank between, equal steps are one character; two of them have no path."""
    a = np.tile([0.001, 0.997, 0.001, 0.001], (STEPS, 1))
    assert _read(a, 1).evidence > np.log(0.9)
    assert _read(a, 2).evidence < np.log(0.1)


def test_a_lost_character_is_looked_for_where_the_pitch_has_it() -> None:
    """Three characters a constant pitch apart, the middle one hardly seen: it is read at its place."""
    shares = np.tile([0.999, 0.0004, 0.0003, 0.0003], (STEPS, 1))
    shares[1], shares[5] = [0.02, 0.96, 0.01, 0.01], [0.02, 0.01, 0.96, 0.01]
    shares[3] = [0.96, 0.005, 0.005, 0.03]
    line = _read(shares, 3, [1.0, 3.0, 5.0])
    assert [CHARACTERS[k] for k in line.characters.argmax(axis=1)] == ["A", "<", "B"]
    assert line.middles == pytest.approx([1.0, 3.0, 5.0], abs=0.3)
