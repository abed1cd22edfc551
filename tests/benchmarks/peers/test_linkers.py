"""The other matchers: what they are given, what they answer, and how their answers are judged."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.peers.linkers import with_rapidfuzz
from benchmarks.peers.linkers.catalogue import ask, list_installed
from benchmarks.peers.linkers.tables import About, read_answer, read_task, write_answer, write_task
from benchmarks.peers.tesseract import read_lines
from benchmarks.suites.matching.beside import decide_by_scores, describe, run_beside
from matching.index import PersonIndex
from matching.synthetic import generate_persons, generate_requests

PAIRS = np.array([[0, 0], [0, 1], [1, 1]])


@pytest.fixture(scope="module")
def people():
    return generate_persons(400, seed=3)


def test_the_task_and_the_answer_come_back(tmp_path: Path, people) -> None:
    rows = [describe(person) for person in people[:2]]
    write_task(tmp_path, rows, rows, PAIRS)
    asked, known, pairs = read_task(tmp_path)
    assert asked == known == rows
    assert pairs.tolist() == PAIRS.tolist()
    write_answer(tmp_path, "x", np.array([1.0, 0.5, 0.0]), About("1", 0.5, 0.0, 0.1))
    scores, about = read_answer(tmp_path, "x")
    assert scores.tolist() == [1.0, 0.5, 0.0]
    assert about.threshold == 0.5


def test_plain_rapidfuzz_scores_the_same_person_highest(people) -> None:
    rows = [describe(person) for person in people[:2]]
    scores, about = with_rapidfuzz.score(rows, rows, PAIRS)
    assert scores[0] == scores[2] == 100 > scores[1]
    assert about.threshold == with_rapidfuzz.MATCH


def test_the_likeliest_candidate_counts_from_the_threshold_on(people) -> None:
    cases = [case for case in generate_requests(people, 40, seed=4) if case.kind == "registered"][:2]
    known = [next(person for person in people if person.ssin == cases[0].ssin), people[0]]
    rows = decide_by_scores(cases, known, np.array([[0, 1], [0, 0]]), np.array([0.6, 0.9]), 0.5, "x")
    assert [row.outcome for row in rows] == ["match", "falseNew"]
    assert rows[0].bestIsRight
    wrong = decide_by_scores(cases, known, np.array([[0, 1], [0, 0]]), np.array([0.9, 0.6]), 0.5, "x")
    assert wrong[0].outcome == "wrongMatch"
    none = decide_by_scores(cases, known, np.array([[0, 0]]), np.array([0.4]), 0.5, "x")
    assert none[0].outcome == "falseNew"


def test_ours_stands_beside_whoever_is_installed(people, capsys) -> None:
    index = PersonIndex(people)
    report, rows = run_beside(generate_requests(people, 120, seed=6), index)
    assert {"ours", "ours, no reviewer", *list_installed()} <= set(report)
    for name in ("ours", *list_installed()):
        assert report[name]["requests"] == 120
        assert report[name]["right"] > 60
    assert len(rows) == 120 * (2 + len(list_installed()))


def test_a_matcher_that_fails_is_told_and_left_out(tmp_path: Path, monkeypatch, capsys) -> None:
    import sys

    from benchmarks.peers.linkers import catalogue

    monkeypatch.setattr(catalogue, "python_of", lambda name: Path(sys.executable))
    assert ask("rapidfuzz", tmp_path) is None
    assert "asked.parquet" in capsys.readouterr().err


def test_tesseracts_table_becomes_lines_with_their_confidence() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    rows = [
        "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tP<UTO",
        '5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t70\tX"Y',
        "4\t1\t1\t1\t2\t0\t0\t0\t9\t9\t-1\t",
    ]
    assert read_lines(head + "\n".join(rows)) == [('P<UTO X"Y', pytest.approx(0.8))]
