"""The formats of machine-readable zones, as data.

Sources: ICAO Doc 9303 parts 4 (TD3), 5 (TD1), 6 (TD2), 7 (MRV-A, MRV-B); the French identity card issued
until 2021; driving licences after ISO/IEC 18013 (one line of 30) and the Swiss licence (9 + 30 + 30).
Positions count from 0, ends are exclusive. Composite digits stand last: they cover the others.
"""

from dataclasses import replace

from mrz.layout import CLASSES, DIGITS, LETTERS, Check, Field, Format, FormatName, Span

__all__ = ["CLASSES", "DIGITS", "FORMATS", "LETTERS", "Check", "Field", "Format", "FormatName", "Span"]

Row = tuple[str, int, int, int, str]
"""Name, line, start, end, class."""


def _fields(*rows: Row) -> tuple[Field, ...]:
    return tuple(Field(name, Span(line, start, end), kind) for name, line, start, end, kind in rows)


def _check(name: str, line: int, position: int, *over: tuple[int, int, int], fillable: bool = False) -> Check:
    return Check(name, Span(line, position, position + 1), tuple(Span(*span) for span in over), fillable)


_NUMBER = _check("documentNumber", 1, 9, (1, 0, 9))
_BIRTH = _check("birthDate", 1, 19, (1, 13, 19))
_EXPIRY = _check("expiryDate", 1, 27, (1, 21, 27))
_SECOND_LINE: tuple[Row, ...] = (
    ("documentNumber", 1, 0, 9, "X"),
    ("nationality", 1, 10, 13, "A"),
    ("birthDate", 1, 13, 19, "D"),
    ("gender", 1, 20, 21, "S"),
    ("expiryDate", 1, 21, 27, "D"),
)


def _two_lines(width: int, *more: Row) -> tuple[Field, ...]:
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
    exceptions=("VXZWE",),  # passports of Zimbabwe begin as visas do
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

_CARD = _fields(
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
)
_CARD_CHECKS = (
    # A filler here announces a long number that goes on in the optional data (part 5 §4.2.2.2, note j).
    replace(_check("documentNumber", 0, 14, (0, 5, 14), fillable=True), continued=Span(0, 15, 30)),
    _check("birthDate", 1, 6, (1, 0, 6)),
    _check("expiryDate", 1, 14, (1, 8, 14)),
    _check("composite", 1, 29, (0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
)
_TD1_DUTCH = Format(
    "TD1",
    (30, 30, 30),
    tuple(replace(field, span=Span(0, 15, 29)) if field.name == "optionalData" else field for field in _CARD),
    (replace(_check("optionalData", 0, 29, (0, 15, 29)), optional=True), *_CARD_CHECKS),
    "IACPR",
    issuer="NLD",
)
TD1 = Format(
    "TD1",
    (30, 30, 30),
    _CARD,
    _CARD_CHECKS,
    "IACPR",  # R: permits of Estonia are RP
    exceptions=("C1USA", "C2USA"),  # cards of permanent residents have a digit where ICAO has a letter
    variants=(_TD1_DUTCH,),
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
    opening=(0, "IDFRA"),
    implied=(("nationality", "FRA"),),  # it was issued to citizens only
)

_LICENCE: tuple[Row, ...] = (("documentCode", 0, 0, 2, "X"), ("issuer", 0, 2, 5, "A"))
_LICENCE_CHECK = _check("composite", 0, 29, (0, 0, 29))
_DL_DUTCH = Format(
    "DL",
    (30,),
    _fields(
        *_LICENCE,
        ("version", 0, 5, 6, "N"),
        ("documentNumber", 0, 6, 16, "X"),
        ("optionalData", 0, 16, 29, "X"),
    ),
    (_LICENCE_CHECK,),
    "D",
    issuer="NLD",
    implied=(("version", "1"),),
)
_DL_FRENCH = Format(
    "DL",
    (30,),
    _fields(
        *_LICENCE,
        ("documentNumber", 0, 5, 14, "X"),
        ("expiryDate", 0, 15, 21, "D"),
        ("familyName", 0, 21, 29, "A"),
    ),
    (_check("documentNumber", 0, 14, (0, 0, 14)), _LICENCE_CHECK),
    "D",
    issuer="FRA",
)
DL = Format(
    "DL",
    (30,),
    (*_fields(*_LICENCE), Field("licenceData", Span(0, 5, 29), "X", parts=("documentNumber",))),
    (_LICENCE_CHECK,),
    "D",
    opening=(0, "D1"),  # one line and one digit: every tenth sentence of 30 letters would do without
    variants=(_DL_DUTCH, _DL_FRENCH),
)
CHE_DL = Format(
    "CHE_DL",
    (9, 30, 30),
    (
        *_fields(("cardNumber", 0, 0, 9, "X"), ("documentCode", 1, 0, 2, "A"), ("issuer", 1, 2, 5, "A")),
        # The number has no fixed width; the birth date follows two fillers.
        Field("licenceData", Span(1, 5, 30), "D", parts=("documentNumber", "birthDate")),
        *_fields(("names", 2, 0, 30, "A")),
    ),
    (),
    "",
    opening=(1, "FA"),
)

FORMATS: dict[FormatName, Format] = {
    item.name: item for item in (TD3, TD1, TD2, MRVA, MRVB, FRA_ID, DL, CHE_DL)
}
