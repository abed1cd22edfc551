"""The scan of a request: pages come, go and are replaced one by one, and nothing accepted is lost."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import func, select

from ocr.intake.errors import NoFileError
from service import errors
from service.audit.models import AuditEntry
from service.context import Caller
from service.db import now, transaction
from service.extractions import service as extractions
from service.extractions.collect import ReadingHasBegun, page_preview
from service.extractions.models import ExtractionRecord
from service.extractions.service import RESULT, create_extraction
from service.extractions.tasks import open_pages
from service.extractions.uploads import UploadedFile
from service.jobs.models import Job
from service.requests import scan
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.storage.keys import ROOT
from tests.rubbish import jpeg


def picture(name: str, colour: str, size: tuple[int, int] = (700, 440)) -> UploadedFile:
    """A page of one colour, so that its place in the order can be seen in its pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return UploadedFile(name, buffer.getvalue())


def two_pages() -> UploadedFile:
    """A PDF of a white and a black page."""
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        for content in (b"", b"0 g 0 0 200 200 re f"):
            page = document.add_blank_page(page_size=(200, 200))
            page.Contents = document.make_stream(content)
        document.save(buffer)
    return UploadedFile("both.pdf", buffer.getvalue())


RED, GREEN, BLUE = picture("red.png", "red"), picture("green.png", "green"), picture("blue.png", "blue")
RUBBISH = UploadedFile("notes.jpg", b"this is no picture")


@pytest.fixture
def caller(services, employer):
    return Caller(services, employer)


@pytest.fixture
def view_of(working, employer):
    def view(request_id):
        with working(employer) as work:
            return scan.view_scan(work, request_id)

    return view


@pytest.fixture
def names_of(view_of):
    return lambda request_id: [page.name for page in view_of(request_id).pages]


@pytest.fixture
def objects(settings):
    return lambda: sum(path.is_file() for path in settings.scans_dir.rglob("*"))


@pytest.fixture
def read(services, working, employer, read_as):
    """Lets the newest upload of a request be read as if it showed this person's passport."""

    def finish(request_id, person, **reading):
        with working(employer) as work:
            extraction_id = scan.read_scan(work, request_id)
        content = read_as(person, **reading).to_json().encode()
        services.vault.put(extraction_id, RESULT, content)
        with transaction(services.engine) as session:
            job = session.get_one(Job, session.get_one(ExtractionRecord, extraction_id).job_id)
            job.state, job.finished_at = "done", now()
        return extraction_id

    return finish


def test_the_first_page_makes_a_draft_that_can_be_found_again(caller, view_of, working, employer, services):
    request_id, refused = scan.begin_request(caller, [RED])
    assert refused == []
    view = view_of(request_id)
    assert (view.state, view.has_form) == ("collecting", False)
    page = view.pages[0]
    assert (page.number, page.width, page.height) == (1, 700, 440)
    with working(employer) as work:
        assert requests.history(work).items[0].id == request_id
        shown = page_preview(work, view.extraction_id, page.id)
    assert shown.startswith(b"\xff\xd8\xff")
    stored = [path.read_bytes() for path in services.settings.scans_dir.rglob("*") if path.is_file()]
    assert len(stored) == 2
    assert not any(RED.content[:20] in one or shown[:20] in one for one in stored)


def test_each_refusal_is_told_at_its_file_and_the_others_stay(caller, names_of):
    request_id, refused = scan.begin_request(caller, [RED, RUBBISH, BLUE])
    assert [(file.name, file.error.code) for file in refused] == [("notes.jpg", "unsupportedFormat")]
    assert names_of(request_id) == ["red.png", "blue.png"]
    assert [file.name for file in scan.add_pages(caller, request_id, [RUBBISH, GREEN])] == ["notes.jpg"]
    assert names_of(request_id) == ["red.png", "blue.png", "green.png"]


def data_keys(settings):
    """The files of data keys; the root secret lies beside them."""
    return [path for path in (settings.keys_dir / "data").rglob("*") if path.is_file() and path.name != ROOT]


def test_where_nothing_is_taken_nothing_is_kept(caller, services, objects, settings):
    assert scan.begin_request(caller, [RUBBISH])[0] is None
    assert objects() == 0
    assert data_keys(settings) == []
    with transaction(services.engine) as session:
        assert session.scalar(select(func.count()).select_from(RequestRecord)) == 0


