"""The reviewer's desk: the queue, one case, and the four decisions."""

from typing import get_args
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Deciding, ReadingCases
from service.context import Work
from service.requests.schemas import ItemCode, RefusalCode
from service.reviews.schemas import CaseView
from service.reviews.service import (
    ask_for_information,
    assign_existing,
    create_new,
    refuse,
    review_case,
    review_queue,
)
from service.web.i18n import choose_language, mark
from service.web.render import render
from service.web.untrusted import Choices, FormFields
from service.web.waterfall import draw_candidates, step_label

router = APIRouter(prefix="/reviews")
DONE = {
    "same": mark("The number of the known person was assigned."),
    "new": mark("A new number was made."),
    "ask": mark("The requester was asked for information."),
    "refuse": mark("The request was refused."),
}
MAX_DIGITS = 10
CHOOSE_ITEM = mark("Choose at least one thing to ask for.")
CHOOSE_REASON = mark("Choose the reason for the refusal.")
CHOOSE_PERSON = mark("Choose the person of the registry who is meant.")


@router.get("")
def show_queue(request: Request, work: ReadingCases, done: str = "") -> Response:
    """Open cases, oldest first."""
    return render(request, "queue.html", work.actor, lines=review_queue(work).items, done=DONE.get(done, ""))


@router.get("/{request_id:uuid}")
def show_case(request: Request, work: ReadingCases, request_id: UUID) -> Response:
    """The scan beside what was entered and read, the candidates, and the decisions."""
    return _case_page(request, work, review_case(work, request_id))


@router.post("/{request_id:uuid}/same")
def same_person(request: Request, work: Deciding, request_id: UUID, form: FormFields) -> Response:
    """The number of a person of the registry."""
    if not form.get("ssin"):
        return _case_page(request, work, review_case(work, request_id), ("same", CHOOSE_PERSON))
    assign_existing(work, request_id, form["ssin"], form.get("note", ""), _seen(form))
    return RedirectResponse("/reviews?done=same", 303)


@router.post("/{request_id:uuid}/new")
def new_person(work: Deciding, request_id: UUID, form: FormFields) -> Response:
    """A new number."""
    create_new(work, request_id, form.get("note", ""), _seen(form))
    return RedirectResponse("/reviews?done=new", 303)


@router.post("/{request_id:uuid}/ask")
def ask(request: Request, work: Deciding, request_id: UUID, form: FormFields, choices: Choices) -> Response:
    """Asks the requester for coded items."""
    items: list[ItemCode] = [item for item in get_args(ItemCode) if item in choices]
    if not items:
        return _case_page(request, work, review_case(work, request_id), ("ask", CHOOSE_ITEM))
    ask_for_information(work, request_id, items, form.get("note", ""), _seen(form))
    return RedirectResponse("/reviews?done=ask", 303)


@router.post("/{request_id:uuid}/refuse")
def refuse_request(request: Request, work: Deciding, request_id: UUID, form: FormFields) -> Response:
    """Refuses with a coded reason."""
    code: RefusalCode | None = next(
        (known for known in get_args(RefusalCode) if known == form.get("code")), None
    )
    if code is None:
        return _case_page(request, work, review_case(work, request_id), ("refuse", CHOOSE_REASON))
    refuse(work, request_id, code, form.get("note", ""), _seen(form))
    return RedirectResponse("/reviews?done=refuse", 303)


def _seen(form: dict[str, str]) -> int:
    """The version of the case that the form was drawn from; none for a form that is not ours."""
    version = form.get("version", "")
    return int(version) if version.isdecimal() and len(version) < MAX_DIGITS else -1


def _case_page(
    request: Request, work: Work, case: CaseView, finding: tuple[str, str] | None = None
) -> Response:
    status = 400 if finding else 200
    shown = {
        "case": case,
        "finding": finding,
        "drawn": draw_candidates(case.candidates, choose_language(request, work.actor)),
        "step_label": step_label,
    }
    return render(request, "case.html", work.actor, status, **shown)
