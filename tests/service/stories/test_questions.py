"""A reviewer asks, the company answers: only what was asked for, in time, and not without end."""

import pytest

from service.db import transaction
from service.errors import MissingPermission
from service.requests import scan
from service.requests import service as requests
from service.requests.errors import NotAskedFor, RequestIncomplete
from service.requests.models import RequestRecord
from service.requests.rounds import OPENS
from service.requests.schemas import AddressesEntered
from service.reviews import service as reviews

CHANGES = {
    "confirmFamilyName": ("person", {"family_name": "Quispe Choque"}),
    "confirmGivenNames": ("person", {"given_names": "Yareli"}),
    "confirmBirthDate": ("person", {"birth_date": "1991-03-18"}),
    "confirmPlaceOfBirth": ("person", {"place_of_birth": "Sucre"}),
    "confirmGender": ("person", {"gender": 1}),
    "confirmNationality": ("person", {"nationality": "PER"}),
}


@pytest.fixture
def asked(case, working, reviewer, newcomer, state_of):
    """A case of the newcomer's for which the reviewer asks for these items; what the company sees of it."""

    def ask(*items):
        request_id = case(newcomer)
        with working(reviewer) as work:
            reviews.ask_for_information(work, request_id, [*items], "")
        return state_of(request_id)

    return ask


@pytest.fixture
def answer(working, employer, addresses):
    """Answers with what was sent, but for the changes."""

    def send(view, extraction_id=None, actor=employer, where=addresses, **changes):
        person = view.person.model_copy(update=changes.get("person", {}))
        document = view.document.model_copy(update=changes.get("document", {}))
        with working(actor) as work:
            return requests.answer_items(work, view.id, person, document, where, extraction_id)

    return send


@pytest.mark.parametrize("item", CHANGES)
def test_the_field_that_was_asked_for_may_change(asked, answer, item):
    group, change = CHANGES[item]
    view = answer(asked(item), **{group: change})
    assert view.state == "underReview"
    assert view.person.model_dump() | change == view.person.model_dump()


@pytest.mark.parametrize("item", CHANGES)
def test_confirming_a_field_as_it_was_is_an_answer_too(asked, answer, item):
    view = asked(item)
    assert answer(view).person == view.person


@pytest.mark.parametrize("item", CHANGES)
def test_no_other_field_may_change(asked, answer, state_of, item):
    view = asked(item)
    others = {"person": {}}
    for group, change in (change for other, change in CHANGES.items() if other != item):
        others[group] |= change
    with pytest.raises(RequestIncomplete) as refused:
        answer(view, **others)
    assert {finding.type for finding in refused.value.findings} == {"rejectedInput"}
    assert len(refused.value.findings) == len(CHANGES) - 1
    assert state_of(view.id).person == view.person


def test_what_is_locked_cannot_be_saved_either(asked, working, employer, addresses):
    """Saving on the way to a new scan is no way around."""
    view = asked("betterScan")
    elsewhere = AddressesEntered(residence_address=addresses.residence_address)
    typed = view.person.model_copy(update={"family_name": "Somebody Else"})
    with working(employer) as work:
        with pytest.raises(RequestIncomplete):
            requests.save_person(work, view.id, typed, view.document)
        with pytest.raises(RequestIncomplete):
            requests.save_addresses(work, view.id, elsewhere)
        requests.save_person(work, view.id, view.person, view.document)


def test_a_scan_that_was_asked_for_has_to_come(asked, answer, finished, read_as, employer, newcomer):
    view = asked("betterScan")
    for old in (None, view.extraction_id):
        with pytest.raises(RequestIncomplete) as refused:
            answer(view, old)
        assert [finding.name for finding in refused.value.findings] == ["scan"]
    better = finished(employer, read_as(newcomer))
    assert answer(view, better).extraction_id == better


def test_a_scan_that_nobody_asked_for_is_not_taken(asked, answer, finished, read_as, employer, newcomer):
    view = asked("confirmGender")
    with pytest.raises(RequestIncomplete) as refused:
        answer(view, finished(employer, read_as(newcomer)))
    assert [finding.name for finding in refused.value.findings] == ["scan"]


def test_pages_change_only_where_a_scan_was_asked_for(asked, working, employer, services):
    from service.context import Caller

    caller = Caller(services, employer)
    with pytest.raises(NotAskedFor):
        scan.reopen_scan(caller, asked("confirmGender").id)


def test_a_valid_document_brings_its_own_number_and_date(
    asked, answer, finished, read_as, employer, newcomer
):
    view = asked("validDocument")
    other = finished(employer, read_as(newcomer, number="AB1234567", expiry="2037-01-01"))
    document = {"number": "AB1234567", "expiry_date": "2037-01-01"}
    assert answer(view, other, document=document).document.number == "AB1234567"
    assert OPENS["validDocument"] > OPENS["betterScan"]


def test_a_document_asked_to_be_valid_must_be(asked, answer, finished, read_as, employer, newcomer):
    view = asked("validDocument")
    expired = finished(employer, read_as(newcomer, expiry="2020-01-01"))
    with pytest.raises(RequestIncomplete) as refused:
        answer(view, expired, document={"expiry_date": "2020-01-01"})
    assert [finding.name for finding in refused.value.findings] == ["document.expiryDate"]


