"""Odd and hostile use: what one company or one moment must not do to another."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from matching.person import Address
from ocr.extraction import Warning
from service.app import create_app
from service.audit.models import AuditEntry
from service.auth.service import COOKIE, actor_of_cookie, csrf_token, demo_accounts, sign_in_demo
from service.db import now, transaction
from service.extractions.service import create_extraction, extraction_result
from service.extractions.uploads import UploadedFile
from service.mail.models import OutgoingMail
from service.mail.service import send_due
from service.requests import service as requests
from service.reviews import service as reviews
from service.storage.keys import ROOT
from tests.rubbish import jpeg
from tests.service.conftest import actor_named

SPECIMEN = [Warning(code="specimen", detail="")]


def test_what_one_company_types_later_does_not_refuse_another(
    sent, working, employer, stranger, reviewer, newcomer
):
    first = sent(employer, newcomer, warnings=SPECIMEN)
    with working(reviewer) as work:
        reviews.ask_for_information(work, first.id, ["confirmBirthDate"], "")
    with working(employer) as work:
        person = first.person.model_copy(update={"birth_date": "1999-99-99"})
        requests.save_person(work, first.id, person, first.document)
    assert sent(stranger, newcomer).state == "underReview"


def test_two_cases_of_one_new_person_do_not_become_two_numbers(
    sent, working, employer, stranger, reviewer, newcomer
):
    first, second = (sent(actor, newcomer, warnings=SPECIMEN) for actor in (employer, stranger))
    with working(reviewer) as work:
        assert reviews.review_case(work, second.id).candidates == []
    with working(reviewer) as work:
        reviews.create_new(work, first.id, "")
    with working(employer) as work:
        number = requests.request_view(work, first.id).ssin
    with working(reviewer) as work, pytest.raises(reviews.CandidatesChanged):
        reviews.create_new(work, second.id, "")
    with working(reviewer) as work:
        assert [one.ssin for one in reviews.review_case(work, second.id).candidates] == [number]
    with working(reviewer) as work:
        reviews.assign_existing(work, second.id, number, "")
    with working(stranger) as work:
        assert requests.request_view(work, second.id).ssin == number


def test_two_reviewers_who_have_seen_the_candidates_may_still_make_a_new_number(
    sent, working, employer, reviewer, services, known
):
    case = sent(employer, known, warnings=SPECIMEN)
    with working(reviewer) as work:
        assert reviews.review_case(work, case.id).candidates
    with working(reviewer) as work:
        assert reviews.create_new(work, case.id, "another person, seen in the flesh") == "toConfirm"
    with working(employer) as work:
        assert requests.request_view(work, case.id).state == "underReview"
    with working(actor_named(services, "eva@office.invalid")) as work:
        assert reviews.confirm(work, case.id, wait=False) == "done"
    with working(employer) as work:
        assert requests.request_view(work, case.id).ssin not in {None, known.ssin}


@pytest.mark.parametrize(
    "address", ["a@[b.c", "=?utf-8?q?=0a?=@b.c", "a\x00@b.c", "a,b@c.d", '"@b.c', "é@b.c"]
)
def test_an_address_that_no_mail_reaches_is_refused(drafted, working, employer, newcomer, address):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        requests.save_email(work, request_id, address)
        assert [issue.name for issue in requests.check_request(work, request_id)] == ["email"]


def test_one_bad_mail_does_not_keep_the_others(drafted, working, employer, newcomer, services, settings):
    request_id = drafted(employer, newcomer)
    with transaction(services.engine) as session:
        for minutes, recipient in ((2, "a@[b.c"), (1, "an@janssens.invalid")):
            session.add(
                OutgoingMail(
                    template="underReview",
                    recipient=recipient,
                    language="nl",
                    request_id=request_id,
                    parameters={},
                    created_at=now() - timedelta(minutes=minutes),
                )
            )
    assert send_due(services.engine, settings) == 1
    assert len([*settings.mail_dir.iterdir()]) == 1


def test_control_characters_are_left_out_and_break_nothing(drafted, working, employer, newcomer, addresses):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = requests.request_view(work, request_id)
        person = view.person.model_copy(update={"place_of_birth": "Su\x00cre\x1b"})
        assert requests.save_person(work, request_id, person, view.document).person.place_of_birth == "Sucre"
        residence = Address(country="POL", municipality_name="Gda\x00ńsk")
        spoilt = addresses.model_copy(update={"residence_address": residence})
        view = requests.save_addresses(work, request_id, spoilt)
        assert view.residence_address.municipality_name == "Gdańsk"


def test_the_cap_of_instant_answers_holds_for_requests_sent_at_once(
    drafted, working, employer, known, services
):
    capped = replace(services, settings=services.settings.model_copy(update={"instant_answers_per_day": 1}))
    ids = [drafted(employer, known) for _ in range(6)]

    def submit(request_id):
        with working(employer, capped) as work:
            return requests.submit_request(work, request_id).ssin

    with ThreadPoolExecutor(6) as pool:
        numbers = [*pool.map(submit, ids)]
    assert len([number for number in numbers if number]) == 1


def test_an_upload_continued_twice_at_once_is_one_draft(working, finished, read_as, employer, newcomer):
    extraction_id = finished(employer, read_as(newcomer))

    def draft(_):
        with working(employer) as work:
            return requests.create_draft(work, extraction_id).id

    with ThreadPoolExecutor(6) as pool:
        assert len({*pool.map(draft, range(6))}) == 1


def test_a_request_sent_twice_at_once_is_sent_once(client, services, drafted, working, employer, newcomer):
    """Both clicks lead to the number; nobody is told that something went wrong."""
    request_id = drafted(employer, newcomer)
    client.cookies.set(COOKIE, sign_in_demo(services, employer.account_id))
    with transaction(services.engine) as session:
        actor = actor_of_cookie(services, session, client.cookies[COOKIE])
    form = {"csrfToken": csrf_token(services, actor), "email": "an@janssens.invalid"}

    def send(_):
        return client.post(f"/requests/{request_id}/check", data=form)

    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(send, range(4))]
    assert {(answer.status_code, answer.headers["location"]) for answer in answers} == {
        (303, f"/requests/{request_id}")
    }


def test_a_decision_on_data_that_were_changed_since_is_refused(
    sent, working, employer, reviewer, known, newcomer, addresses
):
    """The reviewer looks; a colleague asks, the company answers with another name; then the click comes."""
    case = sent(employer, known, warnings=SPECIMEN)
    with working(reviewer) as work:
        seen = reviews.review_case(work, case.id).request.version
    with working(reviewer) as work:
        reviews.ask_for_information(work, case.id, ["confirmPlaceOfBirth"], "")
    with working(employer) as work:
        person = case.person.model_copy(update={"place_of_birth": "Elsewhere"})
        requests.answer_items(work, case.id, person, case.document, addresses, None)
    for decide in (
        lambda work: reviews.assign_existing(work, case.id, known.ssin, "", seen=seen),
        lambda work: reviews.create_new(work, case.id, "", seen=seen),
    ):
        with working(reviewer) as work, pytest.raises(reviews.CaseChanged):
            decide(work)
    with working(reviewer) as work:
        seen = reviews.review_case(work, case.id).request.version
    with working(reviewer) as work:
        reviews.assign_existing(work, case.id, known.ssin, "", seen=seen)


@pytest.mark.parametrize("page", ["99999999999999999999999", "-1", "0"])
def test_a_page_far_away_is_an_empty_page(client, services, employer, page):
    client.cookies.set(COOKIE, sign_in_demo(services, employer.account_id))
    assert client.get(f"/requests?page={page}").status_code == 200


def test_every_look_at_personal_data_is_logged(sent, working, employer, reviewer, newcomer, services):
    case = sent(employer, newcomer, warnings=SPECIMEN)
    with working(reviewer) as work:
        reviews.queue_page(work)
        extraction_result(work, case.extraction_id)
    with transaction(services.engine) as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.account_id == reviewer.account_id))
        assert {entry.action for entry in entries} == {"viewQueue", "viewReading"}


def test_whose_registry_data_a_reviewer_saw_is_logged_under_a_pseudonym(
    sent, working, employer, reviewer, known, services
):
    cases = [sent(employer, known, warnings=SPECIMEN) for _ in range(2)]
    for case in cases:
        with working(reviewer) as work:
            candidates = reviews.review_case(work, case.id).candidates
    with transaction(services.engine) as session:
        seen = session.scalars(select(AuditEntry).where(AuditEntry.action == "viewPerson")).all()
    assert len(seen) == 2 * len(candidates)
    assert len({entry.object_id for entry in seen}) == len(candidates)
    assert known.ssin not in "".join(entry.object_id for entry in seen)


@pytest.fixture
def files_of(settings):
    def count():
        folders = (settings.scans_dir, settings.keys_dir / "data")
        found = (path for folder in folders for path in folder.rglob("*"))
        return sum(path.is_file() and path.name != ROOT for path in found)

    return count


def test_an_upload_that_fails_leaves_no_file_behind(working, employer, files_of, monkeypatch):
    def fail(*_, **__):
        raise ConnectionError

    monkeypatch.setattr("service.extractions.service.enqueue", fail)
    with pytest.raises(ConnectionError), working(employer) as work:
        create_extraction(work, [UploadedFile("a.jpg", jpeg())])
    assert files_of() == 0


@pytest.fixture
def broken(settings, monkeypatch):
    """A signed-in employer whose next look at the history fails in an unforeseen way."""

    def fail(*_, **__):
        raise ValueError("Secretname")

    app = create_app(settings)
    services = app.state.services
    account = next(one for one in demo_accounts(services) if one.role == "employer")
    monkeypatch.setattr("service.web.history.find_requests", fail)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        client.cookies.set(COOKIE, sign_in_demo(services, account.id))
        yield client


def test_an_unforeseen_error_has_its_page_its_headers_and_no_data_in_the_log(broken, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = broken.get("/requests")
    assert answer.status_code == 500
    assert answer.headers["BelGov-Trace-Id"]
    assert answer.headers["Content-Security-Policy"]
    assert "ValueError" in caplog.text
    assert "Secretname" not in caplog.text + answer.text


def test_the_database_hides_what_it_was_given(services):
    assert services.engine.hide_parameters


def test_tokens_of_the_demonstration_end_with_it(settings, api_token, services):
    real = settings.model_copy(update={"demo": False})
    account = next(one for one in demo_accounts(services) if one.role == "employer")
    cookie = sign_in_demo(services, account.id)
    with TestClient(create_app(real), base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        bearer = {"Authorization": f"Bearer {api_token}"}
        assert client.get("/requests", headers=bearer).status_code == 303
        client.cookies.set(COOKIE, cookie)
        assert client.get("/requests").headers["location"].startswith("/sign-in")
