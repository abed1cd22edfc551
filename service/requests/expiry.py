"""Silence closes a request: past the deadline of a question, or of a draft that stays unused."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from service.db import now, transaction
from service.requests.models import RequestRecord, RequestReminder
from service.requests.pending import replace_pending_keys
from service.requests.reminders import draft_occasion
from service.requests.transitions import change_state, write_to
from service.settings import Settings

BATCH = 100


def expire_overdue(engine: Engine, settings: Settings, moment: datetime | None = None) -> int:
    """Expires what is overdue at the moment (now, unless given), with a mail each. Returns how many.

    Several sweepers at once do no harm: each request is taken by one of them, and changes its state with it.
    """
    moment = moment or now()
    return _expire_unanswered(engine, moment) + _expire_unused(engine, settings, moment)


def _expire_unanswered(engine: Engine, moment: datetime) -> int:
    overdue = select(RequestRecord).where(
        RequestRecord.state == "moreInformationNeeded", RequestRecord.deadline < moment
    )
    with transaction(engine) as session:
        rows = session.scalars(overdue.limit(BATCH).with_for_update(skip_locked=True, of=RequestRecord)).all()
        for row in rows:
            change_state(session, row, "expired", None, "deadlinePassed")
            row.version += 1
            replace_pending_keys(session, row.id, None)
            write_to(session, row, "expired")
        return len(rows)


def _expire_unused(engine: Engine, settings: Settings, moment: datetime) -> int:
    """Only drafts that were reminded of, and not touched since, so that none goes without notice."""
    notice = timedelta(days=settings.draft_expiry_days - settings.draft_reminder_days)
    reminded = (
        select(RequestRecord)
        .join(RequestReminder, RequestReminder.request_id == RequestRecord.id)
        .where(
            RequestRecord.state == "draft",
            RequestReminder.occasion == draft_occasion(RequestRecord.version),
            RequestReminder.sent_at < moment - notice,
        )
    )
    with transaction(engine) as session:
        rows = session.scalars(
            reminded.limit(BATCH).with_for_update(skip_locked=True, of=RequestRecord)
        ).all()
        for row in rows:
            change_state(session, row, "expired", None, "draftUnused")
            row.version += 1
            write_to(session, row, "draftExpired")
        return len(rows)
