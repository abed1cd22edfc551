"""Many workers at once: the files, the table to check, sending, and how it goes for each."""

from collections.abc import Callable, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from ocr.intake.errors import NoFileError
from service.auth.dependencies import Requesting, Uploading
from service.batches import arranging, collecting, filling
from service.batches.advancing import advance
from service.batches.errors import MOST_FILES, MOST_WORKERS
from service.batches.sending import send_batch
from service.batches.view import BatchView, list_own, view_batch
from service.context import Caller, Work
from service.extractions.stored import RefusedFile
from service.extractions.uploads import Uploads
from service.requests.checks import find_issues
from service.requests.schemas import AddressesEntered, RequestView
from service.settings import MEBIBYTE
from service.web.explaining import describe_problem
from service.web.forms import ADDRESS_STEP, PERSON_STEP, Finding, findings_of, read_addresses, read_person
from service.web.i18n import choose_language
from service.web.readings import address_values, entered_values, readings_of, with_reading
from service.web.render import explain, is_htmx, render
from service.web.untrusted import Choices, FormFields, read_id
from service.web.wizard import EXAMPLE_CONTACT, EXAMPLE_RESIDENCE

router = APIRouter(prefix="/batches")
ONE = "/{batch_id:uuid}"
PERSON = ONE + "/persons/{person_id:uuid}"


@router.get("")
def show_all(request: Request, work: Requesting) -> Response:
    """The batches that were begun, and the question before a new one."""
    return _list_page(request, work)


@router.post("")
def begin(request: Request, work: Requesting, regular: Annotated[str, Form()] = "") -> Response:
    """Begins one, where this is the right route for all of its workers."""
    if not regular:
        return _list_page(request, work, missing=True)
    try:
        return _to(collecting.begin_batch(work))
    except CodedError as error:
        return _list_page(request, work, error=error)


@router.get(ONE)
def show(request: Request, caller: Uploading, batch_id: UUID) -> Response:
    """The batch as it stands; what is due by itself is done first."""
    advance(caller, batch_id)
    return _page(request, caller, batch_id)


@router.get(ONE + "/progress")
def poll(request: Request, caller: Uploading, batch_id: UUID, seen: str = "") -> Response:
    """The piece of the page that goes on by itself; `seen` is the state that the page around it shows."""
    advance(caller, batch_id)
    response = _page(request, caller, batch_id)
    with caller.work() as work:
        view = view_batch(work, batch_id)
    if view.state != seen or not view.is_moving:
        response.headers["HX-Refresh"] = "true"
    return response


@router.post(ONE + "/files")
def add(request: Request, caller: Uploading, batch_id: UUID, files: Uploads) -> Response:
    """Takes files in; one that will not do is named, the others stay."""
    refused = collecting.add_files(caller, batch_id, files) if files else [RefusedFile("", NoFileError())]
    if refused or is_htmx(request):
        return _page(request, caller, batch_id, refused=refused)
    return _to(batch_id)


@router.post(ONE + "/files/{extraction_id:uuid}/remove")
def remove_file(work: Requesting, batch_id: UUID, extraction_id: UUID) -> Response:
    """Takes a file out."""
    collecting.remove_file(work, batch_id, extraction_id)
    return _to(batch_id)


@router.post(ONE + "/sort")
def sort(request: Request, caller: Uploading, batch_id: UUID) -> Response:
    """No more files: they are sorted to persons once all are read."""
    try:
        with caller.work() as work:
            collecting.begin_sorting(work, batch_id)
    except NoFileError as error:
        return _page(request, caller, batch_id, refused=[RefusedFile("", error)])
    return _to(batch_id)


@router.post(ONE + "/merge")
def merge(request: Request, caller: Uploading, batch_id: UUID, chosen: Choices) -> Response:
    """Makes one person of those that were ticked."""
    ids = [one for one in map(read_id, chosen) if one is not None]
    return _change(request, caller, batch_id, lambda work: arranging.merge_persons(work, batch_id, ids))


@router.post(PERSON + "/split")
def split(request: Request, caller: Uploading, batch_id: UUID, person_id: UUID) -> Response:
    """Makes each page a person of its own."""
    return _change(request, caller, batch_id, lambda work: arranging.split_person(work, batch_id, person_id))


@router.post(PERSON + "/remove")
def leave_out(work: Requesting, batch_id: UUID, person_id: UUID) -> Response:
    """Leaves a person out."""
    arranging.remove_person(work, batch_id, person_id)
    return _to(batch_id)


@router.post(ONE + "/pages/{sheet_id:uuid}/move")
def move(
    request: Request, caller: Uploading, batch_id: UUID, sheet_id: UUID, to: Annotated[str, Form()] = ""
) -> Response:
    """Gives a page to another person, or to a new one."""
    return _change(
        request, caller, batch_id, lambda work: arranging.move_page(work, batch_id, sheet_id, read_id(to))
    )


