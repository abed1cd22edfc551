"""`registry import`, `search` and `status`, on the service's database (`generate` needs none)."""

import json
import sys
from pathlib import Path

import typer

from service.cli.app import registry_app
from service.cli.database import coded_errors, service_database


@registry_app.command("import")
def import_file(
    file: Path = typer.Argument(help="One person with a number a line (JSON Lines) or a row (.parquet)."),
) -> None:
    """Adds the persons of a file to the registry; all of them or none."""
    from service.db import transaction
    from service.registry import importing

    with coded_errors(), service_database() as engine, transaction(engine) as session:
        added = importing.import_file(session, file)
    typer.echo(f"{added} persons imported", err=True)


@registry_app.command("search")
def search_registry(
    each: bool = typer.Option(False, "--each", help="JSON Lines: a decision for each line, in order."),
) -> None:
    """Searches for the person on stdin (JSON) and prints the decision as JSON. A search creates nothing."""
    from service.cli.lines import answer_lines
    from service.registry.service import parse_person_request, search_now, warm_up

    with coded_errors(), service_database() as engine:
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

    with coded_errors(), service_database() as engine, transaction(engine) as session:
        persons, size = measure_size(session)
        typer.echo(json.dumps({"persons": persons, "bytes": size}))
