"""The reviewer's way: entered against read, candidates, and the four decisions."""

from email import message_from_bytes
from email.policy import default
from typing import get_args

import pytest

from service.db import transaction
from service.errors import MissingPermission, ResourceNotFound
from service.mail.codes import REFUSALS
from service.mail.models import OutgoingMail
from service.mail.service import send_due
from service.registry.models import RegistryPerson
from service.requests import service as requests
from service.requests.errors import TransitionRefused
from service.requests.schemas import RefusalCode
from service.reviews import service as reviews
from service.web import labels


def test_a_case_shows_entered_against_read_and_the_candidates(case, working, reviewer, known):
    request_id = case(known)
    with working(reviewer) as work:
        assert [line.request_id for line in reviews.queue_page(work).items] == [request_id]
        shown = reviews.review_case(work, request_id)
    lines = {field.name: field for field in shown.fields}
    assert lines["familyName"].entered == lines["familyName"].visual == known.names[0].family_name
    assert shown.candidates[0].ssin == known.ssin
    assert shown.candidates[0].evidence
    assert shown.candidates[0].person == known
    assert [reason.code for reason in shown.reasons] == ["evidenceInsufficient"]
    assert [warning.code for warning in shown.warnings] == ["specimen"]


def test_assigning_a_candidate_answers_the_request(case, working, reviewer, known, state_of):
    request_id = case(known)
    with working(reviewer) as work:
        reviews.assign_existing(work, request_id, known.ssin, "same person")
    view = state_of(request_id)
    assert (view.state, view.ssin, view.instant) == ("numberAssigned", known.ssin, False)
    assert view.events[-1].by == "office"
    assert "same person" not in view.model_dump_json()


def test_only_a_candidates_number_can_be_assigned(case, working, reviewer, known, newcomer):
    request_id = case(newcomer)
    with working(reviewer) as work, pytest.raises(reviews.NumberNotAssignable):
        reviews.assign_existing(work, request_id, known.ssin, "")


def test_a_replaced_number_is_followed_and_a_cancelled_one_refused(
    case, working, reviewer, known, services, state_of
):
    request_id = case(known)
    with transaction(services.engine) as session:
        others = session.query(RegistryPerson).filter(RegistryPerson.ssin != known.ssin)
        other = next(row.ssin for row in others if row.data["status"] == "active")
        row = session.get_one(RegistryPerson, known.ssin)
        row.data = row.data | {"status": "cancelled"}
    with working(reviewer) as work, pytest.raises(reviews.NumberNotAssignable):
        reviews.assign_existing(work, request_id, known.ssin, "")
    with transaction(services.engine) as session:
        row = session.get_one(RegistryPerson, known.ssin)
        row.data = row.data | {"status": "replaced", "replacedBy": other}
    with working(reviewer) as work:
        reviews.assign_existing(work, request_id, known.ssin, "")
    assert state_of(request_id).ssin == other


def test_a_reviewer_makes_a_new_number(case, working, reviewer, newcomer, state_of):
    request_id = case(newcomer)
    with working(reviewer) as work:
        reviews.create_new(work, request_id, "")
    view = state_of(request_id)
    assert view.state == "numberAssigned"
    assert view.ssin.startswith("914317")


def test_a_question_reaches_the_requester_and_its_answer_the_reviewer(
    case, working, reviewer, employer, newcomer, state_of, services, finished, read_as, addresses
):
    request_id = case(newcomer)
    with working(reviewer) as work:
        reviews.ask_for_information(work, request_id, ["betterScan", "confirmPlaceOfBirth"], "blurred")
    view = state_of(request_id)
    assert (view.state, view.items) == ("moreInformationNeeded", ["betterScan", "confirmPlaceOfBirth"])
    assert view.deadline
    assert view.can_edit
    better = finished(employer, read_as(newcomer))
    with working(employer) as work:
        person = view.person.model_copy(update={"place_of_birth": "Sucre"})
        requests.answer_items(work, request_id, person, view.document, addresses, better)
    view = state_of(request_id)
    assert (view.state, view.items, view.extraction_id) == ("underReview", [], better)
    assert view.changed_by_hand == ["placeOfBirth"]
    with transaction(services.engine) as session:
        assert [mail.template for mail in session.query(OutgoingMail).order_by(OutgoingMail.created_at)] == [
            "underReview",
            "moreInformationNeeded",
        ]


