"""The administrator's pages and the choice of an organisation, in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import sign_in

pytestmark = pytest.mark.e2e
NAMELESS = """[...document.querySelectorAll('input:not([type=hidden]), select')]
    .filter(field => !field.labels.length).map(field => field.name)"""
PAGES = (
    "/organisations",
    "/organisation/users",
    "/organisation/mandates",
    "/organisation/notifications",
    "/organisation/tokens",
    "/organisation/webhooks",
    "/profile",
    "/requests",
    "/batches",
)


def test_the_companys_pages_fit_a_phone_and_name_their_fields(portal: str, open_page: Callable[..., Page]):
    page = open_page(width=360)
    sign_in(page, portal, "Bram Janssens")
    for path in PAGES:
        page.goto(f"{portal}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert page.locator("h1").count() == 1, path
        nameless = (
            "[...document.querySelectorAll('input:not([type=hidden]), select')].filter(e => !e.labels.length)"
        )
        assert page.evaluate(f"{nameless}.length") == 0, path
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len({*ids}), path


def test_an_administrator_invites_and_makes_a_token(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    sign_in(page, portal, "Bram Janssens")
    page.get_by_role("link", name="Company", exact=True).click()
    page.get_by_label("E-mail address").fill("new@janssens.invalid")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("new@janssens.invalid, Employer")).to_be_visible()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("new@janssens.invalid")).to_have_count(0)
    page.get_by_role("link", name="API tokens").click()
    page.get_by_label("Name of the program").fill("Payroll")
    page.get_by_role("button", name="Make the token").click()
    expect(page.locator("#token")).to_have_text(re.compile("^bip_"))
    page.get_by_role("button", name="Revoke the token – Payroll").click()
    expect(page.get_by_text("Payroll")).to_have_count(0)
    expect(page.get_by_role("cell", name="An Janssens")).to_be_visible()


def test_a_social_secretariat_chooses_an_employer_without_scripts(
    portal: str, open_page: Callable[..., Page]
):
    page = open_page("nl-BE", scripts=False)
    sign_in(page, portal, "Karim El Amrani", "nl")
    page.get_by_role("button", name="Optreden voor deze organisatie – Bouwbedrijf").click()
    expect(page.get_by_role("heading", name="Aanvragen", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="U treedt op voor: Bouwbedrijf Janssens")).to_be_visible()
