"""The suite's arithmetic, its captures, and that a stopped dump goes on."""

import json

import cv2
import numpy as np
import pytest

from benchmarks.captures.aim import map_points
from benchmarks.captures.defects import DEFECTS, load_defects, take_flawed
from benchmarks.suites.quality import dump
from benchmarks.suites.quality.graded import OWN, Graded, ranks, spearman, summarise
from benchmarks.suites.quality.picture import draw_matrix
from benchmarks.suites.quality.plan import plan
from benchmarks.suites.quality.rows import find_place, gather_evidence
from benchmarks.suites.quality.subjects import MANDATORY, agree, draw_subject
from ocr.assess.ratings import NAMES


def test_every_measure_has_its_defects_and_every_defect_seven_grades():
    assert set(OWN) == set(NAMES)
    assert {defect for own in OWN.values() for defect in own} == set(DEFECTS)
    assert all(len(entry.steps) == 7 for entry in load_defects().values())


def test_spearman_is_of_ranks_with_ties_shared():
    steps = np.arange(6.0)
    assert spearman(steps, steps**3) == pytest.approx(1)
    assert spearman(steps, -np.exp(steps)) == pytest.approx(-1)
    assert spearman(steps, np.ones(6)) == 0
    assert list(ranks(np.array([5.0, 1.0, 5.0, 9.0]))) == [2.5, 1, 2.5, 4]


def test_the_matrix_separates_own_from_foreign_and_becomes_a_picture(tmp_path):
    graded = [
        Graded(document, defect, grade, {name: 1 - 0.1 * grade * (defect in OWN[name]) for name in NAMES})
        for document in range(2)
        for defect in DEFECTS
        for grade in range(7)
    ]
    table = summarise(graded)
    assert table["glare"]["glare"] == {"follows": 1.0, "loss": 0.6}
    assert table["glare"]["jpeg"] == {"follows": 0.0, "loss": 0.0}
    draw_matrix(table, tmp_path / "matrix.png")
    picture = cv2.imread(str(tmp_path / "matrix.png"))
    assert picture.shape[1] > 60 * len(DEFECTS)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 4


def test_the_homography_leads_from_the_sheet_to_the_picture(ocr_b):
    subject = draw_subject(5, 0, full=True)
    flaws = {"cut": 0.1}
    taken = take_flawed(subject.flat, flaws, np.random.default_rng(2))
    height, width = subject.flat.image.shape[:2]
    corners = map_points(taken.homography, np.array([[0.0, 0], [width, 0], [width, height], [0, height]]))
    assert np.allclose(corners, taken.quad, atol=0.01)
    picture = cv2.imdecode(np.frombuffer(taken.jpeg, np.uint8), cv2.IMREAD_COLOR)
    outside = (corners < 0) | (corners > picture.shape[1::-1])
    assert outside.any()
    again = take_flawed(subject.flat, flaws, np.random.default_rng(2))
    assert again.jpeg == taken.jpeg


def test_a_plan_grows_without_changing_and_leaves_something_unreadable():
    short, long = plan(40, 7), plan(80, 7)
    assert long[:40] == short
    assert any(not job.flaws for job in long)
    assert any(len(job.flaws) > 1 for job in long)
    assert plan(40, 8) != short


def test_exact_is_to_the_letter_and_bare_is_not():
    truth = {"familyName": ("MÜLLER", "MUELLER"), "birthDate": ("1990-01-02",)}
    values = {"familyName": "MULLER", "birthDate": "1990-01-02"}
    assert not agree(truth, values)
    assert agree(truth, values, bare=True)
    assert not agree(truth, {"familyName": "MÜLLER"}, bare=True)
    assert not agree(truth, values | {"birthDate": "1990-01-03"}, bare=True)


def test_subjects_say_what_must_be_read(ocr_b):
    for number in range(3):
        subject = draw_subject(6, number)
        assert set(subject.truth) == set(MANDATORY)
        assert all(subject.truth.values())


def test_evidence_is_what_the_extraction_says():
    extraction = {
        "fields": {"familyName": {"value": "A", "status": "verified", "confidence": 0.99, "sources": []}},
        "documents": [
            {
                "fields": {"documentNumber": {"value": "1", "status": "read", "confidence": 0.5}},
                "mrz": {"valid": True, "confidence": 0.9},
            }
        ],
    }
    evidence = gather_evidence(extraction, (10, 10))
    assert evidence.zone_valid
    assert {name: entry.status for name, entry in evidence.fields.items()} == {
        "familyName": "verified",
        "documentNumber": "read",
    }


def test_a_found_place_is_near_the_true_one():
    quad = [(100.0, 100.0), (900.0, 100.0), (900.0, 600.0), (100.0, 600.0)]
    places = [find_place(quad, "ID-1", np.random.default_rng(seed)) for seed in range(40)]
    found = [place for place in places if place is not None]
    assert 25 < len(found) < 40
    assert max(np.abs(np.array(place.quad) - quad).max() for place in found) < 20


def test_a_stopped_dump_goes_on_where_it_was(tmp_path, monkeypatch):
    read = []

    def read_job(job, folder):
        read.append(job.number)
        return {"number": job.number}

    monkeypatch.setattr(dump, "read_job", read_job)
    assert dump.main(["--out", str(tmp_path), "--count", "3"]) == 0
    assert dump.main(["--out", str(tmp_path), "--count", "5"]) == 0
    assert read == [0, 1, 2, 3, 4]
    lines = (tmp_path / dump.READINGS).read_text("utf-8").splitlines()
    assert [json.loads(line)["number"] for line in lines] == read
