"""Answering a demand for information: the data once more, with a new scan if one was asked for."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Requesting
from service.context import Work
from service.requests.errors import RequestIncomplete
from service.requests.rounds import OPENS, keep_locked, may_change
from service.requests.schemas import RequestView
from service.requests.service import answer_items, request_view, save_addresses, save_person
from service.web.forms import PERSON_STEP, Finding, findings_of, read_addresses, read_person
from service.web.readings import address_values, entered_values, readings_of, with_reading
from service.web.render import render
from service.web.untrusted import FormFields, read_id
from service.web.wizard import to_scan

router = APIRouter(prefix="/requests/{request_id:uuid}/answer")


@router.get("")
def show(request: Request, work: Requesting, request_id: UUID, scan: UUID | None = None) -> Response:
    """What was asked, and the form to answer it in."""
    view = request_view(work, request_id)
    if view.state != "moreInformationNeeded":
        return RedirectResponse(f"/requests/{request_id}", 303)
    return _page(request, work, view, scan, [])


@router.post("")
def answer(request: Request, work: Requesting, request_id: UUID, form: FormFields) -> Response:
    """Sends the answer; the case returns to the reviewers."""
    scan = read_id(form.get("scan", ""))
    view = request_view(work, request_id)
    person, document, addresses = keep_locked(
        view, *read_person(with_reading(work, request_id, form)), read_addresses(form)
    )
    if form.get("replace") or form.get("take"):
        save_person(work, request_id, person, document)
        save_addresses(work, request_id, addresses)
        if form.get("take"):
            return RedirectResponse(f"/requests/{request_id}/answer" + (f"?scan={scan}" if scan else ""), 303)
        return to_scan(request_id)
    try:
        answer_items(work, request_id, person, document, addresses, scan)
    except RequestIncomplete as error:
        view = request_view(work, request_id)
        return _page(request, work, view, scan, findings_of(error.findings), 400)
    return RedirectResponse(f"/requests/{request_id}", 303)


def _page(
    request: Request,
    work: Work,
    view: RequestView,
    scan: UUID | None,
    findings: list[Finding],
    status: int = 200,
) -> Response:
    return render(
        request,
        "answer.html",
        work.actor,
        status,
        view=view,
        scan=scan or "",
        values=entered_values(view),
        addresses=address_values(view),
        readings=readings_of(work, view.extraction_id),
        may_change=partial(may_change, view),
        asks_for_data=any(part.startswith(PERSON_STEP) for item in view.items for part in OPENS[item]),
        findings=findings,
    )
