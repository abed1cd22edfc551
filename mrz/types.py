"""What a reading of a machine-readable zone consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mrz.formats import FormatName
from mrz.reasons import Reason

POSSIBLE_SEX = frozenset("MFX<")
Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Repair:
    """A character that differs from the plain reading; `line` and `column` from 0."""

    line: int
    column: int
    read: str
    became: str
    reason: Reason


@dataclass(frozen=True)
class Zone:
    """A parsed zone.

    `fields` holds interpreted values under the contract's names: `familyName`, `givenNames`, `birthDate`
    (IncompleteDate), `expiryDate` (ISO), `gender` (ISO 5218), `nationality`, `issuingCountry` (alpha-3 or
    ICAO's code), `documentNumber`, `documentCode`, `optionalData`; a field that is empty or not understood is
    absent. `raw` holds the characters as they stand, by the names of `mrz.formats`.
    """

    format: FormatName
    lines: tuple[str, ...]
    checks: Mapping[str, bool]
    fields: Mapping[str, str | int]
    raw: Mapping[str, str]
    names_truncated: bool = False
    """The name field is full to its last position, so that names may be cut off (9303-3 §4.6)."""

    @property
    def valid(self) -> bool:
        """Every check digit of the format holds; a format without check digits is never valid.

        The sex is covered by no check digit, so a character that cannot stand there (9303-3 §4.4) makes the
        zone invalid too: in blurred pictures it is the first to tell that the rest was misread.
        """
        possible = self.raw.get("gender", "<") in POSSIBLE_SEX
        return possible and bool(self.checks) and all(self.checks.values())


@dataclass(frozen=True)
class MrzReading:
    """A zone read from a picture: the parsed zone, where it lies, what was repaired, and how sure it is.

    `confidence` estimates the probability that every character is right, names included.
    """

    zone: Zone
    confidence: float
    polygon: Polygon = ()
    repairs: tuple[Repair, ...] = field(default=())
    runner_up: tuple[str, ...] = ()
    """The lines of the second most probable zone; empty when the reader has none."""
    evidence: Mapping[str, float] = field(default_factory=dict)
    """What the confidence was calculated from, see `mrz.confidence.measure`; empty for readers without."""

    @property
    def format(self) -> FormatName:
        return self.zone.format

    @property
    def lines(self) -> tuple[str, ...]:
        return self.zone.lines

    @property
    def checks(self) -> Mapping[str, bool]:
        return self.zone.checks

    @property
    def valid(self) -> bool:
        return self.zone.valid

    @property
    def fields(self) -> Mapping[str, str | int]:
        return self.zone.fields
