"""Keys: one master key, and a data key for each upload, wrapped by it. They lie in a folder of their own.

AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces. Erasing a data key erases all that it encrypted.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.errors import CodedError
from service.storage.store import FolderStore, ObjectNotFound, StorageFull

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyUnusable(CodedError):
    """A key or an object was tampered with, or belongs to another master key."""

    code = "storageUnavailable"
    status = 503
    message = "A stored file cannot be decrypted."
    remedy = "Restore the folder of keys that belongs to this data."


def seal(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Nonce and ciphertext; `bound_to` must be the same when it is opened."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The content of `seal`. Raises KeyUnusable."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except InvalidTag:
        raise KeyUnusable from None


@dataclass(frozen=True)
class KeyRing:
    """The keys of one folder. The master key is made at first use and readable by its owner only."""

    folder: Path

    @cached_property
    def master(self) -> bytes:
        """The master key, 32 bytes. Raises KeyUnusable when its file was cut off, StorageFull."""
        path = self.folder / "master.key"
        if not path.exists():
            self._make_master(path)
        key = path.read_bytes()
        if len(key) != KEY_BYTES:  # an empty key would be everybody's
            raise KeyUnusable
        return key

    def _make_master(self, path: Path) -> None:
        temporary = self.folder / f".master.{secrets.token_hex(8)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary.touch(mode=0o600)
            with temporary.open("wb") as file:
                file.write(os.urandom(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(temporary, path)  # the first process wins; the others take its key
        except OSError as error:
            raise StorageFull from error
        finally:
            temporary.unlink(missing_ok=True)

    def derive(self, purpose: str) -> bytes:
        """A key for one purpose (names, sessions, CSRF): HMAC-SHA256 of the purpose under the master key."""
        return hmac.digest(self.master, purpose.encode(), hashlib.sha256)

    def make_data_key(self, owner: str) -> bytes:
        """A new data key for `owner`, stored wrapped."""
        key = os.urandom(KEY_BYTES)
        self._wrapped.put(self._name(owner), seal(self.derive("wrap"), key, owner.encode()))
        return key

    def data_key(self, owner: str) -> bytes:
        """The data key of `owner`. Raises ObjectNotFound when it was erased."""
        return unseal(self.derive("wrap"), self._wrapped.get(self._name(owner)), owner.encode())

    def has_data_key(self, owner: str) -> bool:
        """Whether `owner` has a key."""
        try:
            self._wrapped.stat(self._name(owner))
        except ObjectNotFound:
            return False
        return True

    def erase_data_key(self, owner: str) -> None:
        """Destroys the key of `owner`: nothing encrypted under it can be read again."""
        self._wrapped.delete(self._name(owner))

    @cached_property
    def _wrapped(self) -> FolderStore:
        return FolderStore(self.folder / "data")

    def _name(self, owner: str) -> str:
        return hmac.new(self.derive("key names"), owner.encode(), hashlib.sha256).hexdigest()
