"""The desk's rules, whatever a page shows: leases, notes, second reviewers, and taking a decision back."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from ocr.extraction import Warning
from service.db import now, transaction
from service.registry.models import RegistryPerson
from service.requests import service as requests
from service.reviews import service as reviews
from service.reviews.schemas import QueueFilter
from service.reviews.service import Wanted
from tests.service.stories.conftest import office_account

SPECIMEN = [Warning(code="specimen", detail="This is a specimen.")]


@pytest.fixture
def colleague(services):
    """Another reviewer."""
    return office_account(services, "fien@office.invalid", "Fien", "reviewer")


def decide(working, actor, request_id, **wanted):
    with working(actor) as work:
        return reviews.decide(work, request_id, Wanted(**wanted), wait=True)


def expire_leases(services) -> None:
    with transaction(services.engine) as session:
        session.execute(text("UPDATE open_case SET claim_expires_at = now() - interval '1 second'"))


def test_two_reviewers_never_hold_one_case(case, working, reviewer, colleague, newcomer, services):
    request_id = case(newcomer)
    with working(reviewer) as work:
        assert reviews.claim_case(work, request_id)
    with working(colleague) as work:
        assert not reviews.claim_case(work, request_id)
        assert reviews.review_case(work, request_id).claimed_by == reviewer.display_name
        [line] = reviews.queue_page(work).items
        assert line.claimed_by == reviewer.display_name
        assert reviews.queue_page(work, QueueFilter(free=True)).items == []
        assert reviews.claim_next(work, QueueFilter()) is None
    with working(colleague) as work, pytest.raises(reviews.CaseTaken):
        reviews.refuse(work, request_id, "documentNotGenuine", "")
    expire_leases(services)
    with working(colleague) as work:
        assert reviews.claim_next(work, QueueFilter()) == request_id
    with working(reviewer) as work:
        assert not reviews.claim_case(work, request_id)


def test_a_case_that_is_left_is_free_at_once(case, working, reviewer, colleague, newcomer):
    request_id = case(newcomer)
    with working(reviewer) as work:
        reviews.claim_case(work, request_id)
    with working(colleague) as work:
        reviews.release_case(work, request_id)  # not the colleague's to give back
        assert not reviews.claim_case(work, request_id)
    with working(reviewer) as work:
        reviews.release_case(work, request_id)
    with working(colleague) as work:
        assert reviews.claim_case(work, request_id)


def test_the_next_case_is_the_one_that_waited_longest_of_its_kind(case, working, reviewer, known, newcomer):
    first, second = case(newcomer), case(known)
    with working(reviewer) as work:
        page = reviews.queue_page(work)
        assert [line.request_id for line in page.items] == [first, second]
        assert sum(page.kinds.values()) == page.total == 2
        assert page.overdue == 0
        assert reviews.claim_next(work, QueueFilter(kind="noSuchKind")) is None
        assert reviews.claim_next(work, QueueFilter(), but=first) == second


def test_a_decision_waits_and_nothing_of_it_shows_until_it_is_carried_out(
    case, working, reviewer, known, state_of, mails, services
):
    request_id = case(known)
    assert decide(working, reviewer, request_id, kind="same", ssin=known.ssin) == "waiting"
    assert (state_of(request_id).state, state_of(request_id).ssin) == ("underReview", None)
    assert mails() == ["underReview"]
    with working(reviewer) as work:
        assert reviews.queue_page(work).items == []
        assert [line.state for line in reviews.waiting_decisions(work)] == ["waiting"]
    assert reviews.carry_out_due(services) == 0
    assert reviews.carry_out_due(services, now() + timedelta(hours=1)) == 1
    assert (state_of(request_id).state, state_of(request_id).ssin) == ("numberAssigned", known.ssin)
    assert mails() == ["underReview", "numberAssigned"]
    assert reviews.carry_out_due(services, now() + timedelta(hours=1)) == 0
    with working(reviewer) as work, pytest.raises(reviews.UndoTooLate):
        reviews.undo(work, request_id)


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "new"},
        {"kind": "ask", "items": ["betterScan"]},
        {"kind": "refuse", "code": "documentNotGenuine"},
    ],
)
def test_what_is_taken_back_never_was(
    case, working, reviewer, colleague, newcomer, state_of, mails, services, wanted
):
    request_id = case(newcomer)
    with transaction(services.engine) as session:
        before = session.query(RegistryPerson).count()
    decide(working, reviewer, request_id, **wanted)
    with working(colleague) as work, pytest.raises(reviews.DecisionNotYours):
        reviews.undo(work, request_id)
    with working(reviewer) as work:
        reviews.undo(work, request_id)
    assert reviews.carry_out_due(services, now() + timedelta(hours=1)) == 0
    assert state_of(request_id).state == "underReview"
    assert mails() == ["underReview"]
    with transaction(services.engine) as session:
        assert session.query(RegistryPerson).count() == before
    with working(reviewer) as work:
        shown = reviews.review_case(work, request_id)
        assert [one.state for one in shown.history] == ["undone"]
        assert [line.request_id for line in reviews.queue_page(work).items] == [request_id]


def test_a_decision_is_made_once_while_it_waits(case, working, reviewer, colleague, newcomer):
    request_id = case(newcomer)
    decide(working, reviewer, request_id, kind="new")
    with pytest.raises(reviews.CaseAlreadyDecided):
        decide(working, colleague, request_id, kind="refuse", code="documentNotGenuine")


def test_a_withdrawn_request_overtakes_its_decision(
    case, working, reviewer, employer, newcomer, state_of, services
):
    request_id = case(newcomer)
    decide(working, reviewer, request_id, kind="new")
    with working(employer) as work:
        requests.cancel_request(work, request_id)
    reviews.carry_out_due(services, now() + timedelta(hours=1))
    assert (state_of(request_id).state, state_of(request_id).ssin) == ("cancelled", None)
    with working(reviewer) as work:
        assert [one.state for one in reviews.review_case(work, request_id).history] == ["overtaken"]


def test_what_cannot_be_carried_out_opens_its_case_again(case, working, reviewer, known, state_of, services):
    request_id = case(known)
    decide(working, reviewer, request_id, kind="same", ssin=known.ssin)
    with transaction(services.engine) as session:
        row = session.get_one(RegistryPerson, known.ssin)
        row.data, row.status = row.data | {"status": "cancelled"}, "cancelled"
    reviews.carry_out_due(services, now() + timedelta(hours=1))
    assert state_of(request_id).state == "underReview"
    with working(reviewer) as work:
        [failed] = reviews.review_case(work, request_id).history
        assert (failed.state, failed.failure_code) == ("failed", "numberNotAssignable")
        assert len(reviews.queue_page(work).items) == 1


def test_what_goes_against_the_machine_needs_a_note(case, working, reviewer, known, state_of):
    other = known.names[0].model_copy(update={"given_names": "Xenia" if known.gender == 2 else "Otto"})
    request_id = case(known.model_copy(update={"names": [other]}))
    with working(reviewer) as work:
        shown = reviews.review_case(work, request_id)
    assert "veto" in shown.grounds[0]
    with pytest.raises(reviews.NoteNeeded):
        decide(working, reviewer, request_id, kind="same", ssin=known.ssin)
    assert decide(working, reviewer, request_id, kind="same", ssin=known.ssin, note="seen") == "waiting"


def test_a_second_reviewer_makes_a_number_beside_a_strong_candidate(
    case, working, reviewer, senior, colleague, known, state_of, services
):
    request_id = case(known)
    wanted = {"kind": "new", "note": "a namesake, seen in the flesh"}
    assert decide(working, reviewer, request_id, **wanted) == "toConfirm"
    assert reviews.carry_out_due(services, now() + timedelta(hours=1)) == 0
    with working(colleague) as work, pytest.raises(Exception, match="missingPermission"):
        reviews.confirm(work, request_id, wait=False)
    with working(senior) as work:
        assert reviews.count_to_confirm(work) == 1
        assert reviews.confirm(work, request_id, wait=True) == "waiting"
    assert reviews.carry_out_due(services, now() + timedelta(hours=1)) == 1
    assert state_of(request_id).ssin not in {None, known.ssin}
    with working(reviewer) as work:
        [done] = reviews.review_case(work, request_id).history
        assert (done.made_by, done.confirmed_by) == (reviewer.display_name, senior.display_name)


def test_a_maker_who_may_confirm_does_not_confirm_the_own_decision(case, working, senior, known):
    request_id = case(known)
    decide(working, senior, request_id, kind="new", note="a namesake")
    with working(senior) as work, pytest.raises(reviews.SecondReviewerNeeded):
        reviews.confirm(work, request_id, wait=False)


def test_what_waits_for_nobody_is_neither_confirmed_nor_sent_back(
    case, working, reviewer, senior, known, state_of
):
    """No decision yet, and one that needs no second reviewer."""
    request_id = case(known)
    for decided in (False, True):
        if decided:
            decide(working, reviewer, request_id, kind="same", ssin=known.ssin)
        for use in (
            lambda work: reviews.confirm(work, request_id, wait=False),
            lambda work: reviews.send_back(work, request_id, "look again"),
        ):
            with working(senior) as work, pytest.raises(reviews.NothingToConfirm):
                use(work)
    assert state_of(request_id).state == "underReview"


def test_the_second_reviewer_sends_a_case_back_with_a_note(case, working, reviewer, senior, known):
    request_id = case(known)
    decide(working, reviewer, request_id, kind="new", note="a namesake")
    with working(senior) as work, pytest.raises(reviews.NoteNeeded):
        reviews.send_back(work, request_id, " ")
    with working(senior) as work:
        reviews.send_back(work, request_id, "look at the birthplace")
    with working(reviewer) as work:
        [back] = reviews.review_case(work, request_id).history
        assert (back.state, back.answer) == ("sentBack", "look at the birthplace")
        assert len(reviews.queue_page(work).items) == 1


def test_two_numbers_of_one_person_become_one_after_a_second_look(
    case, working, reviewer, senior, known, state_of, services, numbered_twice
):
    other = numbered_twice(known)
    request_id = case(known)
    with working(reviewer) as work:
        assert {one.ssin for one in reviews.review_case(work, request_id).candidates} == {known.ssin, other}
    wanted = {"kind": "merge", "ssin": known.ssin, "replaced": other, "note": "the same passport"}
    assert decide(working, reviewer, request_id, **wanted) == "toConfirm"
    with working(senior) as work:
        reviews.confirm(work, request_id, wait=False)
    assert state_of(request_id).ssin == known.ssin
    with transaction(services.engine) as session:
        gone = session.get_one(RegistryPerson, other)
        assert (gone.status, gone.replaced_by) == ("replaced", known.ssin)


@pytest.mark.parametrize("replaced", ["itself", "85471200206", None])
def test_only_two_numbers_of_candidates_become_one(case, working, reviewer, known, replaced):
    request_id = case(known)
    other = known.ssin if replaced == "itself" else replaced
    with pytest.raises(reviews.NumbersNotMergeable):
        decide(working, reviewer, request_id, kind="merge", ssin=known.ssin, replaced=other, note="seen")
    with working(reviewer) as work:
        assert [line.request_id for line in reviews.queue_page(work).items] == [request_id]


def test_nothing_personal_of_a_decision_stands_in_the_open(case, working, reviewer, known, services):
    request_id = case(known)
    decide(working, reviewer, request_id, kind="same", ssin=known.ssin, note="the passport of Jan Janssens")
    with transaction(services.engine) as session:
        rows = session.execute(text("SELECT row_to_json(d)::text FROM case_decision d")).scalars().all()
        rows += session.execute(text("SELECT row_to_json(c)::text FROM open_case c")).scalars().all()
    told = "".join(rows)
    assert "Janssens" not in told
    assert known.ssin not in told
    assert known.names[0].family_name not in told
