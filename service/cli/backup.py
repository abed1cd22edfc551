"""`backup`: database and scans into one place, wrapped keys into another, the master key into a third."""

import json
from dataclasses import asdict
from pathlib import Path

import typer

from service.cli.app import backup_app
from service.cli.database import coded_errors, open_services

KEYS = typer.Option(None, help="The folder for the wrapped keys: a mirror, never beside the backup.")
MASTER = typer.Option(None, help="The file for the master key: a third place; absent if it is a setting.")


@backup_app.command("create")
def create(folder: Path, keys: Path | None = KEYS, master: Path | None = MASTER) -> None:
    """Copies database and scans into an empty folder, and brings the mirror of the keys up to date."""
    from service.backup.create import create_backup

    with coded_errors(), open_services() as services:
        done = create_backup(services, folder, keys, master)
    typer.echo(json.dumps(asdict(done)))


@backup_app.command("restore")
def restore(folder: Path, keys: Path | None = KEYS, master: Path | None = MASTER) -> None:
    """Brings a backup back into an empty database and an empty data folder; prints what is readable."""
    from service.backup.restore import restore_backup
    from service.embedded import resolve_database_url
    from service.settings import load_settings

    settings = load_settings()
    with coded_errors():
        url, embedded = resolve_database_url(settings)
        try:
            done = restore_backup(settings, url, folder, keys, master)
        finally:
            if embedded is not None:
                embedded.stop()
    typer.echo(json.dumps(asdict(done)))
