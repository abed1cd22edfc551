import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from matching.registry_file import read_registry
from matching.registry_parquet import stream_persons
from service.cli import app

runner = CliRunner()


def invoke(*arguments: str, given: str | bytes = "") -> Result:
    return runner.invoke(app, list(arguments), input=given)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "registry.jsonl"
    result = invoke("registry", "generate", "--persons", "500", "--out", str(path), "--seed", "3")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"persons": 500, "seed": 3}
    return path


def ask(person: dict[str, Any], identifier: str) -> str:
    kept = {key: value for key, value in person.items() if key not in ("ssin", "status", "replacedBy")}
    return json.dumps(kept | {"id": identifier})


def test_one_decision_a_line_in_order_and_bad_lines_do_not_stop_it(registry: Path) -> None:
    persons = [json.loads(line) for line in registry.read_text(encoding="utf-8").splitlines()]
    known = next(p for p in persons if p["status"] == "active" and p["birthDate"][8:] not in ("01", "00"))
    lines = [
        ask(known, "a"),
        "not json",
        json.dumps({"id": "b", "names": [{"familyName": "X", "givenNames": "Y"}], "birthDate": "31/12/1980"}),
        json.dumps({"id": "c", "names": [], "birthDate": "1980-12-31"}),
        json.dumps({"id": "d", "names": [{"familyName": "X"}], "colour": "red"}),
        "\x00\x01",
        "[" * 50_000,
        ask(known | {"names": [{"familyName": "Zzyzxowicz", "givenNames": "Quirinius"}],
                     "birthDate": "1979-11-23", "documents": []}, "e"),
    ]  # fmt: skip
    result = invoke("match", "--registry", str(registry), given="\n".join(lines) + "\n\n")
    assert result.exit_code == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert (answers[0]["id"], answers[0]["outcome"], answers[0]["ssin"]) == (
        "a",
        "existingPerson",
        known["ssin"],
    )
    codes = [answer["error"]["code"] for answer in answers[1:7]]
    assert (
        codes
        == ["requestInvalid", "birthDateInvalid", "nameMissing", "requestInvalid"] + ["requestInvalid"] * 2
    )
    assert [answer.get("id") for answer in answers[1:5]] == [None, "b", "c", "d"]
    assert all(answer["error"]["remedy"] for answer in answers[1:7])
    assert (answers[7]["id"], answers[7]["outcome"]) == ("e", "newPerson")


def test_bytes_that_are_no_text_get_an_error_line(registry: Path) -> None:
    result = invoke("match", "--registry", str(registry), given=b"\xff\xfe\x80\n")
    assert json.loads(result.stdout)["error"]["code"] == "requestInvalid"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "registryMissing"),
        ("rubbish\n", "registryLineInvalid"),
        ('{"names": []}\n', "registryLineInvalid"),
    ],
)
def test_a_bad_registry_is_refused_with_a_code(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "registry.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = invoke("match", "--registry", str(path))
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == code


def test_a_registry_in_parquet_holds_the_same_persons(registry: Path, tmp_path: Path) -> None:
    path = tmp_path / "registry.parquet"
    result = invoke("registry", "generate", "--persons", "500", "--out", str(path), "--seed", "3")
    assert json.loads(result.stdout) == {"persons": 500, "seed": 3}
    assert list(stream_persons(path)) == list(read_registry(registry))


def test_impossible_orders_for_a_registry_are_refused(tmp_path: Path) -> None:
    nowhere = invoke("registry", "generate", "--persons", "3", "--out", str(tmp_path / "no" / "file"))
    assert (nowhere.exit_code, json.loads(nowhere.stdout)["error"]["code"]) == (1, "registryUnwritable")
    there = invoke("registry", "generate", "--persons", "3", "--out", str(tmp_path / "no" / "file.parquet"))
    assert (there.exit_code, json.loads(there.stdout)["error"]["code"]) == (1, "registryUnwritable")
    none = invoke("registry", "generate", "--persons", "0", "--out", str(tmp_path / "file"))
    assert (none.exit_code, json.loads(none.stdout)["error"]["code"]) == (1, "personCountOutOfRange")
