"""From an extraction to the form: what was read, and later how the entered data relate to it."""

import unicodedata
from datetime import date
from typing import Any

from matching.identification import READ_CONFIDENCE
from matching.person import DocumentEvidence, Evidence, FieldEvidence
from ocr.extraction import Document, ExtractedField, Extraction
from service.extractions.models import ExtractionRecord
from service.requests.schemas import DocumentEntered, PersonEntered, PrefilledField

PERSON = {
    "familyName": "family_name",
    "givenNames": "given_names",
    "birthDate": "birth_date",
    "placeOfBirth": "place_of_birth",
    "gender": "gender",
    "nationality": "nationality",
}
DOCUMENT = {"documentNumber": "number", "documentIssuer": "issuer", "expiryDate": "expiry_date"}
NOT_GENUINE = {"specimen", "copy", "recapture"}
"""Warnings after which the machine gives no number. Our own samples are exempt in the demonstration."""
CONTRADICTIONS = {"manipulated", "mrzInvalid", "documentsDisagree", "severalPersons"}
"""Warnings after which nobody's documents carry an answer, ours included."""
ACCEPTED = {"passport", "identityCard", "residencePermit", "drivingLicence"}
"""Kinds of documents the route takes (facts/domain.md); a visa says less than the passport it stands in."""


def prefill(extraction: Extraction, entry: ExtractionRecord) -> dict[str, PrefilledField]:
    """What was read, by the form's field names."""
    found = {name: field for name, field in extraction.fields.items() if name in PERSON}
    main = main_document(extraction)
    result = {name: _prefilled(field, name in entry.crops) for name, field in found.items()}
    if main is None:
        return result
    for name in ("documentNumber", "expiryDate"):
        if name in main.fields:
            result[name] = _prefilled(main.fields[name], name in entry.crops)
    if main.issuing_country:
        confidence = main.mrz.confidence if main.mrz and main.mrz.valid else 0.5
        result["documentIssuer"] = PrefilledField(
            value=main.issuing_country, status="read", confidence=confidence
        )
    return result


def main_document(extraction: Extraction) -> Document | None:
    """The document the request rests on: the first that has a number, else the first."""
    numbered = [document for document in extraction.documents if "documentNumber" in document.fields]
    return next(iter(numbered or extraction.documents), None)


def person_from(prefilled: dict[str, PrefilledField]) -> PersonEntered:
    """The form's first state. A reading in conflict is offered too: the requester looks at the document."""
    return PersonEntered(**{PERSON[name]: field.value for name, field in prefilled.items() if name in PERSON})


def document_from(extraction: Extraction, prefilled: dict[str, PrefilledField]) -> DocumentEntered:
    """The document's part of the form."""
    main = main_document(extraction)
    values: dict[str, Any] = {
        DOCUMENT[name]: str(field.value) for name, field in prefilled.items() if name in DOCUMENT
    }
    return DocumentEntered(kind=main.type if main and main.type != "unknown" else None, **values)


def entered_value(name: str, person: PersonEntered, document: DocumentEntered) -> str | int | None:
    """The entered value of a field of the form."""
    holder, attribute = (person, PERSON[name]) if name in PERSON else (document, DOCUMENT[name])
    value: str | int | None = getattr(holder, attribute)
    return value


def changed_fields(
    prefilled: dict[str, PrefilledField], person: PersonEntered, document: DocumentEntered
) -> list[str]:
    """Names of fields whose entered value is not what was read."""
    return [
        name for name, field in prefilled.items() if is_changed(field, entered_value(name, person, document))
    ]


def is_changed(reading: PrefilledField, entered: str | int | None) -> bool:
    """Whether something else was entered than read (letter case and spacing aside)."""
    return _plain(reading.value) != _plain(entered)


def weigh_evidence(
    extraction: Extraction | None,
    entry: ExtractionRecord | None,
    prefilled: dict[str, PrefilledField],
    person: PersonEntered,
    document: DocumentEntered,
    *,
    demo: bool,
) -> Evidence:
    """How far the entered data rest on the document. What was typed without a reading rests on nothing.

    `demo` says whether the product's own samples count as genuine.
    """
    changed = set(changed_fields(prefilled, person, document))
    fields: dict[str, FieldEvidence] = {}
    for name in (*PERSON, *DOCUMENT):
        reading = prefilled.get(name)
        if reading is not None:
            fields[name] = FieldEvidence(
                status=reading.status, confidence=reading.confidence, changed_by_hand=name in changed
            )
        elif entered_value(name, person, document) is not None:
            fields[name] = FieldEvidence(status="absent", changed_by_hand=True)
    ours = demo and entry is not None and entry.own_sample
    documents = _document_evidence(extraction, ours) if extraction else []
    return Evidence(fields=fields, documents=documents)


def _document_evidence(extraction: Extraction, ours: bool) -> list[DocumentEvidence]:
    codes = {warning.code for warning in extraction.warnings}
    genuine = not codes & CONTRADICTIONS and (ours or not codes & NOT_GENUINE)
    return [
        DocumentEvidence(
            acceptable=_acceptable(extraction, document),
            expired="documentExpired" in codes or not _is_valid_today(document),
            genuine=genuine,
        )
        for document in extraction.documents
    ]


def _acceptable(extraction: Extraction, document: Document) -> bool:
    pages = {region.page for region in document.regions} or {page.index for page in extraction.pages}
    readable = all(page.quality.acceptable for page in extraction.pages if page.index in pages)
    return readable and document.type in ACCEPTED


def _is_valid_today(document: Document) -> bool:
    """Only an expiry date that was surely read, and lies ahead, makes a document valid."""
    field = document.fields.get("expiryDate")
    if field is None or field.status == "conflict":
        return False
    sure = field.status == "verified" or field.confidence >= READ_CONFIDENCE
    return sure and str(field.value) >= date.today().isoformat()  # noqa: DTZ011 - a printed date has no zone


def _prefilled(field: ExtractedField, crop: bool) -> PrefilledField:
    source = next(
        (source for source in field.sources if source.zone == "visual"), next(iter(field.sources), None)
    )
    return PrefilledField(
        value=field.value,
        status=field.status,
        confidence=field.confidence,
        zone=source.zone if source else None,
        page=source.page if source else None,
        polygon=source.polygon if source else [],
        crop=crop,
    )


def _plain(value: str | int | None) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value if value is not None else "")).casefold().split())
