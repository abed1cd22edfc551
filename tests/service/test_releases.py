"""A database of an earlier release comes to today's schema with all that stands in it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import inspect, select, text

from service.app import create_services
from service.context import Work
from service.db import create_database_engine, transaction
from service.migrate import alembic_config, migrate
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.reviews import service as reviews
from service.settings import Settings
from tests.postgres import connect_admin, postgres_program
from tests.service.conftest import actor_named, make_settings
from tests.service.releases.make import PEOPLE

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sql"))


@pytest.fixture
def empty_url(postgres) -> Iterator[str]:
    name = f"r_{uuid4().hex}"
    with connect_admin(postgres) as admin:
        admin.execute(text(f"CREATE DATABASE {name}"))
        yield postgres.url_of(name)
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def load(url: str, dump: Path) -> None:
    program = [
        postgres_program("psql"),
        "--quiet",
        "--no-psqlrc",
        "--set",
        "ON_ERROR_STOP=1",
        "--file",
        dump,
        url,
    ]
    subprocess.run(program, check=True, capture_output=True)


def count_rows(url: str) -> dict[str, int]:
    """How many rows each table has."""
    engine = create_database_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        counts = {
            name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0
            for name in tables
            if name != "alembic_version"
        }
    engine.dispose()
    return counts


def test_an_empty_database_comes_to_the_schema_of_the_code(empty_url):
    migrate(empty_url)
    command.check(alembic_config(empty_url))
    assert set(count_rows(empty_url).values()) <= {0, 1}  # statistics have their one row


@pytest.mark.parametrize("dump", RELEASES, ids=lambda path: path.stem)
def test_a_database_of_an_earlier_release_keeps_every_row_and_is_worked_on(empty_url, dump, tmp_path):
    load(empty_url, dump)
    before = count_rows(empty_url)
    assert before["request"] >= 4
    settings = make_settings(empty_url, tmp_path)
    migrate(empty_url, settings)
    command.check(alembic_config(empty_url))
    after = count_rows(empty_url)
    assert {name: after.get(name) for name in before} == before
    _work_on(empty_url, settings)


def _work_on(url: str, settings: Settings) -> None:
    """The company finds its requests, a reviewer ends the one that waits."""
    services = create_services(settings, url)
    employer = actor_named(services, "an@janssens.invalid")
    reviewer = actor_named(services, "dirk@office.invalid")
    senior = actor_named(services, "eva@office.invalid")
    with transaction(services.engine) as session:
        listed = requests.history(Work(services, session, employer), page_size=100).items
        waiting = session.scalars(select(RequestRecord.id).where(RequestRecord.state == "underReview")).one()
    states = {line.state for line in listed}
    assert {"numberAssigned", "underReview", "moreInformationNeeded", "cancelled", "draft"} <= states
    shown = " ".join(line.worker_name for line in listed)
    assert all(person.names[0].family_name in shown for person in PEOPLE)
    with transaction(services.engine) as session:
        reviews.create_new(Work(services, session, reviewer), waiting, "Another birth place.")
    with transaction(services.engine) as session:
        reviews.confirm(Work(services, session, senior), waiting, wait=False)
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, waiting).ssin
    services.engine.dispose()
