"""Reporting a number that is wrong, and settling the report.

```
report ─► freeze ─► review by a senior who had no hand in it ─► correct ─► tell everybody who has the number
```
"""

from string import digits
from uuid import UUID

from matching.ssin import SsinInvalidError, validate_ssin
from service.audit.service import record, record_person
from service.context import Work
from service.corrections.errors import (
    CorrectionSettled,
    MakerIsNotChecker,
    NumberAlreadyMade,
    NumberNotReportable,
    NumberStandsNoMore,
    RightNumberUnusable,
)
from service.corrections.models import Correction
from service.corrections.repository import get_correction, list_corrections, makers_of
from service.corrections.schemas import (
    CorrectionLine,
    CorrectionPage,
    CorrectionView,
    Outcome,
    ReportReason,
)
from service.corrections.telling import tell_later
from service.db import now
from service.organisations.models import Organisation
from service.registry.port import Registry
from service.registry.service import lock_creation, register
from service.requests import repository as requests
from service.requests.models import RequestRecord
from service.requests.numbers import follow_number, receivers, report_number
from service.requests.view import person_request, view_request
from service.schemas import clean

MAX_NOTE = 2000
LISTED = 200
"""How many the portal's page shows."""


def report_wrong_number(work: Work, request_id: UUID, reason: ReportReason, note: str) -> UUID:
    """Reports the number a request was answered with, by its company or by a reviewer.

    Returns the report's id. Until it is settled nobody is given the number, and every request that has it
    says so. Raises MissingPermission, ResourceNotFound, NumberNotReportable.
    """
    work.actor.require("case:decide" if work.actor.reviews else "request:write")
    row = requests.get_request(work.session, work.actor, request_id)
    ssin = row.ssin
    # The registry's row first, as whoever gives a number does: nobody is given it between the two steps.
    if ssin is None or not work.registry.freeze(ssin):
        raise NumberNotReportable
    row = requests.get_request(work.session, work.actor, request_id, lock=True)
    if row.ssin != ssin or row.number_state != "valid":
        raise NumberNotReportable
    correction = Correction(
        ssin=ssin,
        request_id=row.id,
        reason=reason,
        note=clean(note)[:MAX_NOTE] or None,
        reported_by=work.actor.account_id,
        reported_by_company=not work.actor.reviews,
    )
    work.session.add(correction)
    for received in receivers(work.session, ssin):
        # Another company learns that its number is looked at, not that a competitor said so.
        own = received.organisation_id == work.actor.organisation_id
        by = work.actor if own or work.actor.reviews else None
        report_number(work.session, received, "numberUnderCorrection", by)
    work.session.flush()
    tell_later(work, correction)
    record(work.session, work.actor, "reportNumber", "request", row.id, reason)
    record_person(work, "reportNumber", ssin, reason)
    return correction.id


def corrections(work: Work, page: int = 1, page_size: int = LISTED) -> CorrectionPage:
    """A page of the corrections, open ones first. For reviewers; the look is logged."""
    work.actor.require("case:read")
    record(work.session, work.actor, "viewQueue", "queue", "corrections", "correction")
    rows, total = list_corrections(work.session, page, page_size)
    items = [
        CorrectionLine.model_validate(
            {
                "id": one.id,
                "reason": one.reason,
                "organisation": _organisation(work, one.request),
                "reported_at": one.reported_at,
                "outcome": one.outcome,
                "settled_at": one.settled_at,
            }
        )
        for one in rows
    ]
    return CorrectionPage(items=items, total=total)


