"""A seeded database per test (copied from a template), the application, actors, and finished extractions."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text
from typer.testing import CliRunner

from matching.person import Address, Name, Person
from ocr.extraction import Document, ExtractedField, Extraction, Page, Quality, Region, Source
from service.app import create_app, create_services
from service.auth.acting import find_actor, list_ways, make_user
from service.auth.service import create_token, demo_api_token
from service.cli.app import registry_app
from service.context import Actor, Services, Work
from service.db import now, transaction
from service.demo.seed import seed_demo
from service.embedded import EmbeddedDatabase
from service.extractions.models import ExtractionRecord, UploadedPage
from service.extractions.service import RESULT
from service.jobs.models import Job
from service.migrate import migrate
from service.organisations.models import Account
from service.registry.importing import import_persons
from service.requests import service as requests
from service.requests.schemas import AddressesEntered
from service.settings import Settings, load_settings
from tests.postgres import connect_admin
from tests.service.registry_server import GONE, NEW, OLD, OTHER, TOKEN, RegistryServer, serving

TEMPLATE = "template_seeded"
PERSONS = 300
BASE = "http://127.0.0.1:8000"


def make_settings(url: str, folder: Path, **changes: object) -> Settings:
    return Settings(DATABASE_URL=url, data_dir=folder, demo_persons=PERSONS, **changes)


_TOKENS: dict[str, str] = {}
"""One template a server, also where another folder's conftest takes these fixtures over."""


