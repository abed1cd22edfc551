"""Registry files as the service takes them: JSON Lines or Parquet, every person checked."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from matching.columns import NAME_KINDS, STATUSES
from matching.dates import IncompleteDate
from matching.person import Person
from matching.registry_parquet import date_text, ssin_text, stream_rows
from matching.ssin import SEX_KNOWN, SEX_UNKNOWN, check_digits, validate_ssin
from models.errors import CodedError

MONTHS = frozenset(f"{month + shift:02d}" for shift in (0, SEX_UNKNOWN, SEX_KNOWN) for month in range(13))
GENDERS = (None, 0, 1, 2)
TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class RegistryFileInvalid(CodedError):
    code = "registryFileInvalid"
    status = 400
    message = "Line {line} of the registry file is not a person with a valid number."
    remedy = "Correct the line: one JSON object a line, as the documentation shows it."


class PersonData(NamedTuple):
    """What `RegistryPerson` holds of a person; `data` is the contract's JSON."""

    ssin: str
    data: str
    status: str
    replaced_by: str | None


def parse_registry_file(lines: Iterable[str]) -> Iterator[Person]:
    """The persons of a JSON Lines file. Raises RegistryFileInvalid with the line's number."""
    number = 0
    try:
        for number, line in enumerate(lines, start=1):  # noqa: B007 - the error names the line
            if line.strip():
                yield _check(Person.model_validate_json(line))
    except (ValueError, CodedError):
        raise RegistryFileInvalid(line=max(number, 1)) from None


def read_person_data(path: Path) -> Iterator[PersonData]:
    """The persons of a Parquet file (`matching.registry_parquet.SCHEMA`) as they are stored.

    Raises RegistryFileInvalid with the row's number, and the errors of `open_parquet`. Rows are checked and
    written without a `Person` each, which would take longer.
    """
    for number, row in enumerate(stream_rows(path), start=1):
        try:
            data = _data_of(row)
        except (ValueError, TypeError, CodedError):
            raise RegistryFileInvalid(line=number) from None
        yield data


def is_number(text: str) -> bool:
    """Whether `text` is eleven digits that `matching.ssin.validate_ssin` takes."""
    if len(text) != 11 or not (text.isascii() and text.isdigit()) or text[2:4] not in MONTHS:
        return False
    nine, check, year = text[:9], text[9:], int(text[:2])
    if check_digits(nine, 1900 + year) == check:
        return int(text) > 0
    return check_digits(nine, 2000 + year) == check and 2000 + year <= datetime.now(UTC).year


def _check(person: Person) -> Person:
    if not is_number(person.ssin or ""):
        validate_ssin("")
    if not person.names:
        raise ValueError
    if person.birth_date:
        IncompleteDate.parse(person.birth_date)
    return person


def _data_of(row: dict[str, Any]) -> PersonData:
    """A row as `Person.to_json` writes it. Raises ValueError, or a CodedError, when it is no person."""
    ssin, status, replaced_by = ssin_text(row["ssin"]) or "", row["status"] or STATUSES[0], row["replaced_by"]
    birth_date = date_text(row["birth_date"])
    if birth_date:
        IncompleteDate.parse(birth_date)
    if not is_number(ssin) or status not in STATUSES or row["gender"] not in GENDERS:
        raise ValueError
    names = [_name(row["family_name"], row["given_names"], NAME_KINDS[0])]
    for other in row["other_names"] or ():
        names.append(_name(other["family_name"], other["given_names"], other["kind"]))
    residence = {"country": row["residence_country"], "municipalityName": row["residence_municipality"]}
    person = {
        "ssin": ssin,
        "names": names,
        "birthDate": birth_date,
        "placeOfBirth": row["place_of_birth"],
        "countryOfBirth": row["country_of_birth"],
        "gender": row["gender"],
        "nationality": row["nationality"],
        "documents": [_document(document) for document in row["documents"] or ()],
        "residenceAddress": _known(residence) or None,
        "status": status,
        "replacedBy": ssin_text(replaced_by),
    }
    return PersonData(ssin, TO_JSON(_known(person)), status, ssin_text(replaced_by))


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _name(family: str | None, given: str | None, kind: str) -> dict[str, str]:
    if kind not in NAME_KINDS:
        raise ValueError
    return {"familyName": family or "", "givenNames": given or "", "kind": kind}


def _document(document: dict[str, Any]) -> dict[str, Any]:
    kind, number, issuer = document["kind"], document["number"], document["issuer"]
    if kind is None or number is None or issuer is None:
        raise ValueError
    expiry_date = date_text(document["expiry_date"])
    return _known({"kind": kind, "number": number, "issuer": issuer, "expiryDate": expiry_date})
