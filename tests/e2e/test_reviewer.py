"""The reviewer's way: open the queue, compare, decide."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import (
    open_case,
    open_upload,
    queue_case,
    send_with_example_addresses,
    sign_in,
    use_sample,
)

pytestmark = pytest.mark.e2e


def carried_out(page: Page, portal: str, case: str) -> None:
    """Waits, as the requester would, until the decision has gone out."""
    sign_in(page, portal, "An Janssens")
    page.goto(case.replace("/reviews/", "/requests/"))
    for _ in range(30):
        if page.locator("#number").count():
            return
        page.wait_for_timeout(1000)
        page.reload()


def test_compare_and_assign_the_known_person_without_scripts(portal: str, open_page: Callable[..., Page]):
    case = queue_case(open_page(), portal, "passport-birth-date-differs")
    page = open_page(scripts=False)
    open_case(page, portal, case)
    expect(page.get_by_role("img", name="Scan, page 1")).to_be_visible()
    entered = page.get_by_role("table", name="Entered against read")
    birth = entered.get_by_role("row", name=re.compile("^Date of birth"))
    expect(birth).to_contain_text("Verified")
    expect(birth).to_contain_text("≠")
    waterfall = page.get_by_role("img", name="Evidence step by step").first
    expect(waterfall).to_contain_text("Date of birth")
    number = page.locator("article h3").first.inner_text().split(" ")[0]
    page.get_by_text("Add a note").first.click()
    page.get_by_label("Note (for the office)").first.fill("One digit was mistyped in the registry.")
    page.get_by_role("button", name="Same person: assign this number").first.click()
    expect(page.get_by_role("status")).to_contain_text("The number of the known person is given in a moment.")
    carried_out(page, portal, case)
    expect(page.locator("#number")).to_have_text(number)


def test_a_clear_case_takes_at_most_four_keys_and_can_be_taken_back(
    portal: str, open_page: Callable[..., Page]
):
    """From the queue: the next case, the candidate, the number. Then the decision is taken back by a key."""
    page = open_page()
    queue_clear_case(page, portal)
    sign_in(page, portal, "Dirk De Smet")
    page.get_by_role("link", name=re.compile("^The data are not verified")).click()
    page.wait_for_load_state()
    pressed = 0
    for key in ("n", "1", "Enter"):
        page.keyboard.press(key)
        pressed += 1
        page.wait_for_load_state()
        if key == "n":
            expect(page.get_by_role("heading", name="Entered against read")).to_be_visible()
        elif key == "1":
            expect(page.get_by_role("button", name=re.compile("^Same person"))).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("is given in a moment")
    assert pressed <= 4
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Entered against read")).to_be_visible()
    expect(page.get_by_text("Taken back")).to_be_visible()


def queue_clear_case(page: Page, portal: str) -> None:
    """A known person whose name was typed without its diacritics, so that the machine does not answer."""
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    use_sample(page, "passport-known")
    page.get_by_label("Given names").fill("MALGORZATA")
    send_with_example_addresses(page)


def test_the_scan_rows_and_keys_work_together(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    open_case(page, portal, queue_case(page, portal, "passport-twin"))
    expect(page.get_by_text("Veto:").first).to_be_visible()
    row, box = page.locator("#row-familyName"), page.locator(".app-box[data-field=familyName]").first
    row.hover()
    expect(box).to_have_class(re.compile("is-lit"))
    box.focus()
    expect(row).to_have_class(re.compile("is-lit"))
    sheet = page.locator(".app-viewer__sheet").first
    before = sheet.bounding_box()["width"]
    page.keyboard.press("+")
    assert sheet.bounding_box()["width"] > before
    page.keyboard.press("i")
    expect(page.get_by_role("button", name="Invert")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_role("button", name="Switch single keys off").click()
    page.wait_for_load_state()
    page.keyboard.press("c")
    expect(page.locator("#new")).not_to_have_attribute("open", "")
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Switch single keys on").click()
    page.wait_for_load_state()
    page.keyboard.press("c")
    expect(page.locator("#new-note")).to_be_focused()
    page.keyboard.type("a r n")  # in a field, keys are letters
    expect(page.locator("#new-note")).to_have_value("a r n")


def test_ask_answer_and_refuse(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    case = queue_case(page, portal, "driving-licence-front")
    open_case(page, portal, case)
    page.keyboard.press("a")
    page.get_by_role("button", name="Send the question").click()
    expect(page.locator("#ask-error")).to_contain_text("Choose at least one thing to ask for.")
    page.get_by_label("a sharper scan of the document").check()
    expect(page.locator("#mail")).to_contain_text("Uw aanvraag: wij hebben nog iets nodig")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("status")).to_contain_text("The question goes out in a moment.")

    sign_in(page, portal, "An Janssens")
    page.goto(case.replace("/reviews/", "/requests/"))
    for _ in range(30):
        if page.get_by_text("a sharper scan of the document").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.get_by_text("a sharper scan of the document").first).to_be_visible()
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_role("button", name="Replace or add a page").click()
    page.locator("#page-1").get_by_role("button", name="Remove").click()
    page.locator("button[value='driving-licence-front']").click()
    expect(page.get_by_text("New scan added")).to_be_visible()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", name="A reviewer looks at the request")).to_be_visible()

    open_case(page, portal, case)
    page.locator("#refuse > summary").click()
    page.get_by_label("This kind of document is not accepted.").check()
    page.get_by_role("button", name="Refuse the request").click()
    expect(page.get_by_role("status")).to_contain_text("The refusal goes out in a moment.")


def test_employers_do_not_reach_the_desk(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    sign_in(page, portal, "Chloé Lambert")
    response = page.goto(f"{portal}/reviews")
    assert response is not None
    assert response.status == 403
    expect(page.get_by_role("heading", name="Your role does not allow this.")).to_be_visible()
