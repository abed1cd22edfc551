"""How long reviewers took lately: what a person who waits may expect, measured and not promised."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from service.requests.models import RequestEvent

LATEST, FEWEST = 100, 5
SHARE = 0.9


def usual_wait(session: Session) -> timedelta | None:
    """Within which nine in ten of the latest cases were decided or asked about; None where too few were.

    It counts over all companies, and says nothing of one.
    """
    ended, sent = aliased(RequestEvent), aliased(RequestEvent)
    # The latest ends first, and each one's beginning by itself: a join over all events would read them all.
    latest = (
        select(ended.id, ended.request_id, ended.at)
        .where(ended.from_state == "underReview", ended.to_state != "cancelled")
        .order_by(ended.id.desc())
        .limit(LATEST)
        .subquery()
    )
    begun = (
        select(func.max(sent.at).label("at"))
        .where(sent.request_id == latest.c.request_id, sent.to_state == "underReview", sent.id < latest.c.id)
        .lateral()
    )
    took = (
        select(func.extract("epoch", latest.c.at - begun.c.at).label("seconds"))
        .select_from(latest)
        .join(begun, begun.c.at.is_not(None))
        .subquery()
    )
    count, seconds = session.execute(
        select(func.count(), func.percentile_cont(SHARE).within_group(took.c.seconds))
    ).one()
    return timedelta(seconds=float(seconds)) if count >= FEWEST else None
