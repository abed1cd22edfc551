"""`registry import`, `search` and `status`, on the service's database (`generate` needs none)."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from service.cli.app import coded_errors, registry_app

if TYPE_CHECKING:
    from sqlalchemy import Engine


@registry_app.command("import")
def import_file(
    file: Path = typer.Argument(help="One person with a number a line (JSON Lines) or a row (.parquet)."),
) -> None:
    """Adds the persons of a file to the registry; all of them or none."""
    from service.db import transaction
    from service.registry import importing

    with coded_errors(), _database() as engine, transaction(engine) as session:
        added = importing.import_file(session, file)
    typer.echo(f"{added} persons imported", err=True)


@registry_app.command("search")
def search_registry(
    each: bool = typer.Option(False, "--each", help="JSON Lines: a decision for each line, in order."),
) -> None:
    """Searches for the person on stdin (JSON) and prints the decision as JSON. A search creates nothing."""
    from service.cli.lines import answer_lines
    from service.registry.service import parse_person_request, search_now, warm_up

    with coded_errors(), _database() as engine:
        if each:
            warm_up(engine)
            answer_lines(lambda request: search_now(engine, request))
        else:
            typer.echo(search_now(engine, parse_person_request(sys.stdin.read())).to_json())


@registry_app.command("status")
def show_status() -> None:
    """Prints how many persons the registry holds, and the bytes of its tables with their indexes, as JSON."""
    from service.db import transaction
    from service.registry.repository import measure_size

    with coded_errors(), _database() as engine, transaction(engine) as session:
        persons, size = measure_size(session)
        typer.echo(json.dumps({"persons": persons, "bytes": size}))


@contextmanager
def _database() -> "Iterator[Engine]":
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
