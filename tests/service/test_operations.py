"""A real run, seen by whoever operates it: figures, and one trace id from the call to the mail and the
webhook."""

import json
import os
import re
from contextlib import ExitStack
from dataclasses import replace

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from service.context import Services
from service.db import create_database_engine, transaction
from service.jobs.models import Job
from service.mail.models import OutgoingMail
from service.operations.exposition import serve_figures
from service.operations.figures import read_figures
from service.operations.health import HealthMonitor
from service.operations.models import WorkerProcess
from service.operations.tallies import Tallies
from service.operations.web_figures import WebFigures
from service.operations.workers import WorkerReport, count_recycle, count_stages
from service.webhooks import service as webhooks
from service.webhooks.models import WebhookDelivery
from tests.service.processes import free_port, running, wait_for
from tests.service.webhooks.receiver import serve

TRACE = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"
NUMBER = re.compile(r"\d{11}")
SAMPLE = "passport-known"


def families(text: str) -> dict[str, list]:
    return {family.name: family.samples for family in text_string_to_metric_families(text)}


def value(figures: dict[str, list], name: str, **labels: str) -> float:
    """The sum of the samples of a name that have these labels."""
    found = [
        sample.value
        for samples in figures.values()
        for sample in samples
        if sample.name == name and labels.items() <= sample.labels.items()
    ]
    assert found, name
    return sum(found)


@pytest.mark.slow
def test_a_run_leaves_figures_and_one_trace_and_nobodys_data(
    settings, services: Services, api_token, administrator, working, addresses, tmp_path
):
    """Web, worker and beat, a document of a person whom the registry knows, from the upload to the number."""
    port, metrics = free_port(), free_port()
    url, operator = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{metrics}"
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "PYTHONPATH"}},
        "DATABASE_URL": str(settings.database_url),
        "BELGIANIDPRO_DATA_DIR": str(settings.data_dir),
        "BELGIANIDPRO_METRICS_PORT": str(metrics),
        "BELGIANIDPRO_WORKER_NICE": "0",
        "BELGIANIDPRO_SWEEP_SECONDS": "0.3",
        "BELGIANIDPRO_WEBHOOK_ALLOWED_HOSTS": '["localhost"]',
        "OMP_NUM_THREADS": "1",
    }
    sample = next(one for one in services.samples.list() if one.name == SAMPLE)
    content = services.samples.read(SAMPLE, sample.files[0])
    logs = {name: tmp_path / f"{name}.log" for name in ("web", "worker", "beat")}
    headers = {"Authorization": f"Bearer {api_token}", "BelGov-Trace-Id": TRACE}
    with ExitStack() as stack:
        api = stack.enter_context(httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False))
        receiver, stop = serve()
        stack.callback(stop)
        allowed = services.settings.model_copy(update={"webhook_allowed_hosts": ["localhost"]})
        with working(administrator, replace(services, settings=allowed)) as work:
            webhooks.create_webhook(work, receiver.url)
        stack.enter_context(running(["web", "--port", str(port)], environment, logs["web"]))
        stack.enter_context(running(["worker"], environment, logs["worker"]))
        stack.enter_context(running(["beat"], environment, logs["beat"]))

        def status(base: str) -> dict:
            try:
                return httpx.get(base + "/health", timeout=10, trust_env=False).json()
            except httpx.HTTPError:
                return {}

        wait_for(lambda: status(url) == {"status": "UP"})
        assert status(operator)["parts"]["store"]["status"] == "UP"
        upload = api.post("/v1/extractions", files={"files": ("passport.jpg", content)})
        assert upload.headers["BelGov-Trace-Id"] == TRACE
        wait_for(lambda: api.get(upload.headers["Location"]).status_code == 303)
        draft = api.post("/v1/requests", json={"extractionId": upload.headers["Location"].rsplit("/", 1)[1]})
        entered = {
            "person": draft.json()["person"],
            "document": draft.json()["document"],
            **addresses.to_dict(),
        }
        href = draft.json()["href"]
        assert api.put(href, json=entered, headers={"If-Match": draft.headers["etag"]}).status_code == 200
        sent = api.post(href + "/submit").json()
        assert sent["state"] == "numberAssigned"

        def all_sent() -> bool:
            with transaction(services.engine) as session:
                mails = [*session.scalars(select(OutgoingMail.sent_at))]
                told = [*session.scalars(select(WebhookDelivery.delivered_at))]
            return bool(mails and told) and all(mails) and all(told)

        wait_for(all_sent)
        text = httpx.get(operator + "/metrics", trust_env=False).text
        assert httpx.get(operator + "/requests", trust_env=False).status_code == 404
        assert api.get("/metrics").status_code == 404, "the public has no figures"
    _check_figures(families(text), text)
    _check_traces(services, receiver, logs)
    persons = [draft.json()["person"]["familyName"], draft.json()["person"]["birthDate"], sent["ssin"]]
    for place in (text, *(log.read_text() for log in logs.values())):
        assert not any(secret in place for secret in (*persons, api_token, "janssens"))
    assert not NUMBER.search(re.sub(r"[\d.]+e[+-]\d+|\d+\.\d+", "", text))


