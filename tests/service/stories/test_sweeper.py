"""What happens without anybody asking: the sweeper does it, and a chore that fails costs itself alone."""

import pytest
from sqlalchemy import text

from service.db import transaction
from service.jobs import sweeper
from service.registry.standing import cancel_number
from service.reviews import service as reviews
from tests.service.stories.world import PASSING


@pytest.fixture
def sweep(services):
    """Days pass, and the sweeper comes by."""

    def after(days):
        with transaction(services.engine) as session:
            for statement in PASSING:
                session.execute(text(statement), {"days": days})
        sweeper.sweep_once(services)

    return after


@pytest.fixture
def asked(case, working, reviewer, newcomer):
    """A request that waits for its company's answer; its id."""
    request_id = case(newcomer)
    with working(reviewer) as work:
        reviews.ask_for_information(work, request_id, ["confirmGender"], "")
    return request_id


def test_silence_is_reminded_of_and_then_closes_a_request_and_each_mail_leaves(
    asked, sweep, state_of, mails, settings
):
    for days, told in ((24, "reminder"), (7, "expired")):
        sweep(days)
        assert mails()[-1] == told
        assert len([*settings.mail_dir.iterdir()]) == len(mails())
    assert state_of(asked).state == "expired"


def test_a_draft_that_nobody_sends_ends_after_its_reminder(drafted, employer, newcomer, sweep, mails):
    drafted(employer, newcomer)
    for days in (15, 20):
        sweep(days)
    assert mails() == ["draftReminder", "draftExpired"]


def test_a_decision_whose_time_to_be_taken_back_is_over_is_carried_out(
    case, working, reviewer, known, sweep, state_of, services
):
    request_id = case(known)
    with working(reviewer) as work:
        reviews.decide(work, request_id, reviews.Wanted(kind="same", ssin=known.ssin), wait=True)
    sweep(0)
    assert state_of(request_id).ssin is None
    with transaction(services.engine) as session:
        session.execute(text("UPDATE case_decision SET due_at = now() - interval '1 second'"))
    sweep(0)
    assert state_of(request_id).ssin == known.ssin


def test_a_number_that_the_registry_gives_up_is_followed(sent, employer, known, sweep, state_of, services):
    view = sent(employer, known)
    with transaction(services.engine) as session:
        cancel_number(session, known.ssin)
    sweep(0)
    assert state_of(view.id).number_state == "cancelled"


def test_a_chore_that_fails_keeps_no_other_from_being_done(
    asked, sweep, mails, settings, caplog, monkeypatch
):
    def fail(_):
        raise ConnectionError("Quispe Mamani")

    monkeypatch.setattr(sweeper, "CHORES", (fail, *sweeper.CHORES))
    sweep(24)
    assert len([*settings.mail_dir.iterdir()]) == len(mails()) == 3
    assert "a chore of the sweeper failed: ConnectionError" in caplog.text
    assert "Quispe" not in caplog.text
