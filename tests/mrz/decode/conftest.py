"""Made-up pixels: what a recogniser would say of lines, exactly as sure as a test wants it."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from mrz.decode.symbols import INDEX, SYMBOLS
from mrz.recognise import LineReading, read_greedily
from mrz.strips import STRIP_WIDTH, TIME_STEPS

Place = tuple[int, int]
Doubt = Mapping[Place, Mapping[str, float]]
See = Callable[..., np.ndarray]
Say = Callable[..., LineReading]


@pytest.fixture(scope="session")
def see() -> See:
    """Probabilities of each character (zone × 37) for lines; at the places (line, column) of `doubt` those
    given, elsewhere `rest` shared by the characters that do not stand there."""

    def make(lines: Sequence[str], doubt: Doubt | None = None, rest: float = 1e-4) -> np.ndarray:
        text = "".join(lines)
        seen = np.full((len(text), SYMBOLS), rest / (SYMBOLS - 1))
        seen[np.arange(len(text)), [INDEX[c] for c in text]] = 1 - rest
        for (line, column), shares in (doubt or {}).items():
            row = sum(map(len, lines[:line])) + column
            seen[row] = rest / (SYMBOLS - 1)
            for character, share in shares.items():
                seen[row, INDEX[character]] = share
        return seen / seen.sum(axis=1, keepdims=True)

    return make


@pytest.fixture(scope="session")
def say() -> Say:
    """A line's output as the recogniser gives it: a step for each character at a constant pitch, blanks
    between; `doubt` by column, `lost` columns of which nothing is seen."""

    def make(
        text: str,
        doubt: Mapping[int, Mapping[str, float]] | None = None,
        lost: Sequence[int] = (),
        margin: float = 0.8,
        rest: float = 1e-4,
    ) -> LineReading:
        pitch = STRIP_WIDTH / 4 / (len(text) + 2 * margin)
        shares = np.full((TIME_STEPS, SYMBOLS + 1), rest / SYMBOLS)
        shares[:, 0] = 1 - rest
        for column, character in enumerate(text):
            if column in lost:
                continue
            step = round((margin + column + 0.5) * pitch)
            given = (doubt or {}).get(column, {character: 1 - rest})
            shares[step] = rest / SYMBOLS
            for one, share in given.items():
                shares[step, INDEX[one] + 1] = share
        shares /= shares.sum(axis=1, keepdims=True)
        return read_greedily(np.log(shares).astype(np.float32))

    return make
