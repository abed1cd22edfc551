"""`belgianidpro match` and `belgianidpro registry generate`: the matcher without a database."""

import contextlib
import gc
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from models.errors import CodedError
from service.cli.app import app, registry_app
from service.cli.lines import answer_lines, error_line

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
    from matching.memory import give_back
    from matching.registry_file import read_registry

    try:
        if registry.suffix.lower() == PARQUET:
            index = PersonIndex(PersonColumns.read(registry))
        else:
            index = PersonIndex(read_registry(registry))
    except CodedError as error:
        _fail(error)
    give_back()  # what the columns took that the index was built from
    gc.freeze()  # else each full collection looks through millions of counts
    answer_lines(lambda request: decide(request, index, index.frequencies))


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


def _fail(error: CodedError) -> None:
    sys.stdout.write(error_line(error) + "\n")
    raise typer.Exit(1)
