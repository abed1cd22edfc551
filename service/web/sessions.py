"""Staying signed in: a session is lengthened when its person says that they still work."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from service.auth.dependencies import SignedIn
from service.auth.service import extend_session, session_cookie, set_session_cookie
from service.context import User
from service.db import now
from service.web.paths import own_path

router = APIRouter()
WARNING = timedelta(minutes=10)
"""How long before the end of a session its person is told. WCAG 2.2.1 asks for 20 seconds."""


@router.post("/session")
def stay(request: Request, work: SignedIn, next: Annotated[str, Form()] = "/") -> Response:
    """Lengthens the session: for a script the seconds that are left, for a form the page it stood on."""
    ends = extend_session(work)
    asks = request.headers.get("accept") == "application/json"
    response: Response = (
        JSONResponse({"seconds": seconds_until(ends)}) if asks else RedirectResponse(own_path(next), 303)
    )
    set_session_cookie(response, work.services, session_cookie(work.services, request.cookies) or "")
    return response


def seconds_left(user: User | None) -> int | None:
    """Seconds until the session of a page's visitor ends; None without a session."""
    ends = user.session_ends if user is not None else None
    return None if ends is None else seconds_until(ends)


def seconds_until(moment: datetime) -> int:
    """At least 0."""
    return max(0, int((moment - now()).total_seconds()))