@router.get(PERSON)
def show_person(request: Request, work: Requesting, batch_id: UUID, person_id: UUID) -> Response:
    """The data and the addresses of one person, with their pieces of the scan."""
    return _person_page(request, work, batch_id, filling.person_draft(work, batch_id, person_id), [])


@router.post(PERSON)
def keep_person(
    request: Request, work: Requesting, batch_id: UUID, person_id: UUID, form: FormFields
) -> Response:
    """Keeps them; what is missing is named at its field. A reading that was chosen is put in."""
    addresses = read_addresses(form)
    draft = filling.person_draft(work, batch_id, person_id)
    entered = read_person(with_reading(work, draft.id, form))
    view = filling.save_draft(work, batch_id, person_id, *entered, addresses)
    if took := form.get("take", "").partition(":")[0]:
        place = took if took.isalpha() else ""
        return RedirectResponse(f"/batches/{batch_id}/persons/{person_id}#status-{place}", 303)
    steps = (*PERSON_STEP, *ADDRESS_STEP)
    found = findings_of(find_issues(view), steps)
    if found:
        return _person_page(request, work, batch_id, view, found, 400)
    return _to(batch_id)


@router.post(ONE + "/address")
def address_all(work: Requesting, batch_id: UUID, form: FormFields) -> Response:
    """One address for all, or for whoever has none."""
    addresses = read_addresses(form)
    if work.settings.demo and form.get("example"):
        addresses = AddressesEntered(residence_address=EXAMPLE_RESIDENCE, contact_address=EXAMPLE_CONTACT)
    filling.save_address_for_all(work, batch_id, addresses, everybody=bool(form.get("everybody")))
    return _to(batch_id)


@router.post(ONE + "/send")
def send(request: Request, caller: Uploading, batch_id: UUID) -> Response:
    """Sends every person whose data are complete."""

    def use(work: Work) -> None:
        send_batch(work, batch_id)

    return _change(request, caller, batch_id, use)


def _change(request: Request, caller: Caller, batch_id: UUID, use: Callable[[Work], None]) -> Response:
    """The page anew, with what was refused on top."""
    try:
        with caller.work() as work:
            use(work)
    except CodedError as error:
        if error.status == 404:
            raise
        return _page(request, caller, batch_id, error=error)
    return _to(batch_id)


def _to(batch_id: UUID) -> Response:
    return RedirectResponse(f"/batches/{batch_id}", 303)


def _list_page(
    request: Request, work: Work, *, missing: bool = False, error: CodedError | None = None
) -> Response:
    return render(
        request,
        "batches.html",
        work.actor,
        400 if missing else error.status if error else 200,
        lines=list_own(work),
        missing=missing,
        most=MOST_WORKERS,
        error=explain(request, work.actor, error) if error else None,
    )


def _page(
    request: Request,
    caller: Caller,
    batch_id: UUID,
    *,
    refused: Sequence[RefusedFile] = (),
    error: CodedError | None = None,
) -> Response:
    with caller.work() as work:
        view = view_batch(work, batch_id)
    status = refused[0].error.status if refused else error.status if error else 200
    language = choose_language(request, caller.actor)
    return render(
        request,
        "_batch.html" if is_htmx(request) else "batch.html",
        caller.actor,
        status,
        view=view,
        told={one.id: describe_problem(language, one.problem)[0] for one in view.persons if one.problem},
        unread={
            one.extraction_id: describe_problem(language, one.problem)[0] for one in view.files if one.problem
        },
        refused=[(file.name, explain(request, caller.actor, file.error)) for file in refused],
        error=explain(request, caller.actor, error) if error else None,
        findings_of=lambda person: findings_of(person.findings),
        empty=_empty_addresses(view),
        most_files=MOST_FILES,
        limit_mb=caller.services.settings.max_upload_bytes // MEBIBYTE,
    )


def _empty_addresses(view: BatchView) -> dict[str, dict[str, str]]:
    """An address form without values."""
    first = next((person.request for person in view.persons if person.request), None)
    if first is None:
        return {}
    bare = first.model_copy(update={"residence_address": None, "contact_address": None})
    return address_values(bare)


def _person_page(
    request: Request,
    work: Work,
    batch_id: UUID,
    view: RequestView,
    findings: list[Finding],
    status: int = 200,
) -> Response:
    return render(
        request,
        "batch_person.html",
        work.actor,
        status,
        batch_id=batch_id,
        view=view,
        values=entered_values(view),
        addresses=address_values(view),
        readings=readings_of(work, view.extraction_id),
        findings=findings,
    )
