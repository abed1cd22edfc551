"""The auditor's page: who looked at what, for whom and why."""

from fastapi import APIRouter, Request, Response

from service.audit.reading import read_log
from service.audit.schemas import AuditFilter
from service.auth.dependencies import Auditing
from service.schemas import clean
from service.web.render import render
from service.web.untrusted import read_id

router = APIRouter(prefix="/audit")
MAX_TEXT = 64
MAX_DIGITS = 18


@router.get("")
def show_log(
    request: Request, work: Auditing, action: str = "", account: str = "", object: str = "", before: str = ""
) -> Response:
    """Entries of the log, newest first. A filter of codes and opaque ids may stand in a URL."""
    wanted = AuditFilter(
        action=clean(action)[:MAX_TEXT] or None,
        account_id=read_id(account),
        object_id=clean(object)[:MAX_TEXT] or None,
    )
    older_than = int(before) if before.isdecimal() and len(before) <= MAX_DIGITS else None
    page = read_log(work, wanted, older_than)
    return render(request, "audit.html", work.actor, page=page, wanted=wanted)
