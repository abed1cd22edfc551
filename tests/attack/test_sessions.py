"""Session fixation and theft: an attacker plants a session in the victim's browser, or comes upon one that
was left open, or reads a cookie on its way. (Planting one before the identity provider's sign-in:
tests/service/test_oidc.py. Signing out, changed cookies: tests/service/test_auth.py.)"""

from datetime import timedelta

import pytest
from fastapi import Response
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from service.app import create_app
from service.auth.models import SignInSession
from service.auth.service import COOKIE, open_session, set_session_cookie
from service.db import now, transaction
from service.erasure.retention import retain
from tests.attack.conftest import BASE


def change_sessions(services, **values):
    with transaction(services.engine) as session:
        session.execute(update(SignInSession).values(**values))


def is_in(browser) -> bool:
    return browser.get("/requests").status_code == 200


@pytest.fixture
def browser(browser_of, employer):
    browser = browser_of(employer)
    assert is_in(browser)
    return browser


def test_a_planted_session_is_not_the_one_after_signing_in(browser, stranger, services):
    """The attacker's own session sits in the victim's browser; after the sign-in it is dead everywhere."""
    planted = browser.http.cookies[COOKIE]
    answer = browser.http.post("/sign-in", data={"account": str(stranger.account_id)})
    assert answer.cookies[COOKIE] != planted
    attacker = TestClient(browser.http.app, base_url=BASE, follow_redirects=False, cookies={COOKIE: planted})
    assert attacker.get("/requests").headers["location"].startswith("/sign-in")
    with transaction(services.engine) as session:
        assert session.scalar(select(func.count()).select_from(SignInSession)) == 1


def test_a_secret_of_the_attackers_choice_is_never_taken_over(client, employer):
    for planted in ("chosen-by-me", "ImNob3NlbiI.AAAA", "\u00e9", "x" * 4000):
        headers = {"Cookie": f"{COOKIE}={planted}".encode()}
        answer = client.post("/sign-in", data={"account": str(employer.account_id)}, headers=headers)
        assert answer.status_code == 303
        assert planted not in answer.headers["set-cookie"]


def test_a_session_left_open_ends_by_itself(browser, services):
    change_sessions(services, seen_at=now() - timedelta(minutes=services.settings.session_idle_minutes))
    assert not is_in(browser)


def test_one_that_is_used_goes_on_and_ends_after_hours_all_the_same(browser, services):
    almost = timedelta(minutes=services.settings.session_idle_minutes - 1)
    for _ in range(3):
        change_sessions(services, seen_at=now() - almost)
        assert is_in(browser)
    change_sessions(services, expires_at=now())
    assert not is_in(browser)


def test_noting_the_use_of_a_session_waits_for_nobody(browser, services):
    """A long call of the same person holds the row; the others go on."""
    change_sessions(services, seen_at=now() - timedelta(minutes=5))
    with transaction(services.engine) as session:
        session.scalars(select(SignInSession).with_for_update()).one()
        assert is_in(browser)


def test_what_is_over_is_deleted_in_the_end(browser, services):
    change_sessions(services, expires_at=now() - timedelta(hours=1))
    retain(services)
    with transaction(services.engine) as session:
        assert session.scalars(select(SignInSession)).one()
    change_sessions(
        services, expires_at=now() - timedelta(days=services.settings.retain_session_days, hours=1)
    )
    retain(services)
    with transaction(services.engine) as session:
        assert session.scalars(select(SignInSession)).all() == []


def test_over_https_the_cookie_is_this_hosts_alone(services):
    """`__Host-`: no neighbour below the same domain and nobody on plain HTTP can set it."""
    secure = services.settings.model_copy(update={"public_url": "https://numbers.example"})
    object.__setattr__(services, "settings", secure)
    response = Response()
    set_session_cookie(response, services, "value")
    name, _, rest = response.headers["set-cookie"].partition("=")
    attributes = {part.strip().lower() for part in rest.split(";")}
    assert name == "__Host-" + COOKIE
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= attributes
    assert not any(part.startswith("domain") for part in attributes)


def test_over_https_a_cookie_without_the_prefix_counts_for_nothing(settings, employer):
    real = settings.model_copy(update={"demo": False, "public_url": "https://127.0.0.1:8000"})
    app = create_app(real)
    with transaction(app.state.services.engine) as session:
        cookie = open_session(app.state.services, session, employer.account_id)
    for name, status in ((COOKIE, 303), ("__Host-" + COOKIE, 200)):
        address = "https://127.0.0.1:8000"
        with TestClient(app, base_url=address, follow_redirects=False, cookies={name: cookie}) as client:
            assert client.get("/requests").status_code == status
