"""Choosing the organisation to act for, and asking for access to another one."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth.acting import choose_way, list_ways
from service.auth.dependencies import SignedIn
from service.context import UserWork
from service.errors import ResourceNotFound
from service.organisations.members import ask_for_access, waiting_accesses
from service.web.paths import own_path
from service.web.render import explain, render
from service.web.untrusted import read_id

router = APIRouter(prefix="/organisations")


@router.get("")
def show(request: Request, work: SignedIn, next: str = "/", asked: str = "") -> Response:
    """The organisations to choose from, and what still waits for an administrator."""
    return _page(request, work, next, asked=bool(asked))


@router.post("/choose")
def choose(
    work: SignedIn,
    access: Annotated[str, Form()] = "",
    mandate: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Acts for this organisation from now on."""
    access_id = read_id(access)
    if access_id is None:
        raise ResourceNotFound
    choose_way(work, access_id, read_id(mandate))
    return RedirectResponse(own_path(next), 303)


@router.post("/ask")
def ask(request: Request, work: SignedIn, number: Annotated[str, Form()] = "") -> Response:
    """Asks the administrator of a company for access."""
    try:
        ask_for_access(work, number)
    except CodedError as error:
        return _page(request, work, "/", number=number, error=error)
    return RedirectResponse("/organisations?asked=1", 303)


def _page(
    request: Request,
    work: UserWork,
    next_path: str,
    *,
    asked: bool = False,
    number: str = "",
    error: CodedError | None = None,
) -> Response:
    return render(
        request,
        "organisations.html",
        work.user,
        error.status if error else 200,
        ways=list_ways(work.session, work.user.account_id),
        waiting=waiting_accesses(work),
        next=own_path(next_path),
        asked=asked,
        number=number,
        error=explain(request, work.user, error) if error else None,
    )
