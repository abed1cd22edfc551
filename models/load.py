"""Checked loading: a weight is used only when its bytes are those of the manifest. Never any network."""

import hashlib
from functools import cache
from pathlib import Path

from models.errors import CodedError
from models.manifest import entries

CHUNK = 1 << 20


class ModelUnknownError(CodedError):
    code = "modelUnknown"
    message = "There is no model called {name} in models/manifest.toml."
    remedy = "Use one of the names that the manifest lists."


class ModelMissingError(CodedError):
    code = "modelMissing"
    status = 503
    message = "The weights of {name} are not on this machine."
    remedy = "Run `make install`, which fetches and verifies them."


class ModelCorruptError(CodedError):
    code = "modelCorrupt"
    status = 503
    message = "The weights of {name} are not those of the manifest (SHA-256 differs)."
    remedy = "Restore models/ from version control, remove models/weights, and run `make install` again."


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@cache
def model_dir(name: str) -> Path:
    """The folder that holds the verified weights of `name`.

    Raises `ModelUnknownError`, `ModelMissingError` or `ModelCorruptError`. The verdict is remembered for
    the life of the process, so the hash is computed once.
    """
    entry = entries().get(name)
    if entry is None:
        raise ModelUnknownError(name=name)
    if not entry.path.is_file():
        raise ModelMissingError(name=name)
    if sha256_of(entry.path) != entry.sha256:
        raise ModelCorruptError(name=name)
    return entry.path.parent
