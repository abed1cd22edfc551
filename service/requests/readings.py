"""Hanging a finished reading on a request, whatever was typed into its form before."""

from uuid import UUID

from ocr.extraction import Extraction
from service.context import Work
from service.extractions.repository import get_extraction
from service.extractions.service import read_result
from service.requests.models import RequestRecord
from service.requests.prefill import (
    DOCUMENT,
    PERSON,
    document_from,
    entered_value,
    is_changed,
    person_from,
    prefill,
)
from service.requests.schemas import PrefilledField
from service.requests.view import document_of, person_of, prefilled_of


def attach_reading(work: Work, row: RequestRecord, extraction_id: UUID, *, fill: bool) -> None:
    """Hangs an upload on the request: what was read is kept as it was, and fills the form if asked.

    Raises ExtractionNotReady.
    """
    entry = get_extraction(work.session, work.actor, extraction_id)
    extraction = read_result(work, entry)
    prefilled = prefill(extraction, entry)
    if fill:
        _fill_form(row, extraction, prefilled)
    row.extraction_id = entry.id
    row.prefilled = {name: field.to_dict() for name, field in prefilled.items()}


def _fill_form(row: RequestRecord, extraction: Extraction, prefilled: dict[str, PrefilledField]) -> None:
    """The new readings, except where a person typed something else than the readings before."""
    person, document, before = person_of(row), document_of(row), prefilled_of(row)
    typed = [
        name
        for name in (*PERSON, *DOCUMENT)
        if (value := entered_value(name, person, document)) is not None
        and (name not in before or is_changed(before[name], value))
    ]
    new_person, new_document = person_from(prefilled), document_from(extraction, prefilled)
    kept: dict[str, object] = {
        PERSON[name]: getattr(person, PERSON[name]) for name in typed if name in PERSON
    }
    kept["country_of_birth"] = person.country_of_birth
    row.person = new_person.model_copy(update=kept).to_dict()
    kept = {DOCUMENT[name]: getattr(document, DOCUMENT[name]) for name in typed if name in DOCUMENT}
    kept["kind"] = new_document.kind or document.kind
    row.document = new_document.model_copy(update=kept).to_dict()
