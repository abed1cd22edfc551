"""A new request: is this the right route? And the demonstration's documents."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Requesting
from service.web.render import render

router = APIRouter()
ELSEWHERE = ("student", "seasonal")


@router.get("/requests/new")
def ask_route(request: Request, work: Requesting) -> Response:
    """The question before the upload."""
    return render(request, "eligibility.html", work.actor, missing=False)


@router.post("/requests/new")
def answer_route(request: Request, work: Requesting, route: Annotated[str, Form()] = "") -> Response:
    """On to the upload, or to where this worker belongs."""
    if route in ELSEWHERE:
        return render(request, "elsewhere.html", work.actor, route=route)
    if route == "regular":
        return RedirectResponse("/requests/new/upload", 303)
    return render(request, "eligibility.html", work.actor, 400, missing=True)


@router.get("/samples/{sample}/{file}")
def sample_picture(work: Requesting, sample: str, file: str) -> Response:
    """A sample document, to look at before choosing it."""
    kind = "application/pdf" if file.endswith(".pdf") else "image/jpeg"
    return Response(work.services.samples.read(sample, file), media_type=kind)
