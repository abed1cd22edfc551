"""A number found wrong: the form to report it, the list of reports, and settling one."""

from typing import get_args
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Confirming, Looking, ReadingCases
from service.context import Work
from service.corrections.errors import RightNumberUnusable
from service.corrections.schemas import Outcome, ReportReason
from service.corrections.service import (
    correction_view,
    corrections,
    report_wrong_number,
    settle_correction,
)
from service.requests.history import request_view
from service.web.forms import Finding
from service.web.i18n import mark
from service.web.render import render
from service.web.untrusted import FormFields

router = APIRouter()
CHOOSE_REASON = mark("Choose what is wrong with the number.")
CHOOSE_OUTCOME = mark("Choose how the correction ends.")


@router.get("/requests/{request_id:uuid}/report")
def show_report(request: Request, work: Looking, request_id: UUID) -> Response:
    """The form, while the number stands."""
    return _report_page(request, work, request_id, [])


@router.post("/requests/{request_id:uuid}/report")
def report(request: Request, work: Looking, request_id: UUID, form: FormFields) -> Response:
    """Reports the number; who has it sees that it is under correction."""
    reason: ReportReason | None = next(
        (known for known in get_args(ReportReason) if known == form.get("reason")), None
    )
    if reason is None:
        return _report_page(request, work, request_id, [Finding("reason", CHOOSE_REASON)])
    report_wrong_number(work, request_id, reason, form.get("note", ""))
    return RedirectResponse(f"/requests/{request_id}", 303)


@router.get("/corrections")
def show_corrections(request: Request, work: ReadingCases) -> Response:
    """Every report, open ones first."""
    return render(request, "corrections.html", work.actor, lines=corrections(work).items)


@router.get("/corrections/{correction_id:uuid}")
def show_correction(request: Request, work: ReadingCases, correction_id: UUID) -> Response:
    """One report, and for a senior reviewer who had no hand in it the form to settle it."""
    return _correction_page(request, work, correction_id, [])


@router.post("/corrections/{correction_id:uuid}")
def settle(request: Request, work: Confirming, correction_id: UUID, form: FormFields) -> Response:
    """Ends the correction."""
    outcome: Outcome | None = next(
        (known for known in get_args(Outcome) if known == form.get("outcome")), None
    )
    if outcome is None:
        return _correction_page(request, work, correction_id, [Finding("outcome", CHOOSE_OUTCOME)])
    try:
        settle_correction(work, correction_id, outcome, form.get("ssin"), form.get("note", ""))
    except RightNumberUnusable as error:
        return _correction_page(request, work, correction_id, [Finding("ssin", error.message)])
    return RedirectResponse(f"/corrections/{correction_id}", 303)


def _report_page(request: Request, work: Work, request_id: UUID, findings: list[Finding]) -> Response:
    view = request_view(work, request_id)
    if view.number_state != "valid":
        return RedirectResponse(f"/requests/{request_id}", 303)
    status = 400 if findings else 200
    return render(request, "report.html", work.actor, status, view=view, findings=findings)


def _correction_page(request: Request, work: Work, correction_id: UUID, findings: list[Finding]) -> Response:
    view = correction_view(work, correction_id)
    status = 400 if findings else 200
    return render(request, "correction.html", work.actor, status, view=view, findings=findings)
