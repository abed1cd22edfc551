"""Counting how often verified is wrong."""

from dataclasses import replace
from itertools import islice

from benchmarks.documents.layouts.split import states_of
from benchmarks.results.journal import Journal
from benchmarks.suites.extraction import packing, verified
from benchmarks.suites.extraction.cases import Case
from benchmarks.suites.extraction.drawn import make_case
from benchmarks.suites.extraction.judge import Result, Verdict


def verdict(field: str, status: str, *, right: bool = True, behind: bool = True) -> Verdict:
    value = "A" if right else "B"
    return Verdict(field, ("A",), value, status, 0.9, right, right, behind)


def result(*verdicts: Verdict) -> Result:
    case = Case("X", "g", "passport", "QQQ", "severity 1", "shown", (), {})
    return Result(case, verdicts, frozenset(), "passport", "QQQ", (), 1.0, 1.0, 1.0, {})


def test_uploads_have_their_zone_and_come_from_all_states():
    jobs = list(islice(verified.list_with_zone(3), 400))
    assert len(set(jobs)) == 400
    states = {job[0] for job in jobs}
    assert states & set(states_of("learn"))
    assert states & set(states_of("held_out"))
    assert {make_case(*job).zone for job in (jobs[0], jobs[1], jobs[-1])} == {"shown"}


def test_what_counts():
    count = verified.count_result(
        result(
            verdict("familyName", "verified"),
            verdict("documentNumber", "verified", right=False),
            verdict("givenNames", "read", right=False),
            verdict("placeOfBirth", "verified", behind=False),
        )
    )
    assert (count.behind, count.covered, count.verified) == (3, 2, 3)
    assert count.wrong == [["documentNumber", "A", "B"]]


def test_it_goes_on_where_it_was_and_stops_when_it_has_enough(tmp_path, monkeypatch):
    asked: list[str] = []

    def read(jobs, workers):
        assert workers == 1
        for job in jobs:
            asked.append("-".join(map(str, job)))
            one = result(*[verdict("familyName", "verified", right=len(asked) != 3)] * 4)
            yield replace(one, case=replace(one.case, name=asked[-1]))

    monkeypatch.setattr(packing, "read_drawn", read)
    path, batch = tmp_path / "journal.jsonl", verified.BATCH
    first = list(verified.count_until(40, 1, 1, Journal(path, "key")))
    assert len(first) == batch
    assert asked == [name for name, _ in first]
    again = list(verified.count_until(batch * 4 + 1, 1, 1, Journal(path, "key")))
    assert again[:batch] == first
    assert asked == [name for name, _ in again]
    lines = verified.summarise(again)
    assert lines[0].startswith("128 uploads, 512 fields verified, 4 wrong: 7.81 in 1,000 (95 %: ")
    assert lines[1] == "of 512 fields that stand in an MRZ 100.0 % verified"
    assert len(lines) == 6
