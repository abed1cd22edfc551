"""What a drawer returns: a document's sides with the truth about what stands on them."""

from dataclasses import dataclass
from typing import Literal

from benchmarks.documents.people import Holder
from benchmarks.documents.sheet import Sheet

Kind = Literal["passport", "identityCard", "residencePermit", "drivingLicence"]


@dataclass(frozen=True)
class Specimen:
    """A drawn document: the front comes first. `mrz_format` is absent where no zone is printed."""

    kind: Kind
    holder: Holder
    sides: tuple[Sheet, ...]
    mrz_format: str | None = None

    @property
    def mrz(self) -> list[str]:
        """The zone's lines, empty where none is printed."""
        return next((side.mrz for side in self.sides if side.mrz), [])

    def printed(self) -> dict[str, str]:
        """Field → text as printed, all sides together; the first print of a field counts."""
        texts: dict[str, str] = {}
        for side in self.sides:
            for entry in side.printed:
                texts.setdefault(entry.field, entry.text)
        return texts
