"""A property: whatever several roles of two companies and the office do, in whatever order, holds.

Hypothesis picks the calls and who makes them, allowed or not. After each step the database is asked whether
it is still as the table of states says, whether anybody has two numbers, and whether anybody sees another
company's data. `make properties` walks further than CI does.
"""

import os
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule
from hypothesis.stateful import run_state_machine_as_test as walk
from sqlalchemy import select, text

from matching.person import Name, Person
from models.errors import CodedError
from ocr.extraction import Warning
from service.app import create_services
from service.context import Work
from service.corrections.models import Correction
from service.corrections.service import report_wrong_number, settle_correction
from service.db import transaction
from service.errors import MissingPermission, ResourceNotFound
from service.mail.models import OutgoingMail
from service.registry.models import RegistryPerson
from service.requests import service as requests
from service.requests.expiry import expire_overdue
from service.requests.models import PendingKey, RequestRecord
from service.requests.numbers import NEWS, follow_replaced
from service.requests.reminders import send_reminders
from service.requests.states import can_become
from service.reviews import service as reviews
from tests.postgres import connect_admin
from tests.service.conftest import TEMPLATE, actor_named, make_settings, reading_of, store_reading
from tests.service.stories.conftest import office_account

EXAMPLES, STEPS = int(os.environ.get("PROPERTIES", "6")), 30
COMPANIES = ("an", "bram", "chloe")
OFFICE = ("dirk", "eva", "femke")
SENIORS = ("eva", "femke")
PEOPLE = [
    Person(
        names=[Name(family_name=family, given_names=given)], birth_date=birth, place_of_birth=place, gender=1
    )
    for family, given, birth, place in (
        ("Quispe Mamani", "Yareli Xóchitl", "1991-03-17", "Cochabamba"),
        ("Tuilagi Faleolo", "Manusina", "1984-11-23", "Apia"),
        ("Ndiaye Sarr", "Ousmane", "1979-06-08", "Kaolack"),
    )
]
ITEMS = ["confirmGender", "confirmPlaceOfBirth", "betterScan", "completeAddress"]
OUTCOMES = ["numberRight", "otherNumber", "replaced", "cancelled"]
"""A new number is left out: that a person is somebody else is the office's word, and nothing can check it."""
PASSING = [
    "UPDATE request SET deadline = deadline - make_interval(days => :days),"
    " updated_at = updated_at - make_interval(days => :days)",
    "UPDATE request_round SET deadline = deadline - make_interval(days => :days),"
    " asked_at = asked_at - make_interval(days => :days)",
    "UPDATE request_reminder SET sent_at = sent_at - make_interval(days => :days)",
]
person = st.integers(0, len(PEOPLE) - 1)
company, office = st.sampled_from(COMPANIES), st.sampled_from(OFFICE)
anybody = st.sampled_from(COMPANIES + OFFICE)


