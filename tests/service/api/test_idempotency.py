"""One key, one effect, one answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from service.api.idempotency import KEPT, forget_answers
from service.api.models import IdempotencyRecord
from service.auth.acting import find_actor, list_ways, make_user
from service.db import now, transaction
from service.extractions.models import ExtractionRecord
from service.organisations.models import Access, Account
from service.requests.models import RequestRecord
from tests.rubbish import jpeg

URL = "/v1/requests"
KEY = {"Idempotency-Key": "order-4711"}


def count(services, table):
    with transaction(services.engine) as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_repeated_call_gets_the_first_answer_and_has_no_second_effect(as_employer, services):
    first, again = (as_employer.post(URL, json={}, headers=KEY) for _ in range(2))
    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    for name in ("location", "etag", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert count(services, RequestRecord) == 1


def test_a_key_with_another_body_or_another_address_is_refused(as_employer):
    href = as_employer.post(URL, json={}, headers=KEY).json()["href"]
    for path, body in ((URL, {"extractionId": href[-36:]}), (href + "/cancel", None)):
        answer = as_employer.post(path, json=body, headers=KEY)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotencyKeyReused")
    assert as_employer.get(href).json()["state"] == "draft"


def test_keys_of_different_accounts_do_not_meet(as_employer, as_stranger):
    mine, theirs = (caller.post(URL, json={}, headers=KEY).json() for caller in (as_employer, as_stranger))
    assert mine["id"] != theirs["id"]


@pytest.fixture
def in_both_ways(services):
    """Karim for his own organisation, and for the employer under a mandate."""
    with transaction(services.engine) as session:
        account = session.scalars(select(Account).where(Account.email == "karim@horizon.invalid")).one()
        ways = list_ways(session, account.id)
        actors = [find_actor(session, make_user(account), way.access_id, way.mandate_id) for way in ways]
    assert len({actor.organisation_id for actor in actors}) == 2
    return actors


def test_one_key_for_two_organisations_is_two_keys(calling, in_both_ways):
    """Neither hears the other's answer, nor that there is one."""
    first, second = (calling(actor) for actor in in_both_ways)
    answers = [caller.post(URL, json={}, headers=KEY) for caller in (first, second)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["id"] != answers[1].json()["id"]
    for caller, answer in zip((first, second), answers, strict=True):
        assert caller.post(URL, json={}, headers=KEY).json() == answer.json()
    assert second.get(answers[0].headers["location"]).status_code == 404


def test_one_key_for_a_company_and_in_its_name_under_a_mandate_is_two_keys(calling, in_both_ways, services):
    under_mandate = in_both_ways[1]
    assert under_mandate.capacity == "serviceProvider"
    with transaction(services.engine) as session:
        own = Access(
            account_id=under_mandate.account_id,
            organisation_id=under_mandate.organisation_id,
            role="employer",
            approved_at=now(),
        )
        session.add(own)
        session.flush()
        account = session.get_one(Account, under_mandate.account_id)
        employed = find_actor(session, make_user(account), own.id, None)
    ids = [calling(actor).post(URL, json={}, headers=KEY).json()["id"] for actor in (under_mandate, employed)]
    assert ids[0] != ids[1]


def test_a_refused_call_leaves_the_key_free(as_employer):
    created = as_employer.post(URL, json={})
    href = created.json()["href"]
    refused = as_employer.post(href + "/submit", headers=KEY)
    assert refused.status_code == 400
    assert as_employer.post(href + "/cancel", headers=KEY).json()["state"] == "cancelled"


def test_the_same_files_are_uploaded_once_whatever_the_boundary(as_employer, services):
    def upload(content):
        return as_employer.post("/v1/extractions", files={"files": ("a.jpg", content)}, headers=KEY)

    picture = jpeg()
    first, again = upload(picture), upload(picture)
    assert (first.status_code, again.json()) == (202, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert upload(picture + b"\0").json()["code"] == "idempotencyKeyReused"
    assert count(services, ExtractionRecord) == 1


def test_calls_at_the_same_moment_have_one_effect(as_employer, services):
    with ThreadPoolExecutor(6) as pool:
        answers = [*pool.map(lambda _: as_employer.post(URL, json={}, headers=KEY), range(6))]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert count(services, RequestRecord) == 1


def test_whoever_lost_the_right_does_not_hear_the_old_answer(as_employer, services, employer):
    as_employer.post(URL, json={}, headers=KEY)
    with transaction(services.engine) as session:
        session.get_one(Access, employer.access_id).role = "auditor"
    answer = as_employer.post(URL, json={}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (403, "missingPermission")


def test_answers_are_kept_encrypted_for_a_day(as_employer, services):
    first = as_employer.post(URL, json={}, headers=KEY).json()
    with transaction(services.engine) as session:
        row = session.scalars(select(IdempotencyRecord)).one()
        assert b"janssens" not in row.answer
        row.created_at = now() - KEPT
    assert as_employer.post(URL, json={}, headers=KEY).json()["id"] != first["id"]
    with transaction(services.engine) as session:
        session.scalars(select(IdempotencyRecord)).one().created_at = now() - KEPT
    forget_answers(services.engine)
    assert count(services, IdempotencyRecord) == 0


def test_a_key_that_is_none_is_refused(as_employer):
    answer = as_employer.post(URL, json={}, headers={"Idempotency-Key": "x" * 65})
    assert answer.status_code == 400
    assert answer.json()["issues"][0]["in"] == "header"