def correction_view(work: Work, correction_id: UUID) -> CorrectionView:
    """One correction with the request and the person of the registry. For reviewers; the look is logged."""
    work.actor.require("case:read")
    one = get_correction(work.session, correction_id)
    record(work.session, work.actor, "viewCorrection", "correction", one.id, "correction")
    record_person(work, "viewPerson", one.ssin, "correction")
    return CorrectionView.model_validate(
        {
            "id": one.id,
            "ssin": one.ssin,
            "reason": one.reason,
            "note": one.note,
            "reported_by_company": one.reported_by_company,
            "reported_at": one.reported_at,
            "request": view_request(one.request),
            "organisation": _organisation(work, one.request),
            "person": work.registry.person(one.ssin),
            "receivers": len(receivers(work.session, one.ssin)),
            "may_settle": one.settled_at is None and _may_settle(work, one),
            "outcome": one.outcome,
            "right_ssin": one.right_ssin,
            "settled_note": one.settled_note,
            "settled_at": one.settled_at,
        }
    )


def hold_correction(work: Work, correction_id: UUID) -> int:
    """Keeps a correction as it is until the use case ends. Returns its version. Raises ResourceNotFound.

    A correction changes with its request: when it is settled, the request is told.
    """
    work.actor.require("case:confirm")
    return get_correction(work.session, correction_id, lock=True).request.version


def settle_correction(
    work: Work, correction_id: UUID, outcome: Outcome, right_ssin: str | None, note: str
) -> None:
    """Ends a correction: mends the number, lifts the freeze, and tells everybody who has it.

    `right_ssin` goes with `otherNumber` and `replaced`. Raises MissingPermission, MakerIsNotChecker,
    CorrectionSettled, RightNumberUnusable, NumberAlreadyMade, NumberStandsNoMore, and what the registry
    raises: then nothing is changed here, and settling it again takes over what was done there.
    """
    work.actor.require("case:confirm")
    one = get_correction(work.session, correction_id, lock=True)
    if one.settled_at is not None:
        raise CorrectionSettled
    if not _may_settle(work, one):
        raise MakerIsNotChecker
    registry = work.registry
    registry.release(one.ssin)
    right = _right_number(work, registry, one, outcome, right_ssin)
    if outcome == "numberRight" and registry.replaced_by(one.ssin) != one.ssin:
        raise NumberStandsNoMore
    if outcome == "cancelled":
        registry.cancel(one.ssin, one.id)
    elif outcome == "replaced" and right is not None:
        registry.replace(one.ssin, right, one.id)
    else:
        tell_later(work, one)
    work.session.flush()
    for row in receivers(work.session, one.ssin):
        if right is not None and outcome != "replaced" and row.id == one.request_id:
            report_number(work.session, row, "numberReplaced", work.actor, right)
        else:
            follow_number(work.session, row, work.actor, registry)
    one.outcome, one.right_ssin, one.settled_note = outcome, right, clean(note)[:MAX_NOTE] or None
    one.settled_by, one.settled_at = work.actor.account_id, now()
    record(work.session, work.actor, "settleCorrection", "correction", one.id, outcome)
    record_person(work, "settleCorrection", one.ssin, outcome)
    if right is not None:
        record_person(work, "assign", right, outcome)


def _right_number(
    work: Work, registry: Registry, one: Correction, outcome: Outcome, untrusted_ssin: str | None
) -> str | None:
    """The number that takes the wrong one's place; None where the outcome needs none."""
    if outcome == "newNumber":
        # One that the request never had was made when this was tried before, and the answer was lost.
        if registry.registered(one.request_id) in {one.ssin, *one.request.former_ssins}:
            raise NumberAlreadyMade
        request = person_request(one.request)
        lock_creation(work.session, request)
        return register(work.session, request, one.request_id, registry)
    if outcome not in {"otherNumber", "replaced"}:
        return None
    ssin = "".join(letter for letter in untrusted_ssin or "" if letter in digits)
    try:
        validate_ssin(ssin)
    except SsinInvalidError:
        raise RightNumberUnusable from None
    if ssin == one.ssin or not registry.hold_number(ssin):
        raise RightNumberUnusable
    return ssin


def _may_settle(work: Work, one: Correction) -> bool:
    return work.actor.may("case:confirm") and work.actor.account_id not in makers_of(work.session, one)


def _organisation(work: Work, row: RequestRecord) -> str:
    return work.session.get_one(Organisation, row.organisation_id).name