def test_a_document_that_expires_while_the_office_thinks_does_not_lock_the_answer(
    asked, answer, services, state_of
):
    view = asked("confirmGender")
    with transaction(services.engine) as session:
        row = session.get_one(RequestRecord, view.id)
        row.document = row.document | {"expiryDate": "2020-01-01"}
    assert answer(state_of(view.id)).state == "underReview"


def test_an_address_asked_for_may_change_and_must_be_whole(asked, answer, addresses):
    view = asked("completeAddress")
    contact = addresses.contact_address.model_copy(update={"street_name": None})
    with pytest.raises(RequestIncomplete) as refused:
        answer(view, where=addresses.model_copy(update={"contact_address": contact}))
    assert [finding.name for finding in refused.value.findings] == ["contactAddress.streetName"]
    moved = addresses.contact_address.model_copy(update={"house_number": "2"})
    whole = addresses.model_copy(update={"contact_address": moved})
    assert answer(view, where=whole).contact_address.house_number == "2"


def test_every_round_is_kept_with_what_was_asked_and_who_answered_when(
    asked, answer, working, reviewer, state_of
):
    view = answer(asked("confirmGender"))
    with working(reviewer) as work:
        reviews.ask_for_information(work, view.id, ["confirmNationality"], "")
    first, second = state_of(view.id).rounds
    assert (first.number, first.items, first.answered_by) == (1, ["confirmGender"], "An Janssens")
    assert first.asked_at < first.answered_at < second.asked_at < second.deadline
    assert (second.number, second.items, second.answered_at) == (2, ["confirmNationality"], None)


def test_after_the_last_round_a_case_is_decided_not_asked_about(
    asked, answer, working, reviewer, services, client, sign_in
):
    view = answer(asked("confirmGender"))
    for _ in range(services.settings.question_rounds - 1):
        with working(reviewer) as work:
            reviews.ask_for_information(work, view.id, ["confirmGender"], "")
        view = answer(view)
    with working(reviewer) as work:
        assert reviews.review_case(work, view.id).rounds_left == 0
    sign_in(reviewer)
    page = client.get(f"/reviews/{view.id}").text
    assert "The requester was asked as often as is allowed" in page
    assert "Send the question" not in page
    with working(reviewer) as work, pytest.raises(reviews.RoundsUsedUp):
        reviews.ask_for_information(work, view.id, ["confirmGender"], "")
    with working(reviewer) as work:
        reviews.create_new(work, view.id, "")


def test_a_question_asks_for_something(case, working, reviewer, newcomer):
    request_id = case(newcomer)
    with working(reviewer) as work, pytest.raises(reviews.NothingAsked):
        reviews.ask_for_information(work, request_id, [], "")


def test_a_question_is_cancelled_with_its_request(asked, working, employer):
    view = asked("otherSide")
    with working(employer) as work:
        assert requests.cancel_request(work, view.id).state == "cancelled"


def test_the_office_does_not_answer_its_own_question(asked, answer, reviewer):
    with pytest.raises(MissingPermission):
        answer(asked("confirmGender"), actor=reviewer)


def test_the_page_offers_the_field_and_shows_the_others(asked, client, sign_in, employer, state_of):
    view = asked("confirmPlaceOfBirth")
    form = sign_in(employer)
    page = client.get(f"/requests/{view.id}/answer").text
    assert 'name="placeOfBirth"' in page
    assert 'name="familyName"' not in page
    assert 'name="residence-country"' not in page
    assert "Quispe Mamani" in page
    sent = client.post(
        f"/requests/{view.id}/answer", data=form | {"placeOfBirth": "Sucre", "familyName": "Somebody"}
    )
    assert sent.status_code == 303
    person = state_of(view.id).person
    assert (person.place_of_birth, person.family_name) == ("Sucre", "Quispe Mamani")


def test_the_page_says_that_the_scan_is_missing(asked, client, sign_in, employer):
    view = asked("betterScan")
    form = sign_in(employer)
    answer = client.post(f"/requests/{view.id}/answer", data=form)
    assert answer.status_code == 400
    assert "Add a new scan: it was asked for." in answer.text


def test_what_was_saved_on_the_way_does_not_excuse_a_broken_answer(
    case, working, employer, reviewer, newcomer, state_of, services
):
    """The name is emptied field by field: saved it may be, sent it is not."""
    request_id = case(newcomer)
    with transaction(services.engine) as session:
        row = session.get_one(RequestRecord, request_id)
        row.person = {name: value for name, value in row.person.items() if name != "familyName"}
    with working(reviewer) as work:
        reviews.ask_for_information(work, request_id, ["confirmGivenNames"], "")
    view = state_of(request_id)
    nameless = view.person.model_copy(update={"given_names": None})
    with working(employer) as work:
        requests.save_person(work, request_id, nameless, view.document)
    where = AddressesEntered(residence_address=view.residence_address, contact_address=view.contact_address)
    for _ in range(2):
        with pytest.raises(RequestIncomplete) as refused, working(employer) as work:
            requests.answer_items(work, request_id, nameless, view.document, where, None)
        assert [finding.name for finding in refused.value.findings] == ["person.familyName"]
