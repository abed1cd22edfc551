"""The newcomer's way, from a sample passport to the number."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import ocr.intake  # noqa: F401
import service.app  # noqa: F401 - error_classes finds what is loaded, here as in a web process
from service.web.explaining import error_classes
from tests.e2e.walk import open_upload, request_number, send_with_example_addresses, sign_in, use_sample
from tests.rubbish import RUBBISH

pytestmark = pytest.mark.e2e
NUMBER = re.compile(r"\d\d\.\d\d\.\d\d-\d\d\d\.\d\d")


def test_known_person_gets_the_existing_number_at_once(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    request_number(page, portal, "passport-known")
    expect(
        page.get_by_role("heading", name=re.compile("identification number of MAŁGORZATA"))
    ).to_be_visible()
    # The number of samples.json's registry: month 06 + 40, for the sex was known.
    expect(page.locator("#number")).to_have_text(re.compile(r"82\.46\.01-\d{3}\.\d\d"))
    page.get_by_role("link", name="Back to the requests").click()
    expect(page.locator("tbody tr").first).to_contain_text("Number assigned")


def test_new_person_gets_a_new_number_at_once(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    request_number(page, portal, "passport-new")
    expect(page.locator("#number")).to_have_text(NUMBER)
    assert page.locator("#number").inner_text().startswith("71.48.31-")  # 31 August 1971


def test_changing_the_name_by_hand_never_gives_an_existing_number(
    portal: str, open_page: Callable[..., Page]
):
    page = open_page()
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    use_sample(page, "passport-new")
    page.get_by_label("Family name").fill("WÓJCIK")
    page.get_by_label("Given names").fill("MAŁGORZATA")
    for label, value in (("Day", "1"), ("Month", "6"), ("Year", "1982")):
        page.get_by_role("group", name="Date of birth").get_by_label(label).fill(value)
    page.get_by_label("Female").check()
    send_with_example_addresses(page)
    expect(page.get_by_role("heading", name="A reviewer looks at the request")).to_be_visible()
    expect(page.locator("#number")).to_have_count(0)


def test_everything_works_without_scripts_in_dutch_on_a_phone(portal: str, open_page: Callable[..., Page]):
    page = open_page("nl-BE", scripts=False, width=360)
    page.goto(f"{portal}/requests")
    assert page.url.startswith(f"{portal}/sign-in")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name="Aanmelden – An Janssens").click()
    page.get_by_role("main").get_by_role("button", name="Nieuwe aanvraag").click()
    page.get_by_label("Een werknemer uit het buitenland").check()
    page.get_by_role("button", name="Verdergaan").click()
    page.locator("button[value='identity-card-known']").click()
    page.wait_for_url(re.compile("/person$"))  # <noscript> refreshes the progress
    expect(page.get_by_label("Familienaam")).to_have_value("Munteanu")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Verdergaan").click()
    page.get_by_role("button", name="Voorbeeldadressen invullen").click()
    page.get_by_role("button", name="Verdergaan").click()
    page.get_by_role("button", name="De aanvraag verzenden").click()
    expect(page.locator("#number")).to_have_text(NUMBER)


def test_errors_are_named_at_the_field_and_take_focus(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    use_sample(page, "passport-new")
    page.get_by_role("group", name="Date of birth").get_by_label("Month").fill("13")
    page.get_by_role("button", name="Continue").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    worded = summary.get_by_role("link").inner_text()
    expect(page.locator("#person-birthDate-error")).to_contain_text(worded)
    assert page.title().startswith("Error:")
    summary.get_by_role("link").click()
    expect(page.locator("#person-birthDate")).to_be_focused()
    expect(page.get_by_role("group", name="Date of birth").get_by_label("Month")).to_have_value("13")


@pytest.mark.parametrize(
    ("language", "message", "remedy"),
    [
        (
            "en",
            "This file is not a picture or PDF that we can read.",
            "Upload a JPEG, PNG, TIFF, WebP, HEIC or PDF file.",
        ),
        ("nl", "Dit bestand is geen foto of pdf die wij kunnen lezen.", "Laad een JPEG-"),
    ],
)
def test_rubbish_gets_the_error_with_its_remedy(
    portal: str, open_page: Callable[..., Page], tmp_path: Path, language: str, message: str, remedy: str
):
    rubbish = tmp_path / "passport.jpg"
    rubbish.write_text("no picture at all")
    page = open_page()
    sign_in(page, portal, "Bram Janssens", language)
    page.goto(f"{portal}/requests/new/upload")
    page.set_input_files("input[type=file]", rubbish)
    for place in (page.locator("#scan .govuk-error-summary"), page.locator("#files-error")):
        expect(place).to_contain_text(message)
        expect(place).to_contain_text(remedy)


@pytest.mark.parametrize("kind", RUBBISH)
def test_every_kind_of_rubbish_is_named_on_the_page_with_a_remedy(
    portal: str, open_page: Callable[..., Page], tmp_path: Path, kind: str
):
    content, code = RUBBISH[kind]
    rubbish = tmp_path / ("document.pdf" if content.startswith(b"%PDF") else "passport.jpg")
    rubbish.write_bytes(content)
    page = open_page()
    sign_in(page, portal, "An Janssens", "en")
    page.goto(f"{portal}/requests/new/upload")
    page.set_input_files("input[type=file]", rubbish)
    ours = [error for error in error_classes() if error.__module__.startswith(("ocr.", "service."))]
    refusal = next(error for error in ours if error.code == code and "service.api" not in error.__module__)
    for text in (refusal.message, refusal.remedy):
        expect(page.locator("main")).to_contain_text(text.split("{")[0])


def test_first_page_is_light(portal: str, open_page: Callable[..., Page]):
    page, sizes = open_page(), []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(f"{portal}/sign-in", wait_until="networkidle")
    assert len(sizes) >= 3
    assert sum(sizes) < 150_000
