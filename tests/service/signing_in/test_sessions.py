"""The session after a sign-in, and signing out."""

import re
from dataclasses import replace

from fastapi.testclient import TestClient
from sqlalchemy import select

from service.auth import service as auth
from service.auth.cookies import PREFIX
from service.auth.models import SignInSession
from service.auth.oidc.provider import Provider
from service.db import transaction
from tests.service.signing_in.people import (
    OURS,
    csrf_of,
)

COOKIE = PREFIX + auth.COOKIE


def test_a_session_that_was_planted_before_the_sign_in_is_not_the_one_after_it(browser, services):
    """Session fixation: the secret is new, and the old session is gone."""
    browser.go("/sign-in/start")
    planted = browser.app.cookies[COOKIE]
    browser.go("/sign-in/start")
    assert browser.app.cookies[COOKIE] != planted
    with transaction(services.engine) as session:
        assert len(session.scalars(select(SignInSession)).all()) == 1
    browser.app.cookies.set(COOKIE, planted, domain="127.0.0.1")
    again = TestClient(browser.app.app, base_url=OURS, follow_redirects=False, cookies={COOKIE: planted})
    assert again.get("/requests").headers["location"].startswith("/sign-in")


def test_signing_out_ends_our_session_and_leads_to_the_providers(browser, provider):
    page = browser.go("/sign-in/start")
    cookie = browser.app.cookies[COOKIE]
    answer = browser.app.post("/sign-out", data={"csrfToken": csrf_of(page)})
    onward = re.search(r'url=([^"]+)"', answer.text)[1].replace("&amp;", "&")
    assert onward.startswith(f"{provider.issuer}/session/end?")
    assert COOKIE not in browser.app.cookies
    again = TestClient(browser.app.app, base_url=OURS, follow_redirects=False, cookies={COOKIE: cookie})
    assert again.get("/requests").headers["location"].startswith("/sign-in")
    confirm = browser.go(onward)
    assert confirm.status_code == 200
    form = {"xsrf": re.search(r'name="xsrf" value="(\w+)"', confirm.text)[1], "logout": "yes"}
    done = browser.outside.post(f"{provider.issuer}/session/end/confirm", data=form)
    assert done.headers["location"] == f"{OURS}/sign-in"


def test_signing_out_works_while_the_provider_is_away(browser, oidc, unused_port):
    page = browser.go("/sign-in/start")
    away = Provider(oidc.model_copy(update={"issuer": f"http://127.0.0.1:{unused_port}"}), OURS)
    browser.app.app.state.services = replace(browser.app.app.state.services, provider=away)
    answer = browser.app.post("/sign-out", data={"csrfToken": csrf_of(page)})
    assert answer.headers["location"] == "/sign-in"


def test_without_a_provider_there_is_no_way_to_one(enter):
    assert enter(None).go("/sign-in/start").status_code == 404
