"""The visual zone: fields from text lines, without templates: `read_fields(page)`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ocr.extraction import DocumentType
from ocr.fields.assign import Reading, assign, is_announced
from ocr.fields.captions import Caption, caption_lines, find_captions
from ocr.fields.columns import split_columns, split_numbers
from ocr.fields.content import Context, confirm_span
from ocr.fields.continued import join_lines
from ocr.fields.dates import find_dates, find_incomplete
from ocr.fields.document import heading_of_text, is_specimen, issuer_of_text, type_of_text
from ocr.fields.faint import find_faint
from ocr.fields.grammar import Habit
from ocr.fields.guess import split_at_dates, split_at_heights, split_at_numbers
from ocr.fields.joined import split_joined
from ocr.fields.layout import Item, lay_out_items
from ocr.fields.legend import silence_legend
from ocr.fields.licence import is_table, merge, numbered
from ocr.fields.personal import mend_number
from ocr.fields.specimen import is_overprint
from ocr.fields.unannounced import Said, Unannounced
from ocr.read import PageText

__all__ = ["Context", "PageFields", "Reading", "Said", "read_all_fields", "read_fields"]

NAMES = ("familyName", "givenNames", "placeOfBirth")
DIVIDED = 0.8
"""How sure a full name is divided by the order of its words alone."""
SILENCE = Said()
"""Of a page without a zone."""
MONTH_FIRST = frozenset({"USA"})
"""States that print the month before the day."""


@dataclass(frozen=True)
class PageFields:
    """What the visual zone of one page says; `items` are its lines, upright."""

    readings: list[Reading]
    type: DocumentType
    issuer: str | None
    specimen: bool
    items: list[Item]
    captions: list[Caption] = field(default_factory=list)
    habit: Habit | None = None


def _divide(reading: Reading) -> tuple[str, str, float] | None:
    """Family name, given names, and how sure the division is, of a full name; None when it is one word."""
    text = str(reading.value)
    family, comma, given = text.partition(",")
    if comma and given.strip():
        return family.strip(), given.strip(), 1.0
    words = text.split()
    capitals = [word for word in words if word.isupper()]
    if 0 < len(capitals) < len(words):
        return " ".join(capitals), " ".join(word for word in words if not word.isupper()), 0.95
    if len(words) < 2:
        return None
    # A caption that says which comes first stands over surname, given names; another over a name as it is
    # said.
    if reading.field == "fullName":
        return words[0], " ".join(words[1:]), DIVIDED
    return words[-1], " ".join(words[:-1]), DIVIDED


def _split_full_name(readings: list[Reading]) -> list[Reading]:
    """`ERIKSSON, ANNA MARIA` under one caption: family name before the comma; without one, the first word."""
    result = []
    known = {other.field for other in readings}
    for reading in readings:
        whole = reading.field in ("fullName", "wholeName")
        listed = reading.field == "familyName" and "givenNames" not in known and "," in str(reading.value)
        divided = _divide(reading) if whole or listed else None
        if divided is not None and not (whole and "familyName" in known):
            family, given, sure = divided
            for name, value in (("familyName", family), ("givenNames", given)):
                if name not in known or name == reading.field:
                    result.append(
                        replace(reading, field=name, value=value, confidence=reading.confidence * sure)
                    )
        elif not whole:
            result.append(reading)
        elif "familyName" not in known:
            result.append(replace(reading, field="familyName"))
    return result


def _split_birth(readings: list[Reading], habit: Habit) -> list[Reading]:
    """`14.07.1981 (Utopia City)` for a compound caption: the place is what is left without the date."""
    places = {reading.field for reading in readings}
    for reading in readings:
        if reading.field == "birthDate" and "placeOfBirth" not in places:
            incomplete = find_incomplete(reading.text)
            dates = find_dates(reading.text, future=False, this_year=habit.this_year) or [
                date for date in (incomplete,) if date is not None
            ]
            rest = reading.text
            for date in reversed(dates):
                rest = rest[: date.start] + " " + rest[date.end :]
            rest = rest.strip(" .,;:-–/()")
            if dates and sum(char.isalpha() for char in rest) >= 3:
                return [*readings, replace(reading, field="placeOfBirth", value=rest)]
    return readings


def _mend_number(reading: Reading, issuer: str | None) -> Reading:
    """A personal number with letters and digits where the state's have them."""
    if reading.field != "personalNumber":
        return reading
    return replace(reading, value=mend_number(str(reading.value), issuer))


