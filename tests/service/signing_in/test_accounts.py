"""Whose account it is that signs in, and what the provider's word gives a person here."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.auth.models import Identity
from service.db import now, transaction
from service.mail.models import OutgoingMail
from service.organisations.models import Access, Invitation, Organisation
from tests.service.signing_in.people import (
    LAMBERT,
    NADIA,
    OURS,
    code_of,
    known_accounts,
)


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
        asked = session.scalars(select(OutgoingMail)).one()
        assert (asked.template, asked.recipient) == ("accessAsked", "bram@janssens.invalid")
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


def test_two_first_sign_ins_at_once_make_one_account(enter, oidc, services):
    browsers = [enter(oidc) for _ in range(3)]
    callbacks = [
        browser.go("/sign-in/start", until="/sign-in/callback").headers["location"] for browser in browsers
    ]
    with ThreadPoolExecutor(3) as pool:
        answers = [*pool.map(lambda pair: pair[0].app.get(pair[1]), zip(browsers, callbacks, strict=True))]
    assert {answer.status_code for answer in answers} == {303}
    assert len(known_accounts(services)) == 1
