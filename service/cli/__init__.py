"""The command line `belgianidpro`: one module a group of commands.

The modules import their room inside the command, so that each command starts in about the time its models
take.
"""

from service.cli import audit, demo, duplicates, keys, mail, match, organisations, read, registry, serve
from service.cli.app import app

__all__ = [
    "audit",
    "demo",
    "duplicates",
    "keys",
    "mail",
    "match",
    "organisations",
    "read",
    "registry",
    "serve",
]


def main() -> None:
    """Console entry point."""
    app()
