"""Both kinds of store, behind the same tests."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from service.settings import Settings
from service.storage.bucket import open_bucket
from service.storage.store import FolderStore, ObjectStore
from tests.s3 import ACCESS_KEY, SECRET_KEY, S3Server, running_s3


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    with running_s3() as server:
        yield server


@pytest.fixture
def s3_settings(s3: S3Server, tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        s3_url=s3.url,
        s3_access_key=ACCESS_KEY,
        s3_secret_key=SECRET_KEY,
        s3_bucket=f"scans-{uuid4().hex}",
        s3_keys_bucket=f"keys-{uuid4().hex}",
    )


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param == "folder":
        return FolderStore(tmp_path / "scans")
    settings = request.getfixturevalue("s3_settings")
    return open_bucket(settings, settings.s3_bucket)
