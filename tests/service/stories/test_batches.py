"""A batch of many workers: sorted, arranged, sent with every safeguard, behind people at a page."""

import pytest
from sqlalchemy import select

from matching.person import Name
from service.batches import arranging, collecting, filling
from service.batches.advancing import advance
from service.batches.errors import (
    BatchHasMovedOn,
    NothingToSend,
    TooManyBatches,
    TooManyPagesForOne,
    TooManyWorkers,
)
from service.batches.models import Batch
from service.batches.sending import SUBMISSION_JOB, run_submission, send_batch
from service.batches.view import view_batch
from service.context import Caller
from service.db import transaction
from service.erasure.proof import prove_erasure
from service.erasure.service import erase_request
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.extractions.service import RESULT
from service.extractions.uploads import UploadedFile
from service.jobs.claims import claim_next
from service.jobs.models import Job, Priority
from service.requests import service as requests
from tests.rubbish import jpeg


@pytest.fixture
def caller(services, employer) -> Caller:
    return Caller(services, employer)


@pytest.fixture
def finish_reading(services, read_as):
    """Ends every reading of the batch as the worker would have, with these persons in turn."""

    def finish(*persons, **reading):
        with transaction(services.engine) as session:
            open_jobs = select(Job).where(Job.kind == "extraction", Job.state == "queued")
            for place, job in enumerate(session.scalars(open_jobs.order_by(Job.created_at)).all()):
                person = persons[min(place, len(persons) - 1)]
                read = read_as(person, number=f"ZZ100000{place}", **reading)
                services.vault.put(job.subject_id, RESULT, read.to_json().encode())
                job.state = "done"
                session.get_one(ExtractionRecord, job.subject_id).page_count = 1

    return finish


@pytest.fixture
def batch(caller, finish_reading, newcomer):
    """A batch of two workers with one page each, ready to be checked."""
    names = [Name(family_name="Tuilagi", given_names="Manusina")]
    other = newcomer.model_copy(
        update={"names": names, "birth_date": "1984-11-23", "place_of_birth": "Apia", "nationality": "WSM"}
    )
    with caller.work() as work:
        batch_id = collecting.begin_batch(work)
    collecting.add_files(caller, batch_id, [UploadedFile(f"{name}.jpg", jpeg()) for name in "ab"])
    with caller.work() as work:
        collecting.begin_sorting(work, batch_id)
    finish_reading(newcomer, other)
    advance(caller, batch_id)
    return batch_id


@pytest.fixture
def look(caller):
    def view(batch_id):
        with caller.work() as work:
            return view_batch(work, batch_id)

    return view


def run_all(services):
    """What a worker does with the submissions."""
    while (job := claim_next(services.engine, 30)) is not None:
        assert job.kind == SUBMISSION_JOB
        run_submission(services, job, lambda stage, progress: None)


def test_files_are_read_behind_people_and_sorted_once_all_are_read(
    caller, look, services, finish_reading, newcomer
):
    with caller.work() as work:
        batch_id = collecting.begin_batch(work)
    refused = collecting.add_files(
        caller, batch_id, [UploadedFile("a.jpg", jpeg()), UploadedFile("b.txt", b"no picture")]
    )
    assert [file.name for file in refused] == ["b.txt"]
    with transaction(services.engine) as session:
        assert {job.priority for job in session.scalars(select(Job))} == {Priority.BATCH}
    with caller.work() as work:
        collecting.begin_sorting(work, batch_id)
    advance(caller, batch_id)
    assert (look(batch_id).state, look(batch_id).persons) == ("reading", [])
    assert collecting_is_over(caller, batch_id)
    finish_reading(newcomer)
    advance(caller, batch_id)
    advance(caller, batch_id)  # twice does no harm
    view = look(batch_id)
    assert [person.state for person in view.persons] == ["incomplete"]  # the address is missing
    assert view.persons[0].request.person.family_name == newcomer.names[0].family_name


def collecting_is_over(caller, batch_id) -> bool:
    with pytest.raises(BatchHasMovedOn):
        collecting.add_files(caller, batch_id, [UploadedFile("late.jpg", jpeg())])
    return True


