"""Objects in a bucket of any S3 server, through MinIO's client."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

from service.settings import Settings
from service.storage.errors import ObjectNotFound, StorageAway, StorageFull
from service.storage.store import ObjectStat, checked

CONNECT_SECONDS, READ_SECONDS = 5.0, 30.0
TRIES = 3
CONNECTIONS = 10
"""Kept open to the server, one for each thread that a web process serves requests in, about."""
NO_BUCKET = "NoSuchBucket"
MISSING = {"NoSuchKey", "NoSuchObject", "ResourceNotFound", NO_BUCKET}
FULL = {"QuotaExceeded", "XMinioStorageFull", "EntityTooLarge", "InsufficientStorage"}
MADE = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


@dataclass(frozen=True)
class BucketStore:
    """Objects of one bucket. An S3 server answers a put when the object is whole and kept."""

    client: Minio
    bucket: str

    def put(self, name: str, content: bytes) -> None:
        """Stores an object in place of the one before; the first makes the bucket.

        Raises StorageFull, StorageAway.
        """
        with _answering():
            try:
                self._put(name, content)
            except S3Error as error:
                if error.code != NO_BUCKET:
                    raise
                self._make_bucket()
                self._put(name, content)

    def get(self, name: str) -> bytes:
        """The bytes. Raises ObjectNotFound, StorageAway."""
        with _answering():
            response = self.client.get_object(self.bucket, checked(name))
            try:
                return bytes(response.data)
            finally:
                response.close()
                response.release_conn()

    def stat(self, name: str) -> ObjectStat:
        """The size. Raises ObjectNotFound, StorageAway."""
        with _answering():
            return ObjectStat(self.client.stat_object(self.bucket, checked(name)).size or 0)

    def delete(self, name: str) -> None:
        """Removes the object; removing what is not there is no error. Raises StorageAway."""
        with _answering():
            self.client.remove_object(self.bucket, checked(name))

    def names(self) -> Iterator[str]:
        """The names of all objects, in no order."""
        with suppress(ObjectNotFound), _answering():
            for found in self.client.list_objects(self.bucket, recursive=True):
                if found.object_name:
                    yield found.object_name

    def _put(self, name: str, content: bytes) -> None:
        self.client.put_object(self.bucket, checked(name), BytesIO(content), len(content))

    def _make_bucket(self) -> None:
        try:
            self.client.make_bucket(self.bucket)
        except S3Error as error:
            if error.code not in MADE:  # another process was quicker
                raise


def open_bucket(settings: Settings, bucket: str) -> BucketStore:
    """A bucket of the S3 server that the settings name. Nothing is asked yet: a server may still be away."""
    address = urlsplit(str(settings.s3_url))
    client = Minio(
        endpoint=address.netloc,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key.get_secret_value() if settings.s3_secret_key else None,
        region=settings.s3_region,
        secure=address.scheme == "https",
        http_client=urllib3.PoolManager(
            maxsize=CONNECTIONS,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            retries=urllib3.Retry(total=TRIES, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
        ),
    )
    return BucketStore(client, bucket)


@contextmanager
def _answering() -> Iterator[None]:
    """Turns what the client throws into our errors. Its messages quote names of objects, and stay behind."""
    try:
        yield
    except S3Error as error:
        if error.code in MISSING:
            raise ObjectNotFound from None
        raise (StorageFull if error.code in FULL else StorageAway) from None
    except (MinioException, urllib3.exceptions.HTTPError, OSError):
        raise StorageAway from None
