"""Real processes: a worker killed in the middle of an extraction, and the supervised whole."""

import io
import os
import signal
from pathlib import Path

import httpx
import psutil
import pytest

from service.db import transaction
from service.extractions.service import create_extraction, extraction_result, field_crop, page_image
from service.extractions.uploads import UploadedFile
from service.jobs.models import Job
from service.requests import service as requests
from tests.service.processes import free_port, kill_group, running, wait_for

pytestmark = pytest.mark.slow

SAMPLE = "passport-new"


@pytest.fixture
def environment(settings):
    return os.environ | {
        "DATABASE_URL": str(settings.database_url),
        "BELGIANIDPRO_DATA_DIR": str(settings.data_dir),
        "BELGIANIDPRO_JOB_LEASE_SECONDS": "2",
        "BELGIANIDPRO_WORKER_NICE": "0",  # other tests may share the cores
        "BELGIANIDPRO_SWEEP_SECONDS": "0.3",
    }


@pytest.fixture
def uploaded(working, employer, services):
    """Uploads the sample passport without waking anybody; returns the extraction's id and its job."""
    sample = next(sample for sample in services.samples.list() if sample.name == SAMPLE)
    content = services.samples.read(sample.name, sample.files[0])
    with working(employer) as work:
        extraction_id = create_extraction(work, [UploadedFile("passport.jpg", content)])

    def load_job():
        with transaction(services.engine) as session:
            return session.query(Job).filter(Job.subject_id == extraction_id).one()

    return extraction_id, load_job


def test_a_worker_killed_in_the_middle_loses_nothing(
    uploaded, environment, tmp_path, working, employer, services
):
    extraction_id, load_job = uploaded
    log = tmp_path / "worker.log"
    with running(["beat"], environment, log), running(["worker"], environment, log) as worker:
        wait_for(lambda: load_job().state == "running" and load_job().stage not in {"queued", "started"})
        kill_group(worker)
    assert load_job().state == "running"
    with running(["beat"], environment, log), running(["worker"], environment, log):
        job = wait_for(lambda: (found := load_job()).state not in {"queued", "running"} and found)
    assert (job.state, job.attempt) == ("done", 2)
    with working(employer) as work:
        extraction = extraction_result(work, extraction_id)
        assert extraction.fields["birthDate"].value == "1971-08-31"
        assert page_image(work, extraction_id, 0).startswith(b"\xff\xd8\xff")
        assert field_crop(work, extraction_id, "familyName").startswith(b"\xff\xd8\xff")
        assert requests.create_draft(work, extraction_id).person.birth_date == "1971-08-31"


def test_the_models_are_loaded_in_each_child_before_the_first_job_comes(environment, tmp_path):
    """And in no parent, whose locks a fork would copy."""
    with running(["worker"], environment, tmp_path / "worker.log") as worker:
        parent = psutil.Process(worker.pid)
        wait_for(lambda: [child for child in parent.children() if runs_networks(child)])
        assert not runs_networks(parent)


def runs_networks(process: psutil.Process) -> bool:
    """Whether the process has the library in memory that runs the models."""
    return any("openvino_intel_cpu" in part.path for part in process.memory_maps())


def test_a_worker_that_took_too_much_memory_is_renewed_after_its_job(uploaded, environment, tmp_path):
    _, load_job = uploaded
    environment |= {"BELGIANIDPRO_WORKER_MOST_MEMORY_MB": "1", "BELGIANIDPRO_WORKER_NICE": "1"}
    with running(["worker"], environment, tmp_path / "worker.log") as worker:
        [before] = wait_for(lambda: psutil.Process(worker.pid).children())
        assert wait_for(lambda: (job := load_job()).state == "done" and job).attempt == 1
        wait_for(lambda: not before.is_running() or before.status() == psutil.STATUS_ZOMBIE)
        wait_for(lambda: {child.pid for child in psutil.Process(worker.pid).children()} - {before.pid})
        assert worker.poll() is None
        assert psutil.Process(worker.pid).nice() == min(19, psutil.Process().nice() + 1)


def test_serve_brings_up_everything_restarts_what_dies_and_stops_clean(environment, tmp_path):
    """The embedded installation: its own database, web process and worker."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in environment.items() if name != "DATABASE_URL"}
    environment["BELGIANIDPRO_DATA_DIR"] = str(make_open_folder() / "data")
    log = tmp_path / "serve.log"

    def healthy():
        try:
            return httpx.get(url + "/health", timeout=5).json() == {"status": "UP"}
        except httpx.HTTPError:
            return False

    arguments = ["serve", "--port", str(port), "--persons", "100"]
    with running(arguments, environment, log) as serve:
        wait_for(healthy)
        orphans = [child for child in psutil.Process(serve.pid).children() if "service" in child.cmdline()]
        serve.kill()
        assert len(orphans) == 2
        _, alive = psutil.wait_procs(orphans, timeout=30)
        assert alive == []
    with running(arguments, environment, log) as serve:
        wait_for(healthy)
        children = psutil.Process(serve.pid).children()
        web = next(child for child in children if child.cmdline()[-1] == "web")
        web.kill()
        wait_for(lambda: not web.is_running())
        wait_for(healthy)
        token = (Path(environment["BELGIANIDPRO_DATA_DIR"]) / "keys" / "demo-api-token").read_text()
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.post(
            url + "/v1/extractions", headers=headers, files={"files": ("a.jpg", small_jpeg())}
        )
        assert answer.status_code == 202
        family = psutil.Process(serve.pid).children(recursive=True)
        serve.send_signal(signal.SIGTERM)
        assert serve.wait(60) == 0
        _, alive = psutil.wait_procs(family, timeout=10)
        assert alive == []
    data = Path(environment["BELGIANIDPRO_DATA_DIR"])
    assert not (data / "database" / "postmaster.pid").exists()
    told = log.read_text()
    assert "demo-api-token" in told
    assert token not in told


def make_open_folder() -> Path:
    """A folder that the database's own user can reach even when the tests run as root."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix="belgianidpro-serve-"))


def small_jpeg() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.effect_noise((640, 400), 60).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()
