"""Registry files: one person as JSON a line."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from matching.dates import IncompleteDate
from matching.person import Person, PersonRequest
from models.errors import CodedError

SSIN = re.compile(r"\d{11}", re.ASCII)
LONGEST_LINE = 1 << 20
"""Bytes; a longer line is no person."""


class RegistryMissingError(CodedError):
    code = "registryMissing"
    status = 404
    message = "The registry file cannot be read."
    remedy = "Check the path; `belgianidpro registry generate` makes such a file."


class RegistryLineInvalidError(CodedError):
    code = "registryLineInvalid"
    status = 400
    message = "Line {line} of the registry file is not a person."
    remedy = "Write one JSON object a line, with names, and the fields that the documentation names."


class RequestInvalidError(CodedError):
    code = "requestInvalid"
    status = 400
    message = "This is not a request: {problems} fields are missing, unknown or of another type."
    remedy = "Write one JSON object a line, with at least one name, and only the fields of a person."


class NameMissingError(CodedError):
    code = "nameMissing"
    status = 400
    message = "The request holds no name."
    remedy = "Give at least a family name or given names."


def read_registry(path: Path) -> Iterator[Person]:
    """The persons of a registry file; raises `RegistryMissingError` or `RegistryLineInvalidError`."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _parse_person(line, number)
    except OSError:
        raise RegistryMissingError from None


def _parse_person(line: bytes, number: int) -> Person:
    try:
        person = Person.model_validate_json(line)
        if person.birth_date:
            IncompleteDate.parse(person.birth_date)
    except (ValidationError, CodedError):
        raise RegistryLineInvalidError(line=number) from None
    numbers = (person.ssin or "", *filter(None, [person.replaced_by]))
    if not person.names or not all(map(SSIN.fullmatch, numbers)):
        raise RegistryLineInvalidError(line=number)
    return person


def parse_request(untrusted_line: bytes) -> PersonRequest:
    """The request in one line of JSON; raises a `CodedError` that tells what is wrong with it."""
    if len(untrusted_line) > LONGEST_LINE:
        raise RequestInvalidError(problems=1)
    try:
        request = PersonRequest.model_validate_json(untrusted_line)
    except ValidationError as error:
        raise RequestInvalidError(problems=error.error_count()) from None
    check_request(request)
    return request


def check_request(request: PersonRequest) -> None:
    """Raises `NameMissingError` or an error of `matching.dates` when the matcher could not use `request`."""
    if not any(name.family_name.strip() or name.given_names.strip() for name in request.names):
        raise NameMissingError
    if request.birth_date is not None:
        IncompleteDate.parse(request.birth_date)
