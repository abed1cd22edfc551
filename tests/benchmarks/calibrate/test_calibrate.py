"""Corrections read, intercepts moved, cards and manifest written, and better told from worse."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from benchmarks.__main__ import main
from benchmarks.calibrate import command
from benchmarks.calibrate.corrections import (
    LEAST,
    CorrectionsUnreadableError,
    apply_drift,
    find_drift,
    read_corrections,
)
from benchmarks.calibrate.gain import compare_ratings
from benchmarks.calibrate.install import change_manifest, install, write_card
from benchmarks.calibrate.plan import Fitted, TooFewError, demand_enough
from models.load import sha256_of
from models.manifest import MODELS_DIR
from ocr.confidence.model import load_parameters


def export(path: Path, right: int, of: int, said: float, field: str = "placeOfBirth") -> Path:
    rows = [
        {"month": "2026-10", "documentType": "passport", "state": "POL", "field": field, "source": "visual",
         "status": "read", "confidence": said, "errorClass": "diacritics" if n < right else "oneEdit"}
        for n in range(of)
    ]  # fmt: skip
    rows.append(rows[0] | {"confidence": 0, "status": "absent", "errorClass": "added"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_corrections_are_read_and_what_was_not_read_is_left_out(tmp_path: Path) -> None:
    rows = list(read_corrections([export(tmp_path / "a.jsonl", 8, 10, 0.9)]))
    assert len(rows) == 10
    assert sum(row.right for row in rows) == 8
    assert (rows[0].document_type, rows[0].when) == ("passport", "2026-10")


@pytest.mark.parametrize(
    ("line", "reason"),
    [("{", "JSONDecodeError"), ('{"field": "a"}', "without status"), ("[]", "AttributeError"),
     ('{"field": "a", "status": "read", "confidence": 7, "errorClass": "case"}', "outside")],
)  # fmt: skip
def test_a_line_that_is_no_correction_is_refused(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(CorrectionsUnreadableError, match=reason):
        list(read_corrections([path]))


def test_an_overconfident_field_is_moved_down_and_a_true_one_is_not(tmp_path: Path) -> None:
    over = export(tmp_path / "a.jsonl", 350, 500, 0.95)
    true = export(tmp_path / "b.jsonl", 450, 500, 0.9, field="familyName")
    few = export(tmp_path / "c.jsonl", 1, LEAST - 1, 0.9, field="gender")
    drift = {line.field: line for line in find_drift(list(read_corrections([over, true, few])))}
    assert drift["placeOfBirth"].move < -1
    assert drift["familyName"].move == drift["gender"].move == 0
    before = load_parameters()
    after = apply_drift(before, list(drift.values()))
    assert after.fields["placeOfBirth"] == pytest.approx(
        before.fields["placeOfBirth"] + drift["placeOfBirth"].move
    )
    assert after.fields["familyName"] == before.fields["familyName"]
    assert after.most == before.most


def test_the_command_writes_parameters_and_card_and_leaves_the_models_alone(tmp_path: Path) -> None:
    shipped = MODELS_DIR / "field_confidence" / "confidence.toml"
    before = shipped.read_bytes()
    data = export(tmp_path / "corrections.jsonl", 350, 500, 0.95)
    assert main(["calibrate", "confidence", "--data", str(data), "--out", str(tmp_path / "out")]) == 0
    written = tomllib.loads((tmp_path / "out" / "confidence.toml").read_text(encoding="utf-8"))
    old = tomllib.loads(before.decode())
    assert written["fields"]["placeOfBirth"] < old["fields"]["placeOfBirth"] - 1
    assert written["features"] == old["features"]
    card = (tmp_path / "out" / "card.md").read_text(encoding="utf-8")
    assert "placeOfBirth: 500 readings, said 0.950, right 0.700" in card
    assert str(tmp_path) not in card
    assert shipped.read_bytes() == before


def test_the_matcher_takes_no_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "calibrate",
        "matching",
        "--data",
        str(export(tmp_path / "a.jsonl", 1, 2, 0.9)),
        "--out",
        str(tmp_path),
    ]
    assert main(words) == 1
    assert "invented people" in capsys.readouterr().err


def test_installing_changes_the_file_the_card_and_the_manifest(tmp_path: Path) -> None:
    models = tmp_path / "models"
    (models / "quality").mkdir(parents=True)
    for name in ("quality/quality.toml", "quality/card.md", "manifest.toml"):
        (models / name).write_bytes((MODELS_DIR / name).read_bytes())
    new = tmp_path / "out" / "quality.toml"
    new.parent.mkdir()
    new.write_text("a = 1\n")
    fitted = Fitted("quality", new, "nothing", ["better"])
    card = write_card(fitted, "python -m benchmarks calibrate quality", models)
    install(fitted, card, models)
    install(fitted, write_card(fitted, "again", models), models)
    entries = {e["name"]: e for e in tomllib.loads((models / "manifest.toml").read_text())["model"]}
    assert entries["quality"]["sha256"] == sha256_of(models / "quality" / "quality.toml") == sha256_of(new)
    assert entries["quality"]["version"] == "2"
    shipped = tomllib.loads((MODELS_DIR / "manifest.toml").read_text())["model"]
    assert all(entries[e["name"]] == e for e in shipped if e["name"] != "quality")
    text = (models / "quality" / "card.md").read_text(encoding="utf-8")
    assert text.count("## The last fit") == 1
    assert text.startswith((MODELS_DIR / "quality" / "card.md").read_text(encoding="utf-8")[:200])
    assert change_manifest("x", "none", "y") == "x"


def test_too_few_cases_are_refused_and_what_is_worse_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(TooFewError, match="180 right and 3 wrong"):
        demand_enough(180, 3)
    new = tmp_path / "quality.toml"
    new.write_text("a = 1\n")
    monkeypatch.setitem(command.FITS, "quality", lambda wish: Fitted("quality", new, "x", ["worse"], True))
    monkeypatch.setattr(command, "install", lambda *_: pytest.fail("installed"))
    assert main(["calibrate", "quality", "--out", str(tmp_path), "--install"]) == 1
    assert "worse than those that ship" in capsys.readouterr().err


def test_better_is_told_from_worse_and_from_chance() -> None:
    rng = np.random.default_rng(1)
    right = rng.random(400) < 0.8
    groups = [str(number % 40) for number in range(400)]
    good, bad = np.where(right, 0.9, 0.2), np.full(400, 0.8)
    assert "better" in str(compare_ratings(bad, good, right, groups))
    assert "worse" in str(compare_ratings(good, bad, right, groups))
    assert "no different" in str(compare_ratings(bad, bad, right, groups))
