"""`/health` as load balancers and operators see it: each part is really taken away."""

import threading
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import text

from models.load import model_dir
from service.app import create_app
from service.operations import health as module
from service.operations.health import HealthMonitor
from tests.postgres import connect_admin
from tests.s3 import ACCESS_KEY, SECRET_KEY, running_s3
from tests.service.conftest import BASE
from tests.service.processes import free_port
from tests.service.registry_server import TOKEN, serving
from tests.service.test_machines import valkey


@pytest.fixture
def asked(settings):
    """The status and the parts with this change of the settings; nothing is remembered."""

    def ask(app) -> tuple[int, str, set[str]]:
        with TestClient(app, base_url=BASE) as client:
            answer = client.get("/health")
            body = answer.json()
            assert set(body) == {"status"}, "the public is told one word"
            assert answer.headers["content-type"] == "application/json"
        parts = app.state.health.look().parts
        return (
            answer.status_code,
            body["status"],
            {name for name, one in parts.items() if one.status == "DOWN"},
        )

    return ask


def make_app(settings, **changes):
    return create_app(settings.model_copy(update={"health_seconds": 0, **changes}))


def test_all_parts_are_asked_and_up(settings, asked):
    app = make_app(settings)
    assert asked(app) == (200, "UP", set())
    assert set(app.state.health.look().parts) == {"database", "store", "broker", "models"}


def test_without_its_database_it_is_down_and_up_again_with_it(settings, asked, postgres):
    app = make_app(settings)
    name = urlsplit(str(settings.database_url)).path.strip("/")
    with connect_admin(postgres) as admin:
        admin.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        admin.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": name},
        )
        assert asked(app) == (503, "DOWN", {"database"})
        admin.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
    assert asked(app) == (200, "UP", set())


def test_without_its_store_it_is_degraded_and_up_again_with_it(settings, asked, monkeypatch):
    monkeypatch.setattr("service.operations.health.ANSWER_SECONDS", 60)  # the first object makes a bucket
    with running_s3() as s3:
        stored = {"s3_url": s3.url, "s3_access_key": ACCESS_KEY, "s3_secret_key": SecretStr(SECRET_KEY)}
        app = make_app(settings, **stored)
        assert asked(app) == (200, "UP", set())
        s3.kill()
        assert asked(app) == (200, "DEGRADED", {"store"})
        s3.start()
        assert asked(app) == (200, "UP", set())


def test_without_its_broker_it_is_degraded_and_up_again_with_it(settings, asked):
    port = free_port()
    app = make_app(settings, broker_url=f"redis://127.0.0.1:{port}/0")
    assert asked(app) == (200, "DEGRADED", {"broker"})
    with valkey(port):
        assert asked(app) == (200, "UP", set())


def test_without_the_registry_of_another_service_it_is_degraded(settings, asked):
    with serving([]) as registry:
        app = make_app(settings, registry_url=registry.url, registry_token=SecretStr(TOKEN))
        assert asked(app) == (200, "UP", set())
    assert asked(app) == (200, "DEGRADED", {"registry"})


def test_without_its_weights_it_is_degraded(settings, asked, monkeypatch, tmp_path):
    model_dir.cache_clear()
    monkeypatch.setattr("models.manifest.WEIGHTS_DIR", tmp_path)
    try:
        assert asked(make_app(settings)) == (200, "DEGRADED", {"models"})
    finally:
        model_dir.cache_clear()


def test_a_part_that_never_answers_is_down_and_is_asked_once_only(monkeypatch):
    monkeypatch.setattr(module, "ANSWER_SECONDS", 0.1)
    asked, answers = [], threading.Event()

    def hang():
        asked.append(1)
        answers.wait()

    monitor = HealthMonitor({"database": lambda: None, "store": hang}, 0)
    for _ in range(3):
        found = monitor.look()
        assert (found.status, found.parts["store"].code) == ("DEGRADED", "timedOut")
    assert len(asked) == 1
    answers.set()
    monitor._running["store"].result(10)
    assert monitor.look().status == "UP"


def test_however_many_ask_the_parts_are_asked_once_in_a_while():
    asked = []
    monitor = HealthMonitor({"database": lambda: asked.append(1)}, 1000)
    threads = [threading.Thread(target=monitor.look) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert monitor.look().status == "UP"
    assert len(asked) == 1


def test_what_a_part_says_stays_inside(settings):
    def quote():
        raise ValueError("Secretname")

    found = HealthMonitor({"registry": quote}, 0).look()
    assert (found.status, found.parts["registry"].code) == ("DEGRADED", "ValueError")
    assert "Secretname" not in repr(found)