def test_one_address_fills_what_is_empty_and_only_then_can_be_sent(caller, batch, look, addresses, services):
    with caller.work() as work, pytest.raises(NothingToSend):
        send_batch(work, batch)
    first, second = look(batch).persons
    own = addresses.model_copy(
        update={
            "residence_address": addresses.residence_address.model_copy(update={"municipality_name": "Łódź"})
        }
    )
    with caller.work() as work:
        view = first.request
        filling.save_draft(work, batch, first.id, view.person, view.document, own)
    with caller.work() as work:
        assert filling.save_address_for_all(work, batch, addresses, everybody=False) == 1
    towns = [person.request.residence_address.municipality_name for person in look(batch).persons]
    assert towns == ["Łódź", addresses.residence_address.municipality_name]
    with caller.work() as work:
        assert send_batch(work, batch) == 2
    assert [person.state for person in look(batch).persons] == ["sending", "sending"]
    with transaction(services.engine) as session:
        jobs = session.scalars(select(Job).where(Job.kind == SUBMISSION_JOB)).all()
        assert {job.priority for job in jobs} == {Priority.BATCH}
    run_all(services)
    view = look(batch)
    assert [person.state for person in view.persons] == ["sent", "sent"]
    assert all(person.request.state == "numberAssigned" for person in view.persons)
    assert second.id == view.persons[1].id


def test_what_was_typed_by_hand_goes_to_a_reviewer_as_ever(caller, batch, look, addresses, services, known):
    first = look(batch).persons[0]
    typed = first.request.person.model_copy(
        update={
            "family_name": known.names[0].family_name,
            "given_names": known.names[0].given_names,
            "birth_date": known.birth_date,
        }
    )
    with caller.work() as work:
        filling.save_draft(work, batch, first.id, typed, first.request.document, addresses)
        send_batch(work, batch)
    run_all(services)
    request = look(batch).persons[0].request
    assert (request.state, request.ssin) == ("underReview", None)


def test_pages_put_together_are_read_together_and_what_was_typed_stays(
    caller, batch, look, addresses, finish_reading, newcomer, working, employer
):
    first, second = look(batch).persons
    typed = first.request.person.model_copy(update={"given_names": "Typed By Hand"})
    with caller.work() as work:
        filling.save_draft(work, batch, first.id, typed, first.request.document, addresses)
    with caller.work() as work:
        arranging.merge_persons(work, batch, [second.id, first.id])
    advance(caller, batch)
    (person,) = look(batch).persons
    assert (person.id, person.state, len(person.sheets)) == (first.id, "reading", 2)
    with caller.work() as work, pytest.raises(NothingToSend):
        send_batch(work, batch)  # never on a reading of other pages
    finish_reading(newcomer)
    advance(caller, batch)
    (person,) = look(batch).persons
    assert person.request.id == first.request.id
    assert person.request.person.given_names == "Typed By Hand"
    with working(employer) as work:
        assert requests.request_view(work, second.request.id).state == "cancelled"


def test_a_page_moved_out_becomes_a_person_and_five_are_too_many(
    caller, batch, look, finish_reading, newcomer
):
    first, second = look(batch).persons
    with caller.work() as work:
        arranging.move_page(work, batch, second.sheets[0].id, first.id)
    assert len(look(batch).persons) == 1
    with caller.work() as work:
        arranging.split_person(work, batch, first.id)
    advance(caller, batch)
    view = look(batch)
    assert [len(person.sheets) for person in view.persons] == [1, 1]
    assert view.persons[0].request.id == first.request.id
    advance(caller, batch)
    assert look(batch).persons[1].request is not None  # its file was read before: nothing to wait for


def test_a_person_has_as_many_pages_as_a_request_and_a_batch_so_many_workers(
    caller, batch, look, monkeypatch
):
    first, second = look(batch).persons
    monkeypatch.setattr(arranging, "MAX_PAGES", 1)
    monkeypatch.setattr(arranging, "MOST_WORKERS", 2)
    for use, refusal in (
        (lambda work: arranging.merge_persons(work, batch, [first.id, second.id]), TooManyPagesForOne),
        (lambda work: arranging.move_page(work, batch, first.sheets[0].id, second.id), TooManyPagesForOne),
        (lambda work: arranging.move_page(work, batch, first.sheets[0].id, None), TooManyWorkers),
    ):
        with caller.work() as work, pytest.raises(refusal):
            use(work)
    assert [len(person.sheets) for person in look(batch).persons] == [1, 1]


