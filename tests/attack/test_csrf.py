"""Cross-site request forgery: a page elsewhere has the browser of somebody who is signed in send a form here.

No route that changes anything may do it without the token of this very session, and none when the browser
says that the form comes from elsewhere, token or not.
"""

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from service.app import create_app
from service.auth.models import SignInSession
from service.db import transaction
from service.limits.rates import RateLimits
from service.route_table import list_routes
from tests.attack.conftest import BASE, code_of
from tests.service.visiting import PARAMETER, VALUES

SAFE = {"GET", "HEAD"}
ELSEWHERE = {
    "another site": {"Origin": "https://evil.invalid"},
    "a sandboxed frame": {"Origin": "null"},
    "another port of this machine": {"Origin": "http://127.0.0.1:9000"},
    "a host that begins alike": {"Origin": BASE + ".evil.invalid"},
    "fetch metadata alone": {"Sec-Fetch-Site": "cross-site"},
    "a neighbour below the same domain": {"Sec-Fetch-Site": "same-site", "Origin": BASE},
    "metadata that nobody knows": {"Sec-Fetch-Site": "unheard-of"},
}


@pytest.fixture
def settings(settings):
    """Calls are counted before a form is looked at, and here are more than anybody makes."""
    return settings.model_copy(update={"rates": RateLimits(**dict.fromkeys(RateLimits.model_fields, "off"))})


@pytest.fixture
def changing(client):
    """Every route that changes something, with its path filled in."""

    def fill(path: str) -> str:
        return PARAMETER.sub(lambda found: VALUES.get(found[1], str(uuid4())), path)

    rows = [row for row in list_routes(client.app) if row.method not in SAFE and not row.reason]
    assert len(rows) > 40
    return [(row.method, fill(row.path)) for row in rows]


def test_without_the_token_nothing_is_done(changing, browser_of, administrator):
    browser = browser_of(administrator)
    for method, path in changing:
        answer = browser.http.request(method, path)
        assert (answer.status_code, code_of(answer)) == (403, "csrfRefused"), path


def test_the_token_of_another_session_does_not_serve(changing, browser_of, administrator, employer):
    browser, own = browser_of(administrator), browser_of(employer)
    for method, path in changing:
        answer = browser.http.request(method, path, headers={"X-CSRF-Token": own.form["csrfToken"]})
        assert code_of(answer) == "csrfRefused", path


def test_with_the_token_a_form_from_elsewhere_is_refused_all_the_same(changing, browser_of, administrator):
    browser = browser_of(administrator)
    for method, path in changing:
        for origin, said in ELSEWHERE.items():
            headers = {"X-CSRF-Token": browser.form["csrfToken"], **said}
            answer = browser.http.request(method, path, headers=headers)
            assert code_of(answer) == "csrfRefused", (path, origin)


def test_our_own_form_passes(browser_of, employer):
    """Or everything above would hold of a portal that refuses all."""
    browser = browser_of(employer)
    own = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
    answer = browser.post("/requests/new", {"route": "regular"}, headers=own)
    assert answer.headers["location"] == "/requests/new/upload"


def test_nobody_is_signed_in_to_an_account_of_the_attackers_choice(client, employer, services):
    """Login CSRF: the victim then works, and uploads, in the attacker's account."""
    for origin, said in ELSEWHERE.items():
        answer = client.post("/sign-in", data={"account": str(employer.account_id)}, headers=said)
        assert code_of(answer) == "csrfRefused", origin
        assert "set-cookie" not in answer.headers
    with transaction(services.engine) as session:
        assert session.scalars(select(SignInSession)).all() == []


def test_another_site_does_not_choose_the_language(client):
    link = client.get("/language/de", headers={"Sec-Fetch-Site": "cross-site"})
    assert (link.status_code, "set-cookie" in link.headers) == (303, False)
    assert "set-cookie" in client.get("/language/de", headers={"Sec-Fetch-Site": "same-origin"}).headers


def test_a_json_call_disguised_as_a_plain_form_is_refused(browser_of, administrator):
    """Forms send text/plain across sites without asking; such a body is no JSON here."""
    browser = browser_of(administrator)
    answer = browser.http.post(
        "/v1/webhooks", content='{"url": "https://evil.invalid"}', headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code in {403, 415}


def test_over_https_a_page_on_plain_http_is_elsewhere(settings, employer):
    """Whoever sits in the network may forge the pages of http://our-host."""
    secure = settings.model_copy(update={"public_url": "https://127.0.0.1:8000"})
    with TestClient(create_app(secure), base_url="https://127.0.0.1:8000", follow_redirects=False) as client:
        form = {"account": str(employer.account_id)}
        forged = client.post("/sign-in", data=form, headers={"Origin": "http://127.0.0.1:8000"})
        assert code_of(forged) == "csrfRefused"
        own = client.post("/sign-in", data=form, headers={"Origin": "https://127.0.0.1:8000"})
        assert own.status_code == 303
