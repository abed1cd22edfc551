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
    sent, looked = aliased(RequestEvent), aliased(RequestEvent)
    next_id = (
        select(func.min(looked.id))
        .where(looked.request_id == sent.request_id, looked.id > sent.id)
        .scalar_subquery()
    )
    ended = aliased(RequestEvent)
    latest = (
        select(func.extract("epoch", ended.at - sent.at).label("seconds"))
        .select_from(sent)
        .join(ended, ended.id == next_id)
        .where(sent.to_state == "underReview", ended.to_state != "cancelled")
        .order_by(sent.id.desc())
        .limit(LATEST)
        .subquery()
    )
    count, seconds = session.execute(
        select(func.count(), func.percentile_cont(SHARE).within_group(latest.c.seconds))
    ).one()
    return timedelta(seconds=float(seconds)) if count >= FEWEST else None
