"""The portal's routes in one router, and its error page."""

from fastapi import APIRouter, Request, Response

from models.errors import CodedError
from service.web import accounts, answers, desk, overview, scans, start, wizard
from service.web.render import explain, render

router = APIRouter()
for part in (accounts, overview, start, scans, wizard, answers, desk):
    router.include_router(part.router)


def render_error(request: Request, error: CodedError, status: int) -> Response:
    """A page that says what happened and what to do. It asks no database, for that may be what failed."""
    return render(request, "error.html", None, status, error=explain(request, None, error))
