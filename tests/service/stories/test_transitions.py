"""The table of states: each transition in it has its story, and no other ever happens."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from service.db import now, transaction
from service.errors import ResourceNotFound
from service.requests import service as requests
from service.requests.errors import TransitionRefused
from service.requests.expiry import expire_overdue
from service.requests.models import RequestEvent, RequestRecord
from service.requests.reminders import send_reminders
from service.requests.states import TRANSITIONS
from service.requests.transitions import change_state
from service.reviews import service as reviews

ALLOWED = [(state, target) for state, targets in TRANSITIONS.items() for target in sorted(targets)]


@pytest.fixture
def story(drafted, case, working, employer, reviewer, newcomer, known, addresses, services):
    """Tells the story of one transition from its beginning; returns the request's id."""

    class Stories:
        def draft(self):
            return drafted(employer, newcomer)

        def send(self):
            request_id = self.draft()
            with working(employer) as work:
                requests.submit_request(work, request_id)
            return request_id

        def cancel(self, request_id):
            with working(employer) as work:
                requests.cancel_request(work, request_id)
            return request_id

        def ask(self):
            request_id = case(newcomer)
            with working(reviewer) as work:
                reviews.ask_for_information(work, request_id, ["confirmGender"], "")
            return request_id

        def stop_at(self, state):
            """Sending is one transaction, so nobody finds a request here; still it can be cancelled."""
            request_id = self.draft()
            with transaction(services.engine) as session:
                change = update(RequestRecord).where(RequestRecord.id == request_id)
                session.execute(change.values(state=state, submitted_at=now()))
            return request_id

        def answer(self):
            request_id = self.ask()
            with working(employer) as work:
                view = requests.request_view(work, request_id)
                requests.answer_items(work, request_id, view.person, view.document, addresses, None)
            return request_id

        def assign(self):
            request_id = case(known)
            with working(reviewer) as work:
                reviews.assign_existing(work, request_id, known.ssin, "")
            return request_id

        def refuse(self):
            request_id = case(newcomer)
            with working(reviewer) as work:
                reviews.refuse(work, request_id, "documentNotGenuine", "")
            return request_id

        def expire(self, request_id):
            """Nobody does anything, for long: a reminder of the draft, then the end."""
            for days in (20, 60):
                moment = now() + timedelta(days=days)
                send_reminders(services.engine, services.settings, moment)
                expire_overdue(services.engine, services.settings, moment)
            return request_id

    return Stories()


STORIES = {
    ("draft", "submitted"): lambda tell: tell.send(),
    ("draft", "cancelled"): lambda tell: tell.cancel(tell.draft()),
    ("draft", "expired"): lambda tell: tell.expire(tell.draft()),
    ("submitted", "processing"): lambda tell: tell.send(),
    ("submitted", "cancelled"): lambda tell: tell.cancel(tell.stop_at("submitted")),
    ("processing", "numberAssigned"): lambda tell: tell.send(),
    ("processing", "underReview"): lambda tell: tell.ask(),
    ("processing", "cancelled"): lambda tell: tell.cancel(tell.stop_at("processing")),
    ("underReview", "numberAssigned"): lambda tell: tell.assign(),
    ("underReview", "moreInformationNeeded"): lambda tell: tell.ask(),
    ("underReview", "refused"): lambda tell: tell.refuse(),
    ("underReview", "cancelled"): lambda tell: tell.cancel(tell.answer()),
    ("moreInformationNeeded", "underReview"): lambda tell: tell.answer(),
    ("moreInformationNeeded", "cancelled"): lambda tell: tell.cancel(tell.ask()),
    ("moreInformationNeeded", "expired"): lambda tell: tell.expire(tell.ask()),
}


@pytest.mark.parametrize(("state", "target"), ALLOWED)
def test_every_transition_of_the_table_has_its_story(story, services, employer, reviewer, state, target):
    """Each is dated, and attributed to who acted or to the machine."""
    began = now()
    request_id = STORIES[state, target](story)
    with transaction(services.engine) as session:
        row = session.get_one(RequestRecord, request_id)
        events = session.query(RequestEvent).filter_by(request_id=request_id).order_by(RequestEvent.id).all()
        assert row.state == events[-1].to_state
    [event] = [event for event in events if (event.from_state, event.to_state) == (state, target)][:1]
    assert began <= event.at <= now()
    office = {"numberAssigned", "moreInformationNeeded", "refused"} if state == "underReview" else set()
    company = {("draft", "submitted"), ("moreInformationNeeded", "underReview")}
    if target in office:
        assert event.account_id == reviewer.account_id
    elif target == "cancelled" or (state, target) in company:
        assert event.account_id == employer.account_id
    else:
        assert event.account_id is None


@pytest.mark.parametrize("state", TRANSITIONS)
def test_no_other_transition_happens(drafted, employer, newcomer, services, state):
    request_id = drafted(employer, newcomer)
    with transaction(services.engine) as session:
        session.execute(update(RequestRecord).where(RequestRecord.id == request_id).values(state=state))
    with transaction(services.engine) as session:
        row = session.get_one(RequestRecord, request_id)
        for target in TRANSITIONS.keys() - TRANSITIONS[state]:
            with pytest.raises(TransitionRefused) as refused:
                change_state(session, row, target, None)
            assert refused.value.context == {"state": state}
        assert row.state == state


@pytest.mark.parametrize("state", TRANSITIONS)
def test_no_call_gets_around_the_table(
    drafted, working, employer, reviewer, newcomer, addresses, services, state
):
    """Everything that anybody can do to a request, in a state in which the table does not have it."""
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = requests.request_view(work, request_id)
    with transaction(services.engine) as session:
        change = update(RequestRecord).where(RequestRecord.id == request_id)
        session.execute(change.values(state=state, submitted_at=None if state == "draft" else now()))
    answer = (request_id, view.person, view.document, addresses, None)
    calls = {
        "submitted": [(employer, lambda work: requests.submit_request(work, request_id))],
        "cancelled": [(employer, lambda work: requests.cancel_request(work, request_id))],
        "numberAssigned": [
            (reviewer, lambda work: reviews.create_new(work, request_id, "")),
            (reviewer, lambda work: reviews.assign_existing(work, request_id, "85471200206", "")),
        ],
        "refused": [(reviewer, lambda work: reviews.refuse(work, request_id, "documentNotGenuine", ""))],
        "moreInformationNeeded": [
            (reviewer, lambda work: reviews.ask_for_information(work, request_id, ["otherSide"], ""))
        ],
    }
    if state != "moreInformationNeeded":
        calls["underReview"] = [(employer, lambda work: requests.answer_items(work, *answer))]
    if state not in {"draft", "moreInformationNeeded"}:
        calls["itself"] = [
            (employer, lambda work: requests.save_person(work, request_id, view.person, view.document)),
            (employer, lambda work: requests.save_addresses(work, request_id, addresses)),
            (employer, lambda work: requests.save_email(work, request_id, "a@b.be")),
        ]
    refusals = (TransitionRefused, reviews.CaseAlreadyDecided, ResourceNotFound)
    allowed = TRANSITIONS[state]
    if state == "processing":  # from here the machine alone assigns; reviewers need a case under review
        allowed = allowed - {"numberAssigned", "underReview"}
    for target in calls.keys() - allowed:
        attempts = calls[target]
        for actor, attempt in attempts:
            with pytest.raises(refusals), working(actor) as work:
                attempt(work)
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, request_id).state == state
