"""Two runs paired case by case."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.compare.paired import compare_cases, mcnemar
from benchmarks.compare.runs import pair_rows
from benchmarks.results.cases import CaseRow
from benchmarks.results.folder import open_run
from benchmarks.suites import Options


def rows(right: int, of: int = 100, **changes: object) -> list[CaseRow]:
    plain = {"suite": "extraction", "set": "drawn", "who": "ours", "field": "birthDate", "status": "read"}
    return [
        CaseRow(**(plain | {"case": f"{n}", "group": f"{n}", "right": n < right} | changes))
        for n in range(of)
    ]


def write(folder: Path, content: list[CaseRow]) -> str:
    run = open_run(folder, Options())
    run.finish("extraction", {"seconds": 0}, content)
    run.close()
    return str(folder)


def test_mcnemar_is_the_binomial_tail_of_what_changed() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 5) == 1.0
    assert mcnemar(0, 6) == pytest.approx(2 / 64)
    assert mcnemar(900, 1100) == pytest.approx(8.6e-6, rel=0.3)


def test_a_change_has_its_interval_and_groups_are_drawn_whole() -> None:
    before, after = rows(90), rows(70)
    change = compare_cases(pair_rows(before, after))
    assert (change.a, change.b, change.gained, change.lost) == (0.9, 0.7, 0, 20)
    assert change.low < -0.2 < change.high < 0
    assert change.is_loss
    one_group = [(replace(a, group="g"), replace(b, group="g")) for a, b in pair_rows(before, after)]
    assert compare_cases(one_group).low == compare_cases(one_group).high == pytest.approx(-0.2)


def test_the_command_fails_on_a_loss_and_tells_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = write(tmp_path / "a", rows(95)), write(tmp_path / "b", rows(80))
    assert main(["compare", a, b]) == 1
    assert "LOST" in capsys.readouterr().out
    assert main(["compare", b, a]) == 0
    assert "gained" in capsys.readouterr().out
    assert (tmp_path / "b" / "compared.json").is_file()


def test_a_verified_and_wrong_field_is_a_loss_though_accuracy_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows(80)
    after = [replace(row, status=row.status if row.right else "verified") for row in before]
    assert main(["compare", write(tmp_path / "a", before), write(tmp_path / "b", after)]) == 1
    lost = [line for line in capsys.readouterr().out.splitlines() if "LOST" in line]
    assert len(lost) == 1
    assert "not verified and wrong" in lost[0]


def test_runs_without_a_common_case_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a = write(tmp_path / "a", rows(5, 10))
    b = write(tmp_path / "b", rows(5, 10, set="another"))
    assert main(["compare", a, b]) == 1
    assert "no case in common" in capsys.readouterr().err
    assert main(["compare", a, b, a]) == 1
