"""What a run leaves behind, and that it goes on where it was."""

import json
import socket
from pathlib import Path

import pytest

from benchmarks.results.cases import CaseRow, drop_times, read_cases, write_cases
from benchmarks.results.digits import strip_times
from benchmarks.results.environment import describe_environment
from benchmarks.results.folder import NoRunError, describe_options, open_run, read_run
from benchmarks.results.intervals import wilson
from benchmarks.results.journal import Journal
from benchmarks.suites import Options

ROW = CaseRow(suite="mrz", set="drawn", case="a", who="ours", right=True, confidence=0.9, seconds=0.1)


def test_rows_come_back_from_parquet_as_they_were(tmp_path: Path) -> None:
    rows = [
        ROW,
        CaseRow(suite="mrz", set="drawn", case="b", who="ours", right=False, expected="Ż\nx", exact=False),
    ]
    write_cases(rows, tmp_path / "mrz.parquet")
    assert read_cases(tmp_path / "mrz.parquet") == rows
    assert read_cases(tmp_path / "none.parquet") == []
    assert "seconds" not in drop_times(rows)[0]


def test_a_journal_keeps_whole_answers_and_drops_what_a_kill_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "suite.jsonl"
    Journal(path, "k").put("one", {"n": 1})
    with path.open("a") as file:
        file.write('{"name": "two", "ans')
    again = Journal(path, "k")
    assert (again.get("one"), again.get("two"), again.done) == ({"n": 1}, None, 1)
    assert again.ask("one", lambda: pytest.fail("it is known")) == {"n": 1}
    assert again.ask("two", lambda: [2]) == [2]
    assert Journal(path, "k").done == 2
    assert Journal(path, "another").done == 0


def test_an_unfinished_run_goes_on_and_a_finished_one_begins_anew(tmp_path: Path) -> None:
    first = open_run(tmp_path, Options(seed=3))
    first.finish("mrz", {"seconds": 1.0}, [ROW])
    gone_on = open_run(tmp_path, Options(seed=3))
    assert gone_on.is_done("mrz")
    assert not open_run(tmp_path, Options(seed=4)).is_done("mrz")
    again = open_run(tmp_path, Options(seed=3))
    again.finish("mrz", {"seconds": 1.0}, [ROW])
    again.close()
    assert read_run(tmp_path).cases("mrz") == [ROW]
    assert not open_run(tmp_path, Options(seed=3)).is_done("mrz")
    with pytest.raises(NoRunError):
        read_run(tmp_path / "none")


def test_the_environment_names_neither_machine_nor_path() -> None:
    told = json.dumps(describe_environment())
    assert {"cpu", "python", "models", "packages"} <= set(json.loads(told))
    assert len(json.loads(told)["models"]["quality"]["sha256"]) == 64
    assert socket.gethostname() not in told
    assert str(Path.cwd()) not in told


def test_data_are_told_by_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "truth.csv").write_text("file\n")
    told = describe_options(Options(data=tmp_path, workers=7))
    assert str(tmp_path) not in json.dumps(told)
    assert len(told["truth"]) == 64
    assert "workers" not in told


def test_times_are_left_out_by_their_names() -> None:
    report = {"exact": 1, "p95Seconds": 2, "rows": [{"items": 3, "peakMb": 4}], "times": {"a": 5}, "maxMs": 6}
    assert strip_times(report) == {"exact": 1, "rows": [{"items": 3}]}


def test_wilson_reaches_the_ends_and_holds_the_share() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(10, 10)[1] == 1.0
    assert wilson(0, 10)[0] == 0.0
    low, high = wilson(95, 100)
    assert low == pytest.approx(0.8882, abs=1e-3)
    assert high == pytest.approx(0.9785, abs=1e-3)
