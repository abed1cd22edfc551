"""`demo history`: requests of the demonstration's company, to try its overview on."""

import typer

from service.cli.app import demo_app
from service.cli.database import coded_errors, open_database


@demo_app.command("history")
def history(
    requests: int = typer.Option(10_000, help="How many requests to add.", min=1, max=200_000),
) -> None:
    """Adds past and open requests of the demonstration's first company, with its registry's persons."""
    from service.db import transaction
    from service.demo.history import make_history

    with coded_errors(), open_database() as engine, transaction(engine) as session:
        count = make_history(session, requests)
    typer.echo(f"{count} requests added", err=True)
