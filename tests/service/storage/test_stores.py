"""What every store does, a folder as well as a bucket of an S3 server."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.storage.bucket import open_bucket
from service.storage.errors import ObjectNotFound, StorageAway, StorageFull
from service.storage.store import FolderStore

NAME, OTHER = "a" * 64, "b" * 64


def test_an_object_is_put_got_measured_listed_and_deleted(store):
    store.put(NAME, b"first")
    store.put(NAME, b"second")
    assert store.get(NAME) == b"second"
    assert store.stat(NAME).size == 6
    assert [*store.names()] == [NAME]
    store.delete(NAME)
    store.delete(NAME)
    assert [*store.names()] == []
    for look in (store.get, store.stat):
        with pytest.raises(ObjectNotFound):
            look(NAME)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a", "", "A" * 64, "a" * 63 + "/", "a" * 64 + "\n"])
def test_no_other_name_is_ever_used(store, name):
    for use in (store.get, store.stat, store.delete, lambda name: store.put(name, b"")):
        with pytest.raises(ObjectNotFound):
            use(name)
    assert [*store.names()] == []


def test_bytes_come_back_as_they_went_in(store):
    for content in (b"", b"\x00\xff\r\n", os.urandom(6 * 1024 * 1024)):
        store.put(NAME, content)
        assert store.get(NAME) == content


def test_whoever_reads_while_another_writes_sees_a_whole_object(store):
    versions = [bytes([number]) * 100_000 for number in range(8)]
    store.put(NAME, versions[0])
    with ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(store.put, NAME, version) for version in versions]
        reads = [pool.submit(store.get, NAME) for _ in range(20)]
    assert all(write.exception() is None for write in writes)
    assert {read.result() for read in reads} <= set(versions)


def test_a_disk_that_refuses_leaves_nothing_half_written(tmp_path, monkeypatch):
    store = FolderStore(tmp_path / "scans")
    store.put(NAME, b"old")

    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("service.storage.store.os.fsync", refuse)
    with pytest.raises(StorageFull):
        store.put(NAME, b"new")
    assert store.get(NAME) == b"old"
    assert len(list(store.root.rglob("*.*"))) == 0


def test_a_server_that_is_away_says_so_and_comes_back_with_everything(s3, s3_settings):
    store = open_bucket(s3_settings, s3_settings.s3_bucket)
    store.put(NAME, b"before")
    s3.kill()
    try:
        for use in (store.get, store.stat, store.delete, lambda name: store.put(name, b"")):
            with pytest.raises(StorageAway):
                use(NAME)
    finally:
        s3.start()
    assert patiently(lambda: store.get(NAME)) == b"before"


def patiently(ask):
    """The answer once there is one: a server that starts knows its volumes one after another."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return ask()
        except (StorageAway, ObjectNotFound):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_wrong_credentials_open_no_bucket(s3_settings):
    store = open_bucket(s3_settings.model_copy(update={"s3_access_key": "nobody"}), "scans")
    with pytest.raises(StorageAway):
        store.put(NAME, b"scan")


def test_two_buckets_share_no_object(s3_settings):
    scans = open_bucket(s3_settings, s3_settings.s3_bucket)
    keys = open_bucket(s3_settings, s3_settings.s3_keys_bucket)
    scans.put(NAME, b"scan")
    keys.put(OTHER, b"key")
    assert [*scans.names()] == [NAME]
    assert [*keys.names()] == [OTHER]
