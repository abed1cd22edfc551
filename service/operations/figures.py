"""The installation's figures, read from the database when they are asked for: they are the same on every
machine.

Labels are of small sets (states, kinds, codes of our own): no id, no name, no organisation.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from service.db import database_now, transaction
from service.jobs.claims import is_due
from service.jobs.models import Job, Priority
from service.mail.models import OutgoingMail
from service.operations import workers
from service.operations.models import Tally, WorkerProcess
from service.operations.tallies import STAGE_SECONDS
from service.requests.models import RequestEvent, RequestRecord
from service.webhooks.models import WebhookDelivery

DAY = timedelta(days=1)
COUNTERS = {
    workers.JOBS: ("Jobs that ended, by kind, outcome and code of the error.", ("kind", "outcome", "code")),
    workers.STARTS: ("Worker processes started.", ()),
    workers.RECYCLES: ("Worker processes renewed for their memory or the number of their jobs.", ()),
}
HISTOGRAMS = {
    workers.STAGE_SECONDS: ("Time of a stage of reading a document.", ("stage",)),
    workers.JOB_SECONDS: ("Time of a job in the worker, its last attempt.", ("kind",)),
    workers.WAIT_SECONDS: ("Time from a job's due moment to its last attempt.", ("kind",)),
}


def read_figures(engine: Engine) -> list[Metric]:
    """All of them, as of now."""
    with transaction(engine) as session:
        moment = database_now(session)
        return [
            *_queue(session, moment),
            *_jobs(session),
            *_requests(session, moment),
            *_outbox("mail", _mails(session, moment)),
            *_outbox("webhook", _webhooks(session, moment)),
            *_workers(session, moment),
            *_tallied(session),
        ]


def _queue(session: Session, moment: datetime) -> Iterator[Metric]:
    depth = GaugeMetricFamily(
        "belgianidpro_queue_jobs", "Jobs that are due and not begun.", labels=["priority"]
    )
    age = GaugeMetricFamily(
        "belgianidpro_queue_oldest_seconds", "Since when the oldest of them is due.", labels=["priority"]
    )
    query = select(Job.priority, func.count(), func.min(Job.not_before)).where(is_due(moment))
    found = {row[0]: row[1:] for row in session.execute(query.group_by(Job.priority))}
    for priority in Priority:
        count, since = found.get(priority, (0, None))
        depth.add_metric([priority.name.lower()], count)
        age.add_metric([priority.name.lower()], (moment - since).total_seconds() if since else 0)
    return iter((depth, age))


def _jobs(session: Session) -> Iterator[Metric]:
    dead = GaugeMetricFamily(
        "belgianidpro_dead_jobs", "Jobs given up after their last attempt.", labels=["kind"]
    )
    running = GaugeMetricFamily("belgianidpro_running_jobs", "Jobs that a worker holds.")
    query = select(Job.kind, func.count()).where(Job.state == "parked").group_by(Job.kind)
    for kind, count in session.execute(query):
        dead.add_metric([kind], count)
    running.add_metric([], session.scalar(select(func.count()).where(Job.state == "running")) or 0)
    return iter((dead, running))


def _requests(session: Session, moment: datetime) -> Iterator[Metric]:
    states = GaugeMetricFamily("belgianidpro_requests", "Requests by state.", labels=["state"])
    for state, count in session.execute(
        select(RequestRecord.state, func.count()).group_by(RequestRecord.state)
    ):
        states.add_metric([state], count)
    outcomes = GaugeMetricFamily(
        "belgianidpro_outcomes_day", "What requests came to in the last 24 hours.", labels=["state", "code"]
    )
    ended = ("numberAssigned", "underReview", "refused", "expired", "cancelled")
    query = (
        select(RequestEvent.to_state, RequestEvent.code, func.count())
        .where(
            RequestEvent.at > moment - DAY,
            RequestEvent.to_state.in_(ended),
            RequestEvent.from_state != RequestEvent.to_state,
        )
        .group_by(RequestEvent.to_state, RequestEvent.code)
    )
    for state, code, count in session.execute(query):
        outcomes.add_metric([state, code or ""], count)
    decided = select(RequestEvent.to_state, func.count()).where(
        RequestEvent.at > moment - DAY, RequestEvent.from_state == "processing"
    )
    rows = session.execute(decided.group_by(RequestEvent.to_state))
    by_machine = {state: count for state, count in rows}  # noqa: C416 - a row is no pair to dict()
    rate = GaugeMetricFamily(
        "belgianidpro_review_rate_day",
        "Share of the requests decided in the last 24 hours that a reviewer got.",
    )
    if whole := by_machine.get("underReview", 0) + by_machine.get("numberAssigned", 0):
        rate.add_metric([], by_machine.get("underReview", 0) / whole)
    return iter((states, outcomes, rate))


def _mails(session: Session, moment: datetime) -> tuple[int, float, int]:
    waiting = OutgoingMail.sent_at.is_(None) & OutgoingMail.failed_at.is_(None)
    return _waiting(session, moment, waiting, OutgoingMail.created_at, OutgoingMail.failed_at.is_not(None))


def _webhooks(session: Session, moment: datetime) -> tuple[int, float, int]:
    queued = WebhookDelivery.state == "queued"
    return _waiting(session, moment, queued, WebhookDelivery.occurred_at, WebhookDelivery.state == "parked")


def _waiting(
    session: Session, moment: datetime, waiting: Any, since: Any, given_up: Any
) -> tuple[int, float, int]:
    count, oldest = session.execute(select(func.count(), func.min(since)).where(waiting)).one()
    failed = session.scalar(select(func.count()).where(given_up)) or 0
    return count, (moment - oldest).total_seconds() if oldest else 0.0, failed


def _outbox(name: str, found: tuple[int, float, int]) -> Iterator[Metric]:
    count, age, failed = found
    for suffix, text, value in (
        ("waiting", "Messages that wait to be sent.", count),
        ("oldest_seconds", "Since when the oldest of them waits.", age),
        ("given_up", "Messages that will not be tried again by themselves.", failed),
    ):
        family = GaugeMetricFamily(f"belgianidpro_{name}_{suffix}", text)
        family.add_metric([], value)
        yield family


def _workers(session: Session, moment: datetime) -> Iterator[Metric]:
    alive = WorkerProcess.seen_at > moment - workers.ALIVE
    query = select(func.count(), func.sum(WorkerProcess.memory_bytes), func.max(WorkerProcess.memory_bytes))
    count, whole, most = session.execute(query.where(alive)).one()
    broken = session.scalar(select(func.count()).where(alive, WorkerProcess.models_code.is_not(None)))
    for name, text, value in (
        ("belgianidpro_workers", "Worker processes that are alive.", count),
        ("belgianidpro_workers_without_models", "Of them, how many could not load their models.", broken),
        ("belgianidpro_worker_memory_bytes", "Memory of all of them.", whole),
        ("belgianidpro_worker_most_memory_bytes", "Memory of the largest.", most),
    ):
        family = GaugeMetricFamily(name, text)
        family.add_metric([], float(value or 0))
        yield family


def _tallied(session: Session) -> Iterator[Metric]:
    sums: dict[str, dict[str, float]] = defaultdict(dict)
    for name, labels, value in session.execute(select(Tally.name, Tally.labels, Tally.value)):
        sums[name][labels] = value
    for name, (text, wanted) in COUNTERS.items():
        counter = CounterMetricFamily(name, text, labels=wanted)
        for found, value in sorted(sums[name].items()):
            counter.add_metric([json.loads(found)[label] for label in wanted], value)
        yield counter
    for name, (text, names) in HISTOGRAMS.items():
        yield _histogram(name, text, names, sums)


def _histogram(name: str, text: str, labels: Iterable[str], sums: dict[str, dict[str, float]]) -> Metric:
    family = HistogramMetricFamily(name, text, labels=[*labels])
    buckets: dict[str, dict[str, float]] = defaultdict(dict)
    for found, count in sums[f"{name}_bucket"].items():
        named = json.loads(found)
        bound = named.pop("le")
        buckets[json.dumps(named)][bound] = count
    for named, counts in sorted(buckets.items()):
        reached, cumulated = 0.0, []
        for bound in (*map(str, STAGE_SECONDS), "+Inf"):
            reached += counts.get(bound, 0.0)
            cumulated.append((bound, reached))
        family.add_metric(
            [json.loads(named)[label] for label in labels], cumulated, sums[f"{name}_sum"].get(named, 0.0)
        )
    return family
