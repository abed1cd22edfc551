"""Object storage: a small Protocol, and a folder that keeps it."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from service.storage.errors import ObjectNotFound, StorageAway, StorageFull

NAME = re.compile(r"[0-9a-f]{64}")
"""Every name is a keyed HMAC in hexadecimal: nothing else is ever joined to a path or a URL."""


@dataclass(frozen=True)
class ObjectStat:
    """`size` in bytes."""

    size: int


class ObjectStore(Protocol):
    """What storage must do. `put` is atomic and durable: after it returns the bytes survive a crash.

    Every method raises StorageAway when the store does not answer.
    """

    def put(self, name: str, content: bytes) -> None:
        """Stores an object in place of the one before. Raises StorageFull."""

    def get(self, name: str) -> bytes:
        """The bytes. Raises ObjectNotFound."""
        ...

    def get_many(self, names: Sequence[str]) -> dict[str, bytes]:
        """The bytes of those objects that are there, by name."""
        ...

    def stat(self, name: str) -> ObjectStat:
        """The size. Raises ObjectNotFound."""
        ...

    def delete(self, name: str) -> None:
        """Removes the object; removing what is not there is no error."""

    def destroy(self, name: str) -> None:
        """Removes the object with all its earlier versions, where the store keeps such."""

    def names(self) -> Iterator[str]:
        """The names of all objects, in no order."""
        ...


def checked(name: str) -> str:
    """The name, if it can be one. Raises ObjectNotFound."""
    if not NAME.fullmatch(name):
        raise ObjectNotFound
    return name


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
        """The bytes. Raises ObjectNotFound, StorageAway."""
        with _answering():
            return self._path(name).read_bytes()

    def get_many(self, names: Sequence[str]) -> dict[str, bytes]:
        """The bytes of those objects that are there, by name. Raises StorageAway."""
        found = {}
        for name in names:
            with suppress(ObjectNotFound):
                found[name] = self.get(name)
        return found

    def stat(self, name: str) -> ObjectStat:
        """The size. Raises ObjectNotFound, StorageAway."""
        with _answering():
            return ObjectStat(self._path(name).stat().st_size)

    def delete(self, name: str) -> None:
        """Removes the object; removing what is not there is no error. Raises StorageAway."""
        with _answering():
            self._path(name).unlink(missing_ok=True)

    def destroy(self, name: str) -> None:
        """Removes the object, so that a crash does not bring it back. Raises StorageAway."""
        with _answering():
            self._path(name).unlink(missing_ok=True)
        with suppress(ObjectNotFound), _answering():
            _sync_folder(self._path(name).parent)

    def names(self) -> Iterator[str]:
        """The names of all objects, in no order."""
        for path in self.root.glob("??/*"):
            if NAME.fullmatch(path.name):
                yield path.name

    def _path(self, name: str) -> Path:
        return self.root / checked(name)[:2] / name


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise ObjectNotFound from None
    except OSError as error:
        raise StorageAway from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
