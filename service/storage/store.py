"""Object storage: a small Protocol, and a folder that keeps it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from models.errors import CodedError

NAME = re.compile(r"[0-9a-f]{64}")
"""Every name is a keyed HMAC in hexadecimal: nothing else is ever joined to a path."""


class ObjectNotFound(CodedError):
    """There is no object of that name (never stored, or erased)."""

    code = "objectNotFound"
    status = 404
    message = "This file is no longer there."
    remedy = "Upload the document again."


class StorageFull(CodedError):
    """The disk refused the bytes; nothing was kept."""

    code = "storageUnavailable"
    status = 503
    message = "The file could not be stored."
    remedy = "Try again in a few minutes."


@dataclass(frozen=True)
class ObjectStat:
    """`size` in bytes."""

    size: int


class ObjectStore(Protocol):
    """What storage must do. `put` is atomic and durable: after it returns the bytes survive a crash."""

    def put(self, name: str, content: bytes) -> None: ...

    def get(self, name: str) -> bytes: ...

    def stat(self, name: str) -> ObjectStat: ...

    def delete(self, name: str) -> None: ...


@dataclass(frozen=True)
class FolderStore:
    """Objects as files, two folders deep, so that no folder grows without bound."""

    root: Path

    def put(self, name: str, content: bytes) -> None:
        """Writes beside the target, flushes to disk, and renames. Raises StorageFull."""
        target = self._path(name)
        temporary = target.with_name(f".{uuid4().hex}.tmp")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise StorageFull from error

    def get(self, name: str) -> bytes:
        """The bytes. Raises ObjectNotFound."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise ObjectNotFound from None

    def stat(self, name: str) -> ObjectStat:
        """The size. Raises ObjectNotFound."""
        try:
            return ObjectStat(self._path(name).stat().st_size)
        except FileNotFoundError:
            raise ObjectNotFound from None

    def delete(self, name: str) -> None:
        """Removes the object; removing what is not there is no error."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ObjectNotFound
        return self.root / name[:2] / name


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
