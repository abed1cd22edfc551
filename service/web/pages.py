"""The portal's routes in one router, and its error page."""

from fastapi import APIRouter, Request, Response

from models.errors import CodedError
from service.web import (
    accounts,
    answers,
    batches,
    choose,
    confirmation,
    corrections,
    decisions,
    desk,
    history,
    log,
    mandates,
    members,
    notifications,
    oidc,
    overview,
    privacy,
    profile,
    scans,
    sessions,
    start,
    statistics,
    tokens,
    towns,
    upload,
    webhooks,
    wizard,
)
from service.web.render import explain, is_htmx, render

router = APIRouter()
for part in (
    accounts,
    oidc,
    choose,
    members,
    mandates,
    tokens,
    notifications,
    webhooks,
    profile,
    history,
    overview,
    start,
    upload,
    scans,
    wizard,
    answers,
    batches,
    desk,
    decisions,
    statistics,
    corrections,
    log,
    privacy,
    sessions,
    towns,
    confirmation,
):
    router.include_router(part.router)


def render_error(request: Request, error: CodedError, status: int) -> Response:
    """A page that says what happened and what to do. It asks no database, for that may be what failed.

    For a script it is a piece that goes to the page's place for alerts.
    """
    told = explain(request, None, error)
    if not is_htmx(request):
        return render(request, "error.html", None, status, error=told)
    response = render(request, "_alert.html", None, status, error=told)
    response.headers.update({"HX-Retarget": "#alert", "HX-Reswap": "innerHTML"})
    return response
