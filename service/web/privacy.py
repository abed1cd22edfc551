"""The notice to the worker whose document is uploaded: what is kept, why, how long, and their rights."""

from fastapi import APIRouter, Request, Response

from service.auth.dependencies import MaybeUser
from service.web.render import render

router = APIRouter()


@router.get("/privacy")
def show_notice(request: Request, user: MaybeUser) -> Response:
    """For everybody, in each language, to be read or printed: the employer hands it to the worker."""
    settings = request.app.state.services.settings
    days = {
        "scan": settings.retain_scan_days,
        "request": settings.retain_request_days,
        "unfinished": settings.retain_unfinished_days,
    }
    return render(request, "privacy.html", user, days=days)
