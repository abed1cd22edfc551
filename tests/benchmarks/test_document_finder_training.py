"""What the document finder is trained on: seeded, with targets where the documents are."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.training.document_finder.close import SIDE, render_close
from benchmarks.training.document_finder.fill import fill_corners, fill_outline, fill_way
from benchmarks.training.document_finder.layouts import FORMATS, paint_document
from benchmarks.training.document_finder.pool import OUTLINE, open_pool, pack, unpack
from benchmarks.training.document_finder.scene import FRAMES, Scene, render_scene, scan
from benchmarks.training.document_finder.starts import CROP, draw_start, is_usable, make_lesson
from benchmarks.training.document_finder.targets import CORE, CORE_MAP, DOCUMENT, SHEET, draw_targets
from benchmarks.training.document_finder.views import SIZE, render_view
from ocr.locate import corners, sight

pytestmark = pytest.mark.usefixtures("drawn")  # skips, or fails in CI, where OCR-B is missing


def test_a_seed_and_a_number_always_give_the_same_scene() -> None:
    (first, scene), (again, _), (other, _) = render_scene(3, 7), render_scene(3, 7), render_scene(3, 14)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.shape == (*FRAMES[0][::-1], 3)
    assert scene.canvas.shape == first.shape


def test_targets_lie_on_the_documents() -> None:
    quad = np.array([[60.0, 40], [260, 40], [260, 160], [60, 160]])
    scene = Scene(np.zeros((288, 384, 3), dtype=np.float32), [quad], [quad + 60])
    maps = draw_targets(scene)
    assert maps.shape == (3, 72, 96)
    document = maps[DOCUMENT].astype(float).sum() / 255 * 16
    assert document == pytest.approx(200 * 120, rel=0.02)
    assert maps[CORE_MAP].astype(float).sum() / 255 * 16 == pytest.approx(document * CORE**2, rel=0.05)
    assert not (maps[SHEET].astype(int) + maps[DOCUMENT] > 256).any()


def test_a_scan_shows_its_faces_where_it_says() -> None:
    """What is inside a quad is busier than the lid beside it."""
    rng = np.random.default_rng(5)
    scene = scan(rng, (384, 288), 4, 0)
    grey = scene.canvas.mean(axis=2)
    mask = np.zeros(grey.shape, dtype=np.uint8)
    for quad in scene.documents:
        cv2.fillPoly(mask, [np.rint(quad).astype(np.int32)], 255)
    inside, beside = cv2.erode(mask, np.ones((5, 5))) > 0, cv2.dilate(mask, np.ones((15, 15))) == 0
    assert inside.any()
    assert grey[inside].std() > (grey[beside].std() if beside.sum() > 50 else 0)


def test_a_face_has_its_formats_shape_and_a_portrait_when_it_says_so() -> None:
    rng = np.random.default_rng(2)
    for entry in FORMATS:
        face = paint_document(rng, entry)
        height, width = face.image.shape[:2]
        assert width / height == pytest.approx(entry.size[0] / entry.size[1], rel=0.01)
        assert face.portrait in (True, False)


def test_views_lie_on_their_longer_side() -> None:
    for number in range(3):
        picture, (tall, kind, portrait) = render_view(3, number)
        assert picture.shape == (SIZE[1], SIZE[0], 3)
        assert tall in (0, 1)
        assert 0 <= kind < 4
        assert portrait in (0, 1, 2)


def test_stopped_pools_go_on_where_they_were(tmp_path: Path) -> None:
    whole = fill_outline(tmp_path, 3, seed=2)
    kept = whole.arrays["pictures"].copy()
    whole.arrays["pictures"][1:] = 0
    whole.note(1, seed=2)
    again = fill_outline(tmp_path, 3, seed=2)
    assert again.complete == 3
    assert np.array_equal(again.arrays["pictures"], kept)
    assert open_pool(tmp_path / "outline", OUTLINE).seed == 2
    with pytest.raises(ValueError, match="seed"):
        fill_outline(tmp_path, 3, seed=3)
    assert fill_way(tmp_path, 2, seed=2).arrays["labels"].shape == (2, 3)


def test_pictures_from_near_go_into_their_pool(tmp_path: Path) -> None:
    picture, quads = render_close(3, 4)
    assert picture.shape == (SIDE, SIDE, 3)
    pool = fill_corners(tmp_path, 5, seed=3)
    assert np.array_equal(pool.arrays["pictures"][4], picture)
    assert unpack(pool.arrays["quads"][4]) == pytest.approx(np.array(quads), abs=1e-3)
    assert unpack(pack([])).shape == (0, 4, 2)


def test_a_lesson_says_where_the_document_lies_in_its_crop() -> None:
    quad = np.array([[90.0, 100], [230, 90], [240, 190], [85, 200]])
    picture = np.full((SIDE, SIDE, 3), 40, dtype=np.uint8)
    cv2.fillPoly(picture, [np.rint(quad).astype(np.int32)], (220, 220, 220))
    lessons = [make_lesson(np.random.default_rng(k), picture, quad[None], quad[None] + 7) for k in range(60)]
    sure = [lesson for lesson in lessons if lesson.weight == 1 and lesson.overlap > 0.6]
    assert len(sure) > 20
    for lesson in sure:
        inside = np.zeros(CROP[::-1], dtype=np.uint8)
        cv2.fillPoly(inside, [np.rint(lesson.corners * CROP).astype(np.int32)], 1)
        bright = lesson.crop[..., 0] > 130
        assert (bright & (inside > 0)).sum() > 0.9 * (bright | (inside > 0)).sum()


def test_starts_are_quads_that_a_network_can_be_shown() -> None:
    rng = np.random.default_rng(4)
    pair = np.array(
        [[[60.0, 60], [200, 60], [200, 150], [60, 150]], [[60, 160], [200, 160], [200, 250], [60, 250]]]
    )
    starts = [draw_start(rng, pair, pair + 5, SIDE) for _ in range(100)]
    assert sum(is_usable(start) for start in starts) > 70


def test_training_and_reading_cut_the_same_crops() -> None:
    from benchmarks.training.document_finder import starts

    assert (starts.CROP, starts.GROUND) == (sight.CROP, corners.GROUND)
