"""Registry files as the service takes them: JSON Lines or Parquet, every number checked."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from matching.dates import IncompleteDate
from matching.person import Person
from matching.registry_parquet import stream_persons
from matching.ssin import validate_ssin
from models.errors import CodedError

PARQUET = ".parquet"


class RegistryFileInvalid(CodedError):
    code = "registryFileInvalid"
    status = 400
    message = "Line {line} of the registry file is not a person with a valid number."
    remedy = "Correct the line: one JSON object a line, as the documentation shows it."


def read_registry_file(path: Path) -> Iterator[Person]:
    """The persons of a file: Parquet (`matching.registry_parquet.SCHEMA`) by its ending, else JSON Lines.

    Raises RegistryFileInvalid with the number of the line (of the row), OSError when there is no such file.
    """
    if path.suffix == PARQUET:
        yield from _checked(stream_persons(path))
        return
    with path.open(encoding="utf-8") as lines:
        yield from parse_registry_file(lines)


def parse_registry_file(lines: Iterable[str]) -> Iterator[Person]:
    """The persons of a JSON Lines file. Raises RegistryFileInvalid with the line's number."""
    number = 0
    try:
        for number, line in enumerate(lines, start=1):  # noqa: B007 - the line is named by the error
            if line.strip():
                yield _check(Person.model_validate_json(line))
    except (ValueError, CodedError):
        raise RegistryFileInvalid(line=number or 1) from None


def _checked(persons: Iterator[Person]) -> Iterator[Person]:
    number = 0
    while True:
        number += 1
        try:
            person = _check(next(persons))
        except StopIteration:
            return
        except (ValueError, CodedError):
            raise RegistryFileInvalid(line=number) from None
        yield person


def _check(person: Person) -> Person:
    validate_ssin(person.ssin or "")
    if person.birth_date:
        IncompleteDate.parse(person.birth_date)
    return person