def test_replacing_keeps_the_order_and_erases_the_old_picture(caller, view_of, names_of, objects):
    request_id, _ = scan.begin_request(caller, [RED, GREEN, BLUE])
    before, middle = objects(), view_of(request_id).pages[1].id
    assert scan.add_pages(caller, request_id, [RUBBISH], middle)[0].error.code == "unsupportedFormat"
    assert names_of(request_id) == ["red.png", "green.png", "blue.png"]
    assert scan.add_pages(caller, request_id, [picture("better.png", "yellow")], middle) == []
    assert names_of(request_id) == ["red.png", "better.png", "blue.png"]
    assert objects() == before


def test_a_page_of_a_file_can_go_and_the_worker_does_not_read_it(
    caller, view_of, working, employer, services, objects
):
    request_id, _ = scan.begin_request(caller, [RED])
    scan.add_pages(caller, request_id, [two_pages()])
    view = view_of(request_id)
    assert [(page.number, page.name) for page in view.pages[1:]] == [(2, "both.pdf"), (3, "both.pdf")]
    before = objects()
    with working(employer) as work:
        scan.remove_page(work, request_id, view.pages[1].id)
    assert objects() == before - 1  # its picture alone: the file still holds the other page
    files, pages = open_pages(services, view.extraction_id)
    assert [name for name, _ in files] == ["red.png", "both.pdf"]
    assert [(page.index, page.file, int(page.pixels.mean())) for page in pages] == [
        (0, "red.png", 85),
        (1, "both.pdf", 0),
    ]
    with working(employer) as work:
        scan.remove_page(work, request_id, view.pages[2].id)
    assert objects() == 2


def test_the_limits_hold_over_all_files_of_an_upload(caller, view_of, names_of, services):
    request_id, _ = scan.begin_request(caller, [RED, GREEN, BLUE])
    assert scan.add_pages(caller, request_id, [two_pages()])[0].error.code == "tooManyPages"
    assert scan.add_pages(caller, request_id, [RED, GREEN])[0].error.code == "tooManyPages"
    assert len(names_of(request_id)) == 4
    assert scan.add_pages(caller, request_id, [BLUE], view_of(request_id).pages[3].id) == []
    size = sum(len(file.content) for file in (RED, GREEN))
    small = replace(services, settings=services.settings.model_copy(update={"max_upload_bytes": size}))
    scarce = Caller(small, caller.actor)
    request_id, refused = scan.begin_request(scarce, [RED, GREEN, BLUE])
    assert [(file.name, file.error.code) for file in refused] == [("blue.png", "payloadTooLarge")]
    assert names_of(request_id) == ["red.png", "green.png"]


def test_pages_added_at_once_never_pass_the_limit(caller, names_of, objects):
    request_id, _ = scan.begin_request(caller, [RED])
    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(lambda _: scan.add_pages(caller, request_id, [GREEN, BLUE]), range(4))]
    kept = names_of(request_id)
    assert len(kept) == 4
    assert sum(len(refused) for refused in answers) == 5
    assert objects() == 2 * len(kept)


def test_other_companies_and_reviewers_reach_no_page(
    caller, view_of, working, stranger, reviewer, services, employer
):
    request_id, _ = scan.begin_request(caller, [RED])
    view = view_of(request_id)
    page = view.pages[0].id
    for actor in (stranger, reviewer):
        with working(actor) as work, pytest.raises(errors.ResourceNotFound):
            scan.view_scan(work, request_id)
        with working(actor) as work, pytest.raises(errors.ResourceNotFound):
            page_preview(work, view.extraction_id, page)
    other = Caller(services, stranger)
    for attempt in (
        lambda: scan.add_pages(other, request_id, [GREEN]),
        lambda: scan.add_pages(other, request_id, [GREEN], page),
        lambda: scan.reopen_scan(other, request_id),
    ):
        with pytest.raises(errors.ResourceNotFound):
            attempt()
    with pytest.raises(errors.MissingPermission):
        scan.begin_request(Caller(services, reviewer), [RED])
    with working(employer) as work:
        page_preview(work, view.extraction_id, page)
    with transaction(services.engine) as session:
        looks = session.scalars(select(AuditEntry).where(AuditEntry.action == "viewUpload")).all()
    assert [(look.account_id, look.object_id) for look in looks] == [
        (employer.account_id, str(view.extraction_id))
    ]


