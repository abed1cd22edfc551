"""One value a field, out of the MRZ and the visual zone, with the sources it rests on.

*verified*: two independently read sources agree, or the value stands in a valid zone of which every
character is certain to 0.999, and nothing contradicts it. *conflict*: both were read well and differ; the
value is then the visual zone's. Everything else is *read* (DESIGN, "Extraction").

What is verified of a name are its letters, as far as the zone can spell them: of SZÖKE and SZŐKE the zone
says SZOKE, so the marks rest on the print alone.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from ocr.agree import Agreement, compare, covers
from ocr.extraction import ExtractedField, Source, Status
from ocr.fields import Reading

CERTAIN_ZONE = 0.999
"""Confidence from which a valid zone verifies its fields alone (DESIGN)."""
SURE_PRINT = 0.90
"""Confidence of a visual reading from which its difference from the MRZ is a conflict."""
CLEAR_PRINT = 0.95
"""Confidence of a printed name from which it is preferred to an MRZ's that differs by a letter."""
NO_DATE = "0000-00-00"
"""What a zone of zeros says of a date that is no birth: nothing that could be a value."""
LONGEST = 20
"""Years that an expiry may lie after another."""
CLEAR_DATE, CERTAIN_DATE, CLEAR_NUMBER, CERTAIN_NUMBER = 0.8, 0.98, 0.9, 0.98
"""Probability of the least sure character of a print that contradicts without a caption."""
DIFFERENT, CERTAINLY_DIFFERENT = 3, 2
"""Edits by which such a number differs at least, when it is clear and when it is certain."""
PRINT_PRIOR = 0.97
"""A visual reading that nothing confirms may sit under the wrong caption, however well it was read."""
DOUBTFUL_ZONE = 0.6
"""Confidence of a field that is not sound."""


@dataclass(frozen=True)
class ZoneValue:
    """What an MRZ, or a barcode, says of one field. `sound`: its own check digit holds or, where it has none,
    the zone is valid; an agreement with what is not sound verifies nothing."""

    value: str | int
    text: str
    page: int
    polygon: tuple[tuple[float, float], ...]
    confidence: float
    valid: bool
    sound: bool = True
    truncated: bool = False
    origin: Literal["mrz", "barcode"] = "mrz"

    def source(self) -> Source:
        return Source(
            zone=self.origin,
            text=self.text,
            page=self.page,
            polygon=[(round(x, 1), round(y, 1)) for x, y in self.polygon],
            confidence=round(self.confidence, 4),
        )


@dataclass(frozen=True)
class PrintValue:
    """A reading of the visual zone and the page it stands on."""

    reading: Reading
    page: int

    def source(self) -> Source:
        return Source(
            zone="visual",
            text=self.reading.text,
            page=self.page,
            polygon=[(round(x, 1), round(y, 1)) for x, y in self.reading.polygon],
            confidence=round(self.reading.confidence, 4),
        )


def _field(value: str | int, confidence: float, status: Status, sources: Sequence[Source]) -> ExtractedField:
    return ExtractedField(
        value=value, confidence=round(min(confidence, 0.9999), 4), status=status, sources=list(sources)
    )


def _from_print(prints: Sequence[PrintValue]) -> ExtractedField:
    """No MRZ: the surest reading; others that say the same stand beside it."""
    best = max(prints, key=lambda entry: (entry.reading.anchored, entry.reading.confidence))
    same = [entry for entry in prints if entry.reading.value == best.reading.value]
    return _field(
        best.reading.value,
        best.reading.confidence * PRINT_PRIOR,
        "read",
        [entry.source() for entry in same],
    )


def space_names(printed: str, zone: str) -> str:
    """A printed name that ran together, with the spaces that the fillers of the zone put between its words;
    as it is where its letters are not those of the zone one by one, which they are not where it has a Ö."""
    words = zone.split()
    if len(words) < 2 or re.search(r"[\s\-]", printed) or len(printed) != sum(map(len, words)):
        return printed
    ends = itertools.accumulate(map(len, words))
    return " ".join(printed[end - len(word) : end] for word, end in zip(words, ends, strict=True))


def _printed_form(field: str, zone: ZoneValue, printed: PrintValue) -> str | int:
    """The value when both agree: names and places as printed, codes and numbers as checked in the MRZ."""
    if field in ("familyName", "givenNames"):
        return space_names(str(printed.reading.value), str(zone.value))
    if field == "placeOfBirth":
        return printed.reading.value
    if field == "birthDate":
        # The century is the print's, where it prints one; the MRZ knows two digits of the year.
        whole = str(printed.reading.value)[:4] in printed.reading.text and covers(
            field, printed.reading.value, zone.value
        )
        return printed.reading.value if whole else zone.value
    if field in ("documentNumber", "personalNumber") and not zone.sound:
        return printed.reading.value
    return zone.value


def _weigh(field: str, prints: Sequence[PrintValue], zone: ZoneValue) -> dict[Agreement, list[PrintValue]]:
    groups: dict[Agreement, list[PrintValue]] = {agreement: [] for agreement in Agreement}
    for entry in prints:
        groups[compare(field, entry.reading.value, zone.value, truncated=zone.truncated)].append(entry)
    return groups


