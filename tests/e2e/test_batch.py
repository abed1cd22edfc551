"""Many workers at once, with the demonstration's sample documents."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import sign_in

pytestmark = pytest.mark.e2e
SAMPLES = Path(__file__).parents[2] / "service" / "demo" / "samples"
FILES = [
    "identity-card-known-back.jpg",
    "passport-known.jpg",
    "identity-card-known-front.jpg",
    "passport-twin.jpg",
]
READING = 240_000
"""Milliseconds for several documents, behind whatever else is read."""
NUMBER = re.compile(r"\d\d\.\d\d\.\d\d-\d\d\d\.\d\d")


def begin(page: Page) -> None:
    page.get_by_role("link", name="Many workers at once").click()
    page.get_by_label(re.compile("All are employees from abroad")).check()
    page.get_by_role("button", name="Begin a batch").click()


def row_of(page: Page, name: str):
    return page.locator(".app-people tbody tr").filter(has=page.locator(".app-people__name", has_text=name))


@pytest.mark.parametrize("scripts", [True, False])
def test_files_are_sorted_to_persons_checked_and_sent(
    scripts: bool, portal: str, open_page: Callable[..., Page]
):
    page = open_page(scripts=scripts)
    sign_in(page, portal, "An Janssens")
    begin(page)
    page.get_by_label("Documents of all workers").set_input_files([SAMPLES / name for name in FILES])
    if not scripts:
        page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", name="4 files")).to_be_visible()
    page.get_by_role("button", name="These are all: sort them to persons").click()
    address = page.url
    page.get_by_role("button", name="Sign out").click()  # the batch goes on without anybody
    sign_in(page, portal, "An Janssens")
    page.get_by_role("link", name="Many workers at once").click()
    page.get_by_role("link", name=re.compile("Batch of")).first.click()
    assert page.url == address
    expect(page.get_by_role("heading", name="3 workers")).to_be_visible(timeout=READING)
    card = row_of(page, "Munteanu")
    expect(card).to_be_visible(timeout=READING)  # both sides are read once more, together
    expect(card.locator(".app-pages img")).to_have_count(2)  # both sides are one person's
    for name in ("WÓJCIK", "Munteanu"):
        expect(row_of(page, name)).to_contain_text("Something is missing")
    page.get_by_role("button", name="Fill in example addresses").click()
    page.get_by_role("button", name="Send 3 requests").click()
    for name in ("WÓJCIK", "Munteanu"):
        expect(row_of(page, name)).to_contain_text(NUMBER)
    expect(page.get_by_text("Under review")).to_have_count(1)  # the twin: as careful as for one worker


def test_pages_are_moved_apart_and_a_person_is_corrected(portal: str, open_page: Callable[..., Page]):
    page = open_page(width=360)
    sign_in(page, portal, "An Janssens")
    begin(page)
    sides = ["residence-permit-known-front.jpg", "residence-permit-known-back.jpg"]
    page.get_by_label("Documents of all workers").set_input_files([SAMPLES / name for name in sides])
    expect(page.get_by_role("heading", name="2 files")).to_be_visible()
    page.get_by_role("button", name="These are all: sort them to persons").click()
    expect(page.get_by_role("heading", name="1 worker", exact=True)).to_be_visible(timeout=READING)
    page.get_by_role("button", name=re.compile("Take apart")).click()
    expect(page.get_by_role("heading", name="2 workers")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for box in page.locator(".app-people input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Make the ticked ones one person").click()
    expect(page.get_by_role("heading", name="1 worker", exact=True)).to_be_visible(timeout=READING)
    page.get_by_role("link", name=re.compile("Check the data")).click(timeout=READING)
    page.get_by_label("Given names").fill("Changed")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the country")
    expect(page.get_by_label("Given names")).to_have_value("Changed")
    page.get_by_role("link", name="Back to the batch").click()
    page.get_by_role("button", name="Fill in example addresses").click()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("Under review")).to_be_visible()  # typed by hand: never a number at once
