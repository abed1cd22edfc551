"""The command line `belgianidpro`: one module a group of commands.

The modules import their room inside the command, so that each command starts in about the time its models
take.
"""

import json
import sys

from models.errors import CodedError
from service.cli import (
    audit,
    backup,
    demo,
    duplicates,
    erase,
    keys,
    mail,
    match,
    oidc,
    operations,
    organisations,
    read,
    registry,
    requests,
    serve,
)
from service.cli.app import app

__all__ = [
    "audit",
    "backup",
    "demo",
    "duplicates",
    "erase",
    "keys",
    "mail",
    "match",
    "oidc",
    "operations",
    "organisations",
    "read",
    "registry",
    "requests",
    "serve",
]


def main() -> None:
    """Console entry point. What keeps a command from starting is told as JSON on standard error."""
    try:
        app()
    except CodedError as error:
        sys.stderr.write(json.dumps({"error": error.as_dict()}) + "\n")
        raise SystemExit(1) from None
