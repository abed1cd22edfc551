"""The suite's command and its frozen run, with our reader in a process of its own."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.suites.mrz import dump, frozen
from benchmarks.suites.mrz.frozen import Score, find_losses, load_frozen, measure, noise
from benchmarks.suites.mrz.memory import watch_memory
from benchmarks.suites.mrz.plan import plan_generated
from benchmarks.suites.mrz.produce import make_capture, open_maker
from benchmarks.suites.mrz.reading import open_readers

READER_RUNS = pytest.mark.usefixtures("drawn")


def test_the_command_lists_the_suites(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "matching" in capsys.readouterr().out


def test_a_suite_that_cannot_run_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "mrz", "--data", str(tmp_path / "missing"), "--out", str(tmp_path)]) == 1
    assert "truth.csv" in capsys.readouterr().err


@READER_RUNS
def test_drawn_documents_are_read_without_any_data(tmp_path: Path) -> None:
    words = ["run", "mrz", "--captures", "0", "--generated", "8", "--peers", "", "--out", str(tmp_path)]
    assert main(words) == 0
    report = json.loads((tmp_path / "mrz.json").read_text(encoding="utf-8"))
    table = report["generated"]["byFormat"]
    assert set(table) == {"TD1", "TD2", "TD3", "MRVA", "MRVB", "FRA_ID", "DL", "CHE_DL", "all"}
    assert table["all"]["zones"] == 8
    assert table["all"]["peakMb"] > 50
    assert "data" not in report["options"]


@READER_RUNS
def test_the_dump_has_a_line_a_capture(tmp_path: Path) -> None:
    out = tmp_path / "readings.jsonl"
    assert dump.main(["--out", str(out), "--count", "4", "--severities", "1", "--seed", "5"]) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 4
    assert all(
        {"condition", "severity", "exact", "confidence", "valid", "format"} <= set(line) for line in lines
    )


@READER_RUNS
def test_a_reader_that_dies_starts_again(tmp_path: Path) -> None:
    made = make_capture(plan_generated(1, 1, seed=3)[0], tmp_path)
    with open_readers(()) as readers:
        process = readers._processes["ours"]
        assert readers.ask("ours", made.case.path).error is None
        process._process.kill()
        assert readers.ask("ours", made.case.path).error == "readerDied"
        assert readers.ask("ours", made.case.path).error is None


@READER_RUNS
def test_memory_is_noted_after_the_last_picture(tmp_path: Path) -> None:
    with open_maker(1) as maker:
        report = watch_memory(3, seed=2, maker=maker, scratch=tmp_path, distinct=2)
    assert list(report["rssMb"]) == ["3"]
    assert report["peakMb"] >= report["rssMb"]["3"] > 50


def test_without_a_frozen_run_the_comparison_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(frozen, "FROZEN", tmp_path / "none.json")
    assert main(["compare", "mrz"]) == 1


def test_only_more_than_noise_is_a_loss() -> None:
    was = Score(captures=100, exact=95, sure=90, sure_but_wrong=0, valid_but_wrong=0)
    assert 5 < noise(was) < 8

    def losses(exact: int, wrong: int = 0) -> list[str]:
        return find_losses({"1": was}, {"1": Score(100, exact, 90, wrong, 0)})

    assert losses(95) == losses(91) == []
    assert "85 of 100" in losses(85)[0]
    assert len(losses(80, wrong=3)) == 2


@READER_RUNS
def test_nothing_is_lost_against_the_frozen_run() -> None:
    quick = load_frozen("quick")
    first = {level: item for level, item in quick.items() if level == "1"}
    assert find_losses(first, measure(first["1"].captures, (1,))) == []