def _check_figures(figures: dict[str, list], text: str) -> None:
    assert value(figures, "belgianidpro_health") == 1
    assert value(figures, "belgianidpro_part_up", part="store") == 1
    jobs = {"kind": "extraction", "outcome": "done", "code": ""}
    assert value(figures, "belgianidpro_jobs_total", **jobs) == 1
    assert value(figures, "belgianidpro_stage_seconds_count", stage="intake") == 1
    assert value(figures, "belgianidpro_job_seconds_count", kind="extraction") == 1
    assert value(figures, "belgianidpro_job_wait_seconds_sum", kind="extraction") >= 0
    for priority in ("person", "program", "batch"):
        assert value(figures, "belgianidpro_queue_jobs", priority=priority) == 0
    assert value(figures, "belgianidpro_requests", state="numberAssigned") == 1
    outcome = {"state": "numberAssigned", "code": "existingPerson"}
    assert value(figures, "belgianidpro_outcomes_day", **outcome) == 1
    assert value(figures, "belgianidpro_review_rate_day") == 0
    assert value(figures, "belgianidpro_mail_waiting") == value(figures, "belgianidpro_webhook_waiting") == 0
    assert value(figures, "belgianidpro_workers") == value(figures, "belgianidpro_worker_starts_total") == 1
    assert value(figures, "belgianidpro_worker_most_memory_bytes") > 100e6
    call = {"method": "POST", "route": "/v1/requests/{requestId}/submit", "status": "200"}
    assert value(figures, "belgianidpro_http_seconds_count", **call) == 1
    labels = {label for samples in figures.values() for sample in samples for label in sample.labels}
    known = {"kind", "outcome", "code", "stage", "le", "priority", "state", "part"}
    assert labels <= known | {"method", "route", "status"}
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text)


def _check_traces(services: Services, receiver, logs) -> None:
    with transaction(services.engine) as session:
        for table in (Job, OutgoingMail, WebhookDelivery):
            assert {*session.scalars(select(table.trace_id))} == {TRACE}
    assert {headers["BelGov-Trace-Id"] for headers, _ in receiver.received} == {TRACE}
    assert {headers["traceparent"].split("-")[1] for headers, _ in receiver.received} == {
        TRACE.replace("-", "")
    }
    told = {name: [json.loads(line) for line in log.read_text().splitlines()] for name, log in logs.items()}
    for name, message in (
        ("web", "call"),
        ("worker", "attempt ended"),
        ("beat", "mail sent"),
        ("beat", "webhook told"),
    ):
        assert TRACE in {line.get("traceId") for line in told[name] if line["message"] == message}, (
            name,
            message,
        )


def test_sums_grow_and_histograms_cumulate(services: Services):
    for seconds in (0.01, 0.3, 500.0):
        count_stages(services.engine, {"read": seconds})
    count_recycle(services.engine)
    report = WorkerReport(services.engine)
    report.ended("extraction", "failed", "noDocument", 0.2, 1.5)
    report.ended("extraction", "failed", "noDocument", 0.2, 1.5)
    figures = {metric.name: metric.samples for metric in read_figures(services.engine)}
    read = figures["belgianidpro_stage_seconds"]
    stage = {sample.labels["le"]: sample.value for sample in read if "le" in sample.labels}
    assert (stage["0.05"], stage["0.5"], stage["120.0"], stage["+Inf"]) == (1, 2, 2, 3)
    assert value(figures, "belgianidpro_stage_seconds_sum", stage="read") == pytest.approx(500.31)
    failed = {"kind": "extraction", "outcome": "failed", "code": "noDocument"}
    assert value(figures, "belgianidpro_jobs_total", **failed) == 2
    assert value(figures, "belgianidpro_worker_recycles_total") == 1


def test_a_worker_that_tells_nothing_any_more_is_not_counted(services: Services):
    WorkerReport(services.engine).tell()
    other = WorkerReport(services.engine)
    other._models_code = "modelMissing"
    other.tell()

    def count(name: str) -> float:
        return value({metric.name: metric.samples for metric in read_figures(services.engine)}, name)

    assert (count("belgianidpro_workers"), count("belgianidpro_workers_without_models")) == (2, 1)
    with transaction(services.engine) as session:
        row = session.scalars(select(WorkerProcess).where(WorkerProcess.models_code.is_not(None))).one()
        row.seen_at = row.seen_at.replace(year=row.seen_at.year - 1)
    assert (count("belgianidpro_workers"), count("belgianidpro_workers_without_models")) == (1, 0)


def test_a_figure_that_cannot_be_written_fails_nothing(services: Services, caplog):
    tallies = Tallies()
    tallies.add("x" * 100, {})
    tallies.write(services.engine)
    assert "figures not written" in caplog.text


def test_without_a_database_a_scrape_still_tells_how_the_service_is(settings):
    nowhere = create_database_engine(f"postgresql://postgres@127.0.0.1:{free_port()}/none")

    def away():
        raise OperationalError("", {}, Exception())

    port = free_port()
    monitor = HealthMonitor({"database": away, "store": lambda: None}, 0)
    server = serve_figures("127.0.0.1", port, nowhere, monitor, WebFigures())
    try:
        operator = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False)
        figures = families(operator.get("/metrics").text)
        health = operator.get("/health")
        operator.close()
    finally:
        server.shutdown()
        server.server_close()
    assert (
        value(figures, "belgianidpro_health") == value(figures, "belgianidpro_part_up", part="database") == 0
    )
    assert value(figures, "belgianidpro_part_up", part="store") == 1
    assert "belgianidpro_queue_jobs" not in figures
    assert (health.status_code, health.json()["status"]) == (503, "DOWN")
    assert health.json()["parts"]["database"]["code"] == "databaseError"
