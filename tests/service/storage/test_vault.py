"""Scans: stored whole or not at all, encrypted under a key of their own, named by nothing they contain."""

from uuid import uuid4

import pytest

from service.storage.errors import KeyUnusable, ObjectNotFound
from service.storage.keys import KeyRing, seal, unseal
from service.storage.masters import FileMasters
from service.storage.store import FolderStore
from service.storage.vault import Vault


@pytest.fixture
def vault(store, tmp_path):
    return Vault(store, KeyRing(FileMasters(tmp_path / "keys"), FolderStore(tmp_path / "keys" / "data")))


def test_nothing_on_disk_shows_content_or_owner(vault, tmp_path):
    owner = uuid4()
    vault.put(owner, "upload/0", b"ERIKSSON<<ANNA" * 50)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"ERIKSSON" not in path.read_bytes()
        assert str(owner) not in str(path)


def test_each_owner_has_a_key_of_its_own_and_erasing_it_erases_all(vault):
    first, second = uuid4(), uuid4()
    for owner in (first, second):
        vault.put(owner, "upload/0", b"scan")
        vault.put(owner, "result", b"{}")
    vault.erase(first)
    for kind in ("upload/0", "result"):
        with pytest.raises(ObjectNotFound):
            vault.get(first, kind)
        assert vault.get(second, kind)


def test_objects_cannot_be_swapped_or_changed(vault):
    owner = uuid4()
    vault.put(owner, "page/0", b"one")
    vault.put(owner, "page/1", b"two")
    one, two = (vault._name(owner, kind) for kind in ("page/0", "page/1"))
    vault.store.put(one, vault.store.get(two))
    with pytest.raises(KeyUnusable):
        vault.get(owner, "page/0")


def test_sealing_twice_differs_and_opens_the_same():
    key = bytes(32)
    first, second = seal(key, b"x", b"name"), seal(key, b"x", b"name")
    assert first != second
    assert unseal(key, first, b"name") == unseal(key, second, b"name") == b"x"
