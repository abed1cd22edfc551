"""The guard: it passes on what is there, and fails when reader, matcher or measures are broken on purpose."""

from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks.guard import compare_frozen, extraction, matching, quality
from benchmarks.guard.score import Measured, Score, find_losses, load_frozen, noise, save_frozen
from benchmarks.suites.matching import tally
from benchmarks.suites.quality import graded
from matching.thresholds import Thresholds
from ocr.text import Image, Polygon, TextLine, shared_reader

NEEDS_FONTS = pytest.mark.usefixtures("ocr_b")


class MisreadingReader:
    """The shared reader, which takes every E for an F and every 2 for a 7."""

    def detect(self, image: Image) -> list[Polygon]:
        return shared_reader().detect(image)

    def recognise(self, image: Image, polygons: Sequence[Polygon]) -> list[TextLine]:
        table = str.maketrans("E2", "F7")
        lines = shared_reader().recognise(image, polygons)
        return [TextLine(line.text.translate(table), line.polygon, line.confidence) for line in lines]


def compare_quick(suite: str, now: Measured) -> list[str]:
    frozen = load_frozen(suite, "quick")
    assert frozen
    return find_losses(frozen, now)


def test_only_more_than_noise_is_a_loss() -> None:
    was = {"a": Score(100, 95)}
    assert 5 < noise(was["a"]) < 8
    assert find_losses(was, {"a": Score(100, 90)}) == []
    assert "85 of 100" in find_losses(was, {"a": Score(100, 85)})[0]
    assert "freeze it anew" in find_losses(was, {"a": Score(90, 90)})[0]
    assert find_losses(was, {"a": Score(100, 95, dangers=1)}) == []
    assert "2 times" in find_losses(was, {"a": Score(100, 100, dangers=2)})[0]
    assert find_losses(was, {}) != []


def test_frozen_counts_come_back(tmp_path, capsys) -> None:
    save_frozen("x", {"quick": {"a": Score(3, 2, 1)}}, tmp_path)
    assert load_frozen("x", "quick", tmp_path) == {"a": Score(3, 2, 1)}
    assert load_frozen("x", "full", tmp_path) == load_frozen("y", "quick", tmp_path) == {}
    assert compare_frozen("localisation") == 1
    assert "no suite localisation" in capsys.readouterr().out


@NEEDS_FONTS
def test_fields_are_read_as_when_they_were_frozen() -> None:
    assert compare_quick("extraction", extraction.measure("quick")) == []


@NEEDS_FONTS
def test_a_reader_that_misreads_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(extraction.UPLOADS, "quick", 2)
    frozen = extraction.measure("quick")
    losses = find_losses(frozen, extraction.measure("quick", MisreadingReader()))
    assert any("right" in loss for loss in losses)


def test_people_are_found_as_when_they_were_frozen() -> None:
    assert compare_quick("matching", matching.measure("quick")) == []


def test_a_matcher_that_doubts_too_much_or_too_little_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = tally.decide

    def with_thresholds(thresholds: Thresholds):
        return lambda request, index, frequencies: right(request, index, frequencies, thresholds=thresholds)

    frozen = load_frozen("matching", "quick")
    monkeypatch.setattr(tally, "decide", with_thresholds(Thresholds(match_doubt=1e-30)))
    assert any("right" in loss for loss in find_losses(frozen, matching.measure("quick")))
    monkeypatch.setattr(tally, "decide", with_thresholds(Thresholds(new_risk=1.0)))
    assert any("must not happen" in loss for loss in find_losses(frozen, matching.measure("quick")))


@NEEDS_FONTS
def test_pictures_are_judged_as_when_they_were_frozen() -> None:
    assert compare_quick("quality", quality.measure("quick")) == []


@NEEDS_FONTS
def test_measures_that_do_not_see_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = graded.measure

    def look_always_at_the_same(picture, place):
        return seen(np.full_like(picture, 128), place)

    monkeypatch.setattr(graded, "measure", look_always_at_the_same)
    now = {"measures follow": quality._follows(list(graded.grade_document(0, quality.SEED)))}
    was = {"measures follow": load_frozen("quality", "quick")["measures follow"]}
    assert find_losses(was, now) != []
