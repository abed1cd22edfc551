"""Nobody is forgotten: reminders before a deadline, each once, and an end when nobody answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from service.db import now, transaction
from service.requests import service as requests
from service.requests.errors import TransitionRefused
from service.requests.expiry import expire_overdue
from service.requests.models import PendingKey
from service.requests.reminders import send_reminders
from service.reviews import service as reviews


@pytest.fixture
def asked(case, working, reviewer, newcomer):
    """A request that waits for its company's answer; returns its id."""

    def ask():
        request_id = case(newcomer)
        with working(reviewer) as work:
            reviews.ask_for_information(work, request_id, ["confirmGender"], "")
        return request_id

    return ask


@pytest.fixture
def sweep(services):
    """What the sweeper does about deadlines, so many days from now."""

    def at(days: float):
        moment = now() + timedelta(days=days)
        send_reminders(services.engine, services.settings, moment)
        expire_overdue(services.engine, services.settings, moment)

    return at


def test_a_question_is_reminded_of_twice_and_then_expires(asked, sweep, mails, state_of):
    request_id = asked()
    told = ["underReview", "moreInformationNeeded"]
    for days, news in (
        (1, []),
        (22, []),
        (24, ["reminder"]),
        (27, []),
        (29, ["reminder"]),
        (31, ["expired"]),
    ):
        told += news
        for _ in range(2):  # the sweeper comes by again and again
            sweep(days)
        assert mails() == told
    view = state_of(request_id)
    assert (view.state, view.events[-1].code, view.events[-1].by) == ("expired", "deadlinePassed", None)


def test_a_sweeper_that_was_away_sends_the_last_reminder_alone(asked, sweep, mails):
    asked()
    sweep(29)
    sweep(29.5)
    assert mails()[2:] == ["reminder"]


def test_a_deadline_that_was_near_from_the_start_needs_no_reminder_of_a_week(
    case, working, reviewer, newcomer, services, mails
):
    request_id = case(newcomer)
    hurried = services.settings.model_copy(update={"answer_days": 5})
    with working(reviewer) as work:
        object.__setattr__(work.services, "settings", hurried)
        reviews.ask_for_information(work, request_id, ["confirmGender"], "")
    send_reminders(services.engine, hurried, now() + timedelta(days=1))
    assert "reminder" not in mails()
    send_reminders(services.engine, hurried, now() + timedelta(days=4))
    assert mails()[-1] == "reminder"


def test_an_answer_ends_the_reminders(asked, working, employer, addresses, sweep, mails, state_of):
    request_id = asked()
    sweep(24)
    view = state_of(request_id)
    with working(employer) as work:
        requests.answer_items(work, request_id, view.person, view.document, addresses, None)
    sweep(29)
    sweep(60)
    assert mails().count("reminder") == 1
    assert state_of(request_id).state == "underReview"


def test_the_second_question_has_reminders_of_its_own(
    asked, working, employer, reviewer, addresses, sweep, mails, state_of
):
    request_id = asked()
    sweep(29)
    view = state_of(request_id)
    with working(employer) as work:
        requests.answer_items(work, request_id, view.person, view.document, addresses, None)
    with working(reviewer) as work:
        reviews.ask_for_information(work, request_id, ["confirmGender"], "")
    sweep(29)
    assert mails().count("reminder") == 2


def test_an_expired_request_no_longer_stands_in_anybodys_way(
    asked, sweep, sent, stranger, newcomer, services
):
    asked()
    sweep(31)
    with transaction(services.engine) as session:
        assert session.query(PendingKey).count() == 0
    assert sent(stranger, newcomer).state == "numberAssigned"


def test_an_answer_after_the_deadline_is_refused_and_nothing_is_lost(
    asked, sweep, working, employer, addresses, state_of
):
    request_id = asked()
    sweep(31)
    view = state_of(request_id)
    with working(employer) as work, pytest.raises(TransitionRefused):
        requests.answer_items(work, request_id, view.person, view.document, addresses, None)
    assert view.person.family_name == "Quispe Mamani"


def test_a_draft_left_alone_is_reminded_of_and_then_expires(
    drafted, employer, newcomer, sweep, mails, state_of
):
    request_id = drafted(employer, newcomer)
    for days, told in ((13, []), (15, ["draftReminder"]), (30, ["draftReminder"])):
        sweep(days)
        assert mails() == told
        assert state_of(request_id).state == "draft"
    sweep(32)
    sweep(33)
    assert mails() == ["draftReminder", "draftExpired"]
    view = state_of(request_id)
    assert (view.state, view.events[-1].code) == ("expired", "draftUnused")


def test_no_draft_expires_without_notice(drafted, employer, newcomer, sweep, mails, state_of):
    """The sweeper was away for two months: first the reminder, then as much time as everybody has."""
    request_id = drafted(employer, newcomer)
    sweep(60)
    assert (state_of(request_id).state, mails()) == ("draft", ["draftReminder"])
    sweep(70)
    assert state_of(request_id).state == "draft"
    sweep(77)
    assert state_of(request_id).state == "expired"


def test_a_draft_that_is_taken_up_again_lives_on(
    drafted, working, employer, newcomer, sweep, mails, state_of
):
    request_id = drafted(employer, newcomer)
    sweep(15)
    with working(employer) as work:
        requests.save_email(work, request_id, "an.janssens@janssens.invalid")
    sweep(40)
    assert state_of(request_id).state == "draft"
    assert mails() == ["draftReminder", "draftReminder"]


def test_a_request_that_was_sent_is_no_draft_any_more(case, newcomer, sweep, state_of):
    request_id = case(newcomer)
    sweep(400)
    assert state_of(request_id).state == "underReview"


def test_drafts_survive_signing_out(drafted, employer, newcomer, client, sign_in):
    request_id = drafted(employer, newcomer)
    form = sign_in(employer)
    client.post("/sign-out", data=form)
    assert client.get(f"/requests/{request_id}/person").headers["location"].startswith("/sign-in")
    sign_in(employer)
    assert "Quispe Mamani" in client.get(f"/requests/{request_id}/person").text


@pytest.mark.parametrize("days", [24, 31])
def test_several_sweepers_at_once_tell_each_requester_once(asked, sweep, mails, days):
    ids = [asked() for _ in range(4)]
    before = len(mails())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sweep, [days] * 4))
    assert len(mails()) == before + len(ids)


def test_several_sweepers_at_once_remind_of_each_draft_once(drafted, employer, newcomer, sweep, mails):
    for _ in range(4):
        drafted(employer, newcomer)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sweep, [15] * 4))
    assert mails() == ["draftReminder"] * 4


def test_reminders_speak_the_requesters_language(drafted, working, stranger, newcomer, sweep, services):
    from service.mail.models import OutgoingMail

    drafted(stranger, newcomer)  # Chloé, whose profile is in English
    sweep(15)
    with transaction(services.engine) as session:
        [mail] = session.query(OutgoingMail)
        assert (mail.language, mail.recipient) == ("en", stranger.email)