def test_reading_starts_once_and_from_then_on_the_pages_stay(caller, view_of, working, employer, services):
    request_id, _ = scan.begin_request(caller, [RED])
    page = view_of(request_id).pages[0].id

    def start(_):
        with working(employer) as work:
            return scan.read_scan(work, request_id)

    with ThreadPoolExecutor(3) as pool:
        assert len({*pool.map(start, range(3))}) == 1
    with transaction(services.engine) as session:
        assert session.scalar(select(func.count()).select_from(Job)) == 1
    with pytest.raises(ReadingHasBegun):
        scan.add_pages(caller, request_id, [GREEN])
    with working(employer) as work, pytest.raises(ReadingHasBegun):
        scan.remove_page(work, request_id, page)


def test_nothing_is_read_without_a_page(caller, view_of, working, employer):
    request_id, _ = scan.begin_request(caller, [RED])
    with working(employer) as work:
        scan.remove_page(work, request_id, view_of(request_id).pages[0].id)
    with working(employer) as work, pytest.raises(NoFileError):
        scan.read_scan(work, request_id)


def test_a_page_replaced_later_leaves_the_others_and_what_was_typed(
    caller, view_of, names_of, working, employer, read, newcomer, addresses
):
    request_id, _ = scan.begin_request(caller, [RED, GREEN])
    first = read(request_id, newcomer, number="ZZ1111111")
    with working(employer) as work:
        assert scan.take_reading(work, first) == request_id
        view = requests.request_view(work, request_id)
        typed = view.person.model_copy(update={"place_of_birth": "La Paz"})
        requests.save_person(work, request_id, typed, view.document)
        requests.save_addresses(work, request_id, addresses)
    scan.reopen_scan(caller, request_id)
    view = view_of(request_id)
    assert (view.state, view.has_form) == ("collecting", True)
    assert names_of(request_id) == ["red.png", "green.png"]
    scan.add_pages(caller, request_id, [BLUE], view.pages[1].id)
    second = read(request_id, newcomer, number="ZZ2222222")
    assert second != first
    with working(employer) as work:
        scan.take_reading(work, second)
        scan.take_reading(work, first)  # an old page opened again changes nothing
        after = requests.request_view(work, request_id)
    assert after.extraction_id == second
    assert after.person.place_of_birth == "La Paz"
    assert after.person.family_name == "Quispe Mamani"
    assert after.document.number == "ZZ2222222"
    assert after.contact_address == addresses.contact_address
    assert after.changed_by_hand == ["placeOfBirth"]


def test_reopened_twice_is_one_upload(caller, services, read, newcomer, working, employer):
    request_id, _ = scan.begin_request(caller, [RED])
    read(request_id, newcomer)
    with ThreadPoolExecutor(2) as pool:
        [*pool.map(lambda _: scan.reopen_scan(caller, request_id), range(2))]
    scan.reopen_scan(caller, request_id)
    with transaction(services.engine) as session:
        assert session.scalar(select(func.count()).select_from(ExtractionRecord)) == 2


def test_an_upload_of_a_program_is_looked_at_when_it_is_reopened(
    caller, names_of, view_of, working, employer, services, read_as, newcomer
):
    with working(employer) as work:
        extraction_id = create_extraction(work, [two_pages()])
    services.vault.put(extraction_id, RESULT, read_as(newcomer).to_json().encode())
    with transaction(services.engine) as session:
        session.query(Job).one().state = "done"
    with working(employer) as work:
        request_id = scan.take_reading(work, extraction_id)
    scan.reopen_scan(caller, request_id)
    assert names_of(request_id) == ["both.pdf", "both.pdf"]
    assert view_of(request_id).pages[0].quality.sharpness is not None


def test_a_failed_start_leaves_no_file_behind(caller, objects, settings, monkeypatch):
    def fail(*_, **__):
        raise ConnectionError

    monkeypatch.setattr("service.requests.scan.create_draft", fail)
    with pytest.raises(ConnectionError):
        scan.begin_request(caller, [RED, UploadedFile("a.jpg", jpeg())])
    assert objects() == 0
    assert data_keys(settings) == []


def test_programs_see_that_an_upload_is_still_collecting(caller, view_of, working, employer):
    request_id, _ = scan.begin_request(caller, [RED])
    extraction_id = view_of(request_id).extraction_id
    with working(employer) as work:
        assert extractions.extraction_status(work, extraction_id).state == "collecting"
        with pytest.raises(extractions.ExtractionNotReady):
            extractions.extraction_result(work, extraction_id)
