"""Pages to documents, and documents to one `Extraction`: what belongs together, reconciled, with warnings."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.agree import Agreement, compare
from ocr.barcode import CardReading
from ocr.confidence import Decided, Evidence, Setting, calibrate, describe
from ocr.extraction import (
    DOCUMENT_FIELDS,
    PERSON_FIELDS,
    Document,
    DocumentType,
    ExtractedField,
    Extraction,
    Side,
)
from ocr.fields import Reading
from ocr.fields.document import type_of_code
from ocr.fields.layout import fold
from ocr.fields.seek import seek
from ocr.page_reading import PageReading, assess_pages
from ocr.reconcile import PrintValue, ZoneValue, reconcile
from ocr.regions import describe_region
from ocr.text import Polygon
from ocr.warn import find_warnings
from ocr.zone import ZoneReading

NAMES = ("familyName", "givenNames")
MANDATORY = (*NAMES, "birthDate")


@dataclass(frozen=True)
class Group:
    """The pages of one document: the two sides of a card, or one page."""

    pages: list[PageReading]

    @property
    def zone(self) -> ZoneReading | None:
        return next((page.zone for page in self.pages if page.zone is not None), None)

    @property
    def card(self) -> CardReading | None:
        """What the first of its barcodes says."""
        return next((card for page in self.pages for card in page.cards), None)

    def coded(self, field: str) -> list[ZoneValue]:
        """What its zone and its barcode say of a field."""
        sources = [source.values for source in (self.zone, self.card) if source is not None]
        return [values[field] for values in sources if field in values]

    @property
    def type(self) -> DocumentType:
        """By the MRZ's document code, else by the barcode; a card that prints residence permit is one."""
        printed: list[DocumentType] = [
            page.fields.type for page in self.pages if page.fields.type != "unknown"
        ]
        by_code = type_of_code(self.zone.code) if self.zone is not None else "unknown"
        if by_code == "unknown" and self.card is not None:
            return self.card.data.kind
        if by_code == "identityCard" and "residencePermit" in printed:
            return "residencePermit"
        return by_code if by_code != "unknown" else next(iter(printed), "unknown")

    @property
    def issuer(self) -> str | None:
        if self.zone is not None and self.zone.issuer:
            return self.zone.issuer
        if self.card is not None:
            return self.card.data.issuer
        return next((page.fields.issuer for page in self.pages if page.fields.issuer), None)

    def prints(self, field: str) -> list[PrintValue]:
        return [
            PrintValue(reading, page.page.index)
            for page in self.pages
            for reading in page.fields.readings
            if reading.field == field
        ]


def group_pages(readings: Sequence[PageReading]) -> list[Group]:
    """Pages of one document side by side: a page without an MRZ joins a neighbour whose type it shares.

    Two MRZs on two pages are two documents. A page that says nothing joins the document before it.
    """
    groups: list[list[PageReading]] = []
    for reading in readings:
        kind = Group([reading]).type
        if groups:
            last = Group(groups[-1])
            both_zones = last.zone is not None and reading.zone is not None
            kinds_fit = kind == "unknown" or last.type in (kind, "unknown") or {kind, last.type} <= CARDS
            if not both_zones and kinds_fit and not _strangers(last, Group([reading])):
                groups[-1].append(reading)
                continue
        groups.append([reading])
    return [Group(pages) for pages in groups]


CARDS = {"identityCard", "residencePermit"}


def _strangers(first: Group, second: Group) -> bool:
    """Both name a person, and not the same: two documents. Whom one names as the other does is the same
    person, though another date of birth stands there."""
    said = {field: _agree(field, first, second) for field in MANDATORY}
    if all(said[name] is Agreement.SAME for name in NAMES):
        return False
    return Agreement.OTHER in said.values()


def _agree(field: str, first: Group, second: Group) -> Agreement | None:
    """How two documents agree; None where one does not say. A zone tells better than the print beside it,
    which on a card's back may be the parents'; what it is held against stands under a caption."""
    for own, other in ((first, second), (second, first)):
        coded = other.coded(field)
        announced = [entry for entry in own.prints(field) if entry.reading.anchored]
        if coded and announced:
            zone = coded[0]
            return compare(field, announced[0].reading.value, zone.value, truncated=zone.truncated)
    a, b = first.prints(field), second.prints(field)
    return compare(field, a[0].reading.value, b[0].reading.value) if a and b else None


def _seek(group: Group, field: str, zone: ZoneValue, this_year: int) -> list[PrintValue]:
    def same(printed: str, wanted: str | int) -> bool:
        return compare(field, printed, wanted, truncated=zone.truncated) is Agreement.SAME

    found = []
    both = " ".join(str(value.value) for name in ("familyName", "givenNames") for value in group.coded(name))
    for page in group.pages:
        announced = [reading for reading in page.fields.readings if reading.field == field]
        # The zone's own lines are no second source.
        items = [item for item in page.fields.items if not _inside(item.polygon, page)]
        reading: Reading | None = seek(field, str(zone.value), items, same, this_year, announced)
        if reading is not None and not any(_is_fragment(reading, other, both) for other in announced):
            found.append(PrintValue(reading, page.page.index))
    return found


def _inside(polygon: Polygon, page: PageReading) -> bool:
    """Whether the middle of a line lies in the machine-readable zone of its page."""
    if page.zone is None or len(page.zone.zone.polygon) != 4:
        return False
    x, y = np.mean(np.asarray(polygon), axis=0)
    outline = np.asarray(page.zone.zone.polygon, dtype=np.float32)
    return cv2.pointPolygonTest(outline, (float(x), float(y)), False) >= 0


