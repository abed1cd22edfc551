"""`audit`: whether the log of looks and decisions is whole, and its signed heads."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from service.cli.app import audit_app
from service.cli.database import coded_errors, open_database

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from service.settings import Settings
    from service.storage.keys import KeyRing


@audit_app.command("verify")
def verify() -> None:
    """Goes through the whole log and prints what was found as JSON; exit status 1 when anything is wrong."""
    from service.audit.verify import verify_log

    with coded_errors(), _log() as (engine, keys, settings):
        verdict = verify_log(engine, keys, settings.audit_heads_dir)
    typer.echo(
        json.dumps(
            {
                "whole": verdict.whole,
                "entries": verdict.entries,
                "heads": verdict.heads,
                "faults": [{"code": fault.code, "place": fault.place} for fault in verdict.faults],
            }
        )
    )
    raise typer.Exit(0 if verdict.whole else 1)


@audit_app.command("head")
def head() -> None:
    """Links what is not linked yet, and writes the chain's signed end now. Prints the public key as JSON."""
    from service.audit.chain import link_entries
    from service.audit.heads import export_head, public_key

    with coded_errors(), _log() as (engine, keys, settings):
        link_entries(engine, keys)
        export_head(engine, keys, settings.audit_heads_dir)
        typer.echo(json.dumps({"publicKey": public_key(keys)}))


@contextmanager
def _log() -> "Iterator[tuple[Engine, KeyRing, Settings]]":
    from service.settings import load_settings
    from service.storage.vault import open_key_ring

    settings = load_settings()
    with open_database() as engine:
        yield engine, open_key_ring(settings), settings
