"""The formats of machine-readable zones, as data.

Sources: ICAO Doc 9303 parts 4 (TD3), 5 (TD1), 6 (TD2), 7 (MRV-A, MRV-B); the French identity card issued
until 2021; driving licences after ISO/IEC 18013 (one line of 30) and the Swiss licence (9 + 30 + 30).
Positions count from 0, ends are exclusive.
"""

from dataclasses import dataclass
from typing import Literal

FormatName = Literal["TD1", "TD2", "TD3", "MRVA", "MRVB", "FRA_ID", "DL", "CHE_DL"]

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = frozenset("0123456789")
CLASSES: dict[str, frozenset[str]] = {
    "A": LETTERS | {"<"},
    "X": LETTERS | DIGITS | {"<"},
    "N": DIGITS,
    "D": DIGITS | {"<"},
    "S": frozenset("MFX<"),
}
"""A letters, X letters and digits, N digits, D digits or unknown, S sex; the filler in all but N."""


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of line `line`."""

    line: int
    start: int
    end: int

    def of(self, lines: list[str]) -> str:
        """What stands there."""
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True)
class Field:
    """A field, where it stands and the class of its characters."""

    name: str
    span: Span
    kind: str


@dataclass(frozen=True)
class Check:
    """A check digit at `digit` over `over`. `fillable`: of an empty field it may be a filler or 0."""

    name: str
    digit: Span
    over: tuple[Span, ...]
    fillable: bool = False


@dataclass(frozen=True)
class Format:
    """One format: line lengths, fields, check digits, and the first letters of its document codes."""

    name: FormatName
    lengths: tuple[int, ...]
    fields: tuple[Field, ...]
    checks: tuple[Check, ...]
    codes: str
    """Letters the first line may begin with; empty: none is asked for."""

    def field(self, name: str) -> Field | None:
        """The field called `name`."""
        return next((field for field in self.fields if field.name == name), None)

    def classes(self, line: int) -> list[str]:
        """The class of each position of `line`; positions of no field are 'X'."""
        kinds = ["X"] * self.lengths[line]
        for field in self.fields:
            if field.span.line == line:
                kinds[field.span.start : field.span.end] = field.kind * (field.span.end - field.span.start)
        for check in self.checks:
            if check.digit.line == line:
                kinds[check.digit.start] = "D" if check.fillable else "N"
        return kinds


def _fields(*rows: tuple[str, int, int, int, str]) -> tuple[Field, ...]:
    return tuple(Field(name, Span(line, start, end), kind) for name, line, start, end, kind in rows)


def _check(name: str, line: int, position: int, *over: tuple[int, int, int], fillable: bool = False) -> Check:
    return Check(name, Span(line, position, position + 1), tuple(Span(*span) for span in over), fillable)


_NUMBER = _check("documentNumber", 1, 9, (1, 0, 9))
_BIRTH = _check("birthDate", 1, 19, (1, 13, 19))
_EXPIRY = _check("expiryDate", 1, 27, (1, 21, 27))
_SECOND_LINE = (
    ("documentNumber", 1, 0, 9, "X"),
    ("nationality", 1, 10, 13, "A"),
    ("birthDate", 1, 13, 19, "D"),
    ("gender", 1, 20, 21, "S"),
    ("expiryDate", 1, 21, 27, "D"),
)


def _two_lines(width: int, *more: tuple[str, int, int, int, str]) -> tuple[Field, ...]:
    return _fields(
        ("documentCode", 0, 0, 2, "A"),
        ("issuer", 0, 2, 5, "A"),
        ("names", 0, 5, width, "A"),
        *_SECOND_LINE,
        *more,
    )


TD3 = Format(
    "TD3",
    (44, 44),
    _two_lines(44, ("optionalData", 1, 28, 42, "X")),
    (
        _NUMBER,
        _BIRTH,
        _EXPIRY,
        _check("optionalData", 1, 42, (1, 28, 42), fillable=True),
        _check("composite", 1, 43, (1, 0, 10), (1, 13, 20), (1, 21, 43)),
    ),
    "P",
)
TD2 = Format(
    "TD2",
    (36, 36),
    _two_lines(36, ("optionalData", 1, 28, 35, "X")),
    (_NUMBER, _BIRTH, _EXPIRY, _check("composite", 1, 35, (1, 0, 10), (1, 13, 20), (1, 21, 35))),
    "IACP",
)
MRVA = Format(
    "MRVA", (44, 44), _two_lines(44, ("optionalData", 1, 28, 44, "X")), (_NUMBER, _BIRTH, _EXPIRY), "V"
)
MRVB = Format(
    "MRVB", (36, 36), _two_lines(36, ("optionalData", 1, 28, 36, "X")), (_NUMBER, _BIRTH, _EXPIRY), "V"
)
TD1 = Format(
    "TD1",
    (30, 30, 30),
    _fields(
        ("documentCode", 0, 0, 2, "A"),
        ("issuer", 0, 2, 5, "A"),
        ("documentNumber", 0, 5, 14, "X"),
        ("optionalData", 0, 15, 30, "X"),
        ("birthDate", 1, 0, 6, "D"),
        ("gender", 1, 7, 8, "S"),
        ("expiryDate", 1, 8, 14, "D"),
        ("nationality", 1, 15, 18, "A"),
        ("optionalData2", 1, 18, 29, "X"),
        ("names", 2, 0, 30, "A"),
    ),
    (
        # A filler here announces a long number that goes on in the optional data (part 5 §4.2.2.2, note j).
        _check("documentNumber", 0, 14, (0, 5, 14), fillable=True),
        _check("birthDate", 1, 6, (1, 0, 6)),
        _check("expiryDate", 1, 14, (1, 8, 14)),
        _check("composite", 1, 29, (0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
    ),
    "IACPR",
)
FRA_ID = Format(
    "FRA_ID",
    (36, 36),
    _fields(
        ("documentCode", 0, 0, 2, "A"),
        ("issuer", 0, 2, 5, "A"),
        ("familyName", 0, 5, 30, "A"),
        ("department", 0, 30, 36, "X"),
        ("documentNumber", 1, 0, 12, "X"),
        ("givenNames", 1, 13, 27, "A"),
        ("birthDate", 1, 27, 33, "D"),
        ("gender", 1, 34, 35, "S"),
    ),
    (
        _check("documentNumber", 1, 12, (1, 0, 12)),
        _check("birthDate", 1, 33, (1, 27, 33)),
        _check("composite", 1, 35, (0, 0, 36), (1, 0, 35)),
    ),
    "I",
)
DL = Format(
    "DL",
    (30,),
    _fields(("documentCode", 0, 0, 2, "X"), ("issuer", 0, 2, 5, "A"), ("licenceData", 0, 5, 29, "X")),
    (_check("composite", 0, 29, (0, 0, 29)),),
    "D",
)
CHE_DL = Format(
    "CHE_DL",
    (9, 30, 30),
    _fields(
        ("cardNumber", 0, 0, 9, "X"),
        ("documentCode", 1, 0, 2, "A"),
        ("issuer", 1, 2, 5, "A"),
        ("licenceData", 1, 5, 30, "X"),
        ("names", 2, 0, 30, "A"),
    ),
    (),
    "",
)

FORMATS: dict[FormatName, Format] = {
    item.name: item for item in (TD3, TD1, TD2, MRVA, MRVB, FRA_ID, DL, CHE_DL)
}
