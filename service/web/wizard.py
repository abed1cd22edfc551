"""The steps after the scan: personal data, address, check and send."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from matching.person import Address
from service.auth.dependencies import Requesting
from service.context import Work
from service.extractions.collect import uploaded_pages
from service.requests.checks import is_birth_date
from service.requests.errors import RequestIncomplete, TransitionRefused
from service.requests.scan import view_scan
from service.requests.schemas import RequestView
from service.requests.service import (
    check_request,
    request_view,
    save_addresses,
    save_email,
    save_person,
    submit_request,
)
from service.web.forms import (
    ADDRESS_STEP,
    PERSON_STEP,
    Finding,
    findings_of,
    read_addresses,
    read_person,
)
from service.web.i18n import choose_language
from service.web.readings import address_values, entered_values, readings_of, with_reading
from service.web.render import render
from service.web.towns import complete_towns
from service.web.untrusted import FormFields

router = APIRouter(prefix="/requests/{request_id:uuid}")
EXAMPLE_CONTACT = Address(
    country="BEL", street_name="Wetstraat", house_number="16", post_code="1000", municipality_name="Brussel"
)
"""The demonstration's shortcut; a public building."""
EXAMPLE_RESIDENCE = Address(
    country="POL",
    street_name="ulica Długa",
    house_number="12",
    post_code="80-827",
    municipality_name="Gdańsk",
)


@router.get("/person")
def show_person(request: Request, work: Requesting, request_id: UUID, back: str = "") -> Response:
    """What was read, each with its piece of the scan, to check and complete.

    Before the first scan is read, and while a newer one is, there is nothing to check yet.
    """
    scan = view_scan(work, request_id)
    if scan.state == "reading" or (scan.state in {"collecting", "failed"} and not scan.has_form):
        return RedirectResponse(f"/requests/{request_id}/scan", 303)
    return _person_page(request, work, request_view(work, request_id), [], back)


@router.post("/person")
def keep_person(request: Request, work: Requesting, request_id: UUID, form: FormFields) -> Response:
    """Keeps the data; wrong ones are named on the page, but not on the way back to the scan."""
    back, took = form.get("back", ""), form.get("take", "")
    view = save_person(work, request_id, *read_person(with_reading(work, request_id, form)))
    if form.get("replace"):
        return to_scan(request_id)
    if form.get("later"):
        return RedirectResponse("/requests", 303)
    if took:
        place = took.partition(":")[0]
        return RedirectResponse(f"/requests/{request_id}/person?back={_step(back)}#status-{place}", 303)
    found = findings_of(check_request(work, request_id), PERSON_STEP)
    # Birthplace and sex may still be replaced by an address, which comes next.
    found = [finding for finding in found if finding.field != "person"]
    if found:
        return _person_page(request, work, view, found, back, 400)
    return RedirectResponse(f"/requests/{request_id}/{_step(back) or 'address'}", 303)


@router.get("/address")
def show_address(request: Request, work: Requesting, request_id: UUID, back: str = "") -> Response:
    """Residence, and a contact address when it is abroad."""
    return _address_page(request, work, request_view(work, request_id), [], back)


@router.post("/address")
def keep_address(request: Request, work: Requesting, request_id: UUID, form: FormFields) -> Response:
    """Keeps the addresses; the demonstration can fill in an example."""
    addresses = complete_towns(read_addresses(form), choose_language(request, work.actor))
    back = form.get("back", "")
    if work.settings.demo and form.get("example"):
        addresses = addresses.model_copy(
            update={"residence_address": EXAMPLE_RESIDENCE, "contact_address": EXAMPLE_CONTACT}
        )
        save_addresses(work, request_id, addresses)
        return RedirectResponse(f"/requests/{request_id}/address?back={_step(back)}", 303)
    view = save_addresses(work, request_id, addresses)
    if form.get("later"):
        return RedirectResponse("/requests", 303)
    found = findings_of(check_request(work, request_id), (*ADDRESS_STEP, "person"))
    found = [finding for finding in found if finding.field == "person" or "Address" in finding.field]
    if found:
        return _address_page(request, work, view, found, back, 400)
    return RedirectResponse(f"/requests/{request_id}/check", 303)


@router.get("/check")
def show_check(request: Request, work: Requesting, request_id: UUID) -> Response:
    """Everything once more before it is sent."""
    view = request_view(work, request_id)
    if view.state != "draft":
        return RedirectResponse(f"/requests/{request_id}", 303)
    return _check_page(request, work, view, [])


@router.post("/check")
def send(request: Request, work: Requesting, request_id: UUID, form: FormFields) -> Response:
    """Sends the request, and shows the number or what happens next."""
    view = request_view(work, request_id)
    if view.state != "draft":
        return RedirectResponse(f"/requests/{request_id}", 303)  # sent twice: the first one counts
    try:
        view = save_email(work, request_id, form.get("email", ""))
        submit_request(work, request_id)
    except TransitionRefused:
        return RedirectResponse(f"/requests/{request_id}", 303)
    except RequestIncomplete as error:
        return _check_page(request, work, view, findings_of(error.findings), 400)
    return RedirectResponse(f"/requests/{request_id}", 303)


def _check_page(
    request: Request, work: Work, view: RequestView, findings: list[Finding], status: int = 200
) -> Response:
    warnings = [issue for issue in check_request(work, view.id) if issue.severity == "warning"]
    earlier = [one for warning in warnings for one in warning.requests]
    pages = uploaded_pages(work, view.extraction_id) if view.extraction_id else []
    return render(
        request, "check.html", work.actor, status, view=view, findings=findings, earlier=earlier, pages=pages
    )


def to_scan(request_id: UUID) -> Response:
    """On to changing the scan, with the same form: what was typed is kept by then."""
    return RedirectResponse(f"/requests/{request_id}/scan/reopen", 307)


def _step(untrusted_back: str) -> str:
    """The step to go back to after a change; none for anything else."""
    return untrusted_back if untrusted_back in {"check", "address"} else ""


def _person_page(
    request: Request, work: Work, view: RequestView, findings: list[Finding], back: str, status: int = 200
) -> Response:
    if not view.can_edit:
        return RedirectResponse(f"/requests/{view.id}", 303)
    return render(
        request,
        "person.html",
        work.actor,
        status,
        view=view,
        values=entered_values(view),
        readings=readings_of(work, view.extraction_id),
        findings=findings,
        back=_step(back),
    )


def _address_page(
    request: Request, work: Work, view: RequestView, findings: list[Finding], back: str, status: int = 200
) -> Response:
    if not view.can_edit:
        return RedirectResponse(f"/requests/{view.id}", 303)
    few = any(finding.field == "person" for finding in findings)
    return render(
        request,
        "address.html",
        work.actor,
        status,
        view=view,
        values=address_values(view),
        findings=findings,
        back=_step(back),
        unmet=_unmet(view) if few else [],
    )


def _unmet(view: RequestView) -> list[str]:
    """What is missing of the minimal data that need no address, by the names of the form's fields."""
    person = view.person
    birth = person.birth_date or ""
    met = {
        "birthDate": is_birth_date(birth) and not birth.endswith("-00"),
        "placeOfBirth": bool(person.place_of_birth),
        "gender": person.gender in {1, 2},
    }
    return [name for name, done in met.items() if not done]
