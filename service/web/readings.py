"""What stands in the form: the values entered, and the readings of the scan behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from matching.person import Address
from ocr.extraction import Zone
from service.context import Work
from service.extractions.service import extraction_result
from service.requests.choices import Choice, conflict_choices, read_choice
from service.requests.schemas import RequestView
from service.requests.service import request_view
from service.web.forms import inputs_of


@dataclass(frozen=True)
class Readings:
    """Where each field of the form was read, and the values to choose from where the scan says two things."""

    zones: dict[str, list[Zone]] = field(default_factory=dict)
    choices: dict[str, list[Choice]] = field(default_factory=dict)


def readings_of(work: Work, extraction_id: UUID | None) -> Readings:
    """The readings behind a form."""
    if extraction_id is None:
        return Readings()
    extraction = extraction_result(work, extraction_id)
    fields = {**extraction.fields}
    for document in extraction.documents:
        for name, one in document.fields.items():
            fields.setdefault(name, one)
    zones = {name: [*dict.fromkeys(source.zone for source in one.sources)] for name, one in fields.items()}
    return Readings(zones, conflict_choices(extraction))


def with_reading(work: Work, request_id: UUID, form: Mapping[str, str]) -> dict[str, str]:
    """The form with the reading put in that its button `take` names (`familyName:1`, `familyName:read`)."""
    name, _, which = form.get("take", "").partition(":")
    if not name:
        return dict(form)
    view = request_view(work, request_id)
    reading = view.prefilled.get(name)
    offered = readings_of(work, view.extraction_id).choices.get(name, [])
    chosen = read_choice(reading) if reading and which == "read" else None
    if which.isdigit() and int(which) < len(offered):
        chosen = offered[int(which)]
    return {**form, **inputs_of(name, chosen.value)} if chosen else dict(form)


def entered_values(view: RequestView) -> dict[str, Any]:
    """The form's values by the names of its fields."""
    document = view.document
    return {
        **dict.fromkeys(
            ("familyName", "givenNames", "birthDate", "placeOfBirth", "gender", "nationality"), ""
        ),
        **{name: str(value) for name, value in view.person.to_dict().items()},
        "documentKind": document.kind or "",
        "documentNumber": document.number or "",
        "documentIssuer": document.issuer or "",
        "expiryDate": document.expiry_date or "",
    }


def address_values(view: RequestView) -> dict[str, dict[str, str]]:
    """Both addresses by the names of the form's fields; absent parts are empty."""
    pairs = {"residence": view.residence_address, "contact": view.contact_address}
    return {
        name: {part: value or "" for part, value in (address or Address()).model_dump(by_alias=True).items()}
        for name, address in pairs.items()
    }
