"""Sessions, CSRF, and the demonstration's sign-in without a password."""

from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi import Response
from sqlalchemy import update

from service import errors
from service.auth import service as auth
from service.auth.models import ApiToken, SignInSession
from service.auth.permissions import PERMISSIONS
from service.auth.service import COOKIE, csrf_token
from service.db import now, transaction
from service.exposure import DemonstrationExposedError, check_exposure

URL = "/v1/extractions"
UPLOAD = {"files": ("a.jpg", b"")}


@pytest.fixture
def session_of(client):
    """Signs in by choosing an account; returns the session's actor."""
    services = client.app.state.services

    def sign_in(email):
        account = next(account for account in auth.demo_accounts(services) if account.email == email)
        cookie = auth.sign_in_demo(services, account.id)
        client.cookies.set(COOKIE, cookie)
        with transaction(services.engine) as session:
            return auth.actor_of_cookie(services, session, cookie)

    return sign_in


def test_the_demonstration_offers_accounts_of_every_role(services):
    roles = {account.role for account in auth.demo_accounts(services)}
    assert roles == {*PERMISSIONS}


def test_outside_the_demonstration_nobody_signs_in_without_a_password(services, employer):
    object.__setattr__(services, "settings", services.settings.model_copy(update={"demo": False}))
    assert auth.demo_accounts(services) == []
    assert auth.demo_api_token(services) is None
    with pytest.raises(auth.DemoModeOnly):
        auth.sign_in_demo(services, employer.account_id)


def test_a_session_needs_the_forms_token_for_changes(client, session_of):
    actor = session_of("an@janssens.invalid")
    token = csrf_token(client.app.state.services, actor)
    for answer in (
        client.post(URL, files=UPLOAD),
        client.post(URL, files=UPLOAD, headers={"X-CSRF-Token": "wrong"}),
        client.post(URL, files=UPLOAD, data={"csrfToken": "wrong"}),
        client.post(URL, files=UPLOAD, headers={"X-CSRF-Token": token, "Origin": "http://evil.example"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "csrfRefused")
    for answer in (
        client.post(URL, files=UPLOAD, headers={"X-CSRF-Token": token}),
        client.post(URL, files=UPLOAD, data={"csrfToken": token}),
    ):
        assert answer.json()["code"] == "emptyFile"


def test_one_sessions_token_does_not_serve_another(client, session_of):
    first = csrf_token(client.app.state.services, session_of("an@janssens.invalid"))
    session_of("an@janssens.invalid")
    assert client.post(URL, files=UPLOAD, headers={"X-CSRF-Token": first}).json()["code"] == "csrfRefused"


def test_a_changed_cookie_is_no_session(client, session_of):
    session_of("an@janssens.invalid")
    client.cookies.set(COOKIE, "InNvbWV0aGluZyI.forged")
    assert client.post(URL, files=UPLOAD).json()["code"] == "noAccessToken"


def test_an_expired_session_or_token_is_over(client, session_of, api_token):
    session_of("an@janssens.invalid")
    with transaction(client.app.state.services.engine) as session:
        for table in (SignInSession, ApiToken):
            session.execute(update(table).values(expires_at=now() - timedelta(seconds=1)))
    assert client.post(URL, files=UPLOAD).json()["code"] == "expiredAccessToken"
    bearer = {"Authorization": f"Bearer {api_token}"}
    assert client.post(URL, files=UPLOAD, headers=bearer).json()["code"] == "expiredAccessToken"


def test_signing_out_ends_the_session_on_the_server(client, session_of):
    token = csrf_token(client.app.state.services, session_of("an@janssens.invalid"))
    secret = client.cookies[COOKIE]
    assert client.post("/sign-out", data={"csrfToken": token}).headers["location"] == "/sign-in"
    client.cookies.set(COOKIE, secret)
    assert client.post(URL, files=UPLOAD).json()["code"] == "noAccessToken"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(services):
    response = Response()
    auth.set_session_cookie(response, services, "value")
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_secrets_are_stored_as_digests_only(services, api_token):
    with transaction(services.engine) as session:
        assert all(api_token.encode() not in row.digest for row in session.query(ApiToken))


def test_no_account_no_session(services):
    with pytest.raises(errors.ResourceNotFound):
        auth.sign_in_demo(services, uuid4())


@pytest.mark.parametrize(
    "changes", [{"host": "0.0.0.0"}, {"host": "example.org"}, {"allowed_hosts": ["127.0.0.1", "example.org"]}]
)
def test_the_demonstration_never_listens_beyond_this_machine(settings, changes):
    exposed = settings.model_copy(update=changes)
    with pytest.raises(DemonstrationExposedError):
        check_exposure(exposed)
    check_exposure(exposed.model_copy(update={"demo": False}))
    check_exposure(settings)
