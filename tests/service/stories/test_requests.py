"""The life of a request, and what the machine may and may not answer by itself."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from stdnum.be import bis

from ocr.extraction import Warning
from service.db import transaction
from service.errors import MissingPermission, ResourceNotFound
from service.mail.models import OutgoingMail
from service.problems import problem
from service.registry.models import RegistryPerson
from service.registry.service import register
from service.requests import service
from service.requests.errors import RequestIncomplete, TransitionRefused
from service.requests.repository import get_request
from service.requests.schemas import AddressesEntered
from service.requests.states import TRANSITIONS
from service.requests.view import person_request


def count_persons(services):
    with transaction(services.engine) as session:
        return session.scalar(select(func.count()).select_from(RegistryPerson))


def test_a_draft_is_prefilled_from_the_document(drafted, working, employer, newcomer):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = service.request_view(work, request_id)
    assert view.state == "draft"
    assert view.person.family_name == "Quispe Mamani"
    assert view.person.birth_date == "1991-03-17"
    assert view.document.number == "ZZ9876543"
    assert view.changed_by_hand == []
    assert [event.to_state for event in view.events] == ["draft"]


def test_the_same_upload_gives_the_same_draft(finished, read_as, working, employer, newcomer):
    extraction_id = finished(employer, read_as(newcomer))
    with working(employer) as work:
        assert service.create_draft(work, extraction_id).id == service.create_draft(work, extraction_id).id


def test_a_known_person_on_a_verified_document_gets_the_number_at_once(sent, employer, known, services):
    before = count_persons(services)
    view = sent(employer, known)
    assert (view.state, view.ssin, view.instant) == ("numberAssigned", known.ssin, True)
    assert count_persons(services) == before
    assert [event.to_state for event in view.events] == ["draft", "submitted", "processing", "numberAssigned"]


def test_the_answer_shows_nothing_of_the_registry(sent, employer, known):
    view = sent(employer, known)
    shown = view.model_dump_json()
    for document in known.documents:
        assert document.number not in shown
    if known.residence_address and known.residence_address.street_name:
        assert known.residence_address.street_name not in shown


def test_a_new_person_gets_a_valid_bis_number_at_once(sent, employer, newcomer, services):
    before = count_persons(services)
    view = sent(employer, newcomer)
    assert view.state == "numberAssigned"
    assert bis.is_valid(view.ssin)
    assert view.ssin.startswith("914317")
    assert int(view.ssin[6:9]) % 2 == 0
    assert count_persons(services) == before + 1


def test_asking_twice_gives_the_number_of_the_first_time(sent, employer, stranger, newcomer):
    assert sent(employer, newcomer).ssin == sent(stranger, newcomer).ssin


def test_another_persons_data_typed_beside_a_scan_never_yield_a_number(
    drafted, working, employer, known, newcomer
):
    """The scan is newcomer's; everything typed is known's, spelt as the registry has it."""
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = service.request_view(work, request_id)
        typed = view.person.model_copy(
            update={
                "family_name": known.names[0].family_name,
                "given_names": known.names[0].given_names,
                "birth_date": known.birth_date,
                "place_of_birth": known.place_of_birth,
                "gender": known.gender,
                "nationality": known.nationality,
            }
        )
        service.save_person(work, request_id, typed, view.document)
        view = service.submit_request(work, request_id)
    assert view.state == "underReview"
    assert view.ssin is None
    assert {"familyName", "givenNames", "birthDate"} <= set(view.changed_by_hand)


@pytest.mark.parametrize("field", ["family_name", "given_names", "birth_date"])
def test_one_identifying_field_changed_by_hand_is_enough_for_a_review(
    drafted, working, employer, known, field
):
    misread = known.model_copy(
        update={"birth_date": "1970-02-03"}
        if field == "birth_date"
        else {"names": [known.names[0].model_copy(update={field: "Otherwise"})]}
    )
    request_id = drafted(employer, misread)
    with working(employer) as work:
        view = service.request_view(work, request_id)
        value = known.birth_date if field == "birth_date" else getattr(known.names[0], field)
        service.save_person(work, request_id, view.person.model_copy(update={field: value}), view.document)
        assert service.submit_request(work, request_id).ssin is None


def test_data_typed_without_any_scan_never_yield_a_number(
    working, employer, known, read_as, finished, addresses
):
    with working(employer) as work:
        request = service.create_draft(work, None)
        names = known.names[0]
        person = request.person.model_copy(
            update={
                "family_name": names.family_name,
                "given_names": names.given_names,
                "birth_date": known.birth_date,
            }
        )
        service.save_person(work, request.id, person, request.document)
        service.save_addresses(work, request.id, addresses)
        view = service.submit_request(work, request.id)
    assert (view.state, view.ssin) == ("underReview", None)


@pytest.mark.parametrize(
    "reading",
    [{"status": "read"}, {"warnings": [Warning(code="specimen", detail="")]}],
    ids=["read from one source only", "specimen"],
)
def test_a_weak_document_leads_to_a_review(sent, employer, known, reading):
    view = sent(employer, known, **reading)
    assert (view.state, view.ssin) == ("underReview", None)


def test_an_expired_document_is_refused_before_sending(sent, employer, known):
    with pytest.raises(RequestIncomplete) as refused:
        sent(employer, known, expiry="2020-01-01")
    assert [issue.name for issue in refused.value.findings] == ["document.expiryDate"]


def test_the_page_says_why_an_expired_document_is_refused_and_what_to_do(
    drafted, client, sign_in, employer, known
):
    request_id = drafted(employer, known, expiry="2020-01-01")
    form = sign_in(employer) | {"email": employer.email}
    answer = client.post(f"/requests/{request_id}/check", data=form)
    assert answer.status_code == 400
    assert "The document has expired, or its expiry date is not a date. Use a valid document." in answer.text


def test_an_expiry_date_typed_over_does_not_make_the_document_valid(drafted, working, employer, known):
    request_id = drafted(employer, known, expiry="2020-01-01")
    with working(employer) as work:
        view = service.request_view(work, request_id)
        document = view.document.model_copy(update={"expiry_date": "2036-01-01"})
        service.save_person(work, request_id, view.person, document)
        assert service.submit_request(work, request_id).state == "underReview"


def test_instant_answers_are_capped_per_account_and_day(sent, employer, known, services, monkeypatch):
    capped = services.settings.model_copy(update={"instant_answers_per_day": 1})
    object.__setattr__(services, "settings", capped)
    assert sent(employer, known).instant
    view = sent(employer, known)
    assert (view.state, view.ssin) == ("underReview", None)


def test_concurrent_requests_for_one_new_person_get_one_number(
    drafted, working, employer, stranger, newcomer, services, settings
):
    before = count_persons(services)
    actors = [employer, stranger] * 4
    ids = [drafted(actor, newcomer) for actor in actors]

    def submit(actor, request_id):
        with working(actor) as work:
            return service.submit_request(work, request_id)

    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(submit, actors, ids))
    assert {view.ssin for view in views} == {views[0].ssin}
    assert views[0].ssin is not None
    assert count_persons(services) == before + 1


def test_numbers_made_at_the_same_moment_for_one_birth_date_are_distinct(
    drafted, working, employer, newcomer
):
    ids = [drafted(employer, newcomer) for _ in range(8)]

    def make_number(request_id):
        with working(employer) as work:
            row = get_request(work.session, employer, request_id)
            return register(work.session, person_request(row), row.id)

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(make_number, ids))
    assert len(set(numbers)) == len(ids)
    assert all(bis.is_valid(number) and number.startswith("914317") for number in numbers)


def test_a_request_gets_one_number_at_most(drafted, working, employer, newcomer):
    request_id = drafted(employer, newcomer)

    def make_number():
        with working(employer) as work:
            row = get_request(work.session, employer, request_id)
            return register(work.session, person_request(row), row.id)

    assert make_number() == make_number()


def test_a_pending_request_for_the_same_person_is_found(sent, employer, stranger, newcomer):
    first = sent(employer, newcomer, status="read", warnings=[Warning(code="specimen", detail="")])
    assert first.state == "underReview"
    second = sent(stranger, newcomer)
    assert (second.state, second.ssin) == ("underReview", None)


def test_missing_data_are_listed_and_nothing_is_sent(working, employer):
    with working(employer) as work:
        request = service.create_draft(work, None)
        names = [issue.name for issue in service.check_request(work, request.id)]
        assert {"person.familyName", "person.birthDate", "residenceAddress.country"} <= set(names)
        assert "anyOfExpected" in {issue.type for issue in service.check_request(work, request.id)}
        with pytest.raises(RequestIncomplete):
            service.submit_request(work, request.id)
    with working(employer) as work:
        assert service.request_view(work, request.id).state == "draft"


def test_a_residence_abroad_needs_a_contact_address_in_belgium(
    drafted, working, employer, newcomer, addresses
):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        abroad = AddressesEntered(residence_address=addresses.residence_address)
        service.save_addresses(work, request_id, abroad)
        assert [issue.name for issue in service.check_request(work, request_id)] == ["contactAddress"]


def test_only_transitions_of_the_table_happen(sent, working, employer, newcomer):
    view = sent(employer, newcomer)
    for act in (service.submit_request, service.cancel_request):
        with working(employer) as work, pytest.raises(TransitionRefused):
            act(work, view.id)
    assert {target for targets in TRANSITIONS.values() for target in targets} <= TRANSITIONS.keys()


def test_a_request_is_cancelled_at_any_open_state_and_told_of_once_it_was_sent(
    drafted, sent, working, employer, newcomer, mails
):
    """`test_transitions` cancels at each of them."""
    draft_id = drafted(employer, newcomer)
    waiting = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    for request_id, told in ((draft_id, []), (waiting.id, ["cancelled"])):
        before = mails()
        with working(employer) as work:
            assert service.cancel_request(work, request_id).state == "cancelled"
        assert mails() == before + told


def test_a_company_never_sees_anothers_requests_or_uploads(drafted, working, employer, stranger, newcomer):
    request_id = drafted(employer, newcomer)
    with working(stranger) as work:
        assert service.history(work).total == 0
        for act in (service.request_view, service.cancel_request, service.submit_request):
            with pytest.raises(ResourceNotFound):
                act(work, request_id)
    with working(employer) as work:
        extraction_id = service.request_view(work, request_id).extraction_id
    with working(stranger) as work, pytest.raises(ResourceNotFound):
        service.create_draft(work, extraction_id)


def test_a_reviewer_sees_what_was_sent_only_and_asks_for_nothing(
    drafted, working, reviewer, employer, newcomer
):
    request_id = drafted(employer, newcomer)
    with working(reviewer) as work:
        with pytest.raises(ResourceNotFound):
            service.request_view(work, request_id)
        with pytest.raises(MissingPermission):
            service.create_draft(work, None)


def test_the_history_sorts_and_pages(sent, drafted, working, employer, newcomer):
    drafted(employer, newcomer)
    sent(employer, newcomer)
    with working(employer) as work:
        page = service.history(work, sort="state", page=1, page_size=1)
        assert (page.total, [line.state for line in page.items]) == (2, ["draft"])
        assert [line.state for line in service.history(work, states=["numberAssigned"]).items] == [
            "numberAssigned"
        ]
        assert service.history(work, sort="nonsense").total == 2


def test_every_answer_puts_a_mail_into_the_outbox(sent, employer, newcomer, services):
    view = sent(employer, newcomer)
    with transaction(services.engine) as session:
        mails = session.scalars(select(OutgoingMail)).all()
    assert [(mail.template, mail.recipient, mail.request_id) for mail in mails] == [
        ("numberAssigned", employer.email, view.id)
    ]


def test_a_failure_in_the_middle_leaves_nothing_behind(
    drafted, working, employer, newcomer, services, monkeypatch
):
    request_id = drafted(employer, newcomer)
    before = count_persons(services)

    def fail(*_, **__):
        raise ConnectionError

    monkeypatch.setattr("service.requests.transitions.tell", fail)
    with pytest.raises(ConnectionError), working(employer) as work:
        service.submit_request(work, request_id)
    assert count_persons(services) == before
    monkeypatch.undo()
    with working(employer) as work:
        assert service.submit_request(work, request_id).state == "numberAssigned"


@pytest.mark.parametrize("table", ["request_event", "audit_entry"])
def test_what_happened_cannot_be_rewritten(sent, employer, newcomer, services, table):
    sent(employer, newcomer)
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET account_id = NULL"):
        with pytest.raises(DBAPIError), transaction(services.engine) as session:
            session.execute(text(change))


def test_errors_carry_no_personal_data(working, employer, newcomer):
    with working(employer) as work:
        request = service.create_draft(work, None)
        service.save_person(
            work,
            request.id,
            request.person.model_copy(update={"family_name": "Secretname", "birth_date": "1999-99-99"}),
            request.document,
        )
        with pytest.raises(RequestIncomplete) as refused:
            service.submit_request(work, request.id)
    assert "Secretname" not in str(problem(refused.value))
    assert "1999-99-99" not in str(problem(refused.value))
