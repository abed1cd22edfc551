"""The grid of a line's characters, and the closer cut that it gives."""

import cv2
import numpy as np
import pytest

from mrz.geometry import Grid, fit_grid, refit
from mrz.neighbours import add_neighbours
from mrz.rectify import cut_line, measure

PITCH, COUNT = 15.0, 40
LEFT, MIDDLE = 80.0, 150.0


@pytest.fixture
def picture() -> np.ndarray:
    """Forty bars of a capital's height and half its pitch, upright, on white."""
    image = np.full((300, 760), 230, np.uint8)
    for number in range(COUNT):
        x = round(LEFT + (number + 0.3) * PITCH)
        image[round(MIDDLE - 0.47 * PITCH) : round(MIDDLE + 0.47 * PITCH), x : x + 6] = 30
    return image


def test_outliers_do_not_bend_the_grid():
    columns = [20 + 16.0 * number for number in range(30)]
    columns[3] += 40
    columns[20] -= 25
    grid = fit_grid(columns)
    assert grid is not None
    assert grid.first == pytest.approx(20, abs=0.5)
    assert grid.pitch == pytest.approx(16, abs=0.05)


def test_equal_steps_in_perspective_give_back_the_bend():
    true = Grid(20.0, 16.0, 0.003)
    grid = fit_grid([true.place(number) for number in range(44)])
    assert grid is not None
    assert (grid.first, grid.pitch, grid.bend) == pytest.approx((20.0, 16.0, 0.003), rel=1e-6)
    assert grid.scale(43) == pytest.approx(1 / (1 + 43 * 0.003))
    steps = np.diff([grid.place(number) for number in range(44)])
    assert steps[-1] / steps[0] == pytest.approx(grid.scale(43) ** 2, rel=0.01)


def test_a_line_seen_in_perspective_is_cut_with_even_steps():
    flat = np.full((80, 760), 230, np.uint8)
    for number in range(COUNT):
        x = round(LEFT + (number + 0.3) * PITCH)
        flat[33:47, x : x + 6] = 30
    source = np.array([[0, 0], [760, 0], [760, 80], [0, 80]], np.float32)
    target = np.array([[0, 0], [700, 20], [700, 106], [0, 120]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    picture = cv2.warpPerspective(flat, matrix, (720, 130), borderValue=(230,))
    ends = np.array([[[LEFT, 40], [LEFT + COUNT * PITCH, 40]]], np.float64)
    (x0, y0), (x1, y1) = cv2.perspectiveTransform(ends, matrix)[0]
    cut = cut_line(picture, ((x0, y0 - 13), (x1, y1 - 13), (x1, y1 + 13), (x0, y0 + 13)))

    def steps(strip: np.ndarray) -> np.ndarray:
        """Distances of the bars."""
        dark = (strip[10:22].mean(axis=0) < 140).astype(np.int8)
        return np.diff(np.flatnonzero(np.diff(dark) == 1))

    columns = np.flatnonzero(np.diff((cut.strip[10:22].mean(axis=0) < 140).astype(np.int8)) == 1)
    corners = refit(cut, [float(column) + 3 for column in columns])
    assert corners is not None
    before, after = steps(cut.strip), steps(cut_line(picture, corners, along=0.0, across=0.0).strip)
    assert len(columns) == COUNT
    assert before[:8].mean() - before[-8:].mean() > 3
    assert abs(after[:8].mean() - after[-8:].mean()) < 1
    heights = np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1])
    assert heights[0] > 1.15 * heights[1]


def test_few_characters_or_none_in_order_give_no_grid():
    assert fit_grid([10, 20, 30]) is None
    assert fit_grid([100.0] * 20) is None


def test_a_crooked_cut_is_straightened(picture):
    crooked = ((40.0, 131.0), (720.0, 143.0), (720.0, 166.0), (40.0, 155.0))
    cut = cut_line(picture, crooked)
    places = [LEFT + (number + 0.5) * PITCH for number in range(COUNT)]
    across = cut.map_back(np.linspace(0, 704, 705), [16.0] * 705)[:, 0]
    columns = [float(np.interp(place, across, np.linspace(0, 704, 705))) for place in places]
    corners = refit(cut, columns)
    assert corners is not None
    length, height = measure(corners)
    assert length == pytest.approx((COUNT + 0.9) * PITCH, rel=0.02)
    assert height == pytest.approx(1.68 * PITCH, rel=0.06)
    assert corners[:2].mean(axis=0)[1] == pytest.approx(MIDDLE - 0.84 * PITCH, abs=1.5)
    assert abs(corners[0][1] - corners[1][1]) < 2.5


def test_blank_paper_gives_no_closer_cut():
    cut = cut_line(
        np.full((300, 760), 230, np.uint8), ((40.0, 130.0), (720.0, 130.0), (720.0, 155.0), (40.0, 155.0))
    )
    assert refit(cut, [10 + 16.0 * number for number in range(40)]) is None


def test_neighbours_stand_above_and_below():
    upper = ((100.0, 100.0), (500.0, 100.0), (500.0, 120.0), (100.0, 120.0))
    lower = ((100.0, 140.0), (480.0, 140.0), (480.0, 160.0), (100.0, 160.0))
    four = add_neighbours([upper, lower])
    assert [float(quad[:, 1].mean()) for quad in four] == [70.0, 110.0, 150.0, 190.0]
    three = add_neighbours([upper])
    assert len(three) == 3
    assert three[0][:, 1].mean() < 100
    assert three[2][:, 1].mean() > 120
    assert len(add_neighbours([upper, lower, upper])) == 3
