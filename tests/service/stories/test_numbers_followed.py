"""A number may be replaced or cancelled: who asks gets the one that is valid, and who has it is told."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from service.db import transaction
from service.registry.models import RegistryPerson
from service.registry.repository import SqlRegistry
from service.registry.standing import cancel_number, replace_number
from service.requests.numbers import follow_replaced


@pytest.fixture
def others(services, known):
    """Numbers of other active persons."""
    with transaction(services.engine) as session:
        rows = session.query(RegistryPerson).filter(
            RegistryPerson.ssin != known.ssin, RegistryPerson.status == "active"
        )
        return [row.ssin for row in rows.order_by(RegistryPerson.ssin).limit(3)]


@pytest.fixture
def replace(services):
    def write(*chain):
        with transaction(services.engine) as session:
            for old, new in pairwise(chain):
                replace_number(session, old, new)

    return write


@pytest.fixture
def cancel(services):
    def write(ssin):
        with transaction(services.engine) as session:
            cancel_number(session, ssin)

    return write


def test_the_end_of_a_chain_is_given_at_once(sent, employer, known, others, replace):
    replace(known.ssin, *others)
    view = sent(employer, known)
    assert (view.state, view.ssin, view.instant) == ("numberAssigned", others[-1], True)


def test_a_chain_that_ends_in_a_cancelled_number_goes_to_a_reviewer(
    sent, employer, known, others, replace, cancel
):
    cancel(others[0])
    replace(known.ssin, others[0])
    view = sent(employer, known)
    assert (view.state, view.ssin) == ("underReview", None)


def test_a_cancelled_number_goes_to_a_reviewer(sent, employer, known, cancel):
    cancel(known.ssin)
    assert sent(employer, known).state == "underReview"


def test_numbers_that_replace_each_other_go_to_a_reviewer(sent, employer, known, others, replace):
    replace(known.ssin, others[0], known.ssin)
    assert sent(employer, known).state == "underReview"


def test_who_has_a_number_that_is_replaced_later_is_told_and_shown_the_new_one(
    sent, employer, stranger, known, others, replace, services, state_of, mails, client, sign_in
):
    views = {actor.email: sent(actor, known) for actor in (employer, stranger)}
    replace(known.ssin, others[0], others[1])
    assert follow_replaced(services.engine) == 2
    assert follow_replaced(services.engine) == 0
    for actor in (employer, stranger):
        assert mails(actor.email) == ["numberAssigned", "numberReplaced"]
    view = state_of(views[employer.email].id)
    assert (view.state, view.ssin, view.number_state) == ("numberAssigned", others[1], "valid")
    assert view.former_ssins == [known.ssin]
    assert [(event.to_state, event.code) for event in view.events][-1] == ("numberAssigned", "numberReplaced")
    assert view.version > views[employer.email].version
    sign_in(employer)
    assert "Correct what you declared with the old number." in client.get(f"/requests/{view.id}").text


def test_who_has_a_number_that_is_cancelled_later_is_told(
    sent, employer, known, cancel, services, state_of, mails, client, sign_in
):
    view = sent(employer, known)
    cancel(known.ssin)
    assert follow_replaced(services.engine) == 1
    assert follow_replaced(services.engine) == 0
    view = state_of(view.id)
    assert (view.ssin, view.number_state) == (known.ssin, "cancelled")
    assert mails() == ["numberAssigned", "numberCancelled"]
    sign_in(employer)
    assert "Do not use it any more." in client.get(f"/requests/{view.id}").text


def test_a_number_replaced_twice_is_told_twice(sent, employer, known, others, replace, services, state_of):
    view = sent(employer, known)
    for old, new in ((known.ssin, others[0]), (others[0], others[1])):
        replace(old, new)
        follow_replaced(services.engine)
    assert state_of(view.id).former_ssins == [known.ssin, others[0]]


def test_several_sweepers_at_once_tell_each_requester_once(
    sent, employer, known, others, replace, services, mails
):
    for _ in range(4):
        sent(employer, known)
    replace(known.ssin, others[0])
    with ThreadPoolExecutor(4) as pool:
        told = sum(pool.map(lambda _: follow_replaced(services.engine), range(4)))
    assert told == 4
    assert mails().count("numberReplaced") == 4


def test_a_number_held_for_an_answer_is_not_replaced_before_it_is_given(services, known, others):
    """Who replaces waits until the answer is there, and then finds its request to tell."""
    with transaction(services.engine) as answering, ThreadPoolExecutor(1) as pool:
        assert SqlRegistry(answering).hold_number(known.ssin)

        def replace_meanwhile():
            with transaction(services.engine) as session:
                replace_number(session, known.ssin, others[0])

        waiting = pool.submit(replace_meanwhile)
        assert SqlRegistry(answering).hold_number(known.ssin)
        answering.commit()
        waiting.result()
    with transaction(services.engine) as session:
        assert not SqlRegistry(session).hold_number(known.ssin)
