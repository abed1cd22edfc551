"""Where master keys come from: a file that is made at first use, or the environment."""

import base64
import binascii
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from service.storage.errors import KeyUnusable, MasterKeyInvalid, RotationUnfinished, StorageFull

KEY_BYTES = 32


class Masters(Protocol):
    """A source of master keys."""

    def read(self) -> list[bytes]:
        """The current key, then the one before it while a rotation is under way."""
        ...


@dataclass(frozen=True)
class GivenMasters:
    """Keys from the environment, in base64."""

    current: SecretStr
    previous: SecretStr | None = None

    def read(self) -> list[bytes]:
        """The keys. Raises MasterKeyInvalid."""
        return [_decode(key) for key in (self.current, self.previous) if key is not None]


@dataclass(frozen=True)
class FileMasters:
    """Keys in a folder that its owner alone may read. The files are looked at each time: a rotation is seen
    by every process at once."""

    folder: Path

    def read(self) -> list[bytes]:
        """The keys; the first is made if there is none. Raises KeyUnusable when a file was cut off."""
        if not self._current.exists():
            self._make()
        keys = [self._current.read_bytes()]
        with suppress(FileNotFoundError):
            keys.append(self._previous.read_bytes())
        if any(len(key) != KEY_BYTES for key in keys):  # an empty key would be everybody's
            raise KeyUnusable
        return keys

    def rotate(self) -> None:
        """Puts a new key in place; the old one stays beside it until `retire`. Raises RotationUnfinished."""
        self.read()
        try:
            os.link(self._current, self._previous)
        except FileExistsError:
            raise RotationUnfinished from None
        with self._new_file() as temporary:
            temporary.replace(self._current)

    def retire(self) -> None:
        """Removes the old key."""
        self._previous.unlink(missing_ok=True)

    @property
    def _current(self) -> Path:
        return self.folder / "master.key"

    @property
    def _previous(self) -> Path:
        return self.folder / "previous.key"

    def _make(self) -> None:
        with self._new_file() as temporary, suppress(FileExistsError):
            os.link(temporary, self._current)  # the first process wins; the others take its key

    @contextmanager
    def _new_file(self) -> Iterator[Path]:
        """A file with a random key, for its owner only, flushed to disk. Raises StorageFull."""
        temporary = self.folder / f".master.{secrets.token_hex(8)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary.touch(mode=0o600)
            with temporary.open("wb") as file:
                file.write(os.urandom(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            yield temporary
        except OSError as error:
            raise StorageFull from error
        finally:
            temporary.unlink(missing_ok=True)


def _decode(text: SecretStr) -> bytes:
    try:
        key = base64.b64decode(text.get_secret_value(), validate=True)
    except (binascii.Error, ValueError):
        raise MasterKeyInvalid from None
    if len(key) != KEY_BYTES:
        raise MasterKeyInvalid
    return key
