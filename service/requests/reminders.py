"""Reminders before a request expires: of a question some days before its deadline, of a draft left unused.

Each is sent once: its row in `request_reminder` is written in the transaction of its mail, and two sweepers
cannot both write it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, String, cast, exists, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.db import now, transaction
from service.requests.models import RequestRecord, RequestReminder, RequestRound
from service.requests.transitions import write_to
from service.settings import Settings

BATCH = 100


def send_reminders(engine: Engine, settings: Settings, moment: datetime | None = None) -> int:
    """Queues the reminders that are due at the moment (now, unless given). Returns how many.

    Where several of one question are due at once, because nobody swept for days, the last one alone is sent.
    """
    moment = moment or now()
    sent = 0
    for days in sorted(settings.reminder_days):
        sent += _remind_of_question(engine, days, settings.reminder_days, moment)
    return sent + _remind_of_drafts(engine, settings, moment)


def draft_occasion(version: InstrumentedAttribute[int]) -> ColumnElement[str]:
    """What a draft's reminder is written down as: one for each time the draft was left."""
    return literal("draft:") + cast(version, String)


def _remind_of_question(engine: Engine, days: int, all_days: Sequence[int], moment: datetime) -> int:
    """One look at the questions whose deadline is at most `days` away, and was further away when asked."""
    ahead = timedelta(days=days)
    due = (
        select(RequestRecord, RequestRound)
        .join(RequestRound, RequestRound.request_id == RequestRecord.id)
        .where(
            RequestRecord.state == "moreInformationNeeded",
            RequestRound.answered_at.is_(None),
            RequestRound.deadline > moment,
            RequestRound.deadline <= moment + ahead,
            RequestRound.asked_at < RequestRound.deadline - ahead,
            _untold(_question_occasion(days)),
        )
        .limit(BATCH)
        .with_for_update(skip_locked=True, of=RequestRecord)
    )
    with transaction(engine) as session:
        sent = 0
        for row, asked in session.execute(due).all():
            told = sorted(one for one in all_days if one >= days)
            news = [_write_down(session, row, f"question:{asked.number}:{one}", moment) for one in told]
            if news[0]:
                write_to(session, row, "reminder", items=asked.items, deadline=asked.deadline.isoformat())
                sent += 1
        return sent


def _remind_of_drafts(engine: Engine, settings: Settings, moment: datetime) -> int:
    unused = (
        select(RequestRecord)
        .where(
            RequestRecord.state == "draft",
            RequestRecord.updated_at <= moment - timedelta(days=settings.draft_reminder_days),
            _untold(draft_occasion(RequestRecord.version)),
        )
        .limit(BATCH)
        .with_for_update(skip_locked=True, of=RequestRecord)
    )
    expires = moment + timedelta(days=settings.draft_expiry_days - settings.draft_reminder_days)
    with transaction(engine) as session:
        sent = 0
        for row in session.scalars(unused).all():
            if _write_down(session, row, f"draft:{row.version}", moment):
                write_to(session, row, "draftReminder", deadline=expires.isoformat())
                sent += 1
        return sent


def _question_occasion(days: int) -> ColumnElement[str]:
    return literal("question:") + cast(RequestRound.number, String) + literal(f":{days}")


def _untold(occasion: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the request was not yet told of the occasion."""
    return ~exists().where(
        RequestReminder.request_id == RequestRecord.id, RequestReminder.occasion == occasion
    )


def _write_down(session: Session, row: RequestRecord, occasion: str, moment: datetime) -> bool:
    """Whether the occasion is new. It may not be: the other sweeper's row was not there when ours looked."""
    values = {"request_id": row.id, "occasion": occasion, "sent_at": moment}
    statement = insert(RequestReminder).values(values).on_conflict_do_nothing()
    return bool(session.execute(statement.returning(RequestReminder.occasion)).scalar())
