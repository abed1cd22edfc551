"""Every page and state of the employer's way, at every width, with and without scripts, in four languages:
nothing for axe-core to find, in light and dark, and nothing wider than the window."""

import os
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from service.languages import LANGUAGES
from service.settings import Settings
from tests.e2e.axe import check_fit

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(900)]
SAMPLES = Settings().demo_samples_dir
ONWARD = "main form .app-actions button.govuk-button, main form > button.govuk-button:not(.app-nojs)"


class Visitor:
    """Walks without a word of any language, and looks at each page in all of them."""

    def __init__(self, page: Page, portal: str, axe: Callable[[Page], None], *, scripts: bool) -> None:
        self.page, self.portal, self.axe, self.scripts = page, portal, axe, scripts

    def look(self) -> None:
        """The page in each language, whose words must fit; in English, in which it stays, by axe-core too."""
        path = urlsplit(self.page.url).path
        for language in sorted(LANGUAGES, key=lambda code: code == "en"):
            self.page.goto(f"{self.portal}/language/{language}?next={path}")
            expect(self.page.locator("html")).to_have_attribute("lang", language)
            check_fit(self.page)
        self.glance()

    def glance(self) -> None:
        """The page in its present state, which another language would lose; in the dark where scripts run."""
        self.axe(self.page)
        if self.scripts:
            self.page.emulate_media(color_scheme="dark")
            self.axe(self.page)
            self.page.emulate_media(color_scheme="light")

    def go_on(self) -> None:
        """Presses the page's own button."""
        self.page.locator(ONWARD).last.click()

    def choose(self, place: str, file: str) -> None:
        """A file, sent at once with scripts and with its button without."""
        self.page.locator(f"{place} input[type=file]").first.set_input_files(SAMPLES / file)
        if not self.scripts:
            self.page.locator(f"{place} button.app-nojs").click()


WALKS = [(360, True)]
"""A walk takes a minute and more; `make walks` takes the others as well."""
if os.environ.get("WALKS"):
    WALKS += [(320, True), (360, False), (1440, True), (1440, False)]


@pytest.mark.parametrize(("width", "scripts"), WALKS)
def test_the_whole_way(
    portal: str, open_page: Callable[..., Page], axe: Callable[[Page], None], width: int, scripts: bool
):
    page = open_page(scripts=scripts, width=width)
    visitor = Visitor(page, portal, axe, scripts=scripts)
    page.goto(f"{portal}/sign-in")
    visitor.look()
    page.locator("form[action='/sign-in'] button").first.click()
    page.goto(f"{portal}/requests/new")
    visitor.look()
    visitor.go_on()
    visitor.glance()  # nothing was chosen
    page.locator("input[value=student]").check()
    visitor.go_on()
    visitor.glance()  # another procedure
    page.goto(f"{portal}/requests/new")
    page.locator("#route").check()
    visitor.go_on()
    visitor.look()
    visitor.choose("[data-drop]", "passport-blurred.jpg")
    page.locator("#page-1").wait_for()
    page.wait_for_url(re.compile("/scan$"))
    visitor.choose("[data-drop]", "passport-phone.jpg")
    page.locator("#page-2").wait_for()
    visitor.look()
    page.locator("#page-2 [id^=turn-]").click()
    page.locator("#page-2 [id^=up-]").click()
    expect(page.locator("#page-1")).to_contain_text("passport-phone.jpg")
    visitor.glance()
    page.locator("#page-1 [id^=down-]").click()
    expect(page.locator("#page-1")).to_contain_text("passport-blurred.jpg")
    page.locator("#page-1 form[action$='/remove'] button").click()
    expect(page.locator("#page-2")).to_have_count(0)
    page.locator("form[action$='/scan/read'] button").click()
    page.wait_for_url(re.compile("/person$"))
    visitor.look()
    page.locator("[name=givenNames]").fill("Othername")
    page.locator("[name=birthDate-month]").fill("13")
    visitor.go_on()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    visitor.glance()
    page.locator(".app-changed:visible button").last.click()  # what was read, back in its place
    expect(page.locator("[name=birthDate-month]")).not_to_have_value("13")
    page.locator("button[value='givenNames:read']").click()
    visitor.go_on()
    page.wait_for_url(re.compile("/address"))
    visitor.look()
    visitor.go_on()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    visitor.glance()
    page.locator("button[name=example]").click()
    expect(page.locator("[name=contact-postCode]")).to_have_value("1000")
    visitor.go_on()
    page.wait_for_url(re.compile("/check(#|$)"))
    visitor.look()
    page.locator("a[href$='#person-placeOfBirth']").click()
    expect(page.locator("#person-placeOfBirth")).to_have_value(re.compile("."))
    visitor.go_on()
    page.wait_for_url(re.compile("/check(#|$)"))
    page.locator("#email").fill("nobody")
    visitor.go_on()
    expect(page.locator("#email-error")).to_be_visible()
    visitor.glance()
    page.locator("#email").fill("an@janssens.invalid")
    visitor.go_on()
    page.wait_for_url(re.compile(r"/requests/[0-9a-f-]{36}(#|$)"))
    visitor.look()
    page.goto(f"{portal}/requests")
    visitor.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_what_a_better_scan_would_help_is_shown(
    portal: str, open_page: Callable[..., Page], axe: Callable[[Page], None], scripts: bool
):
    page = open_page(scripts=scripts, width=360)
    visitor = Visitor(page, portal, axe, scripts=scripts)
    page.goto(f"{portal}/sign-in?next=/requests/new/upload")
    page.locator("form[action='/sign-in'] button").first.click()
    page.locator("button[value='passport-expired']").click()
    page.locator("form[action$='/continue']").wait_for()
    visitor.look()
    page.locator("form[action$='/continue'] button").click()
    page.wait_for_url(re.compile("/person$"))
    visitor.go_on()
    expect(page.locator("#document-expiryDate-error")).to_be_visible()
    visitor.glance()
