"""What commands on the service's database share."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from models.errors import CodedError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from service.context import Services


@contextmanager
def open_database() -> "Iterator[Engine]":
    """The service's database, brought to the newest schema."""
    from service.db import create_database_engine
    from service.embedded import resolve_database_url
    from service.migrate import migrate
    from service.seals import seal_with
    from service.settings import load_settings
    from service.storage.vault import open_key_ring

    settings = load_settings()
    url, embedded = resolve_database_url(settings)
    engine = create_database_engine(url)
    try:
        migrate(url, settings)
        seal_with(engine, open_key_ring(settings))
        yield engine
    finally:
        engine.dispose()
        if embedded is not None:
            embedded.stop()


@contextmanager
def open_services() -> "Iterator[Services]":
    """The parts of the house, on its database."""
    from service.app import create_services
    from service.settings import load_settings

    with open_database() as engine:
        services = create_services(load_settings(), engine.url.render_as_string(hide_password=False))
        try:
            yield services
        finally:
            services.engine.dispose()


@contextmanager
def coded_errors() -> Iterator[None]:
    """A coded error on stderr and exit status 1 instead of a traceback."""
    try:
        yield
    except CodedError as error:
        typer.echo(json.dumps({"error": error.as_dict()}), err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"{error.strerror}", err=True)
        raise typer.Exit(1) from None
