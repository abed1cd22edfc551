"""The queue as reviewers see it: open cases page by page, and the decisions that wait."""

from datetime import datetime
from uuid import UUID

from service.audit.service import record
from service.context import Work
from service.db import now
from service.organisations.models import Account, Organisation
from service.requests.models import RequestRecord
from service.requests.view import worker_name
from service.reviews import repository
from service.reviews.days import add_working_days, take_working_days
from service.reviews.models import CaseDecision
from service.reviews.schemas import DecisionLine, DecisionView, QueueFilter, QueueLine, QueuePage
from service.reviews.sealed import read_details

PAGE_SIZE = 25
LISTED = 50
"""How many waiting decisions the desk shows."""


def queue_page(
    work: Work, wanted: QueueFilter | None = None, page: int = 1, page_size: int = PAGE_SIZE
) -> QueuePage:
    """A page of the open cases of every organisation. The look is logged."""
    work.actor.require("case:read")
    record(work.session, work.actor, "viewQueue", "queue", "underReview", "review")
    rows, total = repository.list_cases(
        work.session, work.actor.account_id, wanted or QueueFilter(), page, page_size
    )
    lines = [
        QueueLine(
            request_id=case.request_id,
            organisation=organisation,
            worker_name=worker_name(row),
            submitted_at=case.submitted_at,
            queued_at=case.queued_at,
            due_at=due_at(work, case.queued_at),
            reasons=case.reasons,
            candidates=case.candidates,
            claimed_by=holder,
        )
        for case, row, organisation, holder in rows
    ]
    return QueuePage(
        items=lines,
        total=total,
        page=page,
        page_size=page_size,
        kinds=repository.count_kinds(work.session),
        overdue=repository.count_queued_before(
            work.session, take_working_days(now(), work.settings.review_days)
        ),
    )


def waiting_decisions(work: Work) -> list[DecisionLine]:
    """The caller's decisions that can still be taken back, and what waits for a second reviewer."""
    work.actor.require("case:read")
    found = repository.list_decisions(
        work.session, work.actor.account_id, confirming=work.actor.may("case:confirm"), limit=LISTED
    )
    lines = []
    for one in found:
        row = work.session.get_one(RequestRecord, one.request_id)
        view = view_decision(work, one)
        lines.append(
            DecisionLine(
                request_id=one.request_id,
                worker_name=worker_name(row),
                organisation=work.session.get_one(Organisation, row.organisation_id).name,
                kind=view.kind,
                state=view.state,
                made_by=view.made_by,
                made_at=view.made_at,
                due_at=view.due_at,
                may_undo=view.may_undo,
                may_confirm=view.may_confirm,
            )
        )
    return lines


def count_to_confirm(work: Work) -> int:
    """How many decisions of colleagues the caller could confirm."""
    if not work.actor.may("case:confirm"):
        return 0
    return repository.count_to_confirm(work.session, work.actor.account_id)


def due_at(work: Work, queued_at: datetime) -> datetime:
    """By when a case should be decided."""
    return add_working_days(queued_at, work.settings.review_days)


def view_decision(work: Work, one: CaseDecision) -> DecisionView:
    """A decision with its numbers and notes, for reviewers."""
    open_still, me = one.ended_at is None, work.actor.account_id
    own = one.made_by == me
    details = read_details(one)
    return DecisionView.model_validate(
        {
            **details.model_dump(),
            "kind": one.kind,
            "state": one.state,
            "grounds": one.grounds,
            "made_by": _name(work, one.made_by),
            "made_at": one.made_at,
            "confirmed_by": _name(work, one.confirmed_by),
            "confirmed_at": one.confirmed_at,
            "due_at": one.due_at,
            "ended_by": _name(work, one.ended_by),
            "ended_at": one.ended_at,
            "failure_code": one.failure_code,
            "may_undo": open_still and work.actor.may("case:decide") and (own or one.confirmed_by == me),
            "may_confirm": one.state == "toConfirm" and work.actor.may("case:confirm") and not own,
        }
    )


def _name(work: Work, account_id: UUID | None) -> str | None:
    return work.session.get_one(Account, account_id).display_name if account_id else None
