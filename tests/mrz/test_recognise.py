"""The line recogniser: CTC's greedy reading, the committed model, and what it does with wrong input."""

import numpy as np
import pytest

from models.errors import CodedError
from models.load import model_dir
from mrz.recognise import FILE, MODEL, LineReading, read_greedily, recognise
from mrz.strips import BLANK, CHARACTERS, STRIP_HEIGHT, STRIP_WIDTH, TIME_STEPS, Grey, fit_strip

LARGEST = 4 * 1024 * 1024


def _say(classes: list[int], probability: float = 0.9) -> LineReading:
    """The greedy reading of steps that each give `probability` to their class."""
    rest = (1 - probability) / len(CHARACTERS)
    shares = np.full((TIME_STEPS, len(CHARACTERS) + 1), rest, dtype=np.float32)
    shares[np.arange(TIME_STEPS), classes + [BLANK] * (TIME_STEPS - len(classes))] = probability
    return read_greedily(np.log(shares))


@pytest.fixture(scope="module")
def plain(ocr_b: None) -> list[tuple[Grey, str]]:
    """Strips of crisp print on quiet paper, and what they say."""
    from benchmarks.training.mrz_lines.render import render_line

    lines = [render_line(88_000_001, number, "plain", warm_up=True) for number in range(24)]
    return [(fit_strip(line.crop), line.text) for line in lines]


def test_repeats_merge_and_blanks_part_them() -> None:
    a, filler = 1, len(CHARACTERS)
    reading = _say([BLANK, a, a, a, BLANK, a, filler, filler, BLANK, filler])
    assert reading.text == "AA<<"
    assert reading.columns == (4, 20, 24, 36)
    assert reading.probabilities == pytest.approx([0.9] * 4, abs=1e-5)
    assert reading.confidence == pytest.approx(0.9**4, abs=1e-5)


def test_nothing_read_is_no_confidence() -> None:
    reading = _say([])
    assert (reading.text, reading.probabilities, reading.confidence) == ("", (), 0.0)


def test_the_model_is_verified_and_small() -> None:
    assert (model_dir(MODEL) / FILE).stat().st_size <= LARGEST


def test_the_model_reads_clean_lines(plain: list[tuple[Grey, str]]) -> None:
    readings = recognise([strip for strip, _ in plain])
    exact = sum(reading.text == text for reading, (_, text) in zip(readings, plain, strict=True))
    assert exact >= 0.9 * len(plain)
    for reading in readings:
        assert reading.logarithms.shape == (TIME_STEPS, len(CHARACTERS) + 1)
        assert np.exp(reading.logarithms).sum(axis=1) == pytest.approx(np.ones(TIME_STEPS), abs=1e-4)
        assert len(reading.probabilities) == len(reading.columns) == len(reading.text)
        assert all(0 < probability <= 1 for probability in reading.probabilities)
        assert list(reading.columns) == sorted(reading.columns)


def test_a_strip_reads_the_same_alone_and_among_others(plain: list[tuple[Grey, str]]) -> None:
    together = recognise([strip for strip, _ in plain] * 2)  # more than one batch
    assert len(together) == 2 * len(plain)
    for (strip, _), reading in zip(plain[:4], together, strict=False):
        (alone,) = recognise([strip])
        assert alone.text == reading.text
        assert alone.logarithms == pytest.approx(reading.logarithms, abs=1e-3)


def test_no_strips_give_no_readings() -> None:
    assert recognise([]) == []


def test_a_strip_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="32 × 704"):
        recognise([np.zeros((STRIP_HEIGHT, STRIP_WIDTH - 1), dtype=np.uint8)])


def test_a_model_of_another_alphabet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from mrz import recognise as module

    module._session.cache_clear()
    monkeypatch.setattr(module, "CHARACTERS", CHARACTERS[::-1])
    with pytest.raises(CodedError) as caught:
        recognise([np.zeros((STRIP_HEIGHT, STRIP_WIDTH), dtype=np.uint8)])
    assert caught.value.as_dict()["code"] == "modelAlphabetMismatch"
