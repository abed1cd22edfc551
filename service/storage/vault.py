"""What the rooms use: objects of an owner (an upload), encrypted under the owner's own key."""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from service.settings import Settings
from service.storage.bucket import open_bucket
from service.storage.errors import ObjectNotFound
from service.storage.keys import KeyRing, seal, unseal
from service.storage.masters import FileMasters, GivenMasters, Masters
from service.storage.store import FolderStore, ObjectStore


@dataclass(frozen=True)
class Vault:
    """Encrypted objects. An object is named by its owner and a kind such as `upload/0` or `result`."""

    store: ObjectStore
    keys: KeyRing

    def put(self, owner: UUID, kind: str, content: bytes) -> None:
        """Stores `content`; the owner's key is made with the first object."""
        name = self._name(owner, kind)
        try:
            key = self.keys.data_key(str(owner))
        except ObjectNotFound:
            key = self.keys.make_data_key(str(owner))
        self.store.put(name, seal(key, content, name.encode()))

    def get(self, owner: UUID, kind: str) -> bytes:
        """The content. Raises ObjectNotFound and KeyUnusable."""
        name = self._name(owner, kind)
        return unseal(self.keys.data_key(str(owner)), self.store.get(name), name.encode())

    def stat(self, owner: UUID, kind: str) -> None:
        """Raises ObjectNotFound when there is no such object, whether or not its key is there."""
        self.store.stat(self._name(owner, kind))

    def delete(self, owner: UUID, kind: str) -> None:
        """Removes one object."""
        self.store.delete(self._name(owner, kind))

    def erase(self, owner: UUID) -> None:
        """Makes everything of the owner unreadable by destroying its key."""
        self.keys.erase_data_key(str(owner))

    def _name(self, owner: UUID, kind: str) -> str:
        message = f"{owner}/{kind}".encode()
        return hmac.new(self.keys.derive("object names"), message, hashlib.sha256).hexdigest()


def open_vault(settings: Settings) -> Vault:
    """The vault of this installation: scans in one place, wrapped keys in another, master keys in a third.

    Raises StorageAway when the S3 server does not answer.
    """
    if settings.s3_url is None:
        return Vault(FolderStore(settings.scans_dir), open_key_ring(settings))
    return Vault(open_bucket(settings, settings.s3_bucket), open_key_ring(settings))


def open_key_ring(settings: Settings) -> KeyRing:
    """The keys of this installation. Raises StorageAway."""
    masters: Masters = FileMasters(settings.keys_dir)
    if settings.master_key is not None:
        masters = GivenMasters(settings.master_key, settings.previous_master_key)
    if settings.s3_url is None or settings.s3_keys_bucket is None:
        return KeyRing(masters, FolderStore(settings.keys_dir / "data"), FolderStore(settings.erased_dir))
    erased = open_bucket(settings, settings.s3_erased_bucket)
    return KeyRing(masters, open_bucket(settings, settings.s3_keys_bucket), erased)
