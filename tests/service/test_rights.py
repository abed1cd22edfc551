"""Who may act for whom, through the portal: asked for, approved, switched, expired, revoked."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from service.app import create_app
from service.audit.models import AuditEntry
from service.auth.acting import actor_of
from service.auth.models import ApiToken
from service.auth.service import COOKIE, demo_accounts, sign_in_demo
from service.db import now, today, transaction
from service.extractions.models import ExtractionRecord
from service.organisations.models import Access, Invitation, Mandate, Organisation
from service.requests.models import RequestEvent, RequestRecord
from tests.rubbish import jpeg

BASE = "http://127.0.0.1:8000"
JANSSENS, LAMBERT, HORIZON = "0123456749", "0987654394", "0555666775"
OFFICE_NAME = "belgianIDpro Office (demo)"
TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, app, email: str) -> None:
        self.client = TestClient(app, base_url=BASE, follow_redirects=False)
        services = app.state.services
        account = next(account for account in demo_accounts(services) if account.email == email)
        self.client.cookies.set(COOKIE, sign_in_demo(services, account.id))

    def get(self, path: str):
        return self.client.get(path)

    def send(self, path: str, **form: object):
        token = re.search(r'name="csrfToken" value="(\w+)"', self.get("/organisations").text)[1]
        return self.client.post(path, data={"csrfToken": token, **form})

    def press(self, page: str, button: str, **form: object):
        """Finds the button's form on a page and sends it with its hidden fields."""
        text = self.get(page).text
        for action, fields, label in re.findall(
            r'<form method="post" action="([^"]+)">(.*?)<button[^>]*>(.*?)</button>', text, re.DOTALL
        ):
            if re.sub("<[^>]+>", "", label).startswith(button):
                hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', fields))
                return self.client.post(action, data={**hidden, **form})
        raise AssertionError(f"no button {button!r} on {page}")

    def upload(self) -> str:
        """Begins a request; returns its path."""
        token = re.search(r'name="csrfToken" value="(\w+)"', self.get("/organisations").text)[1]
        answer = self.client.post(
            "/requests/new/upload", data={"csrfToken": token}, files=[("files", ("a.jpg", jpeg()))]
        )
        return answer.headers["location"].removesuffix("/scan")


@pytest.fixture
def app(settings):
    app = create_app(settings)
    yield app
    app.state.services.engine.dispose()


@pytest.fixture
def person(app):
    """`person("an@janssens.invalid")` signs in, with English pages."""

    def make(email: str) -> Person:
        made = Person(app, email)
        made.get("/language/en")
        return made

    return make


@pytest.fixture
def change(services):
    """Changes rows as time or another process would: `change(Mandate, valid_until=YESTERDAY)`."""

    def make(table, *which, **values: object) -> None:
        with transaction(services.engine) as session:
            session.execute(update(table).where(*which).values(**values))

    return make


def code_of(answer) -> str:
    return re.search(r'data-code="(\w+)"', answer.text)[1]


def act_under_mandate(karim: Person) -> None:
    assert karim.press("/organisations", "Act for this organisation – Bouwbedrijf").status_code == 303


def test_a_social_secretariat_chooses_for_whom_it_acts_and_switches(person, services):
    karim, an = person("karim@horizon.invalid"), person("an@janssens.invalid")
    assert karim.get("/requests").headers["location"] == "/organisations?next=/requests"
    act_under_mandate(karim)
    path = karim.upload()
    assert an.get(path).status_code == 200
    assert karim.get(path).status_code == 200
    karim.press("/organisations", "Act for this organisation – Sociaal")
    assert "Sociaal Secretariaat" in karim.get("/requests").text
    assert karim.get(path).status_code == 404
    with transaction(services.engine) as session:
        request = session.scalars(select(RequestRecord)).one()
        assert organisation_number(session, request.organisation_id) == JANSSENS


def organisation_number(session, organisation_id) -> str:
    return session.get_one(Organisation, organisation_id).enterprise_number


def test_events_and_log_keep_who_acted_in_which_capacity(person, services):
    karim, an = person("karim@horizon.invalid"), person("an@janssens.invalid")
    act_under_mandate(karim)
    karim.upload()
    an.upload()
    with transaction(services.engine) as session:
        events = session.scalars(select(RequestEvent).order_by(RequestEvent.id)).all()
        assert [
            (event.capacity, organisation_number(session, event.acting_organisation_id)) for event in events
        ] == [("serviceProvider", HORIZON), ("employer", JANSSENS)]
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "chooseOrganisation")).one()
        assert entry.capacity == "serviceProvider"
        assert organisation_number(session, entry.acting_organisation_id) == HORIZON
        assert organisation_number(session, entry.organisation_id) == JANSSENS


