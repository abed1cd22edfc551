"""The steps of the ways through the portal, by what a person sees. English pages."""

import re

from playwright.sync_api import Page, expect


def sign_in(page: Page, portal: str, name: str, language: str = "en") -> None:
    """As one of the demonstration accounts."""
    page.goto(f"{portal}/language/{language}?next=/sign-in")
    page.get_by_role("button", name=name).click()


def open_upload(page: Page) -> None:
    """From the history to the upload."""
    page.get_by_role("main").get_by_role("button", name="New request").click()
    page.get_by_label("An employee from abroad").check()
    page.get_by_role("button", name="Continue").click()


def use_sample(page: Page, sample: str) -> None:
    """Chooses a sample document and waits until its data are there."""
    page.locator(f"button[value='{sample}']").click()
    page.wait_for_url(re.compile("/person$"))


def send_with_example_addresses(page: Page) -> None:
    """From the personal data to the answer."""
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Fill in example addresses").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send the request").click()


def request_number(page: Page, portal: str, sample: str) -> None:
    """The newcomer's whole way: nine interactions from the sign-in page to the answer."""
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    use_sample(page, sample)
    send_with_example_addresses(page)


def queue_case(page: Page, portal: str, sample: str) -> str:
    """A request that goes to a reviewer. Returns the path of its case."""
    request_number(page, portal, sample)
    expect(page.get_by_role("heading", name="A reviewer looks at the request")).to_be_visible()
    return page.url.replace("/requests/", "/reviews/")


def open_case(page: Page, portal: str, case: str) -> None:
    """As the reviewer."""
    sign_in(page, portal, "Dirk De Smet")
    expect(page.get_by_role("heading", name="Cases to decide")).to_be_visible()
    page.locator(f"td a[href^='/reviews/{case.rsplit('/', 1)[1]}']").click()
    expect(page.get_by_role("heading", name="Entered against read")).to_be_visible()
    page.wait_for_load_state()  # keys work once the scripts are there
