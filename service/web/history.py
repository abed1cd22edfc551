"""The company's requests: what needs somebody on top, then all of them, sorted, narrowed, page by page."""

from dataclasses import replace
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Looking
from service.context import Work
from service.db import today
from service.errors import ResourceNotFound
from service.requests.export import export_history
from service.requests.repository import list_requesters
from service.requests.search import Filter, find_requests, typed_text
from service.web import labels
from service.web.finding import Asked, read_address, read_find, window
from service.web.i18n import choose_language, translate
from service.web.render import is_htmx, render
from service.web.untrusted import FormFields

router = APIRouter(prefix="/requests")
PAGE_SIZE, ACTIONS_SHOWN = 25, 3


@router.get("")
def list_requests(request: Request, work: Looking) -> Response:
    """The page, or for htmx the piece of it that changes."""
    if work.actor.reviews:
        return RedirectResponse("/reviews", 303)
    asked = read_address(request)
    try:
        return _page(request, work, asked)
    except ResourceNotFound:  # a search is kept for an hour
        return _page(request, work, replace(asked, wanted=replace(asked.wanted, search=None)), over=True)


@router.post("/find")
def find(work: Looking, form: FormFields) -> Response:
    """The form's answer: an address without anything personal in it."""
    return RedirectResponse("/requests" + read_find(work, form).query(), 303)


@router.get("/export")
def export(request: Request, work: Looking) -> Response:
    """What the same address shows, on all its pages, as a file for a spreadsheet."""
    asked = read_address(request)
    language = choose_language(request, work.actor)
    content = export_history(
        work,
        asked.wanted,
        asked.sort,
        heading=lambda name: translate(language, labels.COLUMNS[name]),
        state=partial(_state_name, language),
    )
    name = f"belgianidpro-{today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _page(request: Request, work: Work, asked: Asked, *, over: bool = False) -> Response:
    found = find_requests(work, asked.wanted, asked.sort, asked.page, PAGE_SIZE)
    pages = max(1, -(-found.total // PAGE_SIZE))
    if asked.page > pages:  # what was on the last page is no longer there
        return RedirectResponse("/requests" + asked.query(page=pages), 303)
    shown: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "pages": pages,
        "numbers": window(asked.page, pages),
        "first": (asked.page - 1) * PAGE_SIZE + 1,
        "writes": work.actor.may("request:write"),
        "over": over,
    }
    if is_htmx(request):
        response: Response = render(request, "_history.html", work.actor, **shown)
        response.headers["HX-Push-Url"] = "/requests" + asked.query(page=asked.page)
        return response
    top = not asked.is_narrowed and asked.page == 1
    return render(
        request,
        "history.html",
        work.actor,
        **shown,
        questions=_open(work, Filter(states=["moreInformationNeeded"]), "deadline") if top else None,
        drafts=_open(work, Filter(["draft"], work.actor.account_id), "-createdAt") if top else None,
        requesters=list_requesters(work.session, work.actor),
        typed=typed_text(work, asked.wanted.search) if asked.wanted.search else "",
    )


def _open(work: Work, wanted: Filter, sort: str) -> tuple[object, str] | None:
    """The first requests that need somebody, with the address of all of them."""
    found = find_requests(work, wanted, sort, 1, ACTIONS_SHOWN)
    return (found, "/requests" + Asked(wanted, sort).query()) if found.total else None


def _state_name(language: str, code: str) -> str:
    """The words for a state of a request or of a number."""
    names = {**labels.NUMBER_STATES, **labels.STATES, "valid": (labels.NUMBER_VALID, "")}
    return translate(language, names[code][0])
