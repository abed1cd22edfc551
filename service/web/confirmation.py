"""A confirmation as PDF: what was asked for, by whom, and the number, in the requester's language.

It holds what the requester entered and the answer; nothing of the registry.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from fpdf import FPDF, ViewerPreferences, XPos, YPos

from service.auth.dependencies import Requesting
from service.db import now
from service.languages import DATE_LOCALES, show_date, show_moment
from service.requests.schemas import RequestView
from service.requests.service import request_view
from service.web import labels
from service.web.countries import country_name
from service.web.i18n import choose_language, mark, translate
from service.web.render import show_birth, show_ssin

logging.getLogger("fpdf").setLevel(logging.ERROR)  # it names letters that its font lacks: parts of names
router = APIRouter(prefix="/requests/{request_id:uuid}")
FONTS = Path(__file__).parent / "data"
FONT = "DejaVu"
MARGIN, LABEL_WIDTH, LINE = 22, 62, 6.4
"""Millimetres."""
INK, SOFT, RULE = (23, 33, 43), (77, 91, 105), (207, 215, 223)
TITLES = {
    "numberAssigned": mark("Confirmation of the identification number"),
    "underReview": mark("Confirmation that the request was received"),
}
NUMBER = mark("Number of the national register or the bis register (INSZ/NISS)")
SENT, REQUESTER, COMPANY, REFERENCE = mark("Sent"), mark("Requester"), mark("Company"), mark("Reference")
WAITING = mark("A reviewer looks at the request. The answer comes by e-mail.")
STANDINGS = {
    "underCorrection": mark(
        "This number has been reported as wrong. Do not use it until it has been checked."
    ),
    "cancelled": mark("This number has been cancelled. Do not use it any more."),
}
PRINTED = mark("Made on %(moment)s. It says how things stood then; the portal says how they stand today.")
Field = tuple[str, str]


@router.get("/confirmation.pdf")
def show_confirmation(request: Request, work: Requesting, request_id: UUID) -> Response:
    """The confirmation of a request that was answered or is looked at; others have none yet."""
    view = request_view(work, request_id)
    if view.state not in TITLES:
        return RedirectResponse(f"/requests/{request_id}", 303)
    content = draw_confirmation(view, work.actor.organisation_name, choose_language(request, work.actor))
    name = f"confirmation-{str(view.id)[:8]}.pdf"
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def draw_confirmation(view: RequestView, company: str, language: str) -> bytes:
    """One page of A4 with its title and language in the document's own data, for screen readers."""
    words = partial(translate, language)
    title = words(TITLES[view.state])
    page = _new_page(title, language)
    page.set_font(FONT, "B", 18)
    page.multi_cell(0, 9, title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(4)
    if view.ssin:
        _write_number(page, view, words)
    else:
        page.set_font(FONT, "", 11)
        page.multi_cell(0, LINE, words(WAITING), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(4)
    for label, value in [*_person(view, language, words), *_request(view, company, language, words)]:
        _write_row(page, label, value)
    page.ln(6)
    page.set_font(FONT, "", 9)
    page.set_text_color(*SOFT)
    moment = show_moment(language, now())
    page.multi_cell(0, 5, words(PRINTED) % {"moment": moment}, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    return bytes(page.output())


def _new_page(title: str, language: str) -> FPDF:
    page = FPDF(format="A4", unit="mm")
    page.set_lang(DATE_LOCALES[language].replace("_", "-"))
    page.set_title(title)
    page.set_creator("belgianIDpro")
    page.viewer_preferences = ViewerPreferences(display_doc_title=True)
    page.add_font(FONT, "", FONTS / "DejaVuSans.ttf")
    page.add_font(FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
    page.set_margins(MARGIN, MARGIN)
    page.set_text_color(*INK)
    page.set_draw_color(*RULE)
    page.add_page()
    return page


def _write_number(page: FPDF, view: RequestView, words: Callable[[str], str]) -> None:
    page.set_font(FONT, "", 11)
    page.multi_cell(0, LINE, words(NUMBER), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.set_font(FONT, "B", 28)
    page.cell(0, 16, show_ssin(view.ssin or ""), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    standing = STANDINGS.get(view.number_state or "")
    if standing:
        page.set_font(FONT, "B", 11)
        page.multi_cell(0, LINE, words(standing), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _write_row(page: FPDF, label: str, value: str) -> None:
    """A line of the list; what is longer than a line goes on below, the label beside its first."""
    top = page.get_y()
    page.line(MARGIN, top, page.w - MARGIN, top)
    page.set_y(top + 1)
    page.set_font(FONT, "", 10)
    page.set_text_color(*SOFT)
    page.multi_cell(LABEL_WIDTH, LINE, label, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
    below = page.get_y()
    page.set_xy(MARGIN + LABEL_WIDTH, top + 1)
    page.set_text_color(*INK)
    page.multi_cell(0, LINE, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
    page.set_y(max(below, page.get_y()) + 1)


def _person(view: RequestView, language: str, words: Callable[[str], str]) -> list[Field]:
    person, document = view.person, view.document
    values = {
        "familyName": person.family_name,
        "givenNames": person.given_names,
        "birthDate": show_birth(language, person.birth_date),
        "placeOfBirth": person.place_of_birth,
        "gender": words(labels.GENDERS.get(str(person.gender), "")),
        "nationality": country_name(language, person.nationality),
        "documentNumber": document.number,
        "documentIssuer": country_name(language, document.issuer),
    }
    return [(words(labels.FIELDS[name]), value) for name, value in values.items() if value]


def _request(view: RequestView, company: str, language: str, words: Callable[[str], str]) -> list[Field]:
    sent = show_date(language, view.submitted_at) if view.submitted_at else ""
    rows = ((COMPANY, company), (REQUESTER, view.requester), (SENT, sent), (REFERENCE, str(view.id)))
    return [(words(label), value) for label, value in rows if value]
