"""What speaks for and against a value that was read: named numbers, out of readings, page and other fields.

Larger is more of what the name says. `SIGNS` tells which way each may count; a fit must not turn one round,
so that one more source that agrees never makes a value less sure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from ocr.agree import Agreement, compare
from ocr.confidence.plausible import is_confirmed, is_implausible
from ocr.confidence.wording import count_strays, is_respelled, look_announcing, plain_place
from ocr.extraction import DocumentType, ExtractedField
from ocr.fields import Reading
from ocr.fields.layout import fold
from ocr.reconcile import PrintValue, ZoneValue
from ocr.text import TextLine

WORDS = ("familyName", "givenNames", "placeOfBirth", "issuingAuthority", "residenceAddress")
"""Fields whose values are words, as captions are."""
TWINS = {"familyName": "givenNames", "givenNames": "familyName"}
"""Names that are found beside each other."""
SURELY_CAPTION = 0.85
"""Likeness to a caption from which a text is one."""
LEGIBLE = 0.8
"""Confidence of a line below which it counts as badly read."""
MOST_ODDS = 5.0
"""Log-odds, either way, of the probabilities that are taken in."""
LEAST_LIKELY = 0.02
"""Probability of a character below which it does not matter how unlikely it is."""


@dataclass(frozen=True)
class Decided:
    """A field that was reconciled, and everything that was read for it."""

    name: str
    field: ExtractedField
    zones: Sequence[ZoneValue]
    prints: Sequence[PrintValue]


@dataclass(frozen=True)
class Setting:
    """What is known of the documents that a field was read on. `lines`: their text;
    `captions`: how many values stood under a caption; `year`: this one."""

    type: DocumentType
    issuer: str | None
    lines: Sequence[TextLine]
    captions: int
    year: int


@dataclass(frozen=True)
class Evidence:
    """The features of one value; a switch is 0 or 1."""

    said: float
    """Log-odds of the confidence that reconciling gave."""
    verified: float
    coded: float
    """A sound zone or barcode says so."""
    agreeing: float
    """Sources beyond the first that say the same, two at most."""
    opposing: float
    """Other values that were read for the field, two at most."""
    unannounced: float
    """No caption announced it, and no zone says it."""
    faintest: float
    """How many times e the least sure character of its best print is below certainty; 0 with a zone that
    says it."""
    doubt: float
    """The same of its line's mean."""
    likely: float
    """Log-odds that its line is a value of the field, by all lines of the page; 0 with a zone that says
    it."""
    far_fetched: float
    """How many times e its confidence is below its line's: the caption was misread, or it is a guess."""
    partial: float
    """Share of its line that the value is not."""
    native: float
    """The nationality is that of the state that issued the document."""
    confirmed: float
    """Another field, a check digit or a list of towns bears it out."""
    implausible: float
    """Its form, or another field, speaks against it."""
    caption_like: float
    """How much it looks like a caption, 0 to 1; words only."""
    displaced: float
    """Of two names, the other one looks like a caption."""
    odd: float
    """Characters that do not fit the others, three at most; words only."""
    respelled: float
    """A name that only the zone says, which may be printed with other letters."""
    short: float
    """How far it falls below eight characters, as a share."""
    unknown_type: float
    unknown_issuer: float
    illegible: float
    """Share of the page's lines that were badly read."""
    strange: float
    """1 where no caption of the documents was understood, a half with one, a third with two …"""
    conflicting: float
    """Share of the other fields that are in conflict."""


SIGNS: Mapping[str, int] = {
    "said": 1,
    "verified": 1,
    "coded": 1,
    "agreeing": 1,
    "opposing": -1,
    "unannounced": -1,
    "faintest": -1,
    "doubt": -1,
    "likely": 1,
    "far_fetched": -1,
    "partial": 0,
    "native": 1,
    "confirmed": 1,
    "implausible": -1,
    "caption_like": -1,
    "displaced": -1,
    "odd": -1,
    "respelled": -1,
    "short": 0,
    "unknown_type": -1,
    "unknown_issuer": -1,
    "illegible": -1,
    "strange": -1,
    "conflicting": -1,
}
"""Feature → 1, it can only speak for the value; -1, against it; 0, either."""
FEATURES = tuple(SIGNS)


def as_odds(probability: float) -> float:
    """Natural log-odds, at most `MOST_ODDS` either way."""
    bounded = float(np.clip(probability, 1e-9, 1 - 1e-9))
    return float(np.clip(np.log(bounded / (1 - bounded)), -MOST_ODDS, MOST_ODDS))


def _loss(probability: float) -> float:
    return -float(np.log(max(LEAST_LIKELY, min(1.0, probability))))


def _says(value: str | int, decided: Decided) -> bool:
    said = decided.field.value
    return value == said or compare(decided.name, value, said) is Agreement.SAME


