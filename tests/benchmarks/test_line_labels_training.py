"""The pages that the labeller learns from: their lines, their labels, and whose states they are."""

import numpy as np
import pytest

from benchmarks.documents.layouts.split import states_of
from benchmarks.training.line_labels import pool
from benchmarks.training.line_labels.misread import drop_marks, misread, translate
from benchmarks.training.line_labels.pages import FOLDS, fold_of, fold_of_state, kinds, make_page
from ocr.fields.grammar import Habit, read_value
from ocr.fields.labels.features import LABELS, LETTERS, MOST_LINES, WIDTH

HABIT = Habit(2026)


def test_only_states_to_learn_from_are_drawn():
    assert {state for state, _ in kinds()} == set(states_of("learn"))
    assert not {state for state, _ in kinds()} & set(states_of("held_out"))


def test_a_page_is_the_same_twice_and_its_labels_fit_its_lines():
    items, labels = make_page(5, 1)
    again, same = make_page(5, 1)
    assert [item.text for item in items] == [item.text for item in again]
    assert labels == same
    assert len(items) == len(labels) > 5
    assert [item.middle for item in items] == sorted(item.middle for item in items)


def test_most_lines_labelled_as_dates_are_dates():
    named = [
        (LABELS[label], item.text)
        for number in range(40)
        for item, label in zip(*make_page(6, number), strict=True)
        if LABELS[label].endswith("Date")
    ]
    right = [read_value(field, text, HABIT) is not None for field, text in named]
    assert len(named) > 60
    assert np.mean(right) > 0.85


def test_every_label_is_met():
    met = {LABELS[label] for number in range(120) for label in make_page(7, number)[1]}
    assert met == set(LABELS)


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.5])
def test_a_text_is_misread_about_as_often_as_asked(rate):
    rng = np.random.default_rng(3)
    shares = [misread("Date of birth / Date de naissance", rate, rng)[1] for _ in range(200)]
    assert np.mean(shares) == pytest.approx(rate, abs=0.03)


def test_marks_are_dropped_and_captions_translated():
    assert drop_marks("SZŐKE Ágnes") == "SZOKE Agnes"
    rng = np.random.default_rng(1)
    assert translate("familyName", rng)
    assert translate("noSuchField", rng) is None


def test_a_file_of_the_pool(tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "PAGES", 4)
    pool.fill(tmp_path, 1, 9)
    with np.load(tmp_path / "009-000.npz") as file:
        assert file["letters"].shape == (4, MOST_LINES, LETTERS)
        assert file["numbers"].shape == (4, MOST_LINES, WIDTH)
        assert np.isfinite(file["numbers"]).all()
        assert ((file["labels"] >= -1) & (file["labels"] < len(LABELS))).all()
        assert file["folds"].tolist() == [fold_of(9, number) for number in range(4)]
    assert not list(tmp_path.glob("*.partial*"))


def test_every_state_has_one_fold():
    folds = [fold_of_state(state) for state in states_of("learn")]
    assert set(folds) == set(range(FOLDS))
