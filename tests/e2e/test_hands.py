"""How much the employer's way asks of a person: a dozen interactions, and no mouse at all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.walk import sign_in

pytestmark = pytest.mark.e2e
NUMBER = re.compile(r"\d\d\.\d\d\.\d\d-\d\d\d\.\d\d")
MOST = 12
MOST_TABS = 120
FOCUS_SHOWS = """() => {
    const shown = getComputedStyle(document.activeElement);
    const label = document.activeElement.labels?.[0];
    const beside = label ? [getComputedStyle(label, "::before"), getComputedStyle(label)] : [];
    return [shown, ...beside].some(one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0
        || one.boxShadow !== "none");
}"""


class Hand:
    """Counts what it does: a press, a choice, a text typed into a field."""

    def __init__(self) -> None:
        self.done = 0

    def click(self, place: Locator) -> None:
        self.done += 1
        place.click()

    def type(self, place: Locator, text: str) -> None:
        self.done += 1
        place.fill(text)

    def choose(self, page: Page, name: str, country: str) -> None:
        """A country, by its first letters and Enter."""
        self.done += 1
        page.get_by_label(name).fill(country)
        page.get_by_label(name).press("Enter")


def test_from_signing_in_to_a_number_with_the_demonstrations_addresses(
    portal: str, open_page: Callable[..., Page]
):
    page, hand = open_page(), Hand()
    page.goto(f"{portal}/language/en?next=/sign-in")
    hand.click(page.get_by_role("button", name="An Janssens"))
    hand.click(page.get_by_role("main").get_by_role("button", name="New request"))
    hand.click(page.get_by_label("An employee from abroad"))
    hand.click(page.get_by_role("button", name="Continue"))
    hand.click(page.locator("button[value='passport-known']"))
    page.wait_for_url(re.compile("/person$"))
    hand.click(page.get_by_role("button", name="Continue"))
    hand.click(page.get_by_role("button", name="Fill in example addresses"))
    hand.click(page.get_by_role("button", name="Continue"))
    hand.click(page.get_by_role("button", name="Send the request"))
    expect(page.locator("#number")).to_have_text(NUMBER)
    assert hand.done <= MOST


def test_from_a_passport_to_a_number_with_every_address_typed(portal: str, open_page: Callable[..., Page]):
    page, hand = open_page(width=360), Hand()
    sign_in(page, portal, "An Janssens")
    page.goto(f"{portal}/requests/new/upload")
    hand.click(page.locator("button[value='passport-known']"))
    page.wait_for_url(re.compile("/person$"))
    hand.click(page.get_by_role("button", name="Continue"))
    hand.choose(page, "Country", "pol")
    hand.type(page.get_by_label("Town").first, "Gdańsk")
    hand.type(page.get_by_label("Street").last, "Kouter")
    hand.type(page.get_by_label("House number").last, "1")
    hand.type(page.get_by_label("Postcode").last, "9000")
    expect(page.get_by_label("Town").last).to_have_value("Gent")
    hand.click(page.get_by_role("button", name="Continue"))
    hand.click(page.get_by_role("button", name="Send the request"))
    expect(page.locator("#number")).to_have_text(NUMBER)
    assert hand.done <= MOST


def reach(page: Page, css: str, key: str = "Tab") -> None:
    """Presses Tab until the element has the focus, which can be seen at every stop."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            continue  # the browser's own bar lies between the last element and the first
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
    pytest.fail(f"{css} was not reached by {key} on {page.url}")