def test_files_of_too_many_workers_can_be_taken_out_again(
    caller, look, finish_reading, newcomer, known, monkeypatch
):
    with caller.work() as work:
        batch_id = collecting.begin_batch(work)
    collecting.add_files(caller, batch_id, [UploadedFile(f"{name}.jpg", jpeg()) for name in "ab"])
    with caller.work() as work:
        collecting.begin_sorting(work, batch_id)
    finish_reading(newcomer, known)
    monkeypatch.setattr("service.batches.advancing.MOST_WORKERS", 1)
    advance(caller, batch_id)
    view = look(batch_id)
    assert (view.state, view.is_too_many, view.persons) == ("collecting", True, [])


@pytest.mark.parametrize(("limit", "code"), [("MOST_FILES", "tooManyFiles"), ("MOST_BYTES", "batchTooLarge")])
def test_a_file_too_many_is_named_and_the_others_stay(caller, services, monkeypatch, limit, code):
    picture = jpeg()
    monkeypatch.setattr(collecting, limit, 1 if limit == "MOST_FILES" else len(picture) + 1)
    with caller.work() as work:
        batch_id = collecting.begin_batch(work)
    files = [UploadedFile(f"{name}.jpg", picture) for name in "ab"]
    refused = collecting.add_files(caller, batch_id, files)
    assert [(file.name, file.error.code) for file in refused] == [("b.jpg", code)]
    with transaction(services.engine) as session:
        assert len(session.get_one(Batch, batch_id).files) == 1


def test_nobody_begins_batches_without_end(caller, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_OPEN", 1)
    with caller.work() as work:
        collecting.begin_batch(work)
    with caller.work() as work, pytest.raises(TooManyBatches):
        collecting.begin_batch(work)


def test_what_is_sent_can_no_longer_be_moved_or_left_out(caller, batch, look, addresses):
    first, second = look(batch).persons
    with caller.work() as work:
        filling.save_address_for_all(work, batch, addresses, everybody=True)
        send_batch(work, batch)
    for use in (
        lambda work: arranging.remove_person(work, batch, first.id),
        lambda work: arranging.merge_persons(work, batch, [first.id, second.id]),
        lambda work: arranging.move_page(work, batch, first.sheets[0].id, None),
        lambda work: filling.person_draft(work, batch, first.id),
    ):
        with caller.work() as work, pytest.raises(BatchHasMovedOn):
            use(work)


def test_a_batch_is_its_makers_alone(batch, working, administrator, stranger):
    for actor in (administrator, stranger):
        with working(actor) as work, pytest.raises(ResourceNotFound):
            view_batch(work, batch)


def test_the_files_of_a_batch_are_erased_with_the_request_they_became(
    caller, batch, look, services, finish_reading, newcomer
):
    """Two files put together are copies: what they were made of goes, too."""
    with caller.work() as work:
        arranging.merge_persons(work, batch, [person.id for person in look(batch).persons])
    advance(caller, batch)
    finish_reading(newcomer)
    advance(caller, batch)
    [person] = look(batch).persons
    with caller.work() as work:
        requests.cancel_request(work, person.request.id)
        files = [file.extraction_id for file in work.session.get_one(Batch, batch).files]
    erase_request(services, person.request.id, "dataSubject")
    assert prove_erasure(services, person.request.id).left == []
    with transaction(services.engine) as session:
        kept = session.scalars(select(ExtractionRecord.id).where(ExtractionRecord.erased_at.is_(None))).all()
    assert len(files) == 2
    assert kept == []
    assert [one for one in files if services.vault.keys.has_key(str(one))] == []


def test_a_file_taken_out_is_erased(caller, services):
    with caller.work() as work:
        batch_id = collecting.begin_batch(work)
    collecting.add_files(caller, batch_id, [UploadedFile("a.jpg", jpeg())])
    with caller.work() as work:
        [file] = work.session.get_one(Batch, batch_id).files
        extraction_id = file.extraction_id
        collecting.remove_file(work, batch_id, extraction_id)
    with transaction(services.engine) as session:
        assert session.get_one(ExtractionRecord, extraction_id).erased_at is not None
    assert not services.vault.keys.has_key(str(extraction_id))
