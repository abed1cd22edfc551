"""`registry import` and `registry search`, on the service's database (`generate` needs none)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from service.cli.app import registry_app

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@registry_app.command("import")
def import_file(
    file: Path = typer.Argument(help="One person with a number a line (JSON Lines) or a row (.parquet)."),
) -> None:
    """Adds the persons of a file to the registry; all of them or none."""
    from service.registry import importing

    with _coded_errors(), _database() as session:
        added = importing.import_file(session, file)
    typer.echo(f"{added} persons imported", err=True)


@registry_app.command("search")
def search_registry() -> None:
    """Searches for the person on stdin (JSON) and prints the decision as JSON. A search creates nothing."""
    from service.registry.service import parse_person_request, search_readonly

    with _coded_errors(), _database() as session:
        decision = search_readonly(session, parse_person_request(sys.stdin.read()))
        typer.echo(decision.to_json())


@contextmanager
def _database() -> "Iterator[Session]":
    from service.db import create_database_engine, transaction
    from service.embedded import resolve_database_url
    from service.migrate import migrate
    from service.settings import load_settings

    url, embedded = resolve_database_url(load_settings())
    engine = create_database_engine(url)
    try:
        migrate(url)
        with transaction(engine) as session:
            yield session
    finally:
        engine.dispose()
        if embedded is not None:
            embedded.stop()


@contextmanager
def _coded_errors() -> Iterator[None]:
    """A coded error on stderr and exit status 1 instead of a traceback."""
    import json

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