def test_the_machine_goes_on_with_what_was_sent_whatever_becomes_of_the_mandate(person, change, services):
    karim = person("karim@horizon.invalid")
    act_under_mandate(karim)
    karim.upload()
    change(Mandate, revoked_at=now())
    change(Access, revoked_at=now())
    with transaction(services.engine) as session:
        request = session.scalars(select(RequestRecord)).one()
        actor = actor_of(session, request.account_id, request.organisation_id)
        assert (actor.capacity, actor.role) == ("serviceProvider", "employer")
        assert organisation_number(session, actor.organisation_id) == JANSSENS
        assert organisation_number(session, actor.acting_organisation_id) == HORIZON


@pytest.mark.parametrize(
    "values",
    [{"valid_until": YESTERDAY, "valid_from": YESTERDAY}, {"revoked_at": now()}, {"approved_at": None}],
)
def test_a_mandate_that_ends_does_so_in_running_sessions_too(person, change, values):
    karim = person("karim@horizon.invalid")
    act_under_mandate(karim)
    path = karim.upload()
    change(Mandate, **values)
    assert karim.get(path).headers["location"] == f"/organisations?next={path}"
    answer = karim.send(f"{path}/cancel")
    assert (answer.status_code, code_of(answer)) == (403, "mandateEnded")
    assert "Bouwbedrijf Janssens" not in karim.get("/organisations").text


def test_a_mandate_of_tomorrow_does_not_serve_today(person, change):
    change(Mandate, valid_from=TOMORROW)
    assert "Bouwbedrijf Janssens" not in person("karim@horizon.invalid").get("/organisations").text


def test_a_revoked_access_ends_in_running_sessions_and_for_tokens(person, client, api_token):
    an, bram = person("an@janssens.invalid"), person("bram@janssens.invalid")
    bearer = {"Authorization": f"Bearer {api_token}"}
    assert an.get("/requests").status_code == 200
    assert client.post("/v1/extractions", headers=bearer).status_code == 400
    assert bram.press("/organisation/users", "Revoke the access – An Janssens").status_code == 303
    assert an.get("/requests").headers["location"] == "/organisations?next=/requests"
    answer = client.post("/v1/extractions", headers=bearer)
    assert (answer.status_code, answer.json()["code"]) == (403, "accessEnded")
    assert "An Janssens" not in bram.get("/organisation/users").text


def test_access_is_asked_for_approved_and_given_another_role(person, services):
    chloe, bram = person("chloe@lambert.invalid"), person("bram@janssens.invalid")
    assert chloe.press("/organisations", "Ask for access", number="0123.456.749").status_code == 303
    assert "Waits for an administrator" in chloe.get("/organisations").text
    refused = chloe.send("/organisations/choose", access=access_of(services, "chloe", JANSSENS))
    assert refused.status_code == 404
    bram.press("/organisation/users", "Approve – Chloé")
    chloe.press("/organisations", "Act for this organisation – Bouwbedrijf")
    assert "Bouwbedrijf Janssens" in chloe.get("/requests").text
    assert chloe.get("/organisation/users").status_code == 403
    access = access_of(services, "chloe", JANSSENS)
    bram.send(f"/organisation/users/{access}/role", role="companyAdmin")
    assert chloe.get("/organisation/users").status_code == 200


def access_of(services, name: str, number: str):
    with transaction(services.engine) as session:
        query = select(Access).join(Access.organisation).where(Organisation.enterprise_number == number)
        return next(access.id for access in session.scalars(query) if access.account.email.startswith(name))


@pytest.mark.parametrize(
    ("number", "code"),
    [("0444555651", "organisationUnknown"), ("nonsense", "organisationUnknown"), (LAMBERT, "alreadyThere")],
)
def test_access_that_cannot_be_asked_for_is_explained_on_the_page(person, number, code):
    answer = person("chloe@lambert.invalid").send("/organisations/ask", number=number)
    assert code_of(answer) == code
    assert f'value="{number}"' in answer.text


