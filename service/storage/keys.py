"""Keys: a data key for each upload, wrapped by a master key, and secrets derived from a wrapped root.

AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces. Erasing a data key erases all that it encrypted. The
root secret outlives the master keys, so that names and pseudonyms stay when a master key is replaced.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.storage.errors import KeyErased, KeyUnusable, ObjectNotFound
from service.storage.masters import KEY_BYTES, Masters
from service.storage.store import ObjectStore

NONCE_BYTES = 12
ROOT = hashlib.sha256(b"belgianIDpro root secret").hexdigest()
"""The name of the root secret among the wrapped keys."""


def seal(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Nonce and ciphertext; `bound_to` must be the same when it is opened."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The content of `seal`. Raises KeyUnusable."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):  # a nonce cut short is a ValueError
        raise KeyUnusable from None


@dataclass(frozen=True)
class KeyRing:
    """Wrapped keys in a store of their own, and the master keys that open them.

    `erased` is the list of keys that were destroyed for good, kept apart: keys that come back from a backup
    are destroyed anew by it, and no new key takes the place of one that stands there.
    """

    masters: Masters
    wrapped: ObjectStore
    erased: ObjectStore | None = None

    def derive(self, purpose: str) -> bytes:
        """A key for one purpose (names, sessions, CSRF): HMAC-SHA256 of the purpose under the root secret."""
        return hmac.digest(self._root, purpose.encode(), hashlib.sha256)

    def make_data_key(self, owner: str) -> bytes:
        """A new data key for `owner`, stored wrapped. Raises KeyErased."""
        if self.is_erased(owner):
            raise KeyErased
        key = os.urandom(KEY_BYTES)
        self._wrap(self._name(owner), key)
        if self.is_erased(owner):  # meanwhile: whoever destroyed it did not see this one
            self.erase_data_key(owner)
            raise KeyErased
        return key

    def data_key(self, owner: str) -> bytes:
        """The data key of `owner`. Raises ObjectNotFound when it was erased, KeyUnusable."""
        return self._unwrap(self._name(owner))

    def data_keys(self, owners: Iterable[str]) -> dict[str, bytes]:
        """The keys of many owners, read together, without those that are missing or do not open."""
        named = {self._name(owner): owner for owner in owners}
        masters = [_wrapping(master) for master in self.masters.read()]
        found = self.wrapped.get_many([*named])
        opened: dict[str, bytes] = {}
        for name, sealed in found.items():
            with suppress(KeyUnusable):
                opened[named[name]] = _open(masters, sealed, name)
        return opened

    def erase_data_key(self, owner: str) -> None:
        """Destroys the key of `owner`: nothing encrypted under it can be read again."""
        self.wrapped.destroy(self._name(owner))

    def erase_for_good(self, owner: str) -> None:
        """The same, written down first, so that a backup of the keys does not bring it back."""
        if self.erased is not None:
            self.erased.put(self._name(owner), b"erased")
        self.erase_data_key(owner)

    def is_erased(self, owner: str) -> bool:
        """Whether the key was destroyed for good."""
        if self.erased is None:
            return False
        try:
            self.erased.stat(self._name(owner))
        except ObjectNotFound:
            return False
        return True

    def has_key(self, owner: str) -> bool:
        """Whether there is a wrapped key. Raises StorageAway."""
        try:
            self.wrapped.stat(self._name(owner))
        except ObjectNotFound:
            return False
        return True

    def erased_among(self, owners: Iterable[str]) -> list[str]:
        """Those of the owners whose keys were destroyed for good. Reads the whole list once."""
        gone = {*self.erased.names()} if self.erased is not None else set()
        return [owner for owner in owners if self._name(owner) in gone]

    def destroy_returned(self) -> int:
        """Destroys keys that stand on the list and are there nevertheless. Returns how many."""
        gone = {*self.erased.names()} if self.erased is not None else set()
        returned = [name for name in self.wrapped.names() if name in gone]
        for name in returned:
            self.wrapped.destroy(name)
        return len(returned)

    def rewrap(self) -> int:
        """Wraps by the current master key what is still wrapped by the one before. Returns how many.

        Raises KeyUnusable when a key opens with neither; what was done until then stays good.
        """
        done = 0
        for name in [*self.wrapped.names()]:
            try:
                sealed = self.wrapped.get(name)
            except ObjectNotFound:
                continue  # erased meanwhile
            if not _opens(_wrapping(self.masters.read()[0]), sealed, name):
                self._wrap(name, self._unwrap(name))
                done += 1
        return done

    @cached_property
    def _root(self) -> bytes:
        """Made at first use from the first master key, so that two processes that start together agree.

        Raises KeyUnusable when there are keys but no root secret: a new one would find nothing.
        """
        try:
            return self._unwrap(ROOT)
        except ObjectNotFound:
            if next(iter(self.wrapped.names()), ROOT) != ROOT:
                raise KeyUnusable from None
        root = hmac.digest(self.masters.read()[0], b"root", hashlib.sha256)
        self._wrap(ROOT, root)
        return root

    @cached_property
    def _naming(self) -> bytes:
        return self.derive("key names")

    def _wrap(self, name: str, key: bytes) -> None:
        self.wrapped.put(name, seal(_wrapping(self.masters.read()[0]), key, name.encode()))

    def _unwrap(self, name: str) -> bytes:
        sealed = self.wrapped.get(name)
        return _open([_wrapping(master) for master in self.masters.read()], sealed, name)

    def _name(self, owner: str) -> str:
        return hmac.digest(self._naming, owner.encode(), hashlib.sha256).hex()


def _wrapping(master: bytes) -> bytes:
    return hmac.digest(master, b"wrap", hashlib.sha256)


def _open(wrapping: list[bytes], sealed: bytes, name: str) -> bytes:
    """A wrapped key by the first of the wrapping keys that opens it. Raises KeyUnusable."""
    for key in wrapping[:-1]:
        if _opens(key, sealed, name):
            return unseal(key, sealed, name.encode())
    return unseal(wrapping[-1], sealed, name.encode())


def _opens(key: bytes, sealed: bytes, name: str) -> bool:
    try:
        unseal(key, sealed, name.encode())
    except KeyUnusable:
        return False
    return True
