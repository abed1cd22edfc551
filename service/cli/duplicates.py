"""`belgianidpro registry duplicates`: who holds two numbers. Needs no database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import CodedError
from service.cli.app import registry_app

if TYPE_CHECKING:
    from matching.duplicates import Duplicate
    from matching.person import Person


class ProbabilityError(CodedError):
    code = "probabilityOutOfRange"
    status = 400
    message = "The threshold must lie between 0 and 1."
    remedy = "Give another probability with --threshold."


@registry_app.command()
def duplicates(
    registry: Annotated[Path, typer.Option(help="Registry file: JSON Lines, or Parquet (.parquet).")],
    out: Annotated[Path | None, typer.Option(help="File to write (default: stdout).")] = None,
    threshold: Annotated[float, typer.Option(help="Least probability that two are one person.")] = 0.9,
    vetoed: Annotated[bool, typer.Option(help="List pairs with a contradiction (twins) as well.")] = False,
) -> None:
    """Find persons with two numbers: one pair a line, as JSON, with the bits of each field."""
    from matching.duplicates import find_duplicates

    try:
        if not 0 < threshold < 1:
            raise ProbabilityError
        persons = list(_read(registry))
        found = find_duplicates(persons, probability=threshold, progress=_show_progress)
        listed, contradicted = _write(found, out, vetoed)
    except CodedError as error:
        sys.stdout.write(json.dumps({"error": error.as_dict()}, ensure_ascii=False) + "\n")
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"{error.strerror}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{listed} pairs listed, {contradicted} with a contradiction", err=True)


def _read(path: Path) -> "Iterator[Person]":
    if path.suffix == ".parquet":
        from matching.registry_parquet import stream_persons

        return stream_persons(path)
    from matching.registry_file import read_registry

    return read_registry(path)


def _write(found: "Iterator[Duplicate]", out: Path | None, vetoed: bool) -> tuple[int, int]:
    """How many pairs were listed, and how many there were with a veto."""
    listed = contradicted = 0
    file = out.open("w", encoding="utf-8") if out else sys.stdout
    try:
        for duplicate in found:
            contradicted += bool(duplicate.found.vetoes)
            if vetoed or not duplicate.found.vetoes:
                listed += 1
                file.write(_to_line(duplicate) + "\n")
    finally:
        if out:
            file.close()
    return listed, contradicted


def _to_line(duplicate: "Duplicate") -> str:
    """Numbers, probability, levels and bits: the values compared stay in the registry."""
    found = duplicate.found
    evidence = [{"field": e.field, "level": e.level, "bits": e.bits} for e in found.evidence]
    return json.dumps({
        "ssins": [duplicate.ssin, found.ssin], "probability": found.probability, "bits": found.bits,
        "evidence": evidence, "vetoes": found.vetoes,
    })  # fmt: skip


def _show_progress(stage: str, done: int, whole: int) -> None:
    """A line on stderr: counts alone, no personal data."""
    typer.echo(f"{stage}: {done:,} of {whole:,}", err=True)
