"""Fields that no caption announced: by what each line is likely to be, by their order, by their content."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ocr.extraction import DocumentType
from ocr.fields.assign import Reading
from ocr.fields.captions import Caption
from ocr.fields.content import Context, guess_by_content, is_personal
from ocr.fields.grammar import Habit
from ocr.fields.guess import guess
from ocr.fields.labels import LABELS, read_labelled, tell_lines
from ocr.fields.labels.features import Floats
from ocr.fields.layout import Item
from ocr.fields.order import Sheet, guess_by_order

DATES = ("birthDate", "issueDate", "expiryDate")
HOLDER = frozenset({"familyName", "givenNames", "birthDate"})


@dataclass
class Unannounced:
    """A page whose captions have given what they announce; `taken` are the lines of the captions."""

    items: Sequence[Item]
    captions: Sequence[Caption]
    taken: set[int]
    habit: Habit
    kind: DocumentType
    readings: list[Reading]

    def _free(self) -> set[int]:
        used = {reading.polygon for reading in self.readings}
        return {
            line
            for line, item in enumerate(self.items)
            if line not in self.taken and item.polygon not in used and "<<" not in item.text
        }

    def _loose(self) -> list[Item]:
        return [self.items[line] for line in sorted(self._free())]

    def _read_labelled(self, fields: Sequence[str], told: Floats) -> list[Reading]:
        found = {reading.field for reading in self.readings}
        missing = [field for field in fields if field not in found]
        return read_labelled(missing, self.items, told, self._free(), self.habit)

    def read(self, context: Context | None) -> list[Reading]:
        """All readings of the page. `context`: what the other pages of the upload say."""
        issuer, year = self.habit.issuer, self.habit.this_year
        is_document = self.kind != "unknown" or issuer is not None or context is not None
        announced = any(caption.field for caption in self.captions)
        told = (
            tell_lines(self.items, self.kind, issuer, year)
            if is_document or announced  # a letter has no holder
            else np.zeros((len(self.items), len(LABELS)), dtype=np.float32)
        )
        # The order of dates says more of them than their places: they come last.
        self.readings += self._read_labelled([name for name in LABELS[2:] if name not in DATES], told)
        self._tell_numbers(issuer or (context.issuer if context is not None else None))
        self.readings += guess(self.readings, self.captions, self.items, self.taken, self.habit, issuer)
        if is_document:
            holder = {reading.field for reading in self.readings} & HOLDER
            is_back = context is not None and context.birth is not None and not holder
            self.readings += guess_by_order(
                Sheet(self.readings, self.captions, self._loose(), self.items, issuer, is_back)
            )
            self.readings += guess_by_content(
                self.readings, self._loose(), self.items, self._know(context or Context())
            )
        self.readings += self._read_labelled(DATES, told)
        return self._weigh(told)

    def _know(self, context: Context) -> Context:
        given = {reading.field: str(reading.value) for reading in self.readings}
        return Context(
            self.habit.issuer or context.issuer,
            given.get("birthDate", context.birth),
            given.get("expiryDate", context.expiry),
            self.kind if self.kind != "unknown" else context.kind,
            self.habit.this_year,
        )

    def _tell_numbers(self, issuer: str | None) -> None:
        """Where there is only one number that no caption announced, check digits say whether it is the
        person's;
        else it is the document's, which always has one."""
        loose = [
            reading
            for reading in self.readings
            if reading.field in ("personalNumber", "documentNumber") and not reading.anchored
        ]
        known = {reading.field for reading in self.readings if reading not in loose}
        if len(loose) != 1:
            return
        (number,) = loose
        field = "personalNumber" if is_personal(str(number.value), issuer) else "documentNumber"
        if field not in known:
            self.readings = [
                replace(reading, field=field) if reading is number else reading for reading in self.readings
            ]

    def _weigh(self, told: Floats) -> list[Reading]:
        """The readings, each with how likely its line is a value of its field."""
        if not told.any():
            return self.readings
        lines = {item.polygon: line for line, item in enumerate(self.items)}
        return [
            replace(reading, likely=float(told[lines[reading.polygon], LABELS.index(reading.field)]))
            if reading.polygon in lines and reading.field in LABELS
            else reading
            for reading in self.readings
        ]
