"""The administrator's page of notifications: who of the company gets which mails."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth.dependencies import Managing
from service.context import Work
from service.organisations import notifications
from service.organisations.addresses import ask_for_mailbox, waiting_address
from service.web.i18n import mark
from service.web.render import explain, render

router = APIRouter(prefix="/organisation/notifications")
DONE = {
    "saved": mark("Your choice was saved."),
    "sent": mark("A link was sent to the mailbox. Open it within 24 hours."),
    "dropped": mark("The shared mailbox gets no more mails."),
}


@router.get("")
def show(request: Request, work: Managing, done: str = "") -> Response:
    """The company's choice."""
    return _page(request, work, done=DONE.get(done, ""))


@router.post("")
def choose(work: Managing, to: Annotated[str, Form()] = "") -> Response:
    """Keeps who gets the mails that need no answer."""
    notifications.choose_news_to(work, to)
    return RedirectResponse(f"{router.prefix}?done=saved", 303)


@router.post("/mailbox")
def ask(request: Request, work: Managing, email: Annotated[str, Form()] = "") -> Response:
    """Sends a link to the mailbox."""
    try:
        ask_for_mailbox(work, email)
    except CodedError as error:
        return _page(request, work, error=error, email=email)
    return RedirectResponse(f"{router.prefix}?done=sent", 303)


@router.post("/mailbox/drop")
def drop(work: Managing) -> Response:
    """No shared mailbox any more."""
    notifications.drop_mailbox(work)
    return RedirectResponse(f"{router.prefix}?done=dropped", 303)


def _page(
    request: Request,
    work: Work,
    *,
    done: str = "",
    error: CodedError | None = None,
    email: str = "",
) -> Response:
    actor = work.actor
    return render(
        request,
        "notifications.html",
        actor,
        error.status if error else 200,
        company=notifications.company_notifications(work),
        waiting=waiting_address(work.session, actor.account_id, actor.organisation_id),
        done=done,
        email=email,
        error=explain(request, actor, error) if error else None,
    )
