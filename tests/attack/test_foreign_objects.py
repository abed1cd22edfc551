"""Insecure direct object references: an id that is not the caller's, wherever an id can stand.

Every route with every foreign id in its path: tests/service/test_routes.py, which finds new routes by itself.
Here are the ids that stand in bodies, forms and queries, and those of the caller's own that do not belong
together.
"""

import pytest
from sqlalchemy import select

from service.db import transaction
from service.organisations.models import Account, Mandate
from service.organisations.service import create_account
from service.webhooks.models import Webhook
from tests.attack.conftest import code_of
from tests.service.conftest import actor_named
from tests.service.objects import make_objects


@pytest.fixture
def own(services, administrator):
    return make_objects(services, administrator)


@pytest.fixture
def foreign(services, stranger):
    return make_objects(services, stranger)


def test_another_companys_scan_starts_no_request(calling, employer, stranger, finished, read_as, newcomer):
    extraction_id = finished(stranger, read_as(newcomer))
    answer = calling(employer).post("/v1/requests", json={"extractionId": str(extraction_id)})
    assert (answer.status_code, code_of(answer)) == (404, "resourceNotFound")


def test_another_companys_scan_answers_no_question(
    calling, browser_of, case, employer, stranger, reviewer, finished, read_as, newcomer, working
):
    """By the API and by the form; what was uploaded elsewhere never becomes evidence here."""
    from service.requests import service as requests
    from service.reviews import service as reviews

    request_id, stolen = case(newcomer), finished(stranger, read_as(newcomer))
    with working(reviewer) as work:
        reviews.ask_for_information(work, request_id, ["betterScan"], "")
    caller = calling(employer)
    asked = caller.get(f"/v1/requests/{request_id}")
    body = {
        name: asked.json()[name]
        for name in ("person", "document", "residenceAddress", "contactAddress")
        if name in asked.json()
    }
    answer = caller.post(
        f"/v1/requests/{request_id}/answer",
        json={**body, "extractionId": str(stolen)},
        headers={"If-Match": asked.headers["etag"]},
    )
    assert answer.status_code == 404
    browser_of(employer).post(f"/requests/{request_id}/answer", {"scan": str(stolen)})
    with working(employer) as work:
        view = requests.request_view(work, request_id)
    assert (view.state, view.extraction_id != stolen) == ("moreInformationNeeded", True)


def test_another_companys_search_is_over(calling, employer, stranger, sent, newcomer):
    sent(stranger, newcomer)
    found = calling(stranger).post("/v1/requests/query", json={"familyName": "quispe"})
    assert found.json()["total"] == 1
    search_id = found.json()["searchId"]
    assert calling(employer).get("/v1/requests", params={"search": search_id}).status_code == 404


def test_a_search_by_another_companys_person_or_number_finds_nothing(
    calling, employer, stranger, sent, newcomer
):
    view = sent(stranger, newcomer)
    caller = calling(employer)
    for criteria in (
        {"familyName": "quispe"},
        {"ssin": view.ssin},
        {"birthDate": newcomer.birth_date},
        {"documentNumber": "ZZ9876543"},
    ):
        assert caller.post("/v1/requests/query", json=criteria).json()["total"] == 0, criteria
    by_account = caller.get("/v1/requests", params={"requester": str(stranger.account_id)})
    assert by_account.json()["total"] == 0


def test_wildcards_are_letters(calling, employer, sent, newcomer):
    sent(employer, newcomer)
    for name in ("%", "_", "qu%pe", "Q_ispe", "\\", "' OR '1'='1"):
        found = calling(employer).post("/v1/requests/query", json={"familyName": name})
        assert found.json()["total"] == 0, name


def test_nobody_acts_by_another_persons_access_or_mandate(browser_of, employer, stranger, services):
    browser = browser_of(employer)
    with transaction(services.engine) as session:
        mandate = session.scalars(select(Mandate)).first()
        karim = actor_named(services, "karim@horizon.invalid")
    for form in (
        {"access": str(stranger.access_id)},
        {"access": str(employer.access_id), "mandate": str(mandate.id)},
        {"access": str(karim.access_id), "mandate": str(mandate.id)},
        {"access": str(mandate.id)},
    ):
        answer = browser.post("/organisations/choose", form)
        assert (answer.status_code, code_of(answer)) == (404, "resourceNotFound"), form


def test_no_token_is_made_under_another_companys_mandate(browser_of, services, administrator):
    with transaction(services.engine) as session:
        mandate = session.scalars(select(Mandate)).first()
    answer = browser_of(administrator).post(
        "/organisation/tokens", {"label": "x", "days": "9", "mandate": str(mandate.id)}
    )
    assert (answer.status_code, code_of(answer)) == (404, "resourceNotFound")


