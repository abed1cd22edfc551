"""The company's requests, one request, and withdrawing it."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Looking, Requesting
from service.requests.schemas import HistoryLine
from service.requests.service import cancel_request, history, request_view
from service.requests.waits import usual_wait
from service.web.render import render

router = APIRouter()
PAGE_SIZE, ACTIONS_SHOWN = 25, 100


@router.get("/requests")
def list_requests(request: Request, work: Looking, sort: str = "-createdAt", page: int = 1) -> Response:
    """What needs action on top, then everything, sortable."""
    if work.actor.reviews:
        return RedirectResponse("/reviews", 303)
    waiting = history(work, "-createdAt", 1, ACTIONS_SHOWN, ["moreInformationNeeded", "draft"]).items
    found = history(work, sort, max(1, page), PAGE_SIZE)
    questions: list[HistoryLine] = [line for line in waiting if line.state == "moreInformationNeeded"]
    drafts: list[HistoryLine] = [line for line in waiting if line.state == "draft"]
    pages = max(1, -(-found.total // PAGE_SIZE))
    return render(
        request,
        "history.html",
        work.actor,
        found=found,
        questions=questions,
        drafts=drafts,
        sort=sort,
        pages=pages,
    )


@router.get("/requests/{request_id:uuid}")
def show_request(request: Request, work: Looking, request_id: UUID) -> Response:
    """The number, or where the request stands and what happens next."""
    view = request_view(work, request_id)
    may_report = work.actor.may("case:decide") or work.actor.may("request:write")
    wait = usual_wait(work.session) if view.state == "underReview" else None
    return render(
        request,
        "request.html",
        work.actor,
        view=view,
        may_report=may_report,
        wait=wait,
        answer_days=work.settings.answer_days,
    )


@router.post("/requests/{request_id:uuid}/cancel")
def cancel(work: Requesting, request_id: UUID) -> Response:
    """Withdraws the request."""
    cancel_request(work, request_id)
    return RedirectResponse(f"/requests/{request_id}", 303)
