"""The person's own page: language, e-mail address, which mails."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth.dependencies import SignedIn
from service.context import UserWork
from service.organisations.addresses import ask_for_email, confirm_address, waiting_address
from service.organisations.notifications import own_account, save_profile
from service.web.i18n import COOKIE, mark
from service.web.render import explain, render

router = APIRouter(prefix="/profile")
YEAR = 365 * 24 * 3600
DONE = {
    "saved": mark("Your choice was saved."),
    "sent": mark("A link was sent to the new address. Open it within 24 hours."),
    "confirmed": mark("Your new e-mail address holds from now on."),
    "mailbox": mark("The shared mailbox is confirmed."),
}


@router.get("")
def show(request: Request, work: SignedIn, done: str = "") -> Response:
    """What the person can choose."""
    return _page(request, work, done=DONE.get(done, ""))


@router.post("")
def save(
    work: SignedIn, language: Annotated[str, Form()] = "", news: Annotated[str, Form()] = ""
) -> Response:
    """Keeps language and mails; the language holds in this browser too."""
    account = save_profile(work, language, news)
    response = RedirectResponse("/profile?done=saved", 303)
    response.set_cookie(COOKIE, account.language, max_age=YEAR, samesite="lax", httponly=True)
    return response


@router.post("/email")
def ask(request: Request, work: SignedIn, email: Annotated[str, Form()] = "") -> Response:
    """Sends a link to the new address; until it is opened the old one holds."""
    try:
        ask_for_email(work, email)
    except CodedError as error:
        return _page(request, work, error=error, email=email)
    return RedirectResponse("/profile?done=sent", 303)


@router.get("/email/{token}")
def open_link(request: Request, work: SignedIn) -> Response:
    """A question first: programs that look through mail open every link in it."""
    return render(request, "confirm_email.html", work.user, error=None)


@router.post("/email/{token}")
def confirm(request: Request, work: SignedIn, token: str) -> Response:
    """The address holds from now on."""
    try:
        is_mailbox = confirm_address(work, token)
    except CodedError as error:
        told = explain(request, work.user, error)
        return render(request, "confirm_email.html", work.user, error.status, error=told)
    return RedirectResponse(f"/profile?done={'mailbox' if is_mailbox else 'confirmed'}", 303)


def _page(
    request: Request,
    work: UserWork,
    *,
    done: str = "",
    error: CodedError | None = None,
    email: str = "",
) -> Response:
    return render(
        request,
        "profile.html",
        work.user,
        error.status if error else 200,
        account=own_account(work),
        waiting=waiting_address(work.session, work.user.account_id, None),
        done=done,
        email=email,
        error=explain(request, work.user, error) if error else None,
    )