def test_a_page_of_another_scan_is_not_this_scans(browser_of, services, administrator, own):
    """Both are the caller's own: an id counts only below its parent."""
    other, browser = make_objects(services, administrator), browser_of(administrator)
    request, page = own["request_id"], other["page_id"]
    for path in (f"/requests/{request}/scan/pages/{page}/remove",):
        assert browser.post(path).status_code == 404
    assert browser.get(f"/scans/{own['extraction_id']}/uploaded/{page}.jpg").status_code == 404
    assert browser.get(f"/scans/{own['extraction_id']}/uploaded/{own['page_id']}.jpg").status_code == 200


def test_a_message_of_another_webhook_is_not_this_ones(calling, services, administrator, own):
    other, caller = make_objects(services, administrator), calling(administrator)
    path = f"/v1/webhooks/{own['webhook_id']}/deliveries/{other['delivery_id']}"
    assert caller.get(path).status_code == 404
    assert caller.post(path + "/sendAgain").status_code == 404
    with transaction(services.engine) as session:
        assert session.get_one(Webhook, own["webhook_id"]).organisation_id == administrator.organisation_id


def test_an_administrator_changes_nobodys_rights_elsewhere(browser_of, services, administrator, foreign):
    browser = browser_of(administrator)
    for path in (
        f"/organisation/users/{foreign['access_id']}/approve",
        f"/organisation/users/{foreign['access_id']}/revoke",
        f"/organisation/users/{foreign['access_id']}/role",
        f"/organisation/users/invitations/{foreign['invitation_id']}/withdraw",
        f"/organisation/mandates/{foreign['mandate_id']}/approve",
        f"/organisation/mandates/{foreign['mandate_id']}/revoke",
        f"/organisation/tokens/{foreign['token_id']}/revoke",
    ):
        assert browser.post(path, {"role": "companyAdmin"}).status_code == 404, path


def test_no_company_makes_itself_part_of_the_office(browser_of, services, administrator, own):
    """Roles that are not the company's, in every form that takes one."""
    browser = browser_of(administrator)
    for role in ("reviewer", "seniorReviewer", "auditor", "dataScientist", "admin", ""):
        changed = browser.post(f"/organisation/users/{own['access_id']}/role", {"role": role})
        invited = browser.post("/organisation/users/invite", {"email": "x@janssens.invalid", "role": role})
        for answer in (changed, invited):
            assert (answer.status_code, code_of(answer)) == (400, "roleNotAssignable"), role


def test_a_reviewer_sees_no_draft(browser_of, calling, reviewer, drafted, employer, newcomer):
    request_id = drafted(employer, newcomer)
    assert browser_of(reviewer).get(f"/requests/{request_id}").status_code == 404
    assert browser_of(reviewer).get(f"/reviews/{request_id}").status_code == 404
    assert calling(reviewer).get(f"/v1/requests/{request_id}").status_code == 404


def test_fields_that_nobody_may_set_are_refused(calling, employer, drafted, newcomer):
    """Mass assignment: state, number and owner are no input."""
    caller, request_id = calling(employer), drafted(employer, newcomer)
    path = f"/v1/requests/{request_id}"
    read = caller.get(path)
    body = {name: read.json()[name] for name in ("person", "document")}
    for name, value in {
        "state": "numberAssigned",
        "ssin": "85471200206",
        "organisationId": "00000000-0000-0000-0000-000000000000",
        "requesterAccountId": str(employer.account_id),
        "evidence": {"familyName": {"status": "verified"}},
        "prefilled": {},
        "instant": True,
        "version": 99,
    }.items():
        headers = {"If-Match": read.headers["etag"]}
        answer = caller.put(path, json={**body, name: value}, headers=headers)
        assert (answer.status_code, code_of(answer)) == (400, "badRequest"), name
        nested = {**body, "person": {**body["person"], name: value}}
        assert caller.put(path, json=nested, headers=headers).status_code == 400, name
    assert caller.get(path).headers["etag"] == read.headers["etag"]


def test_a_new_account_of_the_company_sees_what_the_company_sees_and_no_more(
    calling, services, employer, stranger, sent, newcomer
):
    mine, theirs = sent(employer, newcomer), sent(stranger, newcomer)
    with transaction(services.engine) as session:
        from service.organisations.models import Organisation

        company = session.get_one(Organisation, employer.organisation_id)
        create_account(session, company, "new@janssens.invalid", "New", "employer")
        assert session.scalars(select(Account).where(Account.email == "new@janssens.invalid")).one()
    caller = calling(actor_named(services, "new@janssens.invalid"))
    assert caller.get(f"/v1/requests/{mine.id}").status_code == 200
    assert caller.get(f"/v1/requests/{theirs.id}").status_code == 404
