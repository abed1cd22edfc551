"""`request export`: everything that is kept on a request, for the worker who asks for it."""

import json
from uuid import UUID

import typer

from service.cli.app import request_app
from service.cli.database import coded_errors, open_services


@request_app.command("export")
def export(request_id: UUID) -> None:
    """Prints everything that is kept on a request, scans included, as JSON. The export is logged."""
    from service.requests.handout import export_request

    with coded_errors(), open_services() as services:
        found = export_request(services, request_id)
    typer.echo(json.dumps(found, ensure_ascii=False))
