"""The lines that the recogniser is trained on: the same for the same seed, and physically what they claim."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.training.mrz_lines import evaluate
from benchmarks.training.mrz_lines.fill import fill_pool
from benchmarks.training.mrz_lines.photograph import CONDITIONS, Condition
from benchmarks.training.mrz_lines.pool import LONGEST, encode, open_pool
from benchmarks.training.mrz_lines.render import render_line
from benchmarks.training.mrz_lines.texts import draw_lines, draw_zone
from mrz.parse import parse_lines
from mrz.strips import CHARACTERS, STRIP_HEIGHT, STRIP_WIDTH, fit_strip

pytestmark = pytest.mark.usefixtures("drawn")  # skips, or fails in CI, where OCR-B is missing


def test_a_seed_and_a_number_always_give_the_same_line() -> None:
    first, again, other = render_line(3, 14), render_line(3, 14), render_line(3, 15)
    assert first.text == again.text
    assert np.array_equal(first.crop, again.crop)
    assert first.text != other.text


def test_texts_are_of_the_alphabet_and_fit() -> None:
    for number in range(300):
        above, line, below = draw_lines(np.random.default_rng(number))
        assert set(above + line + below) <= set(CHARACTERS)
        assert 6 <= len(line) <= LONGEST


def test_zones_are_those_of_the_formats() -> None:
    zones = [draw_zone(np.random.default_rng(number)) for number in range(60)]
    formats = {parse_lines(lines).format for lines in zones}
    assert {"TD1", "TD2", "TD3"} <= formats


def test_conditions_do_to_the_picture_what_they_say() -> None:
    def measure(condition: Condition) -> tuple[float, float, float]:
        """Pixels to a character, grey level, share of white; means over twelve lines."""
        lines = [render_line(5, number, condition) for number in range(12)]
        pixels = [line.crop.shape[1] / len(line.text) for line in lines]
        white = [float((line.crop > 250).mean()) for line in lines]
        return (
            float(np.mean(pixels)),
            float(np.mean([line.crop.mean() for line in lines])),
            float(np.mean(white)),
        )

    plain, small, dim, glare = (measure(name) for name in ("plain", "small", "dim", "glare"))
    assert small[0] < 0.6 * plain[0]
    assert dim[1] < 0.5 * plain[1]
    assert glare[2] > plain[2]


@pytest.mark.parametrize("condition", ["defocus", "motion"])
def test_blur_takes_edges_away(condition: Condition) -> None:
    def measure(name: Condition) -> float:
        strips = [fit_strip(render_line(8, number, name).crop) for number in range(12)]
        return float(np.mean([cv2.Laplacian(strip, cv2.CV_64F).std() for strip in strips]))

    assert measure(condition) < 0.7 * measure("plain")


def test_strips_have_one_size_and_short_lines_keep_their_proportions() -> None:
    lines = [render_line(9, number) for number in range(80)]
    assert {fit_strip(line.crop).shape for line in lines} == {(STRIP_HEIGHT, STRIP_WIDTH)}
    ramp = np.tile(np.linspace(0, 250, 100).astype(np.uint8), (30, 1))
    assert (fit_strip(ramp)[:, 200:] == 250).all()  # 3 times as wide as high: padded with its last column


def test_a_stopped_pool_goes_on_where_it_was(tmp_path: Path) -> None:
    whole = fill_pool(tmp_path / "whole", 30, seed=2)
    stopped = fill_pool(tmp_path / "stopped", 30, seed=2)
    stopped.strips[12:] = 0
    stopped.note(12, seed=2)
    again = fill_pool(tmp_path / "stopped", 30, seed=2)
    assert again.complete == 30
    assert np.array_equal(again.strips, whole.strips)
    assert np.array_equal(open_pool(tmp_path / "stopped").codes, whole.codes)
    with pytest.raises(ValueError, match="seed"):
        fill_pool(tmp_path / "whole", 30, seed=3)


def test_codes_are_the_classes_of_the_recogniser() -> None:
    assert encode("AZ09<").tolist() == [1, 26, 27, 36, 37] + [0] * (LONGEST - 5)


def test_the_committed_model_reads_plain_lines_and_most_of_the_others() -> None:
    table = evaluate.evaluate(77_000_001, 20, {"ours": evaluate.read_ours})
    assert set(table) == {*CONDITIONS, "all"}
    assert table["plain"]["ours"].exact >= 0.8
    assert table["all"]["ours"].character_errors < 0.08