def _supporters(decided: Decided) -> list[Reading]:
    """Prints that say the value, the best one first."""
    return sorted(
        (entry.reading for entry in decided.prints if _says(entry.reading.value, decided)),
        key=lambda reading: (reading.value == decided.field.value, reading.anchored, reading.confidence),
        reverse=True,
    )


def _coders(decided: Decided) -> list[ZoneValue]:
    return [
        zone
        for zone in decided.zones
        if compare(decided.name, decided.field.value, zone.value, truncated=zone.truncated) is Agreement.SAME
    ]


def _share(others: Iterable[ExtractedField], status: str) -> float:
    said = [entry.status == status for entry in others]
    return sum(said) / len(said) if said else 0.0


def _partial(value: str | int, reading: Reading | None) -> float:
    if reading is None or not isinstance(value, str):
        return 0.0
    whole = len(fold(reading.text).replace(" ", ""))
    return max(0.0, 1 - len(fold(value).replace(" ", "")) / whole) if whole else 0.0


def _line_confidence(reading: Reading, setting: Setting) -> float:
    """Confidence of the line that a reading was taken from, whatever its own was made of."""
    text = reading.text.strip()
    found = [line.confidence for line in setting.lines if text and text in line.text]
    return max([reading.confidence, *found])


def _describe_print(supporters: Sequence[Reading], setting: Setting) -> dict[str, float]:
    """Features of the prints that say a value: of each, what the best of them has."""
    if not supporters:
        return {"faintest": 0.0, "doubt": 0.0, "likely": 0.0, "far_fetched": 0.0}
    lines = [(reading.confidence, _line_confidence(reading, setting)) for reading in supporters]
    return {
        "faintest": min(_loss(reading.weakest) for reading in supporters),
        "doubt": min(_loss(line) for _, line in lines),
        "likely": max(as_odds(reading.likely) for reading in supporters),
        "far_fetched": min(_loss(own / max(LEAST_LIKELY, line)) for own, line in lines),
    }


def _may_be_respelled(decided: Decided) -> bool:
    """Whether a name that only the zone says may be printed with other letters; not where a print that was
    misread shows the same ones."""
    zone = str(decided.field.value)
    shown = (
        str(entry.reading.value)
        for entry in decided.prints
        if compare(decided.name, entry.reading.value, zone) is Agreement.NEAR
    )
    return is_respelled(zone) and not any(map(is_respelled, shown))


def describe(decided: Decided, others: Mapping[str, Decided], setting: Setting) -> Evidence:
    """The features of a value; `others` are all fields that were read with it, itself or not."""
    name, value = decided.name, decided.field.value
    supporters, coders = _supporters(decided), _coders(decided)
    best = supporters[0] if supporters else None
    coded = any(zone.sound and zone.valid for zone in coders)
    opposing = {str(entry.reading.value) for entry in decided.prints} - {str(r.value) for r in supporters}
    fields = {other: entry.field for other, entry in others.items() if other != name}
    text, wordy = str(value), name in WORDS and not coded
    wording = plain_place(value) if name == "placeOfBirth" else text
    announcing = look_announcing(value) if wordy else 0.0
    known = {other: entry.value for other, entry in fields.items()}
    return Evidence(
        said=as_odds(decided.field.confidence),
        verified=float(decided.field.status == "verified"),
        coded=float(coded),
        agreeing=float(min(2, max(0, len(supporters) + len({zone.origin for zone in coders}) - 1))),
        opposing=float(min(2, len(opposing))),
        unannounced=float(not coded and not any(reading.anchored for reading in supporters)),
        **_describe_print([] if coded else supporters, setting),
        partial=_partial(value, best),
        native=float(name == "nationality" and value == setting.issuer),
        confirmed=float(is_confirmed(name, value, known, setting.issuer)),
        implausible=float(is_implausible(name, value, known, setting.issuer, setting.year)),
        caption_like=announcing,
        displaced=float(not coded and look_announcing(known.get(TWINS.get(name, ""), "")) >= SURELY_CAPTION),
        odd=float(min(3, count_strays(wording))) if wordy else 0.0,
        respelled=float(name in TWINS and coded and not supporters and _may_be_respelled(decided)),
        short=max(0.0, 1 - len(text) / 8) if isinstance(value, str) else 0.0,
        unknown_type=float(setting.type == "unknown"),
        unknown_issuer=float(setting.issuer is None),
        illegible=sum(other.confidence < LEGIBLE for other in setting.lines) / max(1, len(setting.lines)),
        strange=1 / (1 + setting.captions),
        conflicting=_share(fields.values(), "conflict"),
    )


def tabulate(evidence: Evidence) -> dict[str, float]:
    """Feature → its number."""
    return asdict(evidence)
