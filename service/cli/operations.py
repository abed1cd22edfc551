"""`migrate` and `health`: what a start, and whoever watches over it, needs."""

import json
import sys
from typing import Annotated
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import typer

from service.cli.app import app
from service.cli.database import open_database

ASK_SECONDS = 5.0


@app.command()
def migrate() -> None:
    """Brings the database to the newest schema; doing it again changes nothing."""
    with open_database():
        pass


@app.command()
def health(url: Annotated[str, typer.Option(help="Where a web process says how it is.")]) -> None:
    """Prints what /health says. Exit status 0 for UP and DEGRADED, 1 for DOWN and for no answer."""
    if not url.startswith(("http://", "https://")):
        raise typer.BadParameter("--url is an address with http:// or https://")
    try:
        with urlopen(url, timeout=ASK_SECONDS) as answer:  # noqa: S310 - see above
            found = json.load(answer)
    except HTTPError as error:
        sys.stdout.write(error.read().decode(errors="replace") + "\n")
        raise typer.Exit(1) from None
    except (URLError, OSError, ValueError):
        sys.stdout.write(json.dumps({"status": "DOWN"}) + "\n")
        raise typer.Exit(1) from None
    sys.stdout.write(json.dumps(found) + "\n")
