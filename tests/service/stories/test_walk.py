"""A property: whatever several roles of two companies and the office do, in whatever order, holds.

Hypothesis picks the calls and who makes them, allowed or not. After each step the database is asked whether
it is still as the table of states says, whether anybody has two numbers, and whether anybody sees another
company's data (`world`). `make properties` walks further than CI does.
"""

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as walk

from ocr.extraction import Warning
from service.corrections.service import report_wrong_number, settle_correction
from service.db import now, transaction
from service.requests import service as requests
from service.requests.expiry import expire_overdue
from service.requests.numbers import follow_replaced
from service.requests.reminders import send_reminders
from service.reviews import service as reviews
from tests.service.conftest import reading_of, store_reading
from tests.service.stories.world import COMPANIES, OFFICE, PEOPLE, World

EXAMPLES, STEPS = int(os.environ.get("PROPERTIES", "4")), 25
OUTCOMES = ["numberRight", "otherNumber", "replaced", "cancelled"]
"""A new number is left out: that a person is somebody else is the office's word, and nothing can check it."""
ITEMS = ["confirmGender", "confirmPlaceOfBirth", "betterScan", "completeAddress"]
OWNER = "owner"
requester = st.sampled_from([OWNER] * 5 + ["bram", "chloe", "dirk"])
reviewer = st.sampled_from([*OFFICE] * 2 + [OWNER])
number = st.integers(0, 99)
whom = st.integers(0, len(PEOPLE) - 1)


