"""The table of a case: entered beside what each zone says and what the registry has, with the differences.

A zone's text is what stands on the document (`11 KOB/OCT 90`, `901011`, `IPEHA/IRENA`), so it is brought to
the form of the entered value before the two are compared, and shown as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from matching.person import Person
from matching.scripts import fold_plain, latin_forms
from ocr.fields.countries import country_of_text
from ocr.fields.dates import find_dates
from service.db import today
from service.requests.prefill import PERSON
from service.reviews.schemas import CaseView, ComparedField

Relation = Literal["equal", "spelled", "differs", "absent"]
"""`spelled`: the same but for letter case, diacritics, spaces, or how it is written out."""
ZONES: tuple[Literal["visual", "mrz", "barcode"], ...] = ("visual", "mrz", "barcode")
DATES = {"birthDate", "expiryDate"}
COUNTRIES = {"nationality", "documentIssuer"}
SEXES = {"1": "M", "2": "F"}
MRZ_DATE = 6


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `same` tells whether it stands in the entered value too."""

    text: str
    same: bool


@dataclass(frozen=True)
class Cell:
    """One value beside the entered one. Without a difference it is one piece."""

    text: str
    relation: Relation
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A line of the table: `registry` has a cell for each candidate."""

    field: ComparedField
    zones: tuple[Cell, ...]
    registry: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether anything on the document is not what was entered."""
        return any(cell.relation == "differs" for cell in self.zones)


def build_rows(case: CaseView) -> list[Row]:
    """A row for each field of the request."""
    persons = [candidate.person for candidate in case.candidates]
    numbers = case.request.document.number
    return [
        Row(
            field,
            tuple(_zone_cell(field, zone) for zone in ZONES),
            tuple(_registry_cell(field, person, numbers) for person in persons),
        )
        for field in case.fields
    ]


def compare(entered: str, text: str) -> tuple[Piece, ...]:
    """The text in pieces, so that what differs can be marked letter by letter.

    Letter case and diacritics do not make a piece of their own.
    """
    folded = [_fold_letter(letter) for letter in text]
    steps = Levenshtein.opcodes([_fold_letter(letter) for letter in entered], folded)
    pieces: list[Piece] = []
    for step in steps:
        part, same = text[step.dest_start : step.dest_end], step.tag == "equal"
        if step.tag == "delete":
            part = "\N{OPEN BOX}"  # a letter that is missing here must show too
        pieces.append(Piece(part, same))
    return tuple(pieces)


def _cell(entered: str | None, text: str | None, relation: Relation) -> Cell:
    if not text:
        return Cell("", "absent", ())
    differs = relation == "differs" and entered is not None
    return Cell(text, relation, compare(entered or "", text) if differs else (Piece(text, True),))


def _zone_cell(field: ComparedField, zone: Literal["visual", "mrz", "barcode"]) -> Cell:
    text: str | None = getattr(field, zone)
    if not text:
        return _cell(None, None, "absent")
    if field.entered is None:
        return _cell(None, text, "differs")
    return _cell(field.entered, text, _relate(field.name, field.entered, text, field))


def _relate(name: str, entered: str, text: str, field: ComparedField) -> Relation:
    if text == entered:
        return "equal"
    told = _told(name, text)
    if told is not None:
        return "spelled" if told == _wanted(name, entered, text) else "differs"
    if any(_same_words(entered, part) for part in (text, *text.split("/"))):
        return "spelled"
    if name in DATES | COUNTRIES | {"gender"}:  # written out in a way that only the reading understood
        return "spelled" if field.status != "conflict" and field.value == entered else "differs"
    return "differs"


def _told(name: str, text: str) -> str | None:
    """What a text says, in a form that can be compared; None where it is a name or not understood."""
    if name in DATES:
        digits = "".join(letter for letter in text if letter.isdigit())
        if len(digits) == len(text) == MRZ_DATE:
            return digits
        found = find_dates(text, future=name != "birthDate", this_year=today().year)
        return found[0].value if found else None
    if name in COUNTRIES:
        return country_of_text(text)
    if name == "gender":
        letters = {part.strip().upper()[:1] for part in text.split("/")} & {"M", "F"}
        return min(letters) if len(letters) == 1 else None
    return None


def _wanted(name: str, entered: str, text: str) -> str:
    """The entered value in the form of `_told`."""
    if name in DATES and len(text) == MRZ_DATE:
        return entered.replace("-", "")[2:]
    return SEXES.get(entered, entered) if name == "gender" else entered


def _registry_cell(field: ComparedField, person: Person | None, number: str | None) -> Cell:
    text = _registry_text(field.name, person, number) if person else None
    if not text or field.entered is None:
        return _cell(None, text, "absent" if not text else "spelled")
    if text == field.entered:
        return _cell(field.entered, text, "equal")
    return _cell(field.entered, text, "spelled" if _same_words(field.entered, text) else "differs")


def _registry_text(name: str, person: Person, number: str | None) -> str | None:
    if name in {"familyName", "givenNames"} and person.names:
        return str(getattr(person.names[0], PERSON[name])) or None
    if name in PERSON:
        value = getattr(person, PERSON[name])
        return None if value is None else str(value)
    chosen = [one for one in person.documents if one.number == number] or person.documents[:1]
    if not chosen:
        return None
    document = chosen[0]
    return {"documentNumber": document.number, "documentIssuer": document.issuer}.get(
        name, document.expiry_date
    )


def _same_words(one: str, other: str) -> bool:
    return bool({_plain(form) for form in latin_forms(one)} & {_plain(form) for form in latin_forms(other)})


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _fold_letter(letter: str) -> str:
    return fold_plain(letter)[:1] or letter


def chosen_candidate(wanted: str, candidates: Sequence[object]) -> int:
    """The place of the candidate that a page shows: the first unless another is asked for."""
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 3 else 1
    return number - 1 if 1 <= number <= len(candidates) else 0
