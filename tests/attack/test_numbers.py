"""Enumeration of numbers: somebody tries numbers, names or ids one after the other to learn whose they are,
or that they exist."""

import pytest
from sqlalchemy import select

from service.audit.models import AuditEntry
from service.db import transaction
from service.limits.rates import RateLimits
from service.registry.models import RegistryPerson
from tests.attack.conftest import code_of

NOBODYS = "85471200206"


@pytest.fixture
def number(known) -> str:
    return str(known.ssin)


def problem(answer) -> tuple[int, dict[str, object]]:
    """What an answer says, without the name of this one occurrence."""
    return answer.status_code, {name: value for name, value in answer.json().items() if name != "instance"}


@pytest.fixture
def nobodys(services) -> str:
    """A number whose check digits hold, and that is not in the registry."""
    with transaction(services.engine) as session:
        assert session.get(RegistryPerson, NOBODYS) is None
    return NOBODYS


def test_a_company_asks_about_no_number_and_no_person(calling, employer, administrator, number, nobodys):
    """The refusal is the same for a number that exists, one that does not, and one that is none."""
    for actor in (employer, administrator):
        caller = calling(actor)
        answers = [
            problem(caller.post("/v1/numbers/query", json={"purpose": "helpdesk", "ssin": one}))
            for one in (number, nobodys, "12345678901")
        ]
        assert [status for status, _ in answers] == [403, 403, 403]
        assert answers[0] == answers[1] == answers[2]
        refused = caller.post("/v1/persons/query", json={"purpose": "helpdesk", "familyName": "Peeters"})
        assert (refused.status_code, code_of(refused)) == (403, "missingPermission")


def test_a_companys_search_by_number_knows_its_own_requests_alone(
    calling, employer, sent, known, number, nobodys
):
    def total(ssin: str) -> int:
        return calling(employer).post("/v1/requests/query", json={"ssin": ssin}).json()["total"]

    assert total(number) == total(nobodys) == 0
    sent(employer, known)
    assert (total(number), total(nobodys)) == (1, 0)


def test_a_reviewers_every_look_is_written_down_and_counted(calling, reviewer, services, settings, number):
    """Also the looks that found nothing; past the limit nothing is answered at all."""
    few = services.settings.model_copy(update={"rates": RateLimits(number_account="5/1h")})
    caller = calling(reviewer)
    object.__setattr__(caller.app.state.services, "settings", few)
    tried = [number, "85471200206", "91431700251", "91431700350", number, number]
    statuses = [
        caller.post("/v1/numbers/query", json={"purpose": "helpdesk", "ssin": one}).status_code
        for one in tried
    ]
    assert statuses == [200] * 5 + [429]
    with transaction(services.engine) as session:
        looks = session.scalars(select(AuditEntry).where(AuditEntry.action == "viewNumber")).all()
    assert len(looks) == 5
    assert {look.account_id for look in looks} == {reviewer.account_id}


def test_a_reviewer_gives_no_number_that_the_case_does_not_show(
    calling, reviewer, case, newcomer, number, nobodys
):
    """One that exists and one that does not are refused alike: the case is no way to try numbers."""
    request_id, caller = case(newcomer), calling(reviewer)
    etag = caller.get(f"/v1/reviews/{request_id}").headers["etag"]
    answers = [
        problem(
            caller.post(
                f"/v1/reviews/{request_id}/decisions",
                json={"decision": "assignExisting", "ssin": one},
                headers={"If-Match": etag},
            )
        )
        for one in (number, nobodys)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 409


def test_numbers_that_nobody_may_report_cannot_be_tried(calling, employer, drafted, newcomer, number):
    """A report names a request of one's own, never a number."""
    caller, request_id = calling(employer), drafted(employer, newcomer)
    path = f"/v1/requests/{request_id}/reportNumber"
    for body in ({"reason": "otherPerson", "ssin": number}, {"ssin": number}):
        assert caller.post(path, json=body).status_code == 400
    refused = caller.post(path, json={"reason": "otherPerson"})
    assert (refused.status_code, code_of(refused)) == (409, "numberNotReportable")


def test_a_report_freezes_few_numbers_a_day(calling, employer, services, sent, newcomer, known):
    """A company that reports all it was ever given would stop the registry for everybody."""
    few = services.settings.model_copy(update={"rates": RateLimits(report_account="1/1h")})
    caller = calling(employer)
    object.__setattr__(caller.app.state.services, "settings", few)
    first, second = sent(employer, newcomer), sent(employer, known)
    statuses = [
        caller.post(f"/v1/requests/{one.id}/reportNumber", json={"reason": "otherPerson"}).status_code
        for one in (first, second)
    ]
    assert statuses == [200, 429]


def test_ids_are_not_counted_up(drafted, employer, newcomer):
    """A request's id tells no neighbour's: all are random (UUID, version 4)."""
    assert {drafted(employer, newcomer).version for _ in range(3)} == {4}