def test_nobody_chooses_what_is_not_theirs(person, services):
    """Another's access, a mandate with another company's access, and nothing at all."""
    chloe, karim = person("chloe@lambert.invalid"), person("karim@horizon.invalid")
    act_under_mandate(karim)
    with transaction(services.engine) as session:
        mandate = session.scalars(select(Mandate.id)).one()
    ans, chloes = access_of(services, "an@", JANSSENS), access_of(services, "chloe", LAMBERT)
    for form in ({"access": ans}, {"access": chloes, "mandate": mandate}, {"access": "nonsense"}, {}):
        assert chloe.send("/organisations/choose", **form).status_code == 404
    assert "Transport Lambert" in chloe.get("/requests").text


def test_the_last_administrator_stays(person, services):
    bram = person("bram@janssens.invalid")
    own = access_of(services, "bram", JANSSENS)
    for answer in (
        bram.send(f"/organisation/users/{own}/revoke"),
        bram.send(f"/organisation/users/{own}/role", role="employer"),
    ):
        assert (answer.status_code, code_of(answer)) == (409, "lastAdministrator")
    bram.send(f"/organisation/users/{access_of(services, 'an@', JANSSENS)}/role", role="companyAdmin")
    assert bram.send(f"/organisation/users/{own}/revoke").status_code == 303
    assert bram.get("/organisation/users").headers["location"].startswith("/organisations")


@pytest.mark.parametrize("role", ["reviewer", "auditor", "nonsense", ""])
def test_no_company_makes_a_reviewer(person, services, role):
    bram = person("bram@janssens.invalid")
    access = access_of(services, "an@", JANSSENS)
    answer = bram.send(f"/organisation/users/{access}/role", role=role)
    assert (answer.status_code, code_of(answer)) == (400, "roleNotAssignable")
    answer = bram.send("/organisation/users/invite", email="new@janssens.invalid", role=role)
    assert (answer.status_code, code_of(answer)) == (400, "roleNotAssignable")


def test_an_invitation_is_listed_once_and_withdrawn(person, services):
    bram = person("bram@janssens.invalid")
    form = {"email": " New@Janssens.invalid", "role": "employer"}
    assert bram.press("/organisation/users", "Invite", **form).status_code == 303
    assert "new@janssens.invalid" in bram.get("/organisation/users").text
    assert code_of(bram.press("/organisation/users", "Invite", **form)) == "alreadyThere"
    assert code_of(bram.send("/organisation/users/invite", **{**form, "email": "no"})) == "addressNotValid"
    bram.press("/organisation/users", "Withdraw – new@janssens.invalid")
    assert "new@janssens.invalid" not in bram.get("/organisation/users").text
    with transaction(services.engine) as session:
        gone = session.scalars(select(Invitation)).one()
    assert code_of(bram.send(f"/organisation/users/invitations/{gone.id}/withdraw")) == "notWaiting"


def test_a_company_gives_a_mandate_and_ends_it(person, change, services):
    bram, karim = person("bram@janssens.invalid"), person("karim@horizon.invalid")
    bram.press("/organisation/mandates", "End the mandate – Sociaal")
    assert "Bouwbedrijf Janssens" not in karim.get("/organisations").text
    form = {"number": HORIZON, "from": today().isoformat(), "until": TOMORROW.isoformat()}
    assert bram.press("/organisation/mandates", "Give the mandate", **form).status_code == 303
    act_under_mandate(karim)
    assert code_of(bram.press("/organisation/mandates", "Give the mandate", **form)) == "alreadyThere"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": LAMBERT}, "notServiceProvider"),
        ({"number": JANSSENS}, "organisationUnknown"),
        ({"number": "1"}, "organisationUnknown"),
        ({"until": YESTERDAY.isoformat(), "from": YESTERDAY.isoformat()}, "datesNotValid"),
        ({"from": "2090-01-01"}, "datesNotValid"),
        ({"until": "soon"}, "datesNotValid"),
    ],
)
def test_a_mandate_that_makes_no_sense_is_explained_on_the_page(person, changes, code):
    form = {"number": HORIZON, "from": today().isoformat(), "until": "2089-12-31", **changes}
    answer = person("bram@janssens.invalid").send("/organisation/mandates/grant", **form)
    assert code_of(answer) == code
    assert f'value="{form["number"]}"' in answer.text


