"""The company's history in a browser: found by name, sorted in place, cancelled after a question."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import open_upload, request_number, sign_in, use_sample

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scripts", [True, False])
def test_a_worker_is_found_by_name_and_the_address_does_not_tell_it(
    scripts: bool, portal: str, open_page: Callable[..., Page]
):
    page = open_page(scripts=scripts)
    request_number(page, portal, "passport-known")
    page.get_by_role("link", name="Back to the requests").click()
    page.get_by_label("Worker", exact=True).fill("wojcik malgorzata")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/requests\?search=[0-9a-f-]{36}$"))
    expect(page.locator("tbody tr").first).to_contain_text("MAŁGORZATA WÓJCIK")
    page.locator("#sort-worker").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Worker")
    expect(page).to_have_url(re.compile(r"search=[0-9a-f-]{36}&sort=worker$"))
    if scripts:
        expect(page.locator("#sort-worker")).to_be_focused()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_a_draft_is_cancelled_from_the_history(portal: str, open_page: Callable[..., Page]):
    page = open_page(width=360)
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    use_sample(page, "passport-new")
    page.goto(f"{portal}/requests")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name=re.compile("^Cancel – SIMÃO")).first.click()
    expect(page.get_by_role("heading", name="Cancel the request?")).to_be_visible()
    page.get_by_role("button", name="Cancel the request").click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    expect(page.locator(".app-timeline li").last).to_contain_text("Cancelled")
