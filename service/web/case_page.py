"""Drawing a case: scan with boxes, table with differences, candidates, and the forms of the decisions."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request, Response

from service.context import Work
from service.reviews.schemas import CaseView, QueueFilter
from service.web import desk_words as words
from service.web.boxes import find_scripts, place_boxes
from service.web.comparing import build_rows, chosen_candidate
from service.web.i18n import choose_language
from service.web.mail_preview import MailPreview
from service.web.render import render
from service.web.waterfall import draw_candidates, step_label

KEYS_COOKIE = "belgianidpro_keys"
MAX_KIND = 40


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a form of the page: which form, the message id, and what was filled in."""

    form: str
    text: str
    note: str = ""
    items: tuple[str, ...] = ()
    field: str = "note"


def case_page(
    request: Request,
    work: Work,
    case: CaseView,
    wrong: Wrong | None = None,
    preview: MailPreview | None = None,
    items: tuple[str, ...] = (),
) -> Response:
    """The page of a case; with `wrong` its status is 400, and the form it names is open."""
    sheets = place_boxes(case)
    query = request.query_params
    wanted = read_filter(query.get("kind", ""), query.get("order", ""))
    shown = {
        "case": case,
        "wrong": wrong,
        "preview": preview,
        "items": wrong.items if wrong else items,
        "rows": build_rows(case),
        "sheets": sheets,
        "scripts": find_scripts(case, sheets),
        "chosen": chosen_candidate(query.get("candidate", ""), case.candidates),
        "drawn": draw_candidates(case.candidates, choose_language(request, work.actor)),
        "step_label": step_label,
        "may_decide": case.request.state == "underReview" and case.decision is None and case.held,
        "wanted": wanted,
        "listing": show_filter(wanted),
        "words": words,
        "keys": keys_on(request),
        "renew_seconds": max(5, min(60, work.settings.review_lease_seconds // 3)),
    }
    return render(request, "case.html", work.actor, 400 if wrong else 200, **shown)


def read_filter(kind: str, order: str) -> QueueFilter:
    """The filter that a URL or a form names; anything that is none of ours counts as absent."""
    known = kind if kind.isascii() and kind.isalnum() and len(kind) <= MAX_KIND else None
    return QueueFilter(kind=known, order="age" if order == "age" else "deadline")


def show_filter(wanted: QueueFilter) -> str:
    """The same for a URL."""
    given = {"kind": wanted.kind, "order": wanted.order if wanted.order != "deadline" else None}
    return urlencode({name: value for name, value in given.items() if value})


def keys_on(request: Request) -> bool:
    """Whether single keys do something in this browser."""
    return request.cookies.get(KEYS_COOKIE) != "off"
