"""`run`: two runs agree to the digit but for times, and one that was killed goes on."""

from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.results.cases import drop_times
from benchmarks.results.digits import strip_times
from benchmarks.results.folder import read_run
from benchmarks.suites.matching import session
from benchmarks.suites.mrz.reading import Readers

SMALL = ["run", "matching", "--persons", "1500", "--requests", "60", "--seed", "5"]
ZONES = ["run", "mrz", "--generated", "9", "--peers", "", "--seed", "4"]


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "FOLDER", tmp_path / "registries")


def run(words: list[str], out: Path) -> tuple[object, object]:
    assert main([*words, "--out", str(out)]) == 0
    folder = read_run(out)
    suite = words[1]
    return strip_times(folder.report(suite)), drop_times(folder.cases(suite))


def test_two_runs_of_the_matcher_agree_to_the_digit(tmp_path: Path) -> None:
    first, second = run(SMALL, tmp_path / "a"), run(SMALL, tmp_path / "b")
    assert first == second
    assert first[0]["asWritten"]["requests"] == 60
    assert len(first[1]) == 60 + 18 + 6
    assert run([*SMALL[:-1], "6"], tmp_path / "c") != first


@pytest.mark.usefixtures("ocr_b")
def test_two_runs_of_the_reader_agree_and_one_that_was_killed_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchmarks.suites.mrz import session as zones

    monkeypatch.setattr(zones, "CHUNK", 5)
    whole = run(ZONES, tmp_path / "a")
    asked, read = [], Readers.ask

    def die_on_the_sixth(self: Readers, name: str, path: Path):
        asked.append(path)
        if len(asked) == 6:
            raise KeyboardInterrupt
        return read(self, name, path)

    monkeypatch.setattr(Readers, "ask", die_on_the_sixth)
    with pytest.raises(KeyboardInterrupt):
        main([*ZONES, "--out", str(tmp_path / "b")])
    capsys.readouterr()
    assert run(ZONES, tmp_path / "b") == whole
    assert "goes on, 1 parts are done" in capsys.readouterr().out
    assert len(asked) == 6 + len(whole[1]) - 5
    assert not list((tmp_path / "b" / ".resume").iterdir())


def test_a_suite_that_is_asked_for_what_is_not_there_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "extraction", "--states", "QQQ", "--out", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "There is no document of QQQ among the layouts. Choose from the list" in told
    assert "Traceback" not in told