@pytest.mark.parametrize("code", get_args(RefusalCode))
def test_a_refusal_is_coded_mailed_and_explained(
    case, working, reviewer, employer, newcomer, state_of, mails, client, sign_in, services, settings, code
):
    request_id = case(newcomer)
    with working(reviewer) as work:
        reviews.refuse(work, request_id, code, "a colour copy")
    view = state_of(request_id)
    assert (view.state, view.refusal_code) == ("refused", code)
    assert mails() == ["underReview", "refused"]
    send_due(services.engine, settings)
    letters = [message_from_bytes(file.read_bytes(), policy=default) for file in settings.mail_dir.iterdir()]
    text = "".join(letter.get_body(("plain",)).get_content() for letter in letters)
    assert REFUSALS[code]["nl"] in text
    sign_in(employer)
    shown = client.get(f"/requests/{request_id}").text
    assert labels.REFUSALS[code] in shown
    assert "a colour copy" not in shown + text


def test_a_case_is_decided_once(case, working, reviewer, newcomer):
    request_id = case(newcomer)
    with working(reviewer) as work:
        reviews.refuse(work, request_id, "identityNotEstablished", "")
    for decide in (
        lambda work: reviews.create_new(work, request_id, ""),
        lambda work: reviews.assign_existing(work, request_id, "1", ""),
        lambda work: reviews.ask_for_information(work, request_id, [], ""),
    ):
        with working(reviewer) as work, pytest.raises(reviews.CaseAlreadyDecided):
            decide(work)


def test_a_withdrawn_case_cannot_be_decided(case, working, reviewer, employer, newcomer):
    request_id = case(newcomer)
    with working(employer) as work:
        requests.cancel_request(work, request_id)
    with working(reviewer) as work, pytest.raises(reviews.CaseAlreadyDecided):
        reviews.create_new(work, request_id, "")


def test_nobody_but_a_reviewer_reviews(case, working, employer, stranger, newcomer):
    request_id = case(newcomer)
    for actor in (employer, stranger):
        for use in (
            reviews.queue_page,
            lambda work: reviews.review_case(work, request_id),
            lambda work: reviews.create_new(work, request_id, ""),
            lambda work: reviews.refuse(work, request_id, "notForThisRoute", ""),
        ):
            with working(actor) as work, pytest.raises(MissingPermission):
                use(work)


def test_a_reviewer_does_not_answer_for_the_company(case, working, reviewer, stranger, newcomer):
    request_id = case(newcomer)
    with working(reviewer) as work, pytest.raises(MissingPermission):
        requests.cancel_request(work, request_id)
    with working(stranger) as work, pytest.raises(ResourceNotFound):
        requests.request_view(work, request_id)


def test_an_answer_is_taken_only_when_asked(case, working, employer, newcomer, state_of, addresses):
    request_id = case(newcomer)
    view = state_of(request_id)
    with working(employer) as work, pytest.raises(TransitionRefused):
        requests.answer_items(work, request_id, view.person, view.document, addresses, None)


def test_a_decision_on_candidates_that_a_colleague_saw_later_is_refused(
    case, working, reviewer, senior, newcomer
):
    """A number is made for the same person meanwhile; a colleague's look does not count as one's own."""
    first, second = case(newcomer), case(newcomer)
    with working(reviewer) as work:
        seen = reviews.review_case(work, first).request.version
    with working(senior) as work:
        reviews.create_new(work, second, "")
    with working(senior) as work:
        assert reviews.review_case(work, first).candidates
    with working(reviewer) as work, pytest.raises(reviews.CaseChanged):
        reviews.create_new(work, first, "", seen=seen)
