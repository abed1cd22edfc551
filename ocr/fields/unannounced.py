"""Fields that no caption announced: by what each line is likely to be, by their order, by their content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from rapidfuzz import fuzz

from ocr.extraction import DocumentType
from ocr.fields.assign import Reading
from ocr.fields.captions import Caption
from ocr.fields.content import CLEAR, DATED, Context, guess_by_content, holds_birth, is_personal
from ocr.fields.displaced import find_displaced, restore
from ocr.fields.grammar import Habit
from ocr.fields.guess import guess
from ocr.fields.labels import LABELS, read_labelled, tell_lines
from ocr.fields.labels.features import Floats
from ocr.fields.layout import Item, fold
from ocr.fields.licence import is_licence_title
from ocr.fields.native import find_native
from ocr.fields.order import Sheet, guess_by_order

NAMES = ("familyName", "givenNames")
SAME_NAME = 85.0
"""rapidfuzz ratio from which a line is a name of the zone."""
SURELY = 0.9
"""Probability from which a number is the person's, where no state says which check digits it should have."""
ACCESS_NUMBER = re.compile(r"\d{6}")
DATES = ("birthDate", "issueDate", "expiryDate")
HOLDER = frozenset({"familyName", "givenNames", "birthDate"})


@dataclass(frozen=True)
class Said:
    """What a page's zone says before its print is read: the issuing state, and the holder's names."""

    state: str | None = None
    names: Sequence[str] = ()

    def is_name(self, text: str) -> bool:
        """Whether a text is one of the names, misread a little or not."""
        return any(fuzz.ratio(fold(text), fold(name)) >= SAME_NAME for name in self.names)


def divide_name(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, a family name of several words without given names divided: North America's licences that
    print a name in one line print it as it is said."""
    found = {reading.field: reading for reading in readings}
    family = found.get("familyName")
    if family is None or family.anchored or "givenNames" in found or "," in str(family.value):
        return list(readings)
    *given, last = str(family.value).split()
    if not given:
        return list(readings)
    others = [reading for reading in readings if reading.field != "familyName"]
    return [
        *others,
        replace(family, value=last),
        replace(family, field="givenNames", value=" ".join(given)),
    ]


@dataclass
class Unannounced:
    """A page whose captions have given what they announce; `taken` are the lines of the captions."""

    items: Sequence[Item]
    captions: Sequence[Caption]
    taken: set[int]
    habit: Habit
    kind: DocumentType
    readings: list[Reading]
    said: Said = field(default_factory=Said)

    def _free(self) -> set[int]:
        used = {reading.polygon for reading in self.readings}
        native = find_native(self.items, self.habit.issuer, self.readings)
        return {
            line
            for line, item in enumerate(self.items)
            if line not in self.taken | native
            and item.polygon not in used
            and "<<" not in item.text
            and not is_licence_title(item.text)
        }

    def _loose(self) -> list[Item]:
        return [self.items[line] for line in sorted(self._free())]

    def _read_labelled(self, fields: Sequence[str], told: Floats) -> list[Reading]:
        found = {reading.field for reading in self.readings}
        free = self._free()
        names = {line for line in free if self.said.is_name(self.items[line].text)}
        readings = [
            read_labelled(name, self.items, told, free if name in NAMES else free - names, self.habit)
            for name in fields
            if name not in found
        ]
        return [reading for reading in readings if reading is not None]

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
        # A card's back repeats no name: what looks like one there is a birth name, or a town.
        elsewhere = NAMES if context is not None and context.is_back else ()
        left = [name for name in LABELS[2:] if name not in DATES and name not in elsewhere]
        self.readings += self._read_labelled(left, told)
        self._tell_numbers(told, context or Context())
        self.readings += guess(self.readings, self.captions, self.items, self.taken, self.habit, issuer)
        displaced: list[Reading] = []
        if is_document:
            # North America's licences print the names below the dates.
            displaced = [] if self.habit.month_first else find_displaced(self.readings, self.items)
            self.readings = [reading for reading in self.readings if reading not in displaced]
            holder = {reading.field for reading in self.readings} & HOLDER
            is_back = context is not None and context.birth is not None and not holder
            self.readings += guess_by_order(
                Sheet(self.readings, self.captions, self._loose(), self.items, issuer, is_back)
            )
            self.readings += guess_by_content(
                self.readings, self._loose(), self.items, self._know(context or Context())
            )
        self.readings = restore(self.readings, displaced)
        if self.habit.month_first:
            self.readings = divide_name(self.readings)
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

    def _tell_numbers(self, told: Floats, context: Context) -> None:
        """Where there is only one number that no caption announced, check digits say whether it is the
        person's, or that it begins with the birth, or that another side has the document's;
        else it is the document's, which always has one."""
        issuer = self.habit.issuer or context.issuer
        loose = [
            reading
            for reading in self.readings
            if reading.field in ("personalNumber", "documentNumber") and not reading.anchored
        ]
        known = {reading.field for reading in self.readings if reading not in loose}
        if len(loose) == 2:
            self._tell_two_numbers(loose, issuer)
        if len(loose) != 1:
            return
        (number,) = loose
        line = next(line for line, item in enumerate(self.items) if item.polygon == number.polygon)
        sure = told[line, LABELS.index("personalNumber")] >= SURELY
        value = str(number.value)
        birth = next((str(r.value) for r in self.readings if r.field == "birthDate"), context.birth)
        dated = sum(map(str.isdigit, value)) >= DATED and holds_birth(value, birth, at_start=True)
        other = context.number is not None and context.number != value and "familyName" not in known
        is_persons = is_personal(value, issuer) or dated or other or (issuer is None and sure)
        name = "personalNumber" if is_persons else "documentNumber"
        if name not in known:
            self.readings = [
                replace(reading, field=name) if reading is number else reading for reading in self.readings
            ]

    def _tell_two_numbers(self, loose: Sequence[Reading], issuer: str | None) -> None:
        """Of two numbers without captions: a state's form says which is the person's; six digits alone are a
        chip card's access number (BSI TR-03110), what hardly can be read is an ornament, and the other is
        the document's."""
        given = {reading.field: reading for reading in loose}
        document, personal = given.get("documentNumber"), given.get("personalNumber")
        if document is None or personal is None or is_personal(str(personal.value), issuer):
            return
        others = [reading for reading in self.readings if reading not in loose]
        if is_personal(str(document.value), issuer):
            swapped = [replace(document, field="personalNumber"), replace(personal, field="documentNumber")]
            self.readings = [*others, *swapped]
        elif document.weakest < CLEAR <= personal.weakest or (
            ACCESS_NUMBER.fullmatch(str(document.value)) and not str(personal.value).isdigit()
        ):
            self.readings = [*others, replace(personal, field="documentNumber")]

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