class Walk(RuleBasedStateMachine):
    """One step is one call by somebody."""

    server = addresses = None

    def __init__(self):
        super().__init__()
        self.world = World(self.server)
        self.reports, self.looks = [], []

    def teardown(self):
        self.world.close()

    @initialize()
    def begin(self):
        """Both companies have asked for one person, who was given a number; and for another, who waits."""
        for who in ("an", "chloe"):
            for one, weak in ((0, False), (1, True)):
                self.file(who, one, weak, True)

    @rule(who=st.sampled_from([*COMPANIES]), whom=whom, weak=st.booleans(), sent=st.booleans())
    def file(self, who, whom, weak, sent):
        world, warnings = self.world, [Warning(code="specimen", detail="")] if weak else []
        scan = store_reading(world.services, world.actors[who], reading_of(PEOPLE[whom], warnings=warnings))

        def draft(work):
            view = requests.create_draft(work, scan)
            requests.save_addresses(work, view.id, self.addresses)
            return view.id

        request_id = world.call(who, draft)
        world.owners[request_id], world.states[request_id] = who, "draft"
        if sent:
            world.call(who, lambda work: requests.submit_request(work, request_id), request_id)

    def act(self, who, request_id, use):
        """A call on one request, by its owner where nobody else is named."""
        actor = self.world.owners[request_id] if who == OWNER else who
        return self.world.call(actor, lambda work: use(work, request_id), request_id)

    @rule(who=requester, one=number, place=st.sampled_from(["Sucre", "La Paz"]))
    def save(self, who, one, place):
        def type_in(work, request_id):
            view = requests.request_view(work, request_id)
            changed = view.person.model_copy(update={"place_of_birth": place})
            requests.save_person(work, request_id, changed, view.document)

        self.act(who, self.world.pick(one, "draft", "moreInformationNeeded"), type_in)

    @rule(who=requester, one=number)
    def send(self, who, one):
        self.act(who, self.world.pick(one, "draft"), requests.submit_request)

    @rule(who=requester, one=number)
    def cancel(self, who, one):
        self.act(who, self.world.pick(one, "draft", "moreInformationNeeded"), requests.cancel_request)

    @rule(who=reviewer, one=number, item=st.sampled_from(ITEMS))
    def ask(self, who, one, item):
        self.act(
            who,
            self.world.pick(one, "underReview"),
            lambda work, request_id: reviews.ask_for_information(work, request_id, [item], ""),
        )

    @rule(who=requester, one=number, as_asked=st.booleans())
    def answer(self, who, one, as_asked):
        def reply(work, request_id):
            view = requests.request_view(work, request_id)
            changes = {} if as_asked else {"place_of_birth": "Potosí"}
            changed = view.person.model_copy(update=changes)
            scan = None
            if "betterScan" in view.items:
                scan = store_reading(work.services, work.actor, reading_of(PEOPLE[0]))
            requests.answer_items(work, request_id, changed, view.document, self.addresses, scan)

        self.act(who, self.world.pick(one, "moreInformationNeeded"), reply)

    @rule(who=st.sampled_from(OFFICE), one=number)
    def open_case(self, who, one):
        """What a reviewer saw stays on the screen while others act."""
        case = self.act(who, self.world.pick(one, "underReview"), reviews.review_case)
        self.looks += [(who, case)] if case else []

    @precondition(lambda self: self.looks)
    @rule(one=number, wait=st.booleans())
    def decide(self, one, wait):
        """The reviewer takes the likeliest candidate, and makes a number where there is none: at once, or
        with time to take it back."""
        who, case = self.looks.pop(one % len(self.looks))
        seen = case.request.version
        active = [found.ssin for found in case.candidates if found.person and found.person.status == "active"]
        kind, ssin = ("same", active[0]) if active else ("new", None)
        wanted = reviews.Wanted(kind=kind, ssin=ssin, note="seen")
        self.act(
            who,
            case.request.id,
            lambda work, request_id: reviews.decide(work, request_id, wanted, seen, wait=wait),
        )

    @rule(who=reviewer, one=number, agrees=st.booleans(), wait=st.booleans())
    def look_again(self, who, one, agrees, wait):
        """A second reviewer, where one is needed."""

        def use(work, request_id):
            if agrees:
                reviews.confirm(work, request_id, wait=wait)
            else:
                reviews.send_back(work, request_id, "look again")

        self.act(who, self.world.pick(one, "underReview"), use)

    @rule(who=reviewer, one=number)
    def take_back(self, who, one):
        self.act(who, self.world.pick(one, "underReview"), reviews.undo)

    @rule(who=reviewer, one=number)
    def refuse(self, who, one):
        self.act(
            who,
            self.world.pick(one, "underReview"),
            lambda work, request_id: reviews.refuse(work, request_id, "documentNotGenuine", ""),
        )

    @rule(who=st.sampled_from([OWNER, OWNER, "chloe", "dirk", "eva"]), one=number)
    def report(self, who, one):
        made = self.act(
            who,
            self.world.pick(one, "numberAssigned"),
            lambda work, request_id: report_wrong_number(work, request_id, "otherPerson", ""),
        )
        self.reports += [made] if made else []

    @precondition(lambda self: self.reports)
    @rule(who=reviewer, one=number, outcome=st.sampled_from(OUTCOMES), whom=whom)
    def settle(self, who, one, outcome, whom):
        with transaction(self.world.services.engine) as session:
            numbers = self.world.numbers(session)[PEOPLE[whom].names[0].family_name]
        report, right = self.reports[one % len(self.reports)], next(iter(numbers), None)
        self.world.call(
            "an" if who == OWNER else who,
            lambda work: settle_correction(work, report, outcome, right, ""),
        )

    @rule(days=st.sampled_from([3, 10, 25, 40]))
    def time_passes(self, days):
        services = self.world.services
        self.world.pass_time(days)
        for _ in range(2):  # sweeping again changes nothing
            follow_replaced(services.engine)
            send_reminders(services.engine, services.settings)
            expire_overdue(services.engine, services.settings)
            reviews.carry_out_due(services, now() + timedelta(days=days))

    @invariant()
    def every_promise_holds(self):
        self.world.check()


@pytest.mark.timeout(0)
def test_no_sequence_of_calls_breaks_a_promise(postgres, api_token, addresses):
    reached = set()

    class Here(Walk):
        server = postgres

        def teardown(self):
            reached.update(self.world.reached)
            super().teardown()

    Here.addresses = addresses
    walk(
        Here,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=EXAMPLES < 10,
            suppress_health_check=[*HealthCheck],
            print_blob=True,
        ),
    )
    states = {target for _, target, _ in reached}
    assert {"numberAssigned", "underReview", "moreInformationNeeded"} <= states, "the walk went nowhere"
