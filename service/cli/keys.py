"""`keys`: replacing the master key that wraps every other key."""

from typing import TYPE_CHECKING

import typer

from service.cli.app import keys_app
from service.cli.database import coded_errors

if TYPE_CHECKING:
    from service.storage.keys import KeyRing
    from service.storage.masters import FileMasters


@keys_app.command("rotate")
def rotate() -> None:
    """Makes a new master key and wraps every key by it. The old one stays until `keys retire`."""
    with coded_errors():
        ring, masters = _ring_of_files()
        masters.rotate()
        done = ring.rewrap()
    typer.echo(f"{done} keys wrapped by the new master key; now run: belgianidpro keys retire", err=True)


@keys_app.command("rewrap")
def rewrap() -> None:
    """Wraps by the current master key what is still wrapped by the one before; can be run again."""
    from service.settings import load_settings
    from service.storage.vault import open_key_ring

    with coded_errors():
        done = open_key_ring(load_settings()).rewrap()
    typer.echo(f"{done} keys wrapped by the current master key", err=True)


@keys_app.command("retire")
def retire() -> None:
    """Wraps what was still wrapped by the old master key, and removes it."""
    with coded_errors():
        ring, masters = _ring_of_files()
        ring.rewrap()
        masters.retire()
    typer.echo("the old master key is gone", err=True)


def _ring_of_files() -> "tuple[KeyRing, FileMasters]":
    """The keys of this installation, when the master key is a file. Raises RotationElsewhere."""
    from service.settings import load_settings
    from service.storage.errors import RotationElsewhere
    from service.storage.masters import FileMasters
    from service.storage.vault import open_key_ring

    ring = open_key_ring(load_settings())
    if not isinstance(ring.masters, FileMasters):
        raise RotationElsewhere
    return ring, ring.masters