def _doubt_overprint(reading: Reading) -> Reading:
    """A word such as SPECIMEN may be overprinted; alone it is no name that contradicts anything."""
    if reading.field in NAMES and is_overprint(reading.text):
        return replace(reading, confidence=min(reading.confidence, 0.85))
    return reading


def read_fields(
    page: PageText, this_year: int, context: Context | None = None, said: Said = SILENCE
) -> PageFields:
    """Fields of a page by captions and licence numbers, its type and issuing state. `context`: what other
    pages of the upload say; `said`: what its zone says."""
    items = split_at_heights(split_at_dates(split_at_numbers(lay_out_items(page))))
    kind = type_of_text(items)
    if is_table(items):
        return PageFields([], "drivingLicence", issuer_of_text(items), is_specimen(items), items)
    if kind == "drivingLicence":
        items = split_numbers(items)
    captions = find_captions(items)
    apart = split_joined(items, captions)
    if apart != items:
        items, captions = apart, find_captions(apart)
    captions = silence_legend(captions, items)
    taken = caption_lines(items, captions)
    over = assign(captions, items, taken, Habit(this_year)).over
    whole = split_columns(items, captions, taken, over=over)
    if len(whole) > len(items):
        items, captions = whole, silence_legend(find_captions(whole), whole)
        taken = caption_lines(items, captions)
    announced = {line for line in range(len(items)) if is_announced(items[line], captions)}
    free = [item for line, item in enumerate(items) if line not in announced]
    issuer = said.state or issuer_of_text(free)
    american = kind != "passport" and heading_of_text(free) in MONTH_FIRST
    american = american or (kind == "drivingLicence" and issuer in MONTH_FIRST)
    habit = Habit(this_year, american, issuer)
    if kind == "drivingLicence":
        numbers = numbered(items, american=issuer == "USA")
        captions = merge(numbers, captions, items)
        taken |= {caption.line for caption in numbers}
    faint = find_faint(items, captions, taken, habit)
    captions = [*captions, *faint]
    taken |= {caption.line for caption in faint}
    assignment = assign(captions, items, taken, habit)
    assigned = join_lines(assignment, items, taken, habit)
    readings = _split_birth(_split_full_name(assigned), habit)
    sheet = Unannounced(items, captions, taken, habit, kind, readings, said)
    readings = confirm_span(sheet.read(context))
    state = issuer or (context.issuer if context is not None else None)
    readings = [_mend_number(_doubt_overprint(reading), state) for reading in readings]
    return PageFields(readings, kind, issuer, is_specimen(items), items, captions, habit)


def find_context(pages: Sequence[PageFields], this_year: int) -> Context:
    """What the pages of an upload say together, for those of them that say little."""

    def first(field_name: str) -> str | None:
        values = (str(r.value) for page in pages for r in page.readings if r.field == field_name)
        return next(values, None)

    issuer = next((page.issuer for page in pages if page.issuer), None)
    kinds: list[DocumentType] = [page.type for page in pages if page.type != "unknown"]
    kind: DocumentType = next(iter(kinds), "unknown")
    named = [page for page in pages if any(reading.field == "familyName" for reading in page.readings)]
    numbers = [str(r.value) for page in named for r in page.readings if r.field == "documentNumber"]
    number = next(iter(numbers), None)
    return Context(issuer, first("birthDate"), first("expiryDate"), kind, this_year, number)


def read_all_fields(
    texts: Sequence[PageText], this_year: int, zones: Sequence[Said] = ()
) -> list[PageFields]:
    """The fields of each part of an upload; what the others say helps where captions cannot be read.
    `zones`: what the zone of each says."""
    told = [*zones, *[SILENCE] * (len(texts) - len(zones))]
    # The zone stands on a card's back, and the names that it says on its front.
    names = [name for said in told for name in said.names]
    told = [replace(said, names=said.names or names) for said in told]
    alone = [read_fields(text, this_year, said=said) for text, said in zip(texts, told, strict=True)]
    if len(alone) < 2:
        return alone
    context = find_context(alone, this_year)
    return [
        read_fields(text, this_year, replace(context, is_back=_is_back(fields, alone)), said)
        if fields.issuer is None or fields.type == "unknown"
        else fields
        for text, fields, said in zip(texts, alone, told, strict=True)
    ]


def _is_back(page: PageFields, pages: Sequence[PageFields]) -> bool:
    """Whether the holder's name and birth date stand on another page, and no birth date on this one."""

    def has(other: PageFields, name: str) -> bool:
        return any(reading.field == name for reading in other.readings)

    return not has(page, "birthDate") and any(has(p, "birthDate") and has(p, "familyName") for p in pages)
