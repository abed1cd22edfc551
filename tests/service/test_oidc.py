"""Signing in through npm's certified `oidc-provider`, by a browser that goes to and fro."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey
from pydantic import ValidationError
from sqlalchemy import select

from service.app import create_app
from service.audit.models import AuditEntry
from service.auth import service as auth
from service.auth.cookies import PREFIX
from service.auth.models import Identity, SignInSession
from service.auth.oidc.provider import Provider
from service.auth.oidc.settings import ClaimNames, OidcSettings
from service.db import now, transaction
from service.organisations.models import Access, Account, Invitation, Organisation
from service.settings import Settings
from service.web.oidc import ATTEMPT
from tests.oidc.server import Browser, IdentityProvider, run_provider

OURS = "https://127.0.0.1:8000"
COOKIE = PREFIX + auth.COOKIE
CALLBACK = f"{OURS}/sign-in/callback"
LOW, HIGH = "urn:test:low", "urn:test:high"
JANSSENS = "0123.456.749"
LAMBERT = "0987654394"
NADIA = {
    "email": "Nadia@Janssens.invalid",
    "email_verified": True,
    "given_name": "Nadia",
    "family_name": "Peeters",
    "locale": "fr-BE",
    "enterpriseNumber": JANSSENS,
    "roles": ["asks"],
}


@pytest.fixture(scope="session")
def private_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = tmp_path_factory.mktemp("oidc") / "client.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture(scope="session")
def provider_process(private_key: Path) -> Iterator[IdentityProvider]:
    common = {"redirect_uris": [CALLBACK], "post_logout_redirect_uris": [f"{OURS}/sign-in"]}
    with_key = {
        "client_id": "with-key",
        "token_endpoint_auth_method": "private_key_jwt",
        "userinfo_signed_response_alg": "RS256",
        "jwks": {"keys": [RSAKey.import_key(private_key.read_text()).as_dict(private=False)]},
    }
    clients = [{"client_id": "portal", "client_secret": "a secret of tests"}, with_key]
    with run_provider([{**client, **common} for client in clients]) as provider:
        yield provider


@pytest.fixture
def provider(provider_process: IdentityProvider) -> IdentityProvider:
    """Nadia of Bouwbedrijf Janssens is about to sign in with a strong means."""
    provider_process.set(account="nadia", acr=HIGH, people={"nadia": NADIA}, refuse=False, clockShift=0)
    return provider_process


@pytest.fixture
def oidc(provider: IdentityProvider) -> OidcSettings:
    return OidcSettings(
        issuer=provider.issuer,
        client_id="portal",
        client_secret="a secret of tests",
        scopes="openid profile email company",
        acr=[HIGH],
        roles={"asks": "employer", "leads": "companyAdmin", "reviews": "reviewer"},
    )


@pytest.fixture
def enter(settings) -> Iterator:
    """A new browser before the application with these settings, outside of the demonstration."""
    opened = []

    def make(oidc: OidcSettings | None) -> Browser:
        real = settings.model_copy(update={"demo": False, "oidc": oidc, "public_url": OURS})
        app = TestClient(create_app(real), base_url=OURS, follow_redirects=False)
        opened.append(Browser(app))
        return opened[-1]

    yield make
    for browser in opened:
        browser.close()
        browser.app.app.state.services.engine.dispose()


@pytest.fixture
def browser(enter, oidc) -> Browser:
    return enter(oidc)


def code_of(answer) -> str:
    """The code of the error that a page tells of."""
    return re.search(r'data-code="(\w+)"', answer.text)[1]


def csrf_of(answer) -> str:
    return re.search(r'name="csrfToken" value="(\w+)"', answer.text)[1]


def known_accounts(services, email: str = "nadia@janssens.invalid"):
    with transaction(services.engine) as session:
        return session.scalars(select(Account).where(Account.email == email)).all()


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


def test_the_second_sign_in_finds_the_same_account_by_issuer_and_subject(enter, oidc, provider, services):
    """Another address at the provider does not make another person."""
    enter(oidc).go("/sign-in/start")
    provider.set(people={"nadia": {**NADIA, "email": "other@janssens.invalid"}})
    assert "Nadia Peeters" in enter(oidc).go("/sign-in/start").text
    with transaction(services.engine) as session:
        identity = session.scalars(select(Identity)).one()
    assert [account.id for account in known_accounts(services)] == [identity.account_id]
    assert known_accounts(services, "other@janssens.invalid") == []
    assert b"nadia" not in identity.subject_digest


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


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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


def test_a_person_whom_nobody_expects_is_told_what_to_do(browser, provider, services):
    provider.set(people={"nadia": {**NADIA, "enterpriseNumber": "0444555651"}})
    answer = browser.go("/sign-in/start")
    assert (answer.status_code, code_of(answer)) == (403, "personUnknown")
    assert known_accounts(services) == []


def test_an_address_that_is_taken_opens_nobodys_account(browser, provider, services):
    """An Janssens has an account; somebody of her company whose provider says her address does not get it."""
    provider.set(people={"nadia": {**NADIA, "email": "an@janssens.invalid"}})
    answer = browser.go("/sign-in/start")
    assert (answer.status_code, code_of(answer)) == (403, "personUnknown")


def test_without_an_address_nobody_begins(browser, provider):
    provider.set(people={"nadia": {**NADIA, "email": None}})
    assert code_of(browser.go("/sign-in/start")) == "claimsMissing"


def test_a_company_without_a_role_means_asking_its_administrator(browser, provider, services, working):
    provider.set(people={"nadia": {**NADIA, "roles": ["something else"]}})
    page = browser.go("/sign-in/start")
    assert str(page.url).startswith(f"{OURS}/organisations")
    assert "Bouwbedrijf Janssens" in page.text
    with transaction(services.engine) as session:
        access = session.scalars(
            select(Access).where(Access.account_id == known_accounts(services)[0].id)
        ).one()
        assert (access.role, access.approved_at) == ("employer", None)
    refused = browser.go("/requests/new")
    assert str(refused.url).startswith(f"{OURS}/organisations?next=/requests/new")


def test_no_company_makes_a_reviewer_by_its_own_roles(browser, provider, services):
    provider.set(people={"nadia": {**NADIA, "roles": "reviews"}})
    assert str(browser.go("/sign-in/start").url).startswith(f"{OURS}/organisations")


def test_a_role_that_the_provider_takes_back_ends_at_the_next_sign_in(enter, oidc, provider):
    first = enter(oidc)
    first.go("/sign-in/start")
    provider.set(people={"nadia": {**NADIA, "roles": []}})
    assert str(enter(oidc).go("/sign-in/start").url).startswith(f"{OURS}/organisations")
    assert str(first.go("/requests").url).startswith(f"{OURS}/organisations")


def invite(services, email: str, role: str = "companyAdmin", number: str = LAMBERT) -> None:
    with transaction(services.engine) as session:
        company = session.scalars(select(Organisation).where(Organisation.enterprise_number == number)).one()
        session.add(
            Invitation(
                organisation_id=company.id, email=email, role=role, expires_at=now() + timedelta(days=1)
            )
        )


STRANGER = {**NADIA, "enterpriseNumber": None, "roles": None}


def test_an_invitation_lets_a_person_in_and_is_used_once(browser, provider, services):
    provider.set(people={"nadia": STRANGER})
    invite(services, "nadia@janssens.invalid")
    page = browser.go("/sign-in/start?next=/organisation/users")
    assert page.status_code == 200
    assert "Transport Lambert" in page.text
    with transaction(services.engine) as session:
        assert session.scalars(select(Invitation)).one().accepted_at is not None


@pytest.mark.parametrize("verified", [False, None])
def test_an_invitation_needs_an_address_that_the_provider_has_checked(
    enter, oidc, provider, services, verified
):
    provider.set(people={"nadia": {**STRANGER, "email_verified": verified}})
    invite(services, "nadia@janssens.invalid")
    assert code_of(enter(oidc).go("/sign-in/start")) == "personUnknown"
    trusting = enter(oidc.model_copy(update={"trust_email": True}))
    answer = trusting.go("/sign-in/start")
    assert (answer.status_code == 200) == (verified is None)


AN = {**STRANGER, "email": "an@janssens.invalid", "given_name": "An", "family_name": "Janssens"}


def test_an_account_from_before_is_taken_over_when_its_own_company_invites(enter, oidc, provider, services):
    """An Janssens has an account and never signed in here. Another company cannot open it."""
    provider.set(people={"nadia": AN})
    invite(services, AN["email"], number=LAMBERT)
    assert code_of(enter(oidc).go("/sign-in/start")) == "personUnknown"
    invite(services, AN["email"], "employer", number="0123456749")
    page = enter(oidc).go("/sign-in/start")
    assert str(page.url).startswith(f"{OURS}/organisations")
    assert "Bouwbedrijf Janssens" in page.text
    assert "Transport Lambert" in page.text


def test_an_account_that_somebody_signed_in_to_is_nobody_elses(enter, oidc, provider, services):
    """Not even by invitation, when another subject of the provider has its address."""
    enter(oidc).go("/sign-in/start")
    invite(services, "nadia@janssens.invalid", "employer", number="0123456749")
    provider.set(account="mallory", people={"mallory": {**STRANGER, "email": "nadia@janssens.invalid"}})
    assert code_of(enter(oidc).go("/sign-in/start")) == "personUnknown"


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


def test_two_first_sign_ins_at_once_make_one_account(enter, oidc, services):
    browsers = [enter(oidc) for _ in range(3)]
    callbacks = [
        browser.go("/sign-in/start", until="/sign-in/callback").headers["location"] for browser in browsers
    ]
    with ThreadPoolExecutor(3) as pool:
        answers = [*pool.map(lambda pair: pair[0].app.get(pair[1]), zip(browsers, callbacks, strict=True))]
    assert {answer.status_code for answer in answers} == {303}
    assert len(known_accounts(services)) == 1


def test_the_settings_come_from_the_environment(monkeypatch):
    for name, value in {
        "ISSUER": "https://idp.example",
        "CLIENT_ID": "portal",
        "CLIENT_SECRET": "secret",
        "ACR": '["urn:be:fedict:iam:fas:Level450"]',
        "CLAIMS__ASSURANCE": "amr",
        "ROLES": '{"wage office": "employer"}',
    }.items():
        monkeypatch.setenv(f"BELGIANIDPRO_OIDC__{name}", value)
    oidc = Settings().oidc
    assert oidc
    assert (oidc.claims.assurance, oidc.roles) == ("amr", {"wage office": "employer"})
    assert "secret" not in repr(oidc).replace("client_secret", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "http://idp.example"},
        {"client_secret": None},
        {"client_auth": "private_key_jwt"},
        {"claims": {"surname": "sn"}},
        {"roles": {"boss": "king"}},
    ],
)
def test_settings_that_cannot_work_are_refused_at_the_start(changes):
    with pytest.raises(ValidationError):
        OidcSettings(**{"issuer": "https://idp.example", "client_id": "x", "client_secret": "y", **changes})
