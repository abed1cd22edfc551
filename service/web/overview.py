"""One request of the company, and withdrawing it."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Looking, Requesting
from service.requests.service import cancel_request, request_view
from service.requests.waits import usual_wait
from service.web.render import render

router = APIRouter(prefix="/requests/{request_id:uuid}")


@router.get("")
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


@router.get("/cancel")
def ask_to_cancel(request: Request, work: Requesting, request_id: UUID) -> Response:
    """Whether it is really meant: a withdrawal cannot be undone."""
    view = request_view(work, request_id)
    if not view.can_cancel:
        return RedirectResponse(f"/requests/{request_id}", 303)
    return render(request, "cancel.html", work.actor, view=view)


@router.post("/cancel")
def cancel(work: Requesting, request_id: UUID) -> Response:
    """Withdraws the request."""
    cancel_request(work, request_id)
    return RedirectResponse(f"/requests/{request_id}", 303)
