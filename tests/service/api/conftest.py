"""Callers of the API by role, each with a token of its own."""

import os
from collections.abc import Callable
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from service.context import Actor
from service.demo.samples_index import load_samples
from service.settings import Settings
from tests.postgres import connect_admin
from tests.service.conftest import TEMPLATE, actor_named
from tests.service.processes import running_house


@pytest.fixture
def calling(client: TestClient, token_for) -> Callable[[Actor], httpx.Client]:
    """An HTTP client of the running application that carries an actor's token."""

    def call_as(actor: Actor) -> httpx.Client:
        caller = TestClient(client.app, base_url=str(client.base_url), follow_redirects=False)
        caller.headers.update(token_for(actor))
        return caller

    return call_as


@pytest.fixture
def as_employer(calling, employer):
    return calling(employer)


@pytest.fixture
def as_stranger(calling, stranger):
    return calling(stranger)


@pytest.fixture
def as_reviewer(calling, reviewer):
    return calling(reviewer)


@pytest.fixture
def as_senior(calling, services):
    return calling(actor_named(services, "eva@office.invalid"))


@pytest.fixture
def as_administrator(calling, administrator):
    return calling(administrator)


@pytest.fixture
def drafted_over_http(as_employer, finished, read_as, employer, addresses):
    """A draft made from a finished extraction, with its addresses entered; returns its resource and ETag."""

    def draft(person, **reading):
        extraction_id: UUID = finished(employer, read_as(person, **reading))
        created = as_employer.post("/v1/requests", json={"extractionId": str(extraction_id)})
        view = created.json()
        entered = {"person": view["person"], "document": view["document"], **addresses.to_dict()}
        return as_employer.put(view["href"], json=entered, headers={"If-Match": created.headers["etag"]})

    return draft


def issues_of(answer):
    """The kinds and places of the issues of a refused call."""
    assert answer.headers["content-type"] == "application/problem+json"
    return [
        (issue["type"].rsplit(":", 1)[1], issue["in"], issue["name"]) for issue in answer.json()["issues"]
    ]


@pytest.fixture(scope="session")
def samples():
    """The product's own sample documents."""
    return load_samples(Settings().demo_samples_dir)


@pytest.fixture(scope="session")
def house(postgres, api_token, tmp_path_factory):
    """The running service with a real worker, on a database of its own; its address."""
    name, folder = f"t_{uuid4().hex}", tmp_path_factory.mktemp("house")
    with connect_admin(postgres) as admin:
        admin.execute(text(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    environment = os.environ | {
        "DATABASE_URL": postgres.url_of(name),
        "BELGIANIDPRO_DATA_DIR": str(folder / "data"),
    }
    with running_house(environment, folder / "log") as url:
        yield url
    with connect_admin(postgres) as admin:
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
