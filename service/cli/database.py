"""What commands on the service's database share."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sqlalchemy import Engine


@contextmanager
def service_database() -> "Iterator[Engine]":
    """The service's database, brought to the newest schema."""
    from service.db import create_database_engine
    from service.embedded import resolve_database_url
    from service.migrate import migrate
    from service.settings import load_settings

    url, embedded = resolve_database_url(load_settings())
    engine = create_database_engine(url)
    try:
        migrate(url)
        yield engine
    finally:
        engine.dispose()
        if embedded is not None:
            embedded.stop()


@contextmanager
def coded_errors() -> Iterator[None]:
    """A coded error on stderr and exit status 1 instead of a traceback."""
    from models.errors import CodedError

    def stop(error: CodedError) -> None:
        typer.echo(json.dumps({"error": error.as_dict()}), err=True)
        raise typer.Exit(1)

    try:
        yield
    except CodedError as error:
        stop(error)
    except OSError as error:
        typer.echo(f"{error.strerror}", err=True)
        raise typer.Exit(1) from None