@pytest.fixture(scope="session")
def api_token(postgres: EmbeddedDatabase, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Makes the template database; returns the employer's token, which is valid in every copy."""
    url = postgres.url_of(TEMPLATE)
    if url in _TOKENS:
        return _TOKENS[url]
    with connect_admin(postgres) as admin:
        admin.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    migrate(url)
    services = create_services(make_settings(url, tmp_path_factory.mktemp("seed")), url)
    seed_demo(services)
    token = demo_api_token(services)
    services.engine.dispose()
    assert token
    return _TOKENS.setdefault(url, token)


@pytest.fixture
def database_url(postgres: EmbeddedDatabase, api_token: str) -> Iterator[str]:
    name = f"t_{uuid4().hex}"
    with connect_admin(postgres) as admin:
        admin.execute(text(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
        yield postgres.url_of(name)
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return make_settings(database_url, tmp_path / "data")


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """The application behind its whole middleware, without a worker."""
    with TestClient(create_app(settings), base_url=BASE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    services = create_services(settings, str(settings.database_url))
    yield services
    services.engine.dispose()


def actor_named(services: Services, email: str) -> Actor:
    with transaction(services.engine) as session:
        account = session.scalars(select(Account).where(Account.email == email)).one()
        first = list_ways(session, account.id)[0]
        return find_actor(session, make_user(account), first.access_id, first.mandate_id)


@pytest.fixture
def employer(services: Services) -> Actor:
    return actor_named(services, "an@janssens.invalid")


@pytest.fixture
def stranger(services: Services) -> Actor:
    """An employer of another company."""
    return actor_named(services, "chloe@lambert.invalid")


@pytest.fixture
def reviewer(services: Services) -> Actor:
    return actor_named(services, "dirk@office.invalid")


@pytest.fixture
def administrator(services: Services) -> Actor:
    """The administrator of the employer's company."""
    return actor_named(services, "bram@janssens.invalid")


@pytest.fixture
def token_for(services: Services) -> Callable[[Actor], dict[str, str]]:
    """Headers with a new API token of an actor."""

    def make(actor: Actor) -> dict[str, str]:
        with transaction(services.engine) as session:
            token, _ = create_token(session, actor.access_id, "test", mandate_id=actor.mandate_id)
            return {"Authorization": f"Bearer {token}"}

    return make


OpenWork = Callable[[Actor], "contextmanager[Work]"]


@pytest.fixture
def working(services: Services):
    """`with working(actor) as work:` is one use case, committed at its end."""

    @contextmanager
    def open_work(actor: Actor, by: Services | None = None) -> Iterator[Work]:
        with transaction((by or services).engine) as session:
            work = Work(by or services, session, actor)
            yield work
        for action in work.after_commit:
            action()

    return open_work


def seen(value: str | int, status: str = "verified", confidence: float = 0.999) -> ExtractedField:
    source = Source(
        zone="visual", text=str(value), page=0, polygon=[(1, 1), (9, 1), (9, 5), (1, 5)], confidence=1
    )
    return ExtractedField(value=value, confidence=confidence, status=status, sources=[source])


def reading_of(
    person: Person,
    status: str = "verified",
    expiry: str = "2036-01-01",
    number: str = "ZZ9876543",
    **more: object,
) -> Extraction:
    """What a perfect reading of a person's valid passport looks like."""
    quality = Quality(score=1, acceptable=True, sharpness=1, exposure=1, glare=1)
    values = {
        "familyName": person.names[0].family_name,
        "givenNames": person.names[0].given_names,
        "birthDate": person.birth_date,
        "placeOfBirth": person.place_of_birth,
        "gender": person.gender,
        "nationality": person.nationality,
    }
    document = Document(
        type="passport",
        issuing_country="POL",
        regions=[Region(page=0, quad=[(0, 0), (9, 0), (9, 9), (0, 9)], rotation=0)],
        fields={"documentNumber": seen(number), "expiryDate": seen(expiry)},
    )
    return Extraction(
        files=["passport.jpg"],
        pages=[Page(index=0, width=10, height=10, quality=quality)],
        documents=[document],
        fields={name: seen(value, status) for name, value in values.items() if value is not None},
        **more,
    )


def store_reading(services: Services, actor: Actor, extraction: Extraction) -> UUID:
    """Stores an extraction as the worker would have; returns its id."""
    extraction_id = uuid4()
    services.vault.put(extraction_id, RESULT, extraction.to_json().encode())
    with transaction(services.engine) as session:
        job = Job(
            organisation_id=actor.organisation_id,
            kind="extraction",
            subject_id=extraction_id,
            state="done",
            finished_at=now(),
        )
        session.add(job)
        session.flush()
        session.add(
            ExtractionRecord(
                id=extraction_id,
                organisation_id=actor.organisation_id,
                account_id=actor.account_id,
                job_id=job.id,
                page_count=1,
                crops=[],
                pages=[
                    UploadedPage(position=number, name=name, stored_as=f"upload/{number}", size=0)
                    for number, name in enumerate(extraction.files)
                ],
            )
        )
    return extraction_id


@pytest.fixture(scope="session")
def read_as():
    return reading_of


@pytest.fixture
def finished(services: Services):
    return partial(store_reading, services)


@pytest.fixture(scope="session")
def newcomer() -> Person:
    """Somebody whom the seeded registry does not know."""
    return Person.model_validate(
        json.loads(
            '{"names": [{"familyName": "Quispe Mamani", "givenNames": "Yareli Xóchitl"}],'
            '"birthDate": "1991-03-17", "placeOfBirth": "Cochabamba", "gender": 2, "nationality": "BOL"}'
        )
    )


@pytest.fixture
def known(services: Services) -> Person:
    """An active person of the registry with a complete birth date and whole names."""
    from service.registry.models import RegistryPerson

    with transaction(services.engine) as session:
        rows = session.scalars(select(RegistryPerson).where(RegistryPerson.status == "active"))
        persons = [Person.model_validate(row.data) for row in rows]
    whole = [
        person
        for person in sorted(persons, key=lambda person: str(person.ssin))
        if person.birth_date
        and not person.birth_date.endswith(("-00", "-01-01"))
        and len(person.names) == 1
        and len(person.names[0].given_names) > 3
        and len(person.names[0].family_name) > 3
        and person.place_of_birth
        and person.gender
    ]
    alone = [
        person
        for person in whole
        if sum(other.birth_date == person.birth_date for other in persons) == 1
        and sum(other.names[0].family_name == person.names[0].family_name for other in persons) == 1
    ]
    return alone[0]


@pytest.fixture
def numbered_twice(services: Services) -> Callable[[Person], str]:
    """Gives a person of the registry a second number there, as if nobody had noticed; returns it."""

    def add(person: Person) -> str:
        assert person.ssin
        assert person.birth_date
        digits = person.ssin[:6] + "999"
        check = 97 - int(("2" if person.birth_date >= "2000" else "") + digits) % 97
        other = person.model_copy(update={"ssin": f"{digits}{check:02d}", "documents": []})
        with transaction(services.engine) as session:
            import_persons(session, [other])
        return f"{digits}{check:02d}"

    return add


@pytest.fixture
def persons(known: Person) -> list[Person]:
    """A number in use, one that it replaced, one that was cancelled."""
    return [
        known.model_copy(update={"ssin": NEW}),
        known.model_copy(update={"ssin": OLD, "status": "replaced", "replaced_by": NEW}),
        known.model_copy(update={"ssin": GONE, "status": "cancelled"}),
    ]


@pytest.fixture
def another() -> Person:
    """Somebody who is nobody of them."""
    name = Name(family_name="Tuilagi Faleolo", given_names="Manusina")
    return Person(ssin=OTHER, names=[name], birth_date="1984-11-23", place_of_birth="Apia", gender=1)


@pytest.fixture
def server(persons: list[Person], another: Person) -> Iterator[RegistryServer]:
    """A registry over HTTP with these persons."""
    with serving([*persons, another]) as registry:
        yield registry


@pytest.fixture
def remote_settings(settings: Settings, server: RegistryServer) -> Settings:
    changes = {
        "registry_url": server.url,
        "registry_token": TOKEN,
        "registry_seconds": 0.5,
        "registry_persons": PERSONS,
    }
    return settings.model_copy(update=Settings(**changes).model_dump(include=set(changes)))


@pytest.fixture
def with_remote(remote_settings: Settings) -> Iterator[Services]:
    """The service with the registry over HTTP in the place of its own."""
    services = create_services(remote_settings, str(remote_settings.database_url))
    yield services
    services.engine.dispose()


@pytest.fixture(scope="session")
def addresses() -> AddressesEntered:
    """What a requester enters on the page of addresses."""
    return AddressesEntered(
        residence_address=Address(country="POL", municipality_name="Gdańsk"),
        contact_address=Address(
            country="BEL", post_code="9000", municipality_name="Gent", street_name="Kouter", house_number="1"
        ),
    )


@pytest.fixture
def drafted(working, finished, read_as, addresses):
    """Uploads, drafts and addresses a request; returns its id."""

    def draft(actor: Actor, person: Person, **reading: object) -> UUID:
        extraction_id = finished(actor, read_as(person, **reading))
        with working(actor) as work:
            request = requests.create_draft(work, extraction_id)
            requests.save_addresses(work, request.id, addresses)
        return request.id

    return draft


@pytest.fixture
def sent(drafted, working):
    """Drafts a request and sends it; returns what its requester sees."""

    def send(actor: Actor, person: Person, **reading: object):
        request_id = drafted(actor, person, **reading)
        with working(actor) as work:
            return requests.submit_request(work, request_id)

    return send


@pytest.fixture
def cli(settings, monkeypatch):
    """`belgianidpro registry …` on the test's own database."""
    monkeypatch.setenv("DATABASE_URL", str(settings.database_url))
    monkeypatch.setenv("BELGIANIDPRO_DATA_DIR", str(settings.data_dir))
    load_settings.cache_clear()
    yield lambda arguments, stdin="": CliRunner().invoke(registry_app, arguments, input=stdin)
    load_settings.cache_clear()
