"""Which captures are taken, and that a job alone decides what they are."""

from collections import Counter
from pathlib import Path

import cv2
import pytest

from benchmarks.captures.severities import CONDITIONS
from benchmarks.documents.zones import FORMAT_NAMES
from benchmarks.suites.mrz.anchor import Anchor
from benchmarks.suites.mrz.plan import choose_sources, least_pixels, plan_generated, plan_specimens
from benchmarks.suites.mrz.produce import make_capture
from benchmarks.suites.mrz.truth import Case
from mrz.parse import parse_lines


def specimen(number: int, pitch: float, kind: str = "yes") -> tuple[Case, Anchor]:
    case = Case(Path(f"{number}.jpg"), kind, "td3", f"group {number}", ("P<UTO",))
    return case, Anchor(0, ((0, 0), (9, 0), (9, 2), (0, 2)), pitch)


def test_sources_too_coarse_for_a_severity_and_unsound_ones_are_left_out() -> None:
    every = [specimen(1, 30.0), specimen(2, least_pixels(2) - 0.1), specimen(3, 30.0, "printed_invalid")]
    anchors = {case.path: anchor for case, anchor in every}
    cases = [case for case, _ in every]
    assert [case.path.stem for case, _ in choose_sources(cases, anchors, 2)] == ["1"]
    assert [case.path.stem for case, _ in choose_sources(cases, anchors, 3)] == ["1", "2"]


def test_conditions_and_specimens_come_equally_often() -> None:
    sources = [specimen(number, 30.0) for number in range(7)]
    jobs = plan_specimens(sources, 140, 2, seed=3)
    assert set(Counter(job.condition for job in jobs).values()) == {14}
    assert set(Counter(job.case.path for job in jobs).values()) == {20}
    assert jobs == plan_specimens(sources, 140, 2, seed=3)
    assert jobs != plan_specimens(sources, 140, 2, seed=4)


def test_generated_jobs_have_all_formats_conditions_and_ways_to_lose() -> None:
    jobs = plan_generated(160, 1, seed=1)
    sound = Counter((job.format, job.condition) for job in jobs if job.kind == "yes")
    assert set(sound) == {(name, condition) for name in FORMAT_NAMES for condition in CONDITIONS}
    assert Counter(job.kind for job in jobs) == {"yes": 160, "printed_invalid": 8, "n/a": 8}


@pytest.mark.usefixtures("drawn")
def test_a_job_always_gives_the_same_capture_with_its_truth(tmp_path) -> None:
    jobs = plan_generated(20, 1, seed=1)
    picked = [jobs[0], jobs[-2], jobs[-1]]
    assert [job.kind for job in picked] == ["yes", "printed_invalid", "n/a"]
    made = [make_capture(job, tmp_path) for job in picked]
    bytes_ = [item.case.path.read_bytes() for item in made]
    assert [make_capture(job, tmp_path).case.path.read_bytes() for job in picked] == bytes_
    assert parse_lines(made[0].case.lines).format == picked[0].format
    assert not parse_lines(made[1].case.lines).valid
    assert made[2].case.lines == ()
    assert sorted(cv2.imread(str(made[0].case.path)).shape[:2]) == [1200, 1600]
