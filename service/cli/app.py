"""The Typer applications that the command modules register with, and how a command fails."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from models.errors import CodedError

app = typer.Typer(
    name="belgianidpro", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
registry_app = typer.Typer(no_args_is_help=True, help="Make, import and search a registry of persons.")
audit_app = typer.Typer(no_args_is_help=True, help="Check the log of looks and decisions.")
keys_app = typer.Typer(no_args_is_help=True, help="Replace the master key of the encrypted scans.")
app.add_typer(registry_app, name="registry")
app.add_typer(keys_app, name="keys")
app.add_typer(audit_app, name="audit")


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
