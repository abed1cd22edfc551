"""What must hold when everything is up again: each check returns what breaks it, nothing when it holds."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import CodedError
from service.audit.verify import verify_log
from service.context import Services
from service.db import transaction
from service.extractions.models import ExtractionRecord
from service.extractions.service import CROP, PAGE, RESULT
from service.jobs.models import Job
from service.mail.models import OutgoingMail
from service.registry.models import RegistryPerson
from service.requests.models import RequestRecord
from service.requests.states import can_become
from service.webhooks.models import WebhookDelivery
from tests.chaos.people import Case
from tests.chaos.servers import Servers

TOLD = {"underReview", "numberAssigned"}
"""States that a mail tells of."""
Check = Callable[["Aftermath"], Iterator[str]]


class Aftermath:
    """The installation afterwards, and what the people in it know."""

    def __init__(self, services: Services, servers: Servers, cases: list[Case], before: int) -> None:
        self.services, self.servers, self.cases = services, servers, cases
        self.registered_before = before

    def session(self) -> "Session":
        return Session(self.services.engine)


def count_registered(services: Services) -> int:
    """Persons in the registry."""
    with transaction(services.engine) as session:
        return session.scalar(select(func.count()).select_from(RegistryPerson)) or 0


def is_quiet(services: Services) -> bool:
    """Whether nothing is left to do: no job, no mail, no message."""
    with transaction(services.engine) as session:
        return not any(
            session.scalar(query)
            for query in (
                select(func.count()).where(Job.state.in_(("queued", "running"))),
                select(func.count()).where(OutgoingMail.sent_at.is_(None), OutgoingMail.failed_at.is_(None)),
                select(func.count()).where(WebhookDelivery.state == "queued"),
            )
        )


def every_case_has_its_number(after: Aftermath) -> Iterator[str]:
    for case in after.cases:
        if case.trouble or case.state != "numberAssigned" or not case.ssin:
            yield f"case {case.number}: {case.state}, {case.trouble}"


def every_accepted_upload_is_final(after: Aftermath) -> Iterator[str]:
    with after.session() as session:
        rows = select(ExtractionRecord.id, Job.state, Job.attempt, Job.error).outerjoin(
            Job, Job.id == ExtractionRecord.job_id
        )
        found = {str(row.id): row for row in session.execute(rows)}
    for case in after.cases:
        if case.upload is not None:
            row = found.get(case.upload)
            if row is None:
                yield f"case {case.number}: accepted, and nobody knows of it"
            elif row.state != "done":
                code = (row.error or {}).get("code")
                yield f"case {case.number}: {row.state} after {row.attempt} attempts, {code}"


def nothing_was_done_twice(after: Aftermath) -> Iterator[str]:
    with after.session() as session:
        uploads = session.scalar(select(func.count()).select_from(ExtractionRecord)) or 0
        jobs = Counter(session.scalars(select(Job.subject_id).where(Job.kind == "extraction")))
        requests = [*session.scalars(select(RequestRecord)).unique()]
        per_upload = Counter(row.extraction_id for row in requests)
        for row in requests:
            told = [(event.from_state, event.to_state) for event in row.events]
            ways = all(b == f and can_become(f, t) for (_, b), (f, t) in pairwise(told))  # type: ignore[arg-type]
            if not ways or told[-1][1] != row.state:
                yield f"request {row.id}: {told}"
    accepted = sum(case.upload is not None for case in after.cases)
    if uploads != accepted:
        yield f"{uploads} uploads for {accepted} that were accepted"
    yield from (f"upload {one} is read by {n} jobs" for one, n in jobs.items() if n != 1)
    yield from (f"upload {one} has {n} requests" for one, n in per_upload.items() if n != 1)


def every_number_is_one_persons(after: Aftermath) -> Iterator[str]:
    numbers, people = defaultdict(set), defaultdict(set)
    for case in after.cases:
        if case.ssin:
            numbers[case.who].add(case.ssin)
            people[case.ssin].add(case.who)
    yield from (f"one person has {len(found)} numbers" for found in numbers.values() if len(found) > 1)
    yield from (f"one number is given to {len(found)} persons" for found in people.values() if len(found) > 1)
    with after.session() as session:
        rows = {row.ssin: row for row in session.scalars(select(RegistryPerson))}
    if unknown := [number for number in people if number not in rows]:
        yield f"{len(unknown)} numbers given that the registry does not hold"
    holders = Counter(
        (name["familyName"], name["givenNames"], row.data.get("birthDate"))
        for row in rows.values()
        for name in row.data["names"]
        if row.status == "active"
    )
    yield from (
        f"the registry holds {holders[who]} numbers of one person" for who in numbers if holders[who] > 1
    )
    made = len(rows) - after.registered_before
    with after.session() as session:
        said = session.scalars(
            select(RequestRecord).where(RequestRecord.events.any(code="newPerson", to_state="numberAssigned"))
        )
        new = {row.ssin for row in said.unique()}
    if made != len(new):
        yield f"{made} numbers made, {len(new)} given as new"


def what_was_told_is_what_stands(after: Aftermath) -> Iterator[str]:
    with after.session() as session:
        rows = {str(row.id): row for row in session.scalars(select(RequestRecord)).unique()}
    for case in after.cases:
        row = rows.get(str(case.request).rsplit("/", 1)[-1])
        if case.request and (row is None or (row.state, row.ssin) != (case.state, case.ssin)):
            yield f"case {case.number}: the company was told something else"


def every_scan_opens(after: Aftermath) -> Iterator[str]:
    vault = after.services.vault
    with after.session() as session:
        entries = [
            (row.id, [page.stored_as for page in row.pages], row.page_count, [*row.crops])
            for row in session.scalars(select(ExtractionRecord))
        ]
    for owner, files, pages, crops in entries:
        kinds = [*files, RESULT, *(PAGE.format(index=one) for one in range(pages))]
        for kind in (*kinds, *(CROP.format(field=one) for one in crops)):
            try:
                vault.get(owner, kind)
            except CodedError as error:
                yield f"upload {owner}, {kind}: {error.code}"


def every_mail_arrived(after: Aftermath) -> Iterator[str]:
    with after.session() as session:
        mails = [*session.scalars(select(OutgoingMail))]
        requests = [*session.scalars(select(RequestRecord)).unique()]
        events = {row.id: [event.to_state for event in row.events] for row in requests}
    arrived = Counter(message_id.strip("<>").split("@")[0] for message_id, _ in after.servers.mail.taken)
    written: dict[UUID | None, Counter[str]] = defaultdict(Counter)
    for mail in mails:
        written[mail.request_id][mail.template] += 1
        if mail.sent_at is None:
            yield f"mail {mail.id} waits: {mail.failure_code}"
        elif not any(str(mail.id) in one for one in arrived):
            yield f"mail {mail.id} is marked as sent and never arrived"
    for request, states in events.items():
        wanted = Counter(state for state in states if state in TOLD)
        if written[request] != wanted:
            yield f"request {request}: mails {dict(written[request])} for {dict(wanted)}"


def every_change_was_told(after: Aftermath) -> Iterator[str]:
    with after.session() as session:
        requests = session.scalars(select(RequestRecord)).unique()
        wanted = {str(row.id): [event.to_state for event in row.events][1:] for row in requests}
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for message in after.servers.receiver.told:
        if "request" in message:
            told[message["request"]["id"]].setdefault(message["id"], message["toState"])
    for request, states in wanted.items():
        if [*told[request].values()] != states:
            yield f"request {request}: told {[*told[request].values()]} for {states}"


def the_log_is_whole(after: Aftermath) -> Iterator[str]:
    settings, keys = after.services.settings, after.services.vault.keys
    verdict = verify_log(after.services.engine, keys, settings.audit_heads_dir)
    yield from (f"{fault.code} at {fault.place}" for fault in verdict.faults)


CHECKS: dict[str, Check] = {
    "every case ended with a number": every_case_has_its_number,
    "every accepted upload is in a final state": every_accepted_upload_is_final,
    "nothing was done twice": nothing_was_done_twice,
    "no number for two persons, no person with two": every_number_is_one_persons,
    "what the company was told is what stands": what_was_told_is_what_stands,
    "every scan opens": every_scan_opens,
    "every mail arrived": every_mail_arrived,
    "every change reached the webhook, in order": every_change_was_told,
    "the audit log is whole": the_log_is_whole,
}