class Offices(RuleBasedStateMachine):
    """Two companies, an office, and three people whom all of them ask about."""

    server = addresses = None
    filed = Bundle("filed")
    reports = Bundle("reports")
    looks = Bundle("looks")

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.name = f"w_{uuid4().hex}"
        with connect_admin(self.server) as admin:
            admin.execute(text(f"CREATE DATABASE {self.name} TEMPLATE {TEMPLATE}"))
        url = self.server.url_of(self.name)
        self.services = create_services(make_settings(url, Path(self.folder.name)), url)
        office_account(self.services, "eva@office.invalid", "Eva", "seniorReviewer")
        office_account(self.services, "femke@office.invalid", "Femke", "seniorReviewer")
        hosts = {"an": "janssens", "bram": "janssens", "chloe": "lambert"}
        self.actors = {
            name: actor_named(self.services, f"{name}@{hosts.get(name, 'office')}.invalid")
            for name in COMPANIES + OFFICE
        }
        self.owner = {}
        self.versions = {}

    def teardown(self):
        self.services.engine.dispose()
        with connect_admin(self.server) as admin:
            admin.execute(text(f"DROP DATABASE {self.name} WITH (FORCE)"))
        self.folder.cleanup()

    def call(self, who, use, request_id=None):
        """A use case by somebody; a coded refusal is an answer, anything else that goes wrong is a fault."""
        actor = self.actors[who]
        foreign = who in COMPANIES and request_id and self.owner[request_id] != actor.organisation_id
        refused, result = None, None
        try:
            with transaction(self.services.engine) as session:
                result = use(Work(self.services, session, actor))
        except CodedError as error:
            refused = error
            note(f"{who}: {error.code}")
        if foreign:
            assert isinstance(refused, ResourceNotFound | MissingPermission)
        return result

    @rule(target=filed, who=company, whom=person, weak=st.booleans())
    def draft(self, who, whom, weak):
        warnings = [Warning(code="specimen", detail="")] if weak else []
        actor = self.actors[who]
        scan = store_reading(self.services, actor, reading_of(PEOPLE[whom], warnings=warnings))

        def begin(work):
            view = requests.create_draft(work, scan)
            requests.save_addresses(work, view.id, self.addresses)
            return view.id

        request_id = self.call(who, begin)
        self.owner[request_id] = actor.organisation_id
        return request_id

    @rule(who=anybody, request=filed, place=st.sampled_from(["Sucre", "La Paz"]))
    def save(self, who, request, place):
        def type_in(work):
            view = requests.request_view(work, request)
            changed = view.person.model_copy(update={"place_of_birth": place})
            requests.save_person(work, request, changed, view.document)

        self.call(who, type_in, request)

    @rule(who=anybody, request=filed)
    def send(self, who, request):
        self.call(who, lambda work: requests.submit_request(work, request), request)

    @rule(who=anybody, request=filed)
    def cancel(self, who, request):
        self.call(who, lambda work: requests.cancel_request(work, request), request)

    @rule(who=anybody, request=filed, item=st.sampled_from(ITEMS))
    def ask(self, who, request, item):
        self.call(who, lambda work: reviews.ask_for_information(work, request, [item], ""), request)

    @rule(who=anybody, request=filed, place=st.sampled_from([None, "Sucre"]), rescan=st.booleans())
    def answer(self, who, request, place, rescan):
        scan = store_reading(self.services, self.actors[who], reading_of(PEOPLE[0])) if rescan else None

        def reply(work):
            view = requests.request_view(work, request)
            changes = {"place_of_birth": place} if place else {}
            changed = view.person.model_copy(update=changes)
            requests.answer_items(work, request, changed, view.document, self.addresses, scan)

        self.call(who, reply, request)

    @rule(target=looks, who=office, request=filed)
    def open_case(self, who, request):
        """What a reviewer saw stays on the screen while others act."""
        case = self.call(who, lambda work: reviews.review_case(work, request))
        return (who, case) if case else multiple()

    @rule(look=consumes(looks))
    def decide(self, look):
        """The reviewer takes the likeliest candidate, and makes a number where there is none."""
        who, case = look
        request, seen = case.request.id, case.request.version
        active = [one.ssin for one in case.candidates if one.person and one.person.status == "active"]
        if active:
            self.call(who, lambda work: reviews.assign_existing(work, request, active[0], "", seen))
        else:
            self.call(who, lambda work: reviews.create_new(work, request, "", seen))

    @rule(who=anybody, request=filed)
    def refuse(self, who, request):
        self.call(who, lambda work: reviews.refuse(work, request, "documentNotGenuine", ""), request)

    @rule(target=reports, who=anybody, request=filed)
    def report(self, who, request):
        made = self.call(who, lambda work: report_wrong_number(work, request, "otherPerson", ""), request)
        return made or multiple()

    @rule(who=anybody, report=reports, outcome=st.sampled_from(OUTCOMES), whom=person)
    def settle(self, who, report, outcome, whom):
        right = next(iter(self.numbers(PEOPLE[whom])), None)
        self.call(who, lambda work: settle_correction(work, report, outcome, right, ""))

    @rule(days=st.sampled_from([3, 10, 25, 40]))
    def time_passes(self, days):
        with transaction(self.services.engine) as session:
            for statement in PASSING:
                session.execute(text(statement), {"days": days})
        for _ in range(2):  # sweeping again changes nothing
            follow_replaced(self.services.engine)
            send_reminders(self.services.engine, self.services.settings)
            expire_overdue(self.services.engine, self.services.settings)

    def numbers(self, one):
        """Active numbers of a person of the registry."""
        with transaction(self.services.engine) as session:
            rows = session.scalars(select(RegistryPerson).where(RegistryPerson.status == "active"))
            return [
                row.ssin for row in rows if row.data["names"][0]["familyName"] == one.names[0].family_name
            ]

    @invariant()
    def nobody_has_two_numbers(self):
        for one in PEOPLE:
            assert len(self.numbers(one)) <= 1

    @invariant()
    def states_follow_the_table_and_events_tell_them(self):
        with transaction(self.services.engine) as session:
            for row in session.scalars(select(RequestRecord)).unique():
                told = [(event.from_state, event.to_state, event.code) for event in row.events]
                assert told[0][:2] == (None, "draft")
                for (_, before, _), (start, target, code) in pairwise(told):
                    assert start == before
                    if start == target:
                        assert (target, code in NEWS) == ("numberAssigned", True)
                    else:
                        assert can_become(start, target)
                assert told[-1][1] == row.state
                assert all(event.at >= row.events[0].at for event in row.events)

    @invariant()
    def versions_grow_with_every_change(self):
        with transaction(self.services.engine) as session:
            for row in session.scalars(select(RequestRecord)).unique():
                now = (row.state, row.ssin, row.number_state, str(row.person), str(row.items))
                version, before = self.versions.get(row.id, (0, None))
                assert row.version > version or (row.version == version and now == before)
                self.versions[row.id] = (row.version, now)

    @invariant()
    def what_stands_beside_the_state_agrees_with_it(self):
        with transaction(self.services.engine) as session:
            frozen = {
                *session.scalars(select(RegistryPerson.ssin).where(RegistryPerson.frozen_at.is_not(None)))
            }
            opened = {*session.scalars(select(Correction.ssin).where(Correction.settled_at.is_(None)))}
            assert frozen == opened
            pending = {*session.scalars(select(PendingKey.request_id))}
            for row in session.scalars(select(RequestRecord)).unique():
                assert (
                    (row.ssin is not None)
                    == (row.number_state is not None)
                    == (row.state == "numberAssigned")
                )
                assert row.number_state != "valid" or row.ssin not in frozen
                assert (row.id in pending) == (row.state in {"underReview", "moreInformationNeeded"})
                unanswered = [one for one in row.rounds if one.answered_at is None]
                asked = row.state == "moreInformationNeeded"
                assert (row.deadline is not None and bool(row.items) and len(unanswered) == 1) or not asked
                assert len(row.rounds) <= self.services.settings.question_rounds

    @invariant()
    def nobody_sees_or_hears_of_another_company(self):
        for who in COMPANIES:
            with transaction(self.services.engine) as session:
                work = Work(self.services, session, self.actors[who])
                shown = {line.id for line in requests.history(work, page_size=1000).items}
                own = {one for one, owner in self.owner.items() if owner == work.actor.organisation_id}
                assert shown == own
                named = [
                    earlier
                    for request_id in shown
                    for issue in requests.check_request(work, request_id)
                    for earlier in issue.requests
                ]
                assert {*named} <= own
        with transaction(self.services.engine) as session:
            for mail in session.scalars(select(OutgoingMail)):
                row = session.get_one(RequestRecord, mail.request_id)
                assert mail.recipient == row.account.email


@pytest.mark.timeout(0)
def test_no_sequence_of_calls_breaks_a_promise(postgres, api_token, addresses):
    Offices.server, Offices.addresses = postgres, addresses
    walk(
        Offices,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=EXAMPLES < 10,
            suppress_health_check=[*HealthCheck],
            print_blob=True,
        ),
    )