def _insists(field: str, reading: Reading, zone: ZoneValue) -> bool:
    """Whether a value without a caption contradicts the zone all the same: it can be nothing else, and was
    read clearly. A date on the same day of another year; a number of the same length that has little in
    common."""
    if not zone.sound:
        return False
    printed, wanted = str(reading.value), str(zone.value)
    if field == "birthDate":  # an issue is on the day of its expiry, years before
        same_day = printed[4:] == wanted[4:] and printed[:4] != wanted[:4] and not printed.endswith("-00")
        return same_day and reading.weakest >= CLEAR_DATE
    if field == "expiryDate":  # nothing later is printed than the expiry
        later = wanted < printed and int(printed[:4]) <= int(wanted[:4]) + LONGEST
        return later and reading.weakest >= CERTAIN_DATE
    if field == "documentNumber":
        alike = len(printed) == len(wanted) and printed.isdigit() == wanted.isdigit()
        edits = Levenshtein.distance(printed, wanted)
        clear = reading.weakest >= CLEAR_NUMBER and edits >= DIFFERENT
        return alike and (clear or (reading.weakest >= CERTAIN_NUMBER and edits >= CERTAINLY_DIFFERENT))
    return False


def _contradict_zeros(prints: Sequence[PrintValue], blank: Sequence[ZoneValue]) -> ExtractedField:
    """The print's value; a conflict where a sound zone has zeros for what stands clearly under a caption."""
    read = _from_print(prints)
    clear = any(entry.reading.anchored and entry.reading.confidence >= SURE_PRINT for entry in prints)
    zeros = [zone.source() for zone in blank if zone.sound]
    if not zeros or not clear:
        return read
    return _field(read.value, 0.5, "conflict", [*read.sources, *zeros])


def reconcile(
    field: str,
    zones: Sequence[ZoneValue],
    prints: Sequence[PrintValue],
    foreign: frozenset[str] = frozenset(),
) -> ExtractedField | None:
    """One value for `field`; None when nobody read it.

    `foreign` are values that the MRZ gives to other fields: a date that the MRZ knows as the expiry and the
    visual zone offers as the birth date was put under the wrong caption, which is no conflict.
    """
    prints = [entry for entry in prints if str(entry.reading.value) not in foreign]
    if field == "gender" and prints and any(entry.reading.value for entry in prints):
        # A filler in the MRZ says nothing; it does not contradict what is printed.
        zones = [zone for zone in zones if zone.value != 0]
    blank = [zone for zone in zones if zone.value == NO_DATE]
    zones = [zone for zone in zones if zone not in blank]
    if not zones:
        return _contradict_zeros(prints, blank) if prints else None
    zone = max(zones, key=lambda entry: (entry.sound, entry.valid, entry.confidence))
    rivals = [
        other for other in zones if compare(field, other.value, zone.value, truncated=True) is Agreement.OTHER
    ]
    groups = _weigh(field, prints, zone)
    coded: dict[Agreement, list[ZoneValue]] = {agreement: [] for agreement in Agreement}
    for other in zones:
        if other.origin != zone.origin:
            coded[compare(field, other.value, zone.value, truncated=zone.truncated)].append(other)
    others = coded[Agreement.SAME]
    sources = [
        zone.source(),
        *(other.source() for other in others),
        *(entry.source() for entry in groups[Agreement.SAME]),
    ]
    sure = zone.confidence if zone.sound else min(zone.confidence, DOUBTFUL_ZONE)
    if rivals:
        best = groups[Agreement.SAME][0] if groups[Agreement.SAME] else None
        value = _printed_form(field, zone, best) if best else zone.value
        return _field(value, 0.5, "conflict", [*sources, *(rival.source() for rival in rivals)])
    if groups[Agreement.SAME]:
        best = max(
            groups[Agreement.SAME],
            key=lambda entry: (covers(field, entry.reading.value, zone.value), entry.reading.confidence),
        )
        joint = 1 - (1 - sure) * (1 - best.reading.confidence * PRINT_PRIOR)
        whole = covers(field, best.reading.value, zone.value)
        status: Status = "verified" if zone.sound and whole else "read"
        return _field(
            _printed_form(field, zone, best), joint if whole else min(sure, PRINT_PRIOR), status, sources
        )
    contradictions = [
        entry
        for entry in groups[Agreement.OTHER]
        if (entry.reading.anchored and entry.reading.confidence >= SURE_PRINT)
        or _insists(field, entry.reading, zone)
    ]
    if contradictions:
        best = max(contradictions, key=lambda entry: entry.reading.confidence)
        return _field(best.reading.value, 0.5, "conflict", [best.source(), *sources])
    near = [entry.source() for entry in groups[Agreement.NEAR]]
    near += [other.source() for other in coded[Agreement.NEAR]]
    clear = [entry for entry in groups[Agreement.NEAR] if entry.reading.confidence >= CLEAR_PRINT]
    if clear and field in ("familyName", "givenNames"):
        # No check digit covers names, and the fillers around them are what readers get wrong.
        best = max(clear, key=lambda entry: entry.reading.confidence)
        in_part = str(zone.value).upper().startswith(str(best.reading.value).upper())
        if not in_part:
            return _field(best.reading.value, min(sure, PRINT_PRIOR) * 0.9, "read", [*near, *sources])
    certain = zone.confidence >= CERTAIN_ZONE or any(
        covers(field, other.value, zone.value) for other in others
    )
    alone = zone.valid and zone.sound and certain and not near
    # A print that nearly says the same leaves a doubt which of the two was misread.
    return _field(
        zone.value,
        min(sure, PRINT_PRIOR) if near else sure,
        "verified" if alone else "read",
        [*sources, *near],
    )
