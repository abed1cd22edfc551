"""The scenes that the finder is trained on: the same for the same seed, with targets where the lines are."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.training.mrz_finder.conditions import SIZE, Condition, render_picture
from benchmarks.training.mrz_finder.evaluate import Score, judge
from benchmarks.training.mrz_finder.faces import as_face, paint_face
from benchmarks.training.mrz_finder.fill import fill_pool
from benchmarks.training.mrz_finder.pool import SIDE, STRIDE, open_pool
from benchmarks.training.mrz_finder.scene import render_scene
from benchmarks.training.mrz_finder.targets import HEIGHT, KERNEL, draw_targets
from mrz.locate import ZoneBox

pytestmark = pytest.mark.usefixtures("drawn")  # skips, or fails in CI, where OCR-B is missing


def test_a_seed_and_a_number_always_give_the_same_scene() -> None:
    first, again, other = render_scene(3, 4), render_scene(3, 4), render_scene(3, 5)
    assert np.array_equal(first.image, again.image)
    assert not np.array_equal(first.image, other.image)
    assert first.image.shape == (SIDE, SIDE)


def test_a_painted_zone_is_ink_where_it_says(drawn) -> None:
    """Within the lines' boxes the paper is busier than just above and below them."""
    busier = 0
    for seed in range(8):
        face = paint_face(np.random.default_rng(seed), with_zone=True)
        for line in face.zones[0]:
            (left, middle), (right, _), half = line.start, line.end, line.height / 2
            rows = [int(middle - half), int(middle + half)]
            columns = slice(max(0, int(left)), int(right))
            inside = face.image[rows[0] : rows[1], columns].astype(float)
            gap = face.image[rows[1] + 2 : rows[1] + 4, columns].astype(float)
            busier += np.abs(np.diff(inside, axis=1)).mean() > np.abs(np.diff(gap, axis=1)).mean()
    assert busier > 10


def test_the_projects_own_documents_say_where_their_zones_are(drawn) -> None:
    face = as_face(drawn("identity-card", 3).sides[1])
    assert [len(zone) for zone in face.zones] == [3]
    for line in face.zones[0]:
        (left, middle), (right, _), half = line.start, line.end, int(line.height / 2)
        ink = face.image[int(middle) - half : int(middle) + half, int(left) : int(right)] < 100
        assert 0.05 < ink.mean() < 0.5
        assert ink[:2].any()
        assert ink[-2:].any()
        assert ink[:, :18].any()
        assert ink[:, -18:].any()


def test_targets_lie_on_the_lines() -> None:
    zone = np.array([[[100, 100], [300, 100], [300, 116], [100, 116]]], dtype=np.float32)
    maps = draw_targets((zone,), SIDE)
    assert maps.shape == (2, SIDE // STRIDE, SIDE // STRIDE)
    rows, columns = np.nonzero(maps[KERNEL] > 191)
    assert abs((rows.mean() + 0.5) * STRIDE - 108) <= 2
    assert abs((columns.min()) * STRIDE - 100) <= STRIDE
    assert abs((columns.max() + 1) * STRIDE - 300) <= STRIDE
    assert np.ptp(rows) + 1 <= 3
    assert 2 ** (maps[HEIGHT][rows, columns].mean() / 32) == pytest.approx(16, rel=0.03)
    assert not draw_targets((), SIDE).any()


def test_a_stopped_pool_goes_on_where_it_was(tmp_path: Path) -> None:
    whole = fill_pool(tmp_path / "whole", 6, seed=2)
    stopped = fill_pool(tmp_path / "stopped", 6, seed=2)
    stopped.pictures[3:] = 0
    stopped.note(3, seed=2)
    again = fill_pool(tmp_path / "stopped", 6, seed=2)
    assert again.complete == 6
    assert np.array_equal(again.pictures, whole.pictures)
    assert np.array_equal(open_pool(tmp_path / "stopped").maps, whole.maps)
    with pytest.raises(ValueError, match="seed"):
        fill_pool(tmp_path / "whole", 6, seed=3)


@pytest.mark.parametrize("condition", ["glare", "two", "mixed", "none"])
def test_pictures_have_the_zones_that_their_condition_says(condition: Condition) -> None:
    scene = render_picture(7, 0, condition)
    assert scene.image.shape == SIZE[::-1]
    assert len(scene.zones) == {"none": 0, "two": 2}.get(condition, 1)


def test_the_judge_asks_for_every_line_and_its_ends() -> None:
    lines = np.array(
        [[[100, y], [500, y], [500, y + 16], [100, y + 16]] for y in (100, 140)], dtype=np.float32
    )
    quads = [tuple((float(x), float(y)) for x, y in quad) for quad in lines]
    right, short = Score(), Score()
    judge([ZoneBox(tuple(quads), 0.9)], (lines,), right)  # type: ignore[arg-type]
    judge([ZoneBox((quads[0],), 0.9)], (lines,), short)  # type: ignore[arg-type]
    assert (right.zones, right.found, right.false, right.turned) == (1, 1, 0, 0)
    assert (short.found, short.false) == (0, 0)
    turned, nothing = Score(), Score()
    judge([ZoneBox(tuple(quad[2:] + quad[:2] for quad in reversed(quads)), 0.9)], (lines,), turned)  # type: ignore[arg-type]
    judge([ZoneBox(tuple(quads), 0.9)], (), nothing)  # type: ignore[arg-type]
    assert (turned.found, turned.turned) == (1, 1)
    assert nothing.false == 1
