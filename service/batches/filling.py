"""Data and addresses of the persons of a batch: of one, or one address for all."""

from uuid import UUID

from service.batches import repository
from service.batches.advancing import note_warnings
from service.batches.errors import BatchHasMovedOn
from service.batches.sending import is_sent
from service.context import Work
from service.requests.drafting import save_addresses, save_person
from service.requests.schemas import AddressesEntered, DocumentEntered, PersonEntered, RequestView
from service.requests.service import request_view


def person_draft(work: Work, batch_id: UUID, person_id: UUID) -> RequestView:
    """The draft of a person who is not sent. Raises ResourceNotFound, BatchHasMovedOn."""
    person = repository.get_person(repository.get_batch(work, batch_id, "checking"), person_id)
    if person.request_id is None or is_sent(work, person):
        raise BatchHasMovedOn
    return request_view(work, person.request_id)


def save_draft(
    work: Work,
    batch_id: UUID,
    person_id: UUID,
    person: PersonEntered,
    document: DocumentEntered,
    addresses: AddressesEntered,
) -> RequestView:
    """Keeps the data as entered; what is missing is named, and nothing is lost. Raises as `person_draft`."""
    request_id = person_draft(work, batch_id, person_id).id
    save_person(work, request_id, person, document)
    view = save_addresses(work, request_id, addresses)
    note_warnings(work, repository.get_person(repository.get_batch(work, batch_id), person_id))
    return view


def save_address_for_all(work: Work, batch_id: UUID, addresses: AddressesEntered, *, everybody: bool) -> int:
    """Gives the addresses to whoever has none, part by part, or to everybody. Returns to how many."""
    batch, given = repository.get_batch(work, batch_id, "checking"), 0
    for person in batch.persons:
        if person.request_id is None or is_sent(work, person):
            continue
        before = request_view(work, person.request_id)
        residence = before.residence_address if not everybody else None
        contact = before.contact_address if not everybody else None
        after = AddressesEntered(
            residence_address=residence or addresses.residence_address or before.residence_address,
            contact_address=contact or addresses.contact_address or before.contact_address,
        )
        if (after.residence_address, after.contact_address) != (
            before.residence_address,
            before.contact_address,
        ):
            save_addresses(work, person.request_id, after)
            given += 1
    return given
