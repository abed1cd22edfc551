"""The reviewer's desk: the queue, one case, and who has it open. The decisions stand in `decisions`."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Deciding, ReadingCases
from service.db import now
from service.requests.service import hold_request
from service.reviews.schemas import QueueOrder
from service.reviews.service import (
    claim_case,
    claim_next,
    count_to_confirm,
    queue_page,
    release_case,
    review_case,
    waiting_decisions,
)
from service.web import desk_words as words
from service.web.case_page import KEYS_COOKIE, case_page, keys_on, read_filter, show_filter
from service.web.paths import own_path
from service.web.render import render
from service.web.untrusted import FormFields, read_id

router = APIRouter(prefix="/reviews")
PAGE_SIZE = 25
MAX_DIGITS = 6
YEAR = 365 * 24 * 3600
ORDERS: tuple[QueueOrder, ...] = ("deadline", "age")


@router.get("")
def show_queue(
    request: Request, work: ReadingCases, kind: str = "", order: str = "", page: str = "", done: str = ""
) -> Response:
    """Open cases page by page, and the decisions that can still be taken back."""
    wanted = read_filter(kind, order)
    number = max(1, int(page)) if page.isdecimal() and len(page) < MAX_DIGITS else 1
    shown: dict[str, Any] = {
        "queue": queue_page(work, wanted, number, PAGE_SIZE),
        "wanted": wanted,
        "listing": show_filter(wanted),
        "orders": ORDERS,
        "waiting": waiting_decisions(work),
        "confirmable": count_to_confirm(work),
        "done": words.DONE.get(done, ""),
        "words": words,
        "keys": keys_on(request),
        "moment_now": now(),
    }
    return render(request, "queue.html", work.actor, **shown)


@router.post("/next")
def next_case(work: Deciding, form: FormFields) -> Response:
    """Takes the first case of the queue that no colleague has open."""
    wanted = read_filter(form.get("kind", ""), form.get("order", ""))
    left = read_id(form.get("but", ""))
    found = claim_next(work, wanted, left)
    if left is not None:
        release_case(work, left)
    if found is None:
        return RedirectResponse(f"/reviews?{show_filter(wanted)}&done=none", 303)
    return RedirectResponse(f"/reviews/{found}?{show_filter(wanted)}", 303)


@router.post("/keys")
def switch_keys(request: Request, form: FormFields, work: ReadingCases) -> Response:  # noqa: ARG001
    """Single-key shortcuts on or off, for this browser."""
    response = RedirectResponse(own_path(form.get("next", "/reviews")), 303)
    value = "off" if keys_on(request) else "on"
    response.set_cookie(KEYS_COOKIE, value, max_age=YEAR, samesite="lax", httponly=True)
    return response


@router.get("/{request_id:uuid}")
def show_case(request: Request, work: ReadingCases, request_id: UUID) -> Response:
    """The scan beside what was entered and read, the candidates, the decisions. Opening takes the case."""
    if work.actor.may("case:decide"):
        claim_case(work, request_id)
    return case_page(request, work, review_case(work, request_id))


@router.post("/{request_id:uuid}/claim")
def keep_case(work: Deciding, request_id: UUID) -> Response:
    """A sign of life of the open page: 204 while the case is the caller's, 409 when it is not."""
    hold_request(work, request_id)  # or 404
    return Response(status_code=204 if claim_case(work, request_id) else 409)


@router.post("/{request_id:uuid}/release")
def leave_case(work: Deciding, request_id: UUID) -> Response:
    """Gives the case back."""
    hold_request(work, request_id)  # or 404
    release_case(work, request_id)
    return RedirectResponse("/reviews?done=released", 303)
