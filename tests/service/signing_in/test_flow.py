"""Signing in through npm's certified `oidc-provider`: the way there and back, and what is not believed."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from service.audit.models import AuditEntry
from service.auth import service as auth
from service.auth.cookies import PREFIX
from service.auth.oidc.settings import ClaimNames
from service.db import transaction
from service.web.oidc import ATTEMPT
from tests.service.signing_in.people import (
    HIGH,
    LOW,
    NADIA,
    OURS,
    code_of,
    known_accounts,
)

COOKIE = PREFIX + auth.COOKIE


def test_a_person_signs_in_with_pkce_state_and_nonce_and_comes_out_where_they_were_heading(browser, services):
    page = browser.go("/sign-in/start?next=/requests/new")
    assert page.status_code == 200
    assert str(page.url) == f"{OURS}/requests/new"
    assert "Nadia Peeters" in page.text
    assert "Bouwbedrijf Janssens" in page.text
    assert page.headers["content-language"] == "fr"
    asked = parse_qs(urlsplit(browser.seen[1]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["acr_values"] == [HIGH]
    assert all(len(asked[name][0]) >= 43 for name in ("code_challenge", "state", "nonce"))
    assert "nadia" not in "".join(browser.seen).lower()
    with transaction(services.engine) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "signIn")).one()
        assert entry.account_id == known_accounts(services)[0].id


def test_a_key_instead_of_a_secret_and_signed_data_about_the_person(enter, oidc, private_key):
    """As itsme asks for it, and as other providers send it."""
    changes = {"client_id": "with-key", "client_auth": "private_key_jwt", "private_key_file": private_key}
    page = enter(oidc.model_copy(update={**changes, "client_secret": None})).go("/sign-in/start")
    assert "Nadia Peeters" in page.text


@pytest.mark.parametrize(
    "next_path", ["//evil.invalid", "https://evil.invalid/", "/\\evil.invalid", "/a\tb", "/" + "x" * 5000]
)
def test_nobody_is_led_to_another_site(browser, next_path):
    answer = browser.go(browser.app.get("/sign-in/start", params={"next": next_path}).headers["location"])
    assert str(answer.url) == f"{OURS}/requests"


def test_an_answer_with_another_state_signs_nobody_in(browser):
    stopped = browser.go("/sign-in/start", until="/sign-in/callback")
    forged = re.sub("state=[^&]+", "state=forged", stopped.headers["location"])
    answer = browser.go(forged)
    assert (answer.status_code, code_of(answer)) == (400, "loginNotStarted")
    assert COOKIE not in browser.app.cookies


def test_an_answer_that_another_browser_asked_for_signs_nobody_in(browser, enter, oidc):
    """The address of somebody else's finished sign-in, sent as a link."""
    stopped = browser.go("/sign-in/start", until="/sign-in/callback")
    victim = enter(oidc)
    answer = victim.go(stopped.headers["location"])
    assert (answer.status_code, code_of(answer)) == (400, "loginNotStarted")


def test_a_token_with_another_nonce_signs_nobody_in(browser):
    away = browser.app.get("/sign-in/start").headers["location"]
    answer = browser.go(re.sub("nonce=[^&]+", "nonce=somebodyElses", away))
    assert (answer.status_code, code_of(answer)) == (403, "loginRefused")
    assert COOKIE not in browser.app.cookies


def test_a_code_works_once(browser):
    stopped = browser.go("/sign-in/start", until="/sign-in/callback")
    attempt = browser.app.cookies[PREFIX + ATTEMPT]
    callback = stopped.headers["location"]
    assert browser.go(callback).status_code == 200
    assert code_of(browser.go(callback)) == "loginNotStarted"
    browser.app.cookies.set(PREFIX + ATTEMPT, attempt)
    answer = browser.go(callback)
    assert (answer.status_code, code_of(answer)) == (403, "loginRefused")


def test_a_code_without_the_verifier_is_worth_nothing(browser, enter, oidc):
    """PKCE: whoever catches the code lacks what the first browser keeps."""
    stopped = browser.go("/sign-in/start", until="/sign-in/callback")
    thief = enter(oidc)
    state = parse_qs(urlsplit(thief.app.get("/sign-in/start").headers["location"]).query)["state"][0]
    stolen = re.sub("state=[^&]+", f"state={state}", stopped.headers["location"])
    answer = thief.go(stolen)
    assert (answer.status_code, code_of(answer)) == (403, "loginRefused")


def test_a_weak_means_is_not_enough(browser, provider, enter, oidc):
    provider.set(acr=LOW)
    answer = browser.go("/sign-in/start")
    assert (answer.status_code, code_of(answer)) == (403, "assuranceTooLow")
    lenient = enter(oidc.model_copy(update={"acr": [HIGH, LOW]}))
    assert lenient.go("/sign-in/start").status_code == 200


def test_a_provider_that_says_elsewhere_how_strong_the_means_was_is_understood(enter, oidc, provider):
    """As CSAM's FAS does, in a list."""
    elsewhere = oidc.model_copy(update={"claims": ClaimNames(assurance="means")})
    assert code_of(enter(elsewhere).go("/sign-in/start")) == "assuranceTooLow"
    provider.set(people={"nadia": {**NADIA, "means": ["eid", HIGH]}})
    assert enter(elsewhere).go("/sign-in/start").status_code == 200


def test_whoever_turns_back_at_the_provider_is_told_so(browser, provider):
    provider.set(refuse=True)
    answer = browser.go("/sign-in/start")
    assert (answer.status_code, code_of(answer)) == (403, "loginRefused")


def test_a_provider_that_is_away_is_told_apart_from_a_refusal(enter, oidc, unused_port):
    away = enter(oidc.model_copy(update={"issuer": f"http://127.0.0.1:{unused_port}"}))
    answer = away.go("/sign-in/start")
    assert (answer.status_code, code_of(answer)) == (503, "identityProviderUnavailable")


def test_a_provider_that_calls_itself_otherwise_is_not_believed(enter, oidc, provider):
    """A description must name the issuer that was asked (Discovery §4.3)."""
    alias = provider.issuer.replace("127.0.0.1", "localhost")
    answer = enter(oidc.model_copy(update={"issuer": alias})).go("/sign-in/start")
    assert (answer.status_code, code_of(answer)) == (503, "identityProviderUnavailable")


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_clock_that_is_off_is_named(browser, provider, hours):
    stopped = browser.go("/sign-in/start", until="/sign-in/callback")
    provider.set(clockShift=hours * 3600)
    answer = browser.go(stopped.headers["location"])
    assert (answer.status_code, code_of(answer)) == (502, "clockSkew")
