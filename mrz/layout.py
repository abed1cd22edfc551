"""What the table of formats is made of: spans, fields, check digits, layouts.

Lines and positions count from 0, ends are exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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

    def of(self, lines: Sequence[str]) -> str:
        """What stands there."""
        return lines[self.line][self.start : self.end]

    @property
    def width(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Field:
    """A field, where it stands and the class of its characters.

    `parts` names the values of a field that holds several of no fixed width, with fillers between them.
    """

    name: str
    span: Span
    kind: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """A check digit at `digit` over `over`.

    `fillable`: of an empty field it may be a filler or 0. `continued`: where the value goes on when a filler
    stands in the digit's place; the digit then follows the value there. `optional`: some documents of the
    state have the digit and some do not, so it is judged only where a digit stands behind data.
    """

    name: str
    digit: Span
    over: tuple[Span, ...]
    fillable: bool = False
    continued: Span | None = None
    optional: bool = False


@dataclass(frozen=True)
class Format:
    """One format: line lengths, fields, check digits, and how its zones begin."""

    name: FormatName
    lengths: tuple[int, ...]
    fields: tuple[Field, ...]
    checks: tuple[Check, ...]
    codes: str
    """Letters the first line may begin with; empty: none is asked for."""
    exceptions: tuple[str, ...] = ()
    """Beginnings of the first line that a state prints though `codes` or the classes do not have them."""
    opening: tuple[int, str] = (0, "")
    """A line and what it begins with in every zone of this format."""
    issuer: str = ""
    """The state whose variant this is; empty: the format as all states use it."""
    implied: tuple[tuple[str, str], ...] = ()
    """Values that every such document has: of a field, or of a name that has no field here."""
    variants: tuple["Format", ...] = ()
    """The layouts of states that divide or check this format in their own way."""

    def field(self, name: str) -> Field | None:
        """The field called `name`."""
        return next((field for field in self.fields if field.name == name), None)

    def check(self, name: str) -> Check | None:
        """The check digit called `name`."""
        return next((check for check in self.checks if check.name == name), None)

    def classes(self, line: int) -> list[str]:
        """The class of each position of `line`; positions of no field are 'X'."""
        return list(self._kinds[line])

    @cached_property
    def _kinds(self) -> list[list[str]]:
        kinds = [["X"] * length for length in self.lengths]
        for field in self.fields:
            span = field.span
            kinds[span.line][span.start : span.end] = field.kind * span.width
        for check in self.checks:
            kinds[check.digit.line][check.digit.start] = "D" if check.fillable or check.optional else "N"
        return kinds

    @cached_property
    def unchecked(self) -> frozenset[tuple[int, int]]:
        """Lines and places of the characters that no check digit covers."""
        places = {(line, place) for line, length in enumerate(self.lengths) for place in range(length)}
        for check in self.checks:
            for span in (*check.over, check.digit):
                places -= {(span.line, place) for place in range(span.start, span.end)}
        return frozenset(places)

    def of_issuer(self, issuer: str) -> "Format":
        """The variant of this state (its code, fillers allowed), or the format itself."""
        code = issuer.replace("<", "")
        return next((variant for variant in self.variants if variant.issuer == code), self)

    def national(self, lines: Sequence[str]) -> "Format":
        """The variant of the state that issued these lines, or the format itself."""
        issuer = self.field("issuer")
        return self if issuer is None else self.of_issuer(issuer.span.of(lines))

    def begins(self, lines: Sequence[str]) -> bool:
        """Whether zones of this format may begin as these lines do."""
        line, text = self.opening
        if not lines[line].startswith(text):
            return False
        return not self.codes or lines[0][:1] in tuple(self.codes) or lines[0].startswith(self.exceptions)

    def misfits(self, lines: Sequence[str]) -> int:
        """How many characters are not of their position's class. `lines` have the format's lengths."""
        return sum(
            character not in CLASSES[kind]
            for line, kinds in zip(lines, self._kinds, strict=True)
            for character, kind in zip(line, kinds, strict=True)
        )