def _is_fragment(part: Reading, whole: Reading, names: str) -> bool:
    """Whether `part` is some of the words under a caption, and the rest of them are none of the zone's names:
    ANNA of a printed ANNA MARIA does not confirm ANNA."""
    if part.field not in ("familyName", "givenNames") or not whole.anchored:
        return False
    words, rest = fold(str(part.value)).split(), fold(str(whole.value)).split()
    if not set(words) < set(rest):
        return False
    return any(word not in fold(names).split() for word in set(rest) - set(words))


def reconcile_groups(fields: Sequence[str], groups: Sequence[Group], this_year: int) -> dict[str, Decided]:
    """One value for each of `fields`, out of all pages of the groups, with all that was read for it."""
    result: dict[str, Decided] = {}
    for field in fields:
        zones = [value for group in groups for value in group.coded(field)]
        prints = [entry for group in groups for entry in group.prints(field)]
        for group in groups:
            for own in group.coded(field):
                agreed = any(
                    compare(field, entry.reading.value, own.value, truncated=own.truncated) is Agreement.SAME
                    for entry in prints
                )
                if not agreed:
                    prints += _seek(group, field, own, this_year)
        foreign = frozenset(
            str(value.value)
            for group in groups
            for other in ("birthDate", "expiryDate", "documentNumber", "familyName", "givenNames")
            for value in group.coded(other)
            if other != field and value.value not in {zone.value for zone in zones}
        )
        value = reconcile(field, zones, prints, foreign)
        if value is not None:
            result[field] = Decided(field, value, zones, prints)
    return result


def _side(page: PageReading, group: Group) -> Side:
    """Which side of the document a page shows, as far as its format tells.

    A TD1 zone stands on the back of a card, every other ICAO zone on the side with the person's data. The
    page of a card without a zone that says whose it is is the front; so is a licence's.
    """
    kind, zone = group.type, page.zone
    if zone is not None and zone.zone.format == "TD1":
        return "back"
    if zone is not None and zone.zone.format not in ("DL", "CHE_DL"):
        return "front"
    if page.cards:  # the standard has the symbol on the back
        return "back"
    named = {reading.field for reading in page.fields.readings if reading.anchored}
    states_holder = len(named & {"familyName", "givenNames", "birthDate"}) >= 2
    if kind in ("identityCard", "residencePermit", "drivingLicence") and states_holder:
        return "front"
    others = [other for other in group.pages if other is not page]
    if kind == "drivingLicence" and any(_side(other, Group([other])) == "front" for other in others):
        return "back"
    return "unknown"


def _describe(group: Group, fields: Mapping[str, ExtractedField]) -> Document:
    regions = [describe_region(page.page, page.place, page.text, _side(page, group)) for page in group.pages]
    return Document(
        type=group.type,
        issuing_country=group.issuer,
        regions=regions,
        mrz=group.zone.zone if group.zone else None,
        fields=dict(fields),
    )


def describe_setting(groups: Sequence[Group], this_year: int) -> Setting:
    """What is known of the documents that fields are read on; of the first that says so."""
    pages = [page for group in groups for page in group.pages]
    kinds: list[DocumentType] = [group.type for group in groups if group.type != "unknown"]
    return Setting(
        type=next(iter(kinds), "unknown"),
        issuer=next((group.issuer for group in groups if group.issuer), None),
        lines=[line for page in pages for line in page.text.lines],
        captions=sum(reading.anchored for page in pages for reading in page.fields.readings),
        year=this_year,
    )


@dataclass(frozen=True)
class Settled:
    """The documents of an upload, each with its fields, and the person's fields: reconciled, and what speaks
    for each value."""

    groups: list[Group]
    person: dict[str, Decided]
    owned: list[dict[str, Decided]]
    evidence: list[dict[str, Evidence]]
    """Of the person's fields first, then of each document's."""


def settle(readings: Sequence[PageReading], this_year: int) -> Settled:
    """What the pages of an upload say, before confidences are calibrated."""
    groups = group_pages(readings)
    person = reconcile_groups(PERSON_FIELDS, groups, this_year)
    owned = [reconcile_groups(DOCUMENT_FIELDS, [group], this_year) for group in groups]
    first = owned[0] if owned else {}
    everything = describe_setting(groups, this_year)
    evidence = [{name: describe(entry, person | first, everything) for name, entry in person.items()}]
    for group, fields in zip(groups, owned, strict=True):
        setting = describe_setting([group], this_year)
        evidence.append({name: describe(entry, person | fields, setting) for name, entry in fields.items()})
    return Settled(groups, person, owned, evidence)


def compose(readings: Sequence[PageReading], today: datetime.date, *, calibrated: bool = True) -> Extraction:
    """The whole result, without file names and timings. Not `calibrated`: with the confidences that
    reconciling gave, which the verdict on a page is fitted on."""
    settled = settle(readings, today.year)
    decided = [settled.person, *settled.owned]
    raw = [{name: entry.field for name, entry in fields.items()} for fields in decided]
    pages = assess_pages(readings, {name: entry for fields in raw for name, entry in fields.items()})
    rated = [
        {name: calibrate(entry, evidence[name]) for name, entry in fields.items()} if calibrated else plain
        for fields, evidence, plain in zip(decided, settled.evidence, raw, strict=True)
    ]
    person, *owned = rated
    documents = [_describe(group, fields) for group, fields in zip(settled.groups, owned, strict=True)]
    warnings = find_warnings(settled.groups, documents, person, today)
    return Extraction(pages=pages, documents=documents, fields=person, warnings=warnings)
