"""The suite `mrz` and the command that runs it, on made-up results."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.suites.mrz import Case, Result, list_failures, load_cases, show, summarise

LINES = ("P<UTO", "L8989")
TRUTH = """file,doc_type,mrz_kind,mrz_1,mrz_2,mrz_3,check_ok
a.jpg,td3,td3,P<UTO,L8989,,yes
b.jpg,td3,td3,P<UTO,L8980,,printed_invalid:composite
c.jpg,negative,,,,,n/a
"""


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    (tmp_path / "truth.csv").write_text(TRUTH)
    return load_cases(tmp_path)


def test_truth_is_loaded(cases: list[Case], tmp_path: Path) -> None:
    assert [(case.kind, case.group) for case in cases] == [
        ("yes", "td3"),
        ("printed_invalid", "td3"),
        ("n/a", "no zone"),
    ]
    assert cases[0].lines == LINES
    assert cases[0].path == tmp_path / "images" / "a.jpg"


def test_figures_count_what_they_say(cases: list[Case], capsys: pytest.CaptureFixture[str]) -> None:
    sound, wrong_print, without = cases
    results = [
        Result(sound, LINES, True, 0.98, 1.0),
        Result(sound, ("P<UTO", "L8980"), True, 0.99, 3.0),
        Result(sound, (), False, 0.0, 1.0, "fileNotReadable"),
        Result(wrong_print, wrong_print.lines, True, 0.4, 1.0),
        Result(without, ("P<UTO",), True, 0.4, 1.0),
    ]
    figures = summarise(results)
    assert (figures["zones"], figures["exactZones"], figures["exactLines"], figures["lines"]) == (3, 1, 3, 6)
    assert (figures["checksHold"], figures["validButWrong"], figures["confidentButWrong"]) == (2, 1, 1)
    assert (figures["printedInvalidReportedValid"], figures["validInNegatives"]) == (1, 1)
    assert (figures["refused"], figures["medianSeconds"]) == (1, 1.0)
    failures = list_failures(results)
    assert [failure["file"] for failure in failures] == ["a.jpg", "a.jpg", "c.jpg"]
    show({"all": figures}, failures)
    assert "fileNotReadable" in capsys.readouterr().out


def test_the_command_lists_runs_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "matching" in capsys.readouterr().out
    assert main(["run", "mrz", "--out", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "mrz.json").read_text())["skipped"] == "no data"
    assert main(["run", "mrz", "--data", str(tmp_path / "missing"), "--out", str(tmp_path)]) == 1
