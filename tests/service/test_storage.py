"""Scans: stored whole or not at all, encrypted under a key of their own, named by nothing they contain."""

from uuid import uuid4

import pytest

from service.storage.keys import KeyRing, KeyUnusable, seal, unseal
from service.storage.store import FolderStore, ObjectNotFound, StorageFull
from service.storage.vault import Vault

NAME = "a" * 64


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "scans")


@pytest.fixture
def vault(store, tmp_path):
    return Vault(store, KeyRing(tmp_path / "keys"))


def test_an_object_is_put_got_measured_and_deleted(store):
    store.put(NAME, b"first")
    store.put(NAME, b"second")
    assert store.get(NAME) == b"second"
    assert store.stat(NAME).size == 6
    store.delete(NAME)
    store.delete(NAME)
    for look in (store.get, store.stat):
        with pytest.raises(ObjectNotFound):
            look(NAME)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a", "", "A" * 64, "a" * 63 + "/", "a" * 64 + "\n"])
def test_no_other_name_ever_reaches_the_disk(store, name):
    for use in (store.get, store.stat, store.delete, lambda name: store.put(name, b"")):
        with pytest.raises(ObjectNotFound):
            use(name)
    assert not store.root.exists()


def test_a_disk_that_refuses_leaves_nothing_half_written(store, monkeypatch):
    store.put(NAME, b"old")

    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("service.storage.store.os.fsync", refuse)
    with pytest.raises(StorageFull):
        store.put(NAME, b"new")
    assert store.get(NAME) == b"old"
    assert len(list(store.root.rglob("*.*"))) == 0


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


def test_another_master_key_opens_nothing(store, tmp_path):
    owner = uuid4()
    Vault(store, KeyRing(tmp_path / "keys")).put(owner, "result", b"{}")
    (tmp_path / "keys" / "master.key").write_bytes(bytes(32))
    with pytest.raises((KeyUnusable, ObjectNotFound)):
        Vault(store, KeyRing(tmp_path / "keys")).get(owner, "result")


def test_the_master_key_is_made_once_and_for_its_owner_only(tmp_path):
    master = KeyRing(tmp_path / "keys").master
    assert KeyRing(tmp_path / "keys").master == master
    assert (tmp_path / "keys" / "master.key").stat().st_mode & 0o077 == 0


def test_sealing_twice_differs_and_opens_the_same():
    key = bytes(32)
    first, second = seal(key, b"x", b"name"), seal(key, b"x", b"name")
    assert first != second
    assert unseal(key, first, b"name") == unseal(key, second, b"name") == b"x"
