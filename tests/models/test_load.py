"""Loading checks hashes, stays off the network, and says what to do when something is missing."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models import load, manifest
from models.load import ModelCorruptError, ModelMissingError, ModelUnknownError, model_dir


@pytest.fixture(autouse=True)
def fresh_verdicts() -> Iterator[None]:
    model_dir.cache_clear()
    yield
    model_dir.cache_clear()


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manifest of one small model, in place; returns its file."""
    file = tmp_path / "tiny" / "inference.onnx"
    file.parent.mkdir()
    file.write_bytes(b"weights")
    real = next(iter(manifest.entries().values()))
    entry = replace(
        real, name="tiny", file="tiny/inference.onnx", sha256=hashlib.sha256(b"weights").hexdigest()
    )
    monkeypatch.setattr(manifest, "WEIGHTS_DIR", tmp_path)
    monkeypatch.setattr(load, "entries", lambda: {"tiny": entry})
    return file


def test_the_real_weights_are_in_place_and_verified() -> None:
    for name, entry in manifest.entries().items():
        assert (model_dir(name) / ("inference.yml" if not entry.committed else "card.md")).is_file()


def test_verified_weights_give_their_folder(weights: Path) -> None:
    assert model_dir("tiny") == weights.parent


def test_changed_weights_are_refused_with_a_remedy(weights: Path) -> None:
    weights.write_bytes(b"weighty")
    with pytest.raises(ModelCorruptError) as caught:
        model_dir("tiny")
    assert caught.value.as_dict()["code"] == "modelCorrupt"
    assert "make install" in caught.value.advice


def test_missing_weights_are_refused_with_a_remedy(weights: Path) -> None:
    weights.unlink()
    with pytest.raises(ModelMissingError) as caught:
        model_dir("tiny")
    assert caught.value.detail == "The weights of tiny are not on this machine."
    assert "make install" in caught.value.advice


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(ModelUnknownError):
        model_dir("no-such-model")
