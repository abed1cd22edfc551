"""Reading the figures, so that nobody can be singled out.

A group of fewer than `Settings.statistics_least` requests does not show, counts are rounded to `STEP`, and
shares to a hundredth. So the difference of two groups, or of two days, tells of nobody.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, case, cast, func, select
from sqlalchemy.orm import Session

from service.audit.service import record
from service.context import Work
from service.statistics.models import FieldFigures, RequestFigures
from service.statistics.schemas import (
    BandLine,
    FieldLine,
    FiguresFilter,
    FiguresView,
    Rate,
    ReasonLine,
    WeekLine,
)

STEP = 5
WEEKS = 26
"""How far back the drift is shown."""
BANDS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0001)
KEPT = ("unchanged", "case")
"""Classes of readings that stayed as they were; `added` is no reading at all."""


def figures_view(work: Work, wanted: FiguresFilter) -> FiguresView:
    """The figures of the chosen documents. The look is logged. Raises MissingPermission."""
    work.actor.require("statistics:read")
    record(work.session, work.actor, "viewFigures", "figures", "page", "statistics")
    session, least = work.session, work.settings.statistics_least
    types = _groups(session, RequestFigures.document_type, least)
    states = _groups(session, RequestFigures.state, least)
    chosen = _chosen(wanted, types, states)
    count, *sums = _sums(session, chosen)
    whole = FiguresView(requests=_round(count), document_types=types, states=states, least=least)
    if count < least:
        return whole.model_copy(update={"requests": 0})
    corrected, readings = _corrected(session, chosen)
    return whole.model_copy(
        update={
            **_rates(count, sums, least),
            "corrected": _rate(corrected, readings, least),
            "weeks": _weeks(session, chosen, least),
            "fields": _fields(session, chosen, least),
            "reasons": _reasons(session, chosen, least),
            "bands": _bands(session, chosen, least),
        }
    )


def _groups(session: Session, column: Any, least: int) -> list[str]:
    query = select(column).group_by(column).having(func.count() >= least).order_by(column)
    return [value for value in session.scalars(query) if value]


def _chosen(wanted: FiguresFilter, types: Sequence[str], states: Sequence[str]) -> ColumnElement[bool]:
    """A type or state that is too rare to be offered chooses nothing."""
    conditions: list[ColumnElement[bool]] = [RequestFigures.id.is_not(None)]
    if wanted.document_type is not None:
        known = wanted.document_type if wanted.document_type in types else None
        conditions.append(RequestFigures.document_type == known)
    if wanted.state is not None:
        conditions.append(RequestFigures.state == (wanted.state if wanted.state in states else None))
    return and_(*conditions)


INSTANT = cast(RequestFigures.outcome != "review", Integer)
AGREED = cast(RequestFigures.agreed, Integer)
CORRECTED = cast(FieldFigures.error_class.not_in((*KEPT, "added")), Integer)
READING = FieldFigures.error_class != "added"


def _sums(session: Session, chosen: ColumnElement[bool]) -> tuple[int, int, int, int]:
    """Requests, instant answers, agreements, and decisions that could agree."""
    query = select(func.count(), func.sum(INSTANT), func.sum(AGREED), func.count(RequestFigures.agreed))
    count, instant, agreed, decided = session.execute(query.where(chosen)).one()
    return count, instant or 0, agreed or 0, decided


def _rates(count: int, sums: Sequence[int], least: int) -> dict[str, Rate]:
    instant, agreed, decided = sums
    return {
        "instant": _rate(instant, count, least),
        "review": _rate(count - instant, count, least),
        "agreement": _rate(agreed, decided, least),
    }


def _corrected(session: Session, chosen: ColumnElement[bool]) -> tuple[int, int]:
    query = select(func.sum(CORRECTED), func.count()).select_from(FieldFigures)
    query = query.join(RequestFigures, RequestFigures.id == FieldFigures.figures_id).where(chosen, READING)
    corrected, readings = session.execute(query).one()
    return corrected or 0, readings


def _weeks(session: Session, chosen: ColumnElement[bool], least: int) -> list[WeekLine]:
    week = cast(func.date_trunc("week", RequestFigures.sent_on), Date).label("week")
    sums = select(
        week, func.count(), func.sum(INSTANT), func.sum(AGREED), func.count(RequestFigures.agreed)
    ).where(chosen)
    readings = (
        select(week, func.sum(CORRECTED), func.count())
        .select_from(FieldFigures)
        .join(RequestFigures, RequestFigures.id == FieldFigures.figures_id)
        .where(chosen, READING)
    )
    read: dict[date, tuple[int, int]] = {
        monday: (corrected or 0, count)
        for monday, corrected, count in session.execute(readings.group_by(week)).all()
    }
    rows = session.execute(sums.group_by(week).order_by(week.desc()).limit(WEEKS)).all()
    return [
        WeekLine(
            week=monday,
            requests=_round(count),
            **_rates(count, (instant or 0, agreed or 0, decided), least),
            corrected=_rate(*read.get(monday, (0, 0)), least),
        )
        for monday, count, instant, agreed, decided in reversed(rows)
        if count >= least
    ]


def _fields(session: Session, chosen: ColumnElement[bool], least: int) -> list[FieldLine]:
    query = (
        select(FieldFigures.field, FieldFigures.source, FieldFigures.error_class, func.count())
        .join(RequestFigures, RequestFigures.id == FieldFigures.figures_id)
        .where(chosen)
        .group_by(FieldFigures.field, FieldFigures.source, FieldFigures.error_class)
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for field, source, kind, count in session.execute(query):
        found.setdefault((field, source), {})[kind] = count
    lines = []
    for (field, source), classes in sorted(found.items()):
        total = sum(classes.values())
        if total < least:
            continue
        read = total - classes.get("added", 0)
        wrong = read - sum(classes.get(kind, 0) for kind in KEPT)
        lines.append(
            FieldLine.model_validate(
                {
                    "field": field,
                    "source": source,
                    "readings": _round(total),
                    "corrected": _rate(wrong, read, least),
                    "classes": {kind: round(count / total, 2) for kind, count in sorted(classes.items())},
                }
            )
        )
    return lines


def _reasons(session: Session, chosen: ColumnElement[bool], least: int) -> list[ReasonLine]:
    query = (
        select(RequestFigures.reason, func.count())
        .where(chosen, RequestFigures.outcome == "review")
        .group_by(RequestFigures.reason)
        .order_by(func.count().desc(), RequestFigures.reason)
    )
    rows = session.execute(query).all()
    total = sum(count for _, count in rows)
    return [
        ReasonLine(reason=reason, requests=_round(count), share=_rate(count, total, least))
        for reason, count in rows
        if count >= least
    ]


def _bands(session: Session, chosen: ColumnElement[bool], least: int) -> list[BandLine]:
    """What was said against what was right, by bands of confidence."""
    right = cast(FieldFigures.error_class.in_(KEPT), Integer)
    band = case(
        *((FieldFigures.confidence < high, place) for place, high in enumerate(BANDS[1:])),
        else_=len(BANDS) - 2,
    ).label("band")
    query = (
        select(band, func.count(), func.avg(FieldFigures.confidence), func.sum(right))
        .join(RequestFigures, RequestFigures.id == FieldFigures.figures_id)
        .where(chosen, READING, FieldFigures.source != "none")
        .group_by(band)
        .order_by(band)
    )
    return [
        BandLine(
            low=BANDS[place],
            high=min(BANDS[place + 1], 1.0),
            readings=_round(count),
            said=round(said, 3),
            right=round((good or 0) / count, 3),
        )
        for place, count, said, good in session.execute(query)
        if count >= least
    ]


def _rate(part: int, whole: int, least: int) -> Rate:
    return round(part / whole, 2) if whole >= least else None


def _round(count: int) -> int:
    return STEP * round(count / STEP)
