"""A number found wrong, over the API: reported by the company, settled by the office."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from service.db import transaction
from service.registry.models import RegistryPerson
from tests.service.api.conftest import issues_of

URL = "/v1/corrections"
REPORT = {"reason": "otherPerson", "note": "the worker says so"}


@pytest.fixture
def answered(sent, employer, known):
    """The address of a request that was answered with a known person's number."""
    return f"/v1/requests/{sent(employer, known).id}"


@pytest.fixture
def reported(as_employer, as_reviewer, answered):
    """The address of the correction of that number."""
    assert as_employer.post(answered + "/reportNumber", json=REPORT).status_code == 200
    [line] = as_reviewer.get(URL).json()["items"]
    return line["href"]


@pytest.fixture
def other(services, known):
    """Another active person's number."""
    with transaction(services.engine) as session:
        active = RegistryPerson.status == "active", RegistryPerson.ssin != known.ssin
        return session.scalars(select(RegistryPerson.ssin).where(*active).limit(1)).one()


def test_a_company_reports_a_number_once(as_employer, answered, known):
    assert as_employer.get(answered).json()["numberState"] == "valid"
    report = as_employer.post(answered + "/reportNumber", json=REPORT)
    view = report.json()
    assert (view["state"], view["ssin"], view["numberState"]) == (
        "numberAssigned",
        known.ssin,
        "underCorrection",
    )
    assert view["events"][-1]["code"] == "numberUnderCorrection"
    assert as_employer.get(answered).headers["etag"] == report.headers["etag"]
    again = as_employer.post(answered + "/reportNumber", json=REPORT)
    assert (again.status_code, again.json()["code"]) == (409, "numberNotReportable")


def test_a_request_without_a_number_has_none_to_report(as_employer):
    href = as_employer.post("/v1/requests", json={}).json()["href"]
    answer = as_employer.post(href + "/reportNumber", json=REPORT)
    assert (answer.status_code, answer.json()["code"]) == (409, "numberNotReportable")


def test_another_companys_number_is_not_to_be_reported(as_stranger, as_employer, answered):
    foreign = as_stranger.post(answered + "/reportNumber", json=REPORT)
    missing = as_stranger.post(f"/v1/requests/{uuid4()}/reportNumber", json=REPORT)
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert {**foreign.json(), "instance": ""} == {**missing.json(), "instance": ""}
    assert as_employer.get(answered).json()["numberState"] == "valid"


def test_reviewers_see_the_reports_and_companies_do_not(as_reviewer, as_employer, answered, reported, known):
    page = as_reviewer.get(URL, params={"pageSize": 1}).json()
    assert (page["total"], page["page"], page["last"]) == (1, 1, page["self"])
    shown = as_reviewer.get(reported).json()
    assert (shown["ssin"], shown["reason"], shown["note"]) == (known.ssin, "otherPerson", REPORT["note"])
    assert (shown["reportedByCompany"], shown["receivers"], shown["requestHref"]) == (True, 1, answered)
    assert shown["person"]["birthDate"] == known.birth_date
    for href in (URL, reported):
        assert as_employer.get(href).json()["code"] == "missingPermission"


def test_a_senior_settles_and_the_request_follows(
    as_senior, as_reviewer, as_employer, answered, reported, known, other
):
    settlement = {"outcome": "otherNumber", "ssin": other, "note": "passports compared"}
    href, shown = reported + "/decisions", as_senior.get(reported)
    assert shown.json()["maySettle"] is True
    tag = {"If-Match": shown.headers["etag"]}
    assert as_senior.post(href, json=settlement).json()["code"] == "preconditionRequired"
    assert as_reviewer.post(href, json=settlement, headers=tag).json()["code"] == "missingPermission"
    settled = as_senior.post(href, json=settlement, headers=tag)
    assert (settled.json()["outcome"], settled.json()["rightSsin"]) == ("otherNumber", other)
    assert settled.json()["maySettle"] is False
    view = as_employer.get(answered).json()
    assert (view["ssin"], view["formerSsins"], view["numberState"]) == (other, [known.ssin], "valid")
    assert "settledNote" not in str(view)
    late = as_senior.post(href, json=settlement, headers=tag)
    assert (late.status_code, late.json()["code"]) == (412, "preconditionFailed")
    current = {"If-Match": settled.headers["etag"]}
    over = as_senior.post(href, json=settlement, headers=current)
    assert (over.status_code, over.json()["code"]) == (409, "correctionSettled")


def test_a_repeated_settlement_is_answered_once(as_senior, reported):
    headers = {"If-Match": as_senior.get(reported).headers["etag"], "Idempotency-Key": "settle-1"}
    first, again = (
        as_senior.post(reported + "/decisions", json={"outcome": "numberRight"}, headers=headers)
        for _ in range(2)
    )
    assert (first.status_code, again.json()) == (200, first.json())


def test_whoever_reported_a_number_does_not_settle_it(as_senior, as_reviewer, answered):
    assert as_senior.post(answered + "/reportNumber", json=REPORT).status_code == 200
    [line] = as_reviewer.get(URL).json()["items"]
    answer = as_senior.post(
        line["href"] + "/decisions", json={"outcome": "numberRight"}, headers={"If-Match": "*"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "makerIsNotChecker")


@pytest.mark.parametrize(
    "settlement",
    [
        {},
        {"outcome": "perhaps"},
        {"outcome": "otherNumber"},
        {"outcome": "replaced", "ssin": "12"},
        {"outcome": "numberRight", "ssin": "91431700251"},
    ],
)
def test_a_settlement_that_is_none_is_refused(as_senior, reported, settlement):
    answer = as_senior.post(reported + "/decisions", json=settlement, headers={"If-Match": "*"})
    assert answer.status_code == 400
    assert issues_of(answer)[0][0] in {"schemaViolation", "unknownInput"}
    assert as_senior.get(reported).json()["maySettle"] is True


def test_the_same_number_cannot_take_its_own_place(as_senior, reported, known):
    answer = as_senior.post(
        reported + "/decisions", json={"outcome": "replaced", "ssin": known.ssin}, headers={"If-Match": "*"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "rightNumberUnusable")
