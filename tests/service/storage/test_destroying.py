"""Many objects at once, and objects and keys that are destroyed for good, in a folder and in a bucket."""

from uuid import uuid4

import pytest
from minio.commonconfig import ENABLED
from minio.versioningconfig import VersioningConfig

from service.app import create_services
from service.db import transaction
from service.requests.models import RequestRecord
from service.storage.bucket import open_bucket
from service.storage.errors import KeyErased, ObjectNotFound, StorageAway
from service.storage.vault import open_key_ring, open_vault

NAMES = [f"{number:064x}" for number in range(40)]


def test_many_objects_come_together_and_those_that_are_missing_are_left_out(store):
    for name in NAMES[::2]:
        store.put(name, name.encode())
    assert store.get_many(NAMES) == {name: name.encode() for name in NAMES[::2]}
    assert store.get_many([]) == {}
    assert store.get_many(NAMES[:1]) == {NAMES[0]: NAMES[0].encode()}


def test_what_is_destroyed_is_gone(store):
    store.put(NAMES[0], b"a")
    store.put(NAMES[1], b"b")
    store.destroy(NAMES[0])
    store.destroy(NAMES[0])
    with pytest.raises(ObjectNotFound):
        store.get(NAMES[0])
    assert store.get(NAMES[1]) == b"b"


def test_in_a_bucket_that_keeps_versions_none_of_them_is_left(s3_settings):
    """Deleting there only hides the object: whoever asks for the version before gets the key."""
    store = open_bucket(s3_settings, s3_settings.s3_keys_bucket)
    store.put(NAMES[0], b"made")
    store.client.set_bucket_versioning(store.bucket, VersioningConfig(ENABLED))
    store.put(NAMES[0], b"wrapped")
    store.put(NAMES[0], b"wrapped anew")
    store.delete(NAMES[0])

    def versions():
        listed = store.client.list_objects(store.bucket, prefix=NAMES[0], include_version=True)
        return [one for one in listed if not one.is_delete_marker]

    assert len(versions()) >= 2
    store.destroy(NAMES[0])
    assert versions() == []


def test_keys_are_read_together_and_those_that_were_destroyed_stay_so(s3_settings):
    ring = open_key_ring(s3_settings)
    owners = [str(uuid4()) for _ in range(30)]
    made = {owner: ring.make_data_key(owner) for owner in owners}
    ring.erase_for_good(owners[0])
    assert open_key_ring(s3_settings).data_keys(owners) == {owner: made[owner] for owner in owners[1:]}
    with pytest.raises(KeyErased):
        ring.make_data_key(owners[0])
    assert ring.erased_among(owners) == owners[:1]
    assert (ring.has_key(owners[0]), ring.has_key(owners[1])) == (False, True)


def test_keys_of_an_old_copy_are_destroyed_anew(s3_settings):
    ring = open_key_ring(s3_settings)
    owner = str(uuid4())
    ring.make_data_key(owner)
    copy = {name: ring.wrapped.get(name) for name in ring.wrapped.names()}
    ring.erase_for_good(owner)
    for name, content in copy.items():
        ring.wrapped.put(name, content)
    assert ring.has_key(owner)
    assert ring.destroy_returned() == 1
    assert not ring.has_key(owner)


def test_a_server_of_keys_that_is_away_is_no_erased_person(s3, s3_settings, settings, employer):
    """Requests sealed under keys in a bucket: unreadable while it is away, there again afterwards."""
    changes = {
        name: getattr(s3_settings, name)
        for name in ("s3_url", "s3_access_key", "s3_secret_key", "s3_bucket", "s3_keys_bucket")
    }
    apart = settings.model_copy(update=changes | {"data_dir": s3_settings.data_dir})
    first = create_services(apart, str(settings.database_url))
    with transaction(first.engine) as session:
        row = RequestRecord(
            organisation_id=employer.organisation_id,
            account_id=employer.account_id,
            email="",
            language="nl",
            person={"familyName": "Novák"},
        )
        session.add(row)
        session.flush()
        request_id = row.id
    first.engine.dispose()
    second = create_services(apart, str(settings.database_url))
    try:
        s3.kill()
        try:
            with transaction(second.engine) as session, pytest.raises(StorageAway):
                _ = session.get_one(RequestRecord, request_id).person
        finally:
            s3.start()
        with transaction(second.engine) as session:
            assert session.get_one(RequestRecord, request_id).person == {"familyName": "Novák"}
    finally:
        second.engine.dispose()
    assert open_vault(apart).keys.has_key(str(request_id))
