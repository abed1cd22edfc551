"""Ink where fillers were read."""

import numpy as np
import pytest

from mrz.ink import find_faintest, measure_ink

PITCH = 16
COLUMNS = [PITCH * (number + 0.5) for number in range(40)]


@pytest.fixture
def strip() -> np.ndarray:
    """Forty strokes on a noisy ground."""
    rng = np.random.default_rng(3)
    image = np.full((32, 704), 200.0)
    for column in COLUMNS:
        image[8:24, int(column) - 3 : int(column) + 3] = 60
    return np.clip(image + rng.normal(0, 4, image.shape), 0, 255).astype(np.uint8)


def test_all_fillers_have_the_usual_ink(strip):
    assert find_faintest([strip], [COLUMNS], ["A" * 20 + "<" * 20]) > 0.8


def test_a_wiped_place_is_told(strip):
    strip[:, 20 * PITCH : 22 * PITCH] = 200
    assert find_faintest([strip], [COLUMNS], ["A" * 20 + "<" * 20]) < 0.3
    assert measure_ink(strip, COLUMNS)[20] < 0.3 * np.median(measure_ink(strip, COLUMNS))


def test_without_fillers_nothing_is_faint(strip):
    assert find_faintest([strip], [COLUMNS], ["A" * 40]) == 1.0
