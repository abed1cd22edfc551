"""Master keys: made once, replaced without losing anything, and useless when they are another's."""

import base64
import os
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from service.cli import app
from service.settings import Settings, load_settings
from service.storage.errors import KeyUnusable, MasterKeyInvalid, RotationUnfinished
from service.storage.keys import ROOT, KeyRing
from service.storage.masters import FileMasters, GivenMasters
from service.storage.store import FolderStore
from service.storage.vault import Vault, open_vault


def ring(folder):
    return KeyRing(FileMasters(folder), FolderStore(folder / "data"))


@pytest.fixture
def vault(tmp_path):
    return Vault(FolderStore(tmp_path / "scans"), ring(tmp_path / "keys"))


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The data folder as the commands see it."""
    monkeypatch.setenv("BELGIANIDPRO_DATA_DIR", str(tmp_path))
    load_settings.cache_clear()
    yield tmp_path
    load_settings.cache_clear()


def keys(*arguments):
    return CliRunner().invoke(app, ["keys", *arguments])


def in_base64(key):
    return base64.b64encode(key).decode()


def test_the_master_key_is_made_once_and_for_its_owner_only(tmp_path):
    made = FileMasters(tmp_path / "keys").read()
    assert FileMasters(tmp_path / "keys").read() == made
    assert (tmp_path / "keys" / "master.key").stat().st_mode & 0o077 == 0


def test_an_empty_master_key_opens_nothing(tmp_path):
    (tmp_path / "master.key").write_bytes(b"")
    with pytest.raises(KeyUnusable):
        ring(tmp_path).derive("session")


def test_another_master_key_opens_nothing(vault, tmp_path):
    owner = uuid4()
    vault.put(owner, "result", b"{}")
    (tmp_path / "keys" / "master.key").write_bytes(bytes(32))
    with pytest.raises(KeyUnusable):
        Vault(vault.store, ring(tmp_path / "keys")).get(owner, "result")


def test_a_lost_root_secret_is_not_made_anew_over_other_keys(vault, tmp_path):
    vault.put(uuid4(), "result", b"{}")
    ring(tmp_path / "keys").wrapped.delete(ROOT)
    with pytest.raises(KeyUnusable):
        ring(tmp_path / "keys").derive("session")


def test_a_rotation_keeps_every_scan_every_name_and_every_pseudonym(vault, data):
    owner, erased = uuid4(), uuid4()
    vault.put(owner, "upload/0", b"scan")
    vault.put(erased, "upload/0", b"gone")
    vault.erase(erased)
    pseudonyms = vault.keys.derive("audit pseudonyms")
    before = (data / "keys" / "master.key").read_bytes()

    assert keys("rotate").exit_code == 0
    assert vault.get(owner, "upload/0") == b"scan"  # a process that was running all along
    assert keys("rotate").exit_code == 1
    assert keys("retire").exit_code == 0

    assert (data / "keys" / "master.key").read_bytes() != before
    after = open_vault(load_settings())
    assert after.get(owner, "upload/0") == b"scan"
    assert after.keys.derive("audit pseudonyms") == pseudonyms
    stolen = KeyRing(GivenMasters(in_base64_secret(before)), after.keys.wrapped)
    with pytest.raises(KeyUnusable):
        stolen.data_key(str(owner))


def in_base64_secret(key):
    return Settings(master_key=in_base64(key)).master_key


def test_what_is_written_between_rotation_and_retirement_stays_readable(vault, data):
    owner = uuid4()
    vault.put(uuid4(), "upload/0", b"before")
    vault.keys.masters.rotate()
    vault.put(owner, "upload/0", b"between")
    with pytest.raises(RotationUnfinished):
        vault.keys.masters.rotate()
    assert keys("retire").exit_code == 0
    assert open_vault(load_settings()).get(owner, "upload/0") == b"between"


def test_keys_from_the_environment_are_rotated_there(tmp_path, data, monkeypatch):
    old, new = os.urandom(32), os.urandom(32)
    settings = Settings(data_dir=tmp_path, master_key=in_base64(old))
    owner = uuid4()
    open_vault(settings).put(owner, "upload/0", b"scan")
    assert not (tmp_path / "keys" / "master.key").exists()
    monkeypatch.setenv("BELGIANIDPRO_MASTER_KEY", in_base64(new))
    monkeypatch.setenv("BELGIANIDPRO_PREVIOUS_MASTER_KEY", in_base64(old))
    load_settings.cache_clear()
    assert keys("rotate").exit_code == 1
    assert "2 keys" in keys("rewrap").stderr
    assert "0 keys" in keys("rewrap").stderr
    alone = settings.model_copy(update={"master_key": in_base64_secret(new)})
    assert open_vault(alone).get(owner, "upload/0") == b"scan"


@pytest.mark.parametrize("text", ["", "not base64!", in_base64(b"short")])
def test_a_key_of_the_wrong_shape_is_refused(tmp_path, text):
    with pytest.raises(MasterKeyInvalid):
        open_vault(Settings(data_dir=tmp_path, master_key=text)).keys.derive("session")


def test_scans_and_wrapped_keys_lie_in_two_buckets(s3_settings, tmp_path):
    owner = uuid4()
    vault = open_vault(s3_settings)
    vault.put(owner, "upload/0", b"scan")
    assert open_vault(s3_settings).get(owner, "upload/0") == b"scan"
    assert len([*vault.store.names()]) == 1
    assert len([*vault.keys.wrapped.names()]) == 2
    assert [path.name for path in (tmp_path / "data").rglob("*") if path.is_file()] == ["master.key"]
    vault.erase(owner)
    assert len([*vault.keys.wrapped.names()]) == 1