def test_the_whole_way_by_keyboard_alone(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    keys = page.keyboard
    page.goto(f"{portal}/language/en?next=/sign-in")
    reach(page, "form[action='/sign-in'] button")
    keys.press("Enter")
    page.wait_for_url(re.compile("/requests$"))
    reach(page, "main a[href='/requests/new']")
    keys.press("Enter")
    page.wait_for_url(re.compile("/requests/new$"))
    reach(page, "#route")
    keys.press("Space")
    reach(page, "main form button.govuk-button")
    keys.press("Enter")
    page.wait_for_url(re.compile("/upload$"))
    reach(page, "#files")  # a file dialogue is the browser's own
    reach(page, "button[value='passport-new']")
    keys.press("Enter")
    page.wait_for_url(re.compile("/person$"))
    reach(page, "#person-placeOfBirth")
    keys.press("Control+A")
    keys.type("La Paz")
    reach(page, "button[value='placeOfBirth:read']")
    keys.press("Enter")
    expect(page.locator("#person-placeOfBirth")).to_be_focused()
    expect(page.locator("#person-placeOfBirth")).not_to_have_value("La Paz")
    reach(page, "#person-nationality")
    keys.press("Escape")
    reach(page, "main form .app-actions button.govuk-button")
    keys.press("Enter")
    page.wait_for_url(re.compile("/address"))
    reach(page, "#residenceAddress-country")
    keys.type("pola")
    expect(page.locator(".autocomplete__option--focused")).to_have_text("Poland")
    keys.press("Enter")
    for name, text in (
        ("residence-municipalityName", "Gdańsk"),
        ("contact-streetName", "Kouter"),
        ("contact-houseNumber", "1"),
        ("contact-postCode", "9000"),
    ):
        reach(page, f"[name={name}]")
        keys.type(text)
    expect(page.locator("[name=contact-municipalityName]")).to_have_value("Gent")
    keys.press("Enter")  # what Enter does in a field is to go on
    page.wait_for_url(re.compile("/check$"))
    reach(page, "main form button[data-prevent-double-click]")
    keys.press("Enter")
    expect(page.locator("#number")).to_have_text(NUMBER)
    reach(page, "[data-copy]")


def test_pages_are_moved_and_turned_without_losing_ones_place(portal: str, open_page: Callable[..., Page]):
    from service.settings import Settings

    samples = Settings().demo_samples_dir
    page = open_page()
    sign_in(page, portal, "An Janssens")
    page.goto(f"{portal}/requests/new/upload")
    page.locator("#files").set_input_files(
        [samples / "passport-phone.jpg", samples / "identity-card-phone.jpg"]
    )
    page.locator("#page-2").wait_for()
    reach(page, "#page-2 [id^=up-]")
    page.keyboard.press("Enter")
    expect(page.locator("#page-1")).to_contain_text("identity-card-phone.jpg")
    expect(page.locator("#page-1 [id^=down-]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#page-1")).to_contain_text("passport-phone.jpg")
    expect(page.locator("#page-2 [id^=up-]")).to_be_focused()
    reach(page, "#page-2 [id^=turn-]", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#page-2 img")).to_have_attribute("src", re.compile("turn=90$"))
    expect(page.locator("#page-2 [id^=turn-]")).to_be_focused()


def test_a_country_that_is_none_is_never_sent_as_another(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    sign_in(page, portal, "An Janssens")
    page.goto(f"{portal}/requests/new/upload")
    page.locator("button[value='passport-known']").click()
    page.wait_for_url(re.compile("/person$"))
    field = page.locator("#person-nationality")
    field.fill("Atlantis")
    field.press("Tab")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#person-nationality-unknown")).to_have_text("Choose a country from the list.")
    expect(field).to_be_focused()
    field.fill("bel")
    field.press("Enter")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(re.compile("/address"))


def test_who_is_about_to_be_signed_out_stays_with_one_press(
    portal: str, open_page: Callable[..., Page], axe: Callable[[Page], None]
):
    page = open_page()
    page.clock.install()
    sign_in(page, portal, "An Janssens")
    page.goto(f"{portal}/requests/new/upload")
    dialogue = page.get_by_role("dialog", name="You will soon be signed out")
    page.clock.fast_forward("48:00")
    expect(dialogue).to_have_count(0)
    page.clock.fast_forward("02:00")
    expect(dialogue).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    axe_in_real_time(page, axe)
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialogue).to_have_count(0)


def axe_in_real_time(page: Page, axe: Callable[[Page], None]) -> None:
    """The checker waits for timers, which the test holds."""
    page.clock.resume()
    axe(page)
