"""The readings a person may choose from where the scan says two things.

A source keeps the text that stood there; the values of a machine-readable zone come from its lines.
"""

from dataclasses import dataclass

from models.errors import CodedError
from mrz.parse import parse_lines
from ocr.extraction import Document, ExtractedField, Extraction, Zone
from service.requests.prefill import DOCUMENT, PERSON, main_document
from service.requests.schemas import PrefilledField


@dataclass(frozen=True)
class Choice:
    """One reading as a value of the form, and where it was read."""

    value: str
    zone: Zone | None


def conflict_choices(extraction: Extraction) -> dict[str, list[Choice]]:
    """Per field of the form that was read in two ways: the readings, the form's own first."""
    main = main_document(extraction)
    fields = {**extraction.fields, **(main.fields if main else {})}
    found = {
        name: _choices(name, field, extraction.documents)
        for name, field in fields.items()
        if field.status == "conflict" and (name in PERSON or name in DOCUMENT)
    }
    return {name: choices for name, choices in found.items() if len(choices) > 1}


def read_choice(reading: PrefilledField) -> Choice:
    """What was read, to put back in the place of what was typed."""
    return Choice(str(reading.value), reading.zone)


def _choices(name: str, field: ExtractedField, documents: list[Document]) -> list[Choice]:
    zones = [source.zone for source in field.sources]
    first = "visual" if "visual" in zones else next(iter(zones), None)
    choices = [Choice(str(field.value), first)]
    choices += [Choice(value, "mrz") for value in _zone_values(name, documents)]
    choices += [Choice(source.text, "barcode") for source in field.sources if source.zone == "barcode"]
    return [one for at, one in enumerate(choices) if one.value not in {other.value for other in choices[:at]}]


def _zone_values(name: str, documents: list[Document]) -> list[str]:
    values = []
    for document in documents:
        if document.mrz is None:
            continue
        try:
            fields = parse_lines(document.mrz.lines).fields
        except CodedError:  # lines of no known format were kept for the reviewer to see
            continue
        if name in fields:
            values.append(str(fields[name]))
    return values
