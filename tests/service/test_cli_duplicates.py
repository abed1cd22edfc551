import json
from pathlib import Path

from typer.testing import CliRunner, Result

from service.cli import app

FIRST, SISTER, SECOND = "85471200206", "85471200404", "85471200602"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["registry", "duplicates", *arguments])


def person(ssin: str, given: str) -> dict[str, object]:
    return {
        "ssin": ssin, "names": [{"familyName": "Zzyzxowski", "givenNames": given}], "birthDate": "1985-07-12",
        "placeOfBirth": "Gdańsk", "countryOfBirth": "POL", "nationality": "POL", "gender": 2,
    }  # fmt: skip


def test_pairs_are_listed_with_bits_and_without_values(tmp_path: Path) -> None:
    registry, out = tmp_path / "registry.jsonl", tmp_path / "pairs.jsonl"
    people = [person(FIRST, "Anna"), person(SISTER, "Katarzyna"), person(SECOND, "Anna")]
    registry.write_text("\n".join(map(json.dumps, people)), encoding="utf-8")
    result = invoke("--registry", str(registry), "--out", str(out), "--threshold", "0.001")
    assert result.exit_code == 0
    (line,) = out.read_text(encoding="utf-8").splitlines()
    pair = json.loads(line)
    assert pair["ssins"] == [FIRST, SECOND]
    assert pair["vetoes"] == []
    assert {"field", "level", "bits"} == set(pair["evidence"][0])
    assert "Zzyzxowski" not in line + result.output


def test_bad_input_gets_a_coded_error(tmp_path: Path) -> None:
    result = invoke("--registry", str(tmp_path / "nothing.jsonl"))
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "registryMissing"
    assert invoke("--registry", str(tmp_path), "--threshold", "2").exit_code == 1
