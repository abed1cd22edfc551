"""`belgianidpro match` and `belgianidpro registry generate`: the matcher without a database."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from models.errors import CodedError
from service.cli.app import app, registry_app

MOST_PERSONS = 50_000_000
PARQUET = ".parquet"


class PersonCountError(CodedError):
    code = "personCountOutOfRange"
    status = 400
    message = "The number of persons must lie between 1 and {most}."
    remedy = "Give another number with --persons."


@app.command()
def match(
    registry: Annotated[Path, typer.Option(help="One person a line (JSON Lines) or a row (.parquet).")],
) -> None:
    """Decide about requests on stdin (JSON Lines): one decision a line on stdout, in order."""
    from matching.columns import PersonColumns
    from matching.decide import decide
    from matching.index import PersonIndex
    from matching.registry_file import parse_request, read_registry

    try:
        if registry.suffix == ".parquet":
            index = PersonIndex(PersonColumns.read(registry))
        else:
            index = PersonIndex(read_registry(registry))
    except CodedError as error:
        _fail(error)
    for untrusted_line in sys.stdin.buffer:
        if not untrusted_line.strip():
            continue
        try:
            answer = decide(parse_request(untrusted_line), index, index.frequencies).to_json()
        except CodedError as error:
            answer = _error_line(error, _identify(untrusted_line))
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


@registry_app.command()
def generate(
    persons: Annotated[int, typer.Option(help="How many persons to invent.")],
    out: Annotated[
        Path, typer.Option(help="File to write: Parquet if it ends in .parquet, else JSON Lines.")
    ],
    seed: Annotated[int, typer.Option(help="The same seed gives the same persons.")] = 1,
) -> None:
    """Write a registry of invented persons: Parquet to a file that ends so, else one JSON a line."""
    from matching.synthetic import generate_parquet, generate_persons, write_registry

    if not 1 <= persons <= MOST_PERSONS:
        _fail(PersonCountError(most=MOST_PERSONS))
    try:
        if out.suffix.lower() == PARQUET:
            with _bar(persons) as advance:
                written = generate_parquet(out, persons, seed, progress=advance)
        else:
            written = write_registry(generate_persons(persons, seed), out)
    except CodedError as error:
        _fail(error)
    sys.stdout.write(json.dumps({"persons": written, "seed": seed}) + "\n")


@contextlib.contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error when that is a terminal; yields what advances it."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("persons", total=total)
        yield lambda count: bar.advance(task, count)


def _identify(untrusted_line: bytes) -> str | None:
    """The `id` of a line that is no valid request, when it has one."""
    try:
        document = json.loads(untrusted_line)
    except (ValueError, RecursionError):
        return None
    identifier = document.get("id") if isinstance(document, dict) else None
    return identifier if isinstance(identifier, str) else None


def _error_line(error: CodedError, identifier: str | None = None) -> str:
    named = {} if identifier is None else {"id": identifier}
    return json.dumps({**named, "error": error.as_dict()}, ensure_ascii=False)


def _fail(error: CodedError) -> None:
    sys.stdout.write(_error_line(error) + "\n")
    raise typer.Exit(1)
