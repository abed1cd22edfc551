"""What the rooms use: objects of an owner (an upload), encrypted under the owner's own key."""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from service.settings import Settings
from service.storage.keys import KeyRing, seal, unseal
from service.storage.store import FolderStore, ObjectStore


@dataclass(frozen=True)
class Vault:
    """Encrypted objects. An object is named by its owner and a kind such as `upload/0` or `result`."""

    store: ObjectStore
    keys: KeyRing

    def put(self, owner: UUID, kind: str, content: bytes) -> None:
        """Stores `content`; the owner's key is made with the first object."""
        name = self._name(owner, kind)
        key = (
            self.keys.data_key(str(owner))
            if self.keys.has_data_key(str(owner))
            else self.keys.make_data_key(str(owner))
        )
        self.store.put(name, seal(key, content, name.encode()))

    def get(self, owner: UUID, kind: str) -> bytes:
        """The content. Raises ObjectNotFound and KeyUnusable."""
        name = self._name(owner, kind)
        return unseal(self.keys.data_key(str(owner)), self.store.get(name), name.encode())

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
    """The vault of this installation: scans in one folder, keys in another."""
    return Vault(FolderStore(settings.scans_dir), KeyRing(settings.keys_dir))
