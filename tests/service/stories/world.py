"""The world of the walk: a database of its own, who acts in it, and what must hold whatever they do."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from matching.person import Name, Person
from models.errors import CodedError
from service.app import create_services
from service.context import Work
from service.corrections.models import Correction
from service.db import transaction
from service.errors import MissingPermission, ResourceNotFound
from service.mail.models import OutgoingMail
from service.registry.models import RegistryPerson
from service.requests import service as requests
from service.requests.models import PendingKey, RequestRecord
from service.requests.numbers import NEWS
from service.requests.states import can_become
from tests.postgres import connect_admin
from tests.service.conftest import TEMPLATE, actor_named, make_settings
from tests.service.stories.conftest import office_account

COMPANIES = {"an": "janssens", "bram": "janssens", "chloe": "lambert"}
OFFICE = ("dirk", "eva", "femke")
"""A reviewer and two seniors: what one of them had a hand in, the other can settle."""
PEOPLE = [
    Person(
        names=[Name(family_name=family, given_names=given)], birth_date=birth, place_of_birth=place, gender=1
    )
    for family, given, birth, place in (
        ("Quispe Mamani", "Yareli Xóchitl", "1991-03-17", "Cochabamba"),
        ("Tuilagi Faleolo", "Manusina", "1984-11-23", "Apia"),
    )
]
ACTIVE_NAMES = text(
    "SELECT ssin, data->'names'->0->>'familyName' FROM registry_person"
    " WHERE status = 'active' AND data->'names'->0->>'familyName' = ANY(:names)"
)
PASSING = (
    "UPDATE request SET deadline = deadline - make_interval(days => :days),"
    " updated_at = updated_at - make_interval(days => :days)",
    "UPDATE request_round SET deadline = deadline - make_interval(days => :days),"
    " asked_at = asked_at - make_interval(days => :days)",
    "UPDATE request_reminder SET sent_at = sent_at - make_interval(days => :days)",
)


class World:
    """Two companies, an office with two seniors, and people whom everybody asks about."""

    def __init__(self, server) -> None:
        self._server, self._name, self._folder = server, f"w_{uuid4().hex}", TemporaryDirectory()
        with connect_admin(server) as admin:
            admin.execute(text(f"CREATE DATABASE {self._name} TEMPLATE {TEMPLATE}"))
        url = server.url_of(self._name)
        self.services = create_services(make_settings(url, Path(self._folder.name)), url)
        office_account(self.services, "femke@office.invalid", "Femke", "seniorReviewer")
        self.actors = {
            name: actor_named(self.services, f"{name}@{COMPANIES.get(name, 'office')}.invalid")
            for name in (*COMPANIES, *OFFICE)
        }
        self.owners: dict[UUID, str] = {}
        self.states: dict[UUID, str] = {}
        self.reached: set[tuple[str | None, str, str | None]] = set()
        self._versions: dict[UUID, tuple[int, object]] = {}

    def close(self) -> None:
        self.services.engine.dispose()
        with connect_admin(self._server) as admin:
            admin.execute(text(f"DROP DATABASE {self._name} WITH (FORCE)"))
        self._folder.cleanup()

    def call(self, who: str, use, request_id: UUID | None = None):
        """A use case by somebody. A coded refusal is an answer; anything else that goes wrong is a fault.

        Nothing but a refusal ever comes of a call on another company's request.
        """
        foreign = who in COMPANIES and request_id and COMPANIES[self.owners[request_id]] != COMPANIES[who]
        refused, result = None, None
        try:
            with transaction(self.services.engine) as session:
                result = use(Work(self.services, session, self.actors[who]))
        except CodedError as error:
            refused = error
        if foreign:
            assert isinstance(refused, ResourceNotFound | MissingPermission)
        return result

    def pick(self, number: int, *fitting: str) -> UUID:
        """A request: three times in four one in a fitting state, where there is one."""
        fit = [one for one, state in self.states.items() if state in fitting]
        chosen = fit if fit and number % 4 else [*self.states]
        return chosen[number // 4 % len(chosen)]

    def pass_time(self, days: int) -> None:
        """Everything that lies ahead comes nearer."""
        with transaction(self.services.engine) as session:
            for statement in PASSING:
                session.execute(text(statement), {"days": days})

    def numbers(self, session: Session) -> dict[str, list[str]]:
        """The active numbers of each of the people, by family name."""
        found: dict[str, list[str]] = {one.names[0].family_name: [] for one in PEOPLE}
        for ssin, name in session.execute(ACTIVE_NAMES, {"names": [*found]}):
            found[name].append(ssin)
        return found

    def check(self) -> None:
        """Asks the database whether every promise still holds."""
        with transaction(self.services.engine) as session:
            assert all(len(numbers) <= 1 for numbers in self.numbers(session).values())
            held = select(RegistryPerson.ssin).where(RegistryPerson.frozen_at.is_not(None))
            frozen = {*session.scalars(held)}
            assert frozen == {
                *(
                    one.ssin
                    for one in session.scalars(select(Correction).where(Correction.settled_at.is_(None)))
                )
            }
            pending = {*session.scalars(select(PendingKey.request_id))}
            for row in session.scalars(select(RequestRecord)).unique():
                self.states[row.id] = row.state
                self._check_events(row)
                self._check_version(row)
                self._check_state(row, frozen, pending)
            for mail in session.scalars(select(OutgoingMail)):
                assert mail.recipient == self.actors[self.owners[mail.request_id]].email
        for who in COMPANIES:
            self._check_sight(who)

    def _check_events(self, row: RequestRecord) -> None:
        """The events tell the way to the state, along the table."""
        told = [(event.from_state, event.to_state, event.code) for event in row.events]
        self.reached.update(told)
        assert told[0][:2] == (None, "draft")
        assert told[-1][1] == row.state
        for (_, before, _), (start, target, code) in pairwise(told):
            assert start == before
            if start == target:
                assert (target, code in NEWS) == ("numberAssigned", True)
            else:
                assert can_become(start, target)

    def _check_version(self, row: RequestRecord) -> None:
        """It grows with every change, and never falls."""
        shown = (row.state, row.ssin, row.number_state, str(row.person), str(row.items))
        version, before = self._versions.get(row.id, (0, None))
        assert row.version > version or (row.version == version and shown == before)
        self._versions[row.id] = (row.version, shown)

    def _check_state(self, row: RequestRecord, frozen: set[str], pending: set[UUID]) -> None:
        """What stands beside the state agrees with it."""
        answered, asked = row.state == "numberAssigned", row.state == "moreInformationNeeded"
        assert [row.ssin is not None, row.number_state is not None] == [answered, answered]
        assert not (row.number_state == "valid" and row.ssin in frozen)
        assert (row.id in pending) == (row.state in {"underReview", "moreInformationNeeded"})
        waiting = [one for one in row.rounds if one.answered_at is None]
        if asked:
            assert (row.items, row.deadline) == (waiting[0].items, waiting[0].deadline)
        assert len(row.rounds) <= self.services.settings.question_rounds

    def _check_sight(self, who: str) -> None:
        """A company sees its own requests and nothing else, warnings included."""
        own = {one for one, owner in self.owners.items() if COMPANIES[owner] == COMPANIES[who]}
        with transaction(self.services.engine) as session:
            work = Work(self.services, session, self.actors[who])
            assert {line.id for line in requests.history(work, page_size=1000).items} == own
            for request_id in [*own][-1:]:
                for issue in requests.check_request(work, request_id):
                    assert own.issuperset(issue.requests)
