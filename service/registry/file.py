"""Registry files as the service takes them: JSON Lines or Parquet, every number checked."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from matching.dates import IncompleteDate
from matching.person import Person
from matching.registry_parquet import stream_persons
from matching.ssin import SEX_KNOWN, SEX_UNKNOWN, check_digits, validate_ssin
from models.errors import CodedError

PARQUET = ".parquet"
MONTHS = frozenset(f"{month + shift:02d}" for shift in (0, SEX_UNKNOWN, SEX_KNOWN) for month in range(13))


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
        yield from _each_checked(stream_persons(path))
        return
    with path.open(encoding="utf-8") as lines:
        yield from parse_registry_file(lines)


def parse_registry_file(lines: Iterable[str]) -> Iterator[Person]:
    """The persons of a JSON Lines file. Raises RegistryFileInvalid with the line's number."""
    number = 0
    try:
        for number, line in enumerate(lines, start=1):  # noqa: B007 - the error names the line
            if line.strip():
                yield check_person(Person.model_validate_json(line))
    except (ValueError, CodedError):
        raise RegistryFileInvalid(line=max(number, 1)) from None


def check_person(person: Person) -> Person:
    """The person. Raises a CodedError when number, names or birth date are none."""
    if not is_number(person.ssin or ""):
        validate_ssin("")
    if person.birth_date:
        IncompleteDate.parse(person.birth_date)
    return person


def is_number(text: str) -> bool:
    """Whether `text` is eleven digits that `matching.ssin.validate_ssin` takes (forty times faster)."""
    if len(text) != 11 or not (text.isascii() and text.isdigit()) or text[2:4] not in MONTHS:
        return False
    nine, check, year = text[:9], text[9:], int(text[:2])
    if check_digits(nine, 1900 + year) == check:
        return int(text) > 0
    return check_digits(nine, 2000 + year) == check and 2000 + year <= datetime.now(UTC).year


def _each_checked(persons: Iterator[Person]) -> Iterator[Person]:
    number = 1
    try:
        for number, person in enumerate(persons, start=1):  # noqa: B007 - the error names the row
            yield check_person(person)
    except (ValueError, CodedError):
        raise RegistryFileInvalid(line=number) from None
