"""The decisions of the reviewer's desk: made, confirmed, sent back, taken back."""

from typing import get_args
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import Confirming, Deciding
from service.context import Work
from service.requests.schemas import ItemCode, RefusalCode
from service.reviews.errors import NoteNeeded
from service.reviews.service import Wanted, claim_case, confirm, decide, review_case, send_back, undo
from service.web import desk_words as words
from service.web.case_page import Wrong, case_page, read_filter, show_filter
from service.web.mail_preview import preview_question
from service.web.render import is_htmx, render
from service.web.untrusted import Choices, FormFields

router = APIRouter(prefix="/reviews/{request_id:uuid}")
MAX_DIGITS = 10


@router.post("/same")
def same_person(request: Request, work: Deciding, request_id: UUID, form: FormFields) -> Response:
    """The number of a person of the registry."""
    if not form.get("ssin"):
        return _again(request, work, request_id, Wrong("candidates", words.CHOOSE_PERSON))
    return _decide(request, work, request_id, form, Wanted(kind="same", ssin=form["ssin"], note=_note(form)))


@router.post("/new")
def new_person(request: Request, work: Deciding, request_id: UUID, form: FormFields) -> Response:
    """A new number."""
    return _decide(request, work, request_id, form, Wanted(kind="new", note=_note(form)))


@router.post("/merge")
def merge(request: Request, work: Deciding, request_id: UUID, form: FormFields) -> Response:
    """Two numbers are one person's."""
    stays, gives_way = form.get("ssin", ""), form.get("replaced", "")
    if not stays or not gives_way or stays == gives_way:
        wrong = Wrong("merge", words.CHOOSE_NUMBERS, _note(form), field="ssin")
        return _again(request, work, request_id, wrong)
    wanted = Wanted(kind="merge", ssin=stays, replaced=gives_way, note=_note(form))
    return _decide(request, work, request_id, form, wanted)


@router.post("/ask")
def ask(request: Request, work: Deciding, request_id: UUID, form: FormFields, choices: Choices) -> Response:
    """Asks the requester for coded items."""
    items = _items(choices)
    if not items:
        wrong = Wrong("ask", words.CHOOSE_ITEM, _note(form), field="items")
        return _again(request, work, request_id, wrong)
    return _decide(request, work, request_id, form, Wanted(kind="ask", items=items, note=_note(form)))


@router.post("/preview")
def preview(request: Request, work: Deciding, request_id: UUID, choices: Choices) -> Response:
    """The mail that the question would send; for a script the mail alone."""
    case, items = review_case(work, request_id), _items(choices)
    shown = preview_question(work, case, items) if items else None
    if is_htmx(request):
        return render(request, "_mail.html", work.actor, preview=shown)
    return case_page(request, work, case, preview=shown, items=tuple(items))


@router.post("/refuse")
def refuse_request(request: Request, work: Deciding, request_id: UUID, form: FormFields) -> Response:
    """Refuses with a coded reason."""
    code: RefusalCode | None = next(
        (known for known in get_args(RefusalCode) if known == form.get("code")), None
    )
    if code is None:
        wrong = Wrong("refuse", words.CHOOSE_REASON, _note(form), field="code")
        return _again(request, work, request_id, wrong)
    return _decide(request, work, request_id, form, Wanted(kind="refuse", code=code, note=_note(form)))


@router.post("/undo")
def take_back(work: Deciding, request_id: UUID) -> Response:
    """Takes back a decision that was not carried out yet, and opens the case again."""
    undo(work, request_id)
    return RedirectResponse(f"/reviews/{request_id}?done=undone", 303)


@router.post("/confirm")
def confirm_decision(work: Confirming, request_id: UUID) -> Response:
    """The second reviewer agrees."""
    confirm(work, request_id, wait=True)
    return RedirectResponse("/reviews?done=confirmed", 303)


@router.post("/send-back")
def send_back_decision(request: Request, work: Confirming, request_id: UUID, form: FormFields) -> Response:
    """The second reviewer does not agree."""
    try:
        send_back(work, request_id, _note(form))
    except NoteNeeded:
        return _again(request, work, request_id, Wrong("send-back", words.EXPLAIN))
    return RedirectResponse("/reviews?done=sentBack", 303)


def _decide(request: Request, work: Work, request_id: UUID, form: dict[str, str], wanted: Wanted) -> Response:
    """Decides with time to take it back, and returns to the queue as it was filtered."""
    try:
        standing = decide(work, request_id, wanted, _seen(form), wait=True)
    except NoteNeeded:
        place = f"same-{wanted.ssin}" if wanted.kind == "same" else wanted.kind
        return _again(request, work, request_id, Wrong(place, words.EDIT_NOTE))
    done = standing if standing == "toConfirm" and wanted.kind == "new" else wanted.kind
    listing = show_filter(read_filter(form.get("kind", ""), form.get("order", "")))
    return RedirectResponse(f"/reviews?{listing}{'&' if listing else ''}done={done}", 303)


def _again(request: Request, work: Work, request_id: UUID, wrong: Wrong) -> Response:
    claim_case(work, request_id)
    return case_page(request, work, review_case(work, request_id), wrong)


def _items(choices: list[str]) -> list[ItemCode]:
    return [item for item in get_args(ItemCode) if item in choices]


def _note(form: dict[str, str]) -> str:
    return form.get("note", "")


def _seen(form: dict[str, str]) -> int:
    """The version of the case that the form was drawn from; none for a form that is not ours."""
    version = form.get("version", "")
    return int(version) if version.isdecimal() and len(version) < MAX_DIGITS else -1
