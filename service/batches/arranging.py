"""Persons of a batch put together, taken apart and left out by hand, until they are sent."""

from collections.abc import Sequence
from uuid import UUID

from ocr.intake.errors import MAX_PAGES
from service.batches import repository
from service.batches.errors import MOST_WORKERS, BatchHasMovedOn, TooManyPagesForOne, TooManyWorkers
from service.batches.models import Batch, BatchPage, BatchPerson
from service.batches.sending import is_sent
from service.context import Work
from service.requests.answering import cancel_request


def merge_persons(work: Work, batch_id: UUID, person_ids: Sequence[UUID]) -> None:
    """Makes the first of them one person with the pages of all. Raises TooManyPagesForOne."""
    batch = repository.get_batch(work, batch_id, "checking")
    chosen = [_open(work, batch, person_id) for person_id in dict.fromkeys(person_ids)]
    if len(chosen) < 2:
        raise BatchHasMovedOn
    chosen.sort(key=lambda person: person.position)
    pages = [page for person in chosen for page in person.pages]
    if len(pages) > MAX_PAGES:
        raise TooManyPagesForOne(limit=MAX_PAGES)
    for person in chosen[1:]:
        _hand_over(person, chosen[0], [*person.pages])
    _settle(work, batch)


def split_person(work: Work, batch_id: UUID, person_id: UUID) -> None:
    """Makes each page but the first a person of its own, right behind. Raises TooManyWorkers."""
    batch = repository.get_batch(work, batch_id, "checking")
    person = _open(work, batch, person_id)
    for page in [*person.pages[1:]]:
        _hand_over(person, _new_person(batch, person), [page])
    _settle(work, batch)


def move_page(work: Work, batch_id: UUID, sheet_id: UUID, to: UUID | None) -> None:
    """Gives a page to another person of the batch, or to a new one.

    Raises TooManyPagesForOne, TooManyWorkers.
    """
    batch = repository.get_batch(work, batch_id, "checking")
    page = repository.get_page(batch, sheet_id)
    giver = _open(work, batch, page.person_id)
    taker = _new_person(batch, giver) if to is None else _open(work, batch, to)
    if taker is giver:
        return
    if len(taker.pages) >= MAX_PAGES:
        raise TooManyPagesForOne(limit=MAX_PAGES)
    _hand_over(giver, taker, [page])
    _settle(work, batch)


def remove_person(work: Work, batch_id: UUID, person_id: UUID) -> None:
    """Leaves a person out: the draft is cancelled."""
    batch = repository.get_batch(work, batch_id, "checking")
    person = _open(work, batch, person_id)
    person.pages.clear()
    _settle(work, batch)


def _open(work: Work, batch: Batch, person_id: UUID) -> BatchPerson:
    """A person who can still change. Raises ResourceNotFound, BatchHasMovedOn."""
    person = repository.get_person(batch, person_id)
    if is_sent(work, person):
        raise BatchHasMovedOn
    return person


def _new_person(batch: Batch, behind: BatchPerson) -> BatchPerson:
    if len(batch.persons) >= MOST_WORKERS:
        raise TooManyWorkers(limit=MOST_WORKERS)
    person = BatchPerson(position=behind.position + 1, pages=[])
    for other in batch.persons:
        if other.position > behind.position:
            other.position += 1
    batch.persons.insert(batch.persons.index(behind) + 1, person)
    return person


def _hand_over(giver: BatchPerson, taker: BatchPerson, pages: list[BatchPage]) -> None:
    """Both get uploads with their new pages, put together when the batch is looked at next."""
    for page in pages:
        giver.pages.remove(page)
        taker.pages.append(page)
    giver.extraction_id = taker.extraction_id = None


def _settle(work: Work, batch: Batch) -> None:
    """Numbers persons and pages anew; who has no page left goes, and their draft with them."""
    for person in [*batch.persons]:
        if person.pages:
            continue
        if person.request_id is not None:
            cancel_request(work, person.request_id)
        batch.persons.remove(person)
    for position, person in enumerate(batch.persons):
        person.position = position
        for place, page in enumerate(person.pages):
            page.position = place
    work.session.flush()