def test_a_provider_asks_and_the_employer_approves(person, change):
    change(Access, Access.id.in_(select(Access.id)), role="companyAdmin")
    karim, chloe = person("karim@horizon.invalid"), person("chloe@lambert.invalid")
    karim.press("/organisations", "Act for this organisation – Sociaal")
    form = {"number": LAMBERT, "from": today().isoformat(), "until": TOMORROW.isoformat()}
    assert karim.press("/organisation/mandates", "Ask for the mandate", **form).status_code == 303
    assert "Transport Lambert" in karim.get("/organisation/mandates").text
    assert "Transport Lambert" not in karim.get("/organisations").text
    own_approval = re.search(
        r"/organisation/mandates/([-\w]{36})/revoke", chloe.get("/organisation/mandates").text
    )
    assert karim.send(f"/organisation/mandates/{own_approval[1]}/approve").status_code == 404
    chloe.press("/organisation/mandates", "Approve – Sociaal")
    karim.press("/organisations", "Act for this organisation – Transport")
    assert "Transport Lambert" in karim.get("/requests").text


def test_a_company_that_is_no_provider_asks_nobody_for_a_mandate(person):
    bram = person("bram@janssens.invalid")
    assert "Ask for the mandate" not in bram.get("/organisation/mandates").text
    answer = bram.send("/organisation/mandates/ask", number=LAMBERT)
    assert (answer.status_code, code_of(answer)) == (409, "notServiceProvider")


def test_a_token_is_shown_once_works_as_an_employer_and_is_revoked(person, client, change):
    bram = person("bram@janssens.invalid")
    made = bram.press("/organisation/tokens", "Make the token", label="Payroll", days="30")
    token = re.search(r'id="token">(bip_[\w-]+)<', made.text)[1]
    page = bram.get("/organisation/tokens").text
    assert "Payroll" in page
    assert token not in page
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/requests", headers=bearer).status_code == 200
    assert code_of(client.get("/organisation/users", headers=bearer)) == "missingPermission"
    change(ApiToken, ApiToken.label == "Payroll", expires_at=now())
    assert client.post("/v1/extractions", headers=bearer).json()["code"] == "expiredAccessToken"
    bram.press("/organisation/tokens", "Revoke the token – Payroll")
    assert client.post("/v1/extractions", headers=bearer).json()["code"] == "invalidAccessToken"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"label": " ", "days": "30"}, "labelMissing"),
        ({"label": "x" * 61, "days": "30"}, "labelMissing"),
        ({"label": "Payroll", "days": "0"}, "validityRefused"),
        ({"label": "Payroll", "days": "367"}, "validityRefused"),
        ({"label": "Payroll", "days": "-1"}, "validityRefused"),
        ({"label": "Payroll", "days": "9" * 5000}, "validityRefused"),
    ],
)
def test_a_token_without_a_name_or_an_end_is_not_made(person, form, code):
    answer = person("bram@janssens.invalid").send("/organisation/tokens", **form)
    assert (answer.status_code, code_of(answer)) == (400, code)


def test_a_providers_token_acts_under_its_mandate_until_that_ends(person, client, change, services):
    change(Access, Access.id == access_of(services, "karim", HORIZON), role="companyAdmin")
    karim = person("karim@horizon.invalid")
    karim.press("/organisations", "Act for this organisation – Sociaal")
    with transaction(services.engine) as session:
        mandate = session.scalars(select(Mandate.id)).one()
    made = karim.send("/organisation/tokens", label="Payroll", days="30", mandate=mandate)
    token = re.search(r"bip_[\w-]+", made.text)[0]
    bearer = {"Authorization": f"Bearer {token}"}
    upload = client.post("/v1/extractions", headers=bearer, files=[("files", ("a.jpg", jpeg()))])
    assert upload.status_code == 202
    with transaction(services.engine) as session:
        entry = session.scalars(select(ExtractionRecord)).one()
        assert organisation_number(session, entry.organisation_id) == JANSSENS
    change(Mandate, revoked_at=now())
    answer = client.post("/v1/extractions", headers=bearer)
    assert (answer.status_code, answer.json()["code"]) == (403, "mandateEnded")


def test_people_without_pages_of_their_own_land_where_they_see_their_role(person):
    somebody = person("mats@office.invalid")
    assert somebody.get("/").headers["location"] == "/statistics"
    assert OFFICE_NAME in somebody.get("/organisations").text


def test_an_auditor_lands_on_the_log(person):
    assert person("greta@office.invalid").get("/").headers["location"] == "/audit"
