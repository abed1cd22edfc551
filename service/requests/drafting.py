"""A draft: begun with or without a scan, filled in, checked."""

from uuid import UUID

from service.context import Work
from service.extractions.repository import get_extraction
from service.requests import repository
from service.requests.checks import find_issues
from service.requests.earlier import find_earlier
from service.requests.entered import keep_addresses, keep_person
from service.requests.models import RequestRecord
from service.requests.readings import attach_reading
from service.requests.rounds import require_unlocked
from service.requests.schemas import (
    AddressesEntered,
    CheckIssue,
    DocumentEntered,
    PersonEntered,
    RequestView,
)
from service.requests.transitions import editable_request, refresh
from service.requests.view import view_request
from service.schemas import clean


def create_draft(work: Work, extraction_id: UUID | None) -> RequestView:
    """A draft, prefilled from a finished extraction. The same upload gives the same open draft."""
    work.actor.require("request:write")
    row = RequestRecord(
        organisation_id=work.actor.organisation_id,
        account_id=work.actor.account_id,
        email=work.actor.email,
        language=work.actor.language,
        person={},
        prefilled={},
        events=[],
        rounds=[],
    )
    if extraction_id is not None:
        get_extraction(work.session, work.actor, extraction_id, lock=True)  # two clicks, one draft
        known = repository.find_by_extraction(work.session, work.actor, extraction_id)
        if known is not None:
            return view_request(known)
        attach_reading(work, row, extraction_id, fill=True)
    work.session.add(row)
    work.session.flush()
    repository.add_event(work.session, row, "draft", work.actor, None)
    return refresh(work, row)


def save_person(
    work: Work, request_id: UUID, person: PersonEntered, document: DocumentEntered
) -> RequestView:
    """Keeps the person's data as entered; of a draft nothing is checked before sending.

    Where a reviewer asked for items, raises RequestIncomplete for a change of anything else.
    """
    row = editable_request(work, request_id)
    require_unlocked(view_request(row), person=person, document=document)
    keep_person(row, person, document)
    return refresh(work, row)


def save_addresses(work: Work, request_id: UUID, addresses: AddressesEntered) -> RequestView:
    """Keeps the residence and the contact address. Raises as `save_person` does."""
    row = editable_request(work, request_id)
    require_unlocked(view_request(row), addresses=addresses)
    keep_addresses(row, addresses)
    return refresh(work, row)


def save_email(work: Work, request_id: UUID, email: str) -> RequestView:
    """Keeps the address that news go to."""
    row = editable_request(work, request_id)
    row.email = clean(email)
    return refresh(work, row)


def check_request(work: Work, request_id: UUID) -> list[CheckIssue]:
    """What keeps the request from being sent, and warnings, which do not (`CheckIssue.severity`)."""
    row = repository.get_request(work.session, work.actor, request_id)
    return [*find_issues(view_request(row)), *find_earlier(work.session, row)]
