"""The reviewer's way: open the queue, compare, decide."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import open_case, queue_case, sign_in

pytestmark = pytest.mark.e2e


def test_compare_and_assign_the_known_person(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    case = queue_case(page, portal, "passport-birth-date-differs")
    open_case(page, portal, case)
    expect(page.get_by_role("img", name="Scan, page 1; press to enlarge")).to_be_visible()
    entered = page.get_by_role("table", name="Entered against read")
    expect(entered.get_by_role("row", name=re.compile("^Date of birth"))).to_contain_text("Verified")
    evidence = page.get_by_role("table", name="Evidence in bits").first
    expect(evidence.get_by_role("row", name=re.compile("^Date of birth"))).to_contain_text("≠")
    waterfall = page.get_by_role("img", name="Evidence step by step").first
    expect(waterfall).to_be_visible()
    expect(waterfall).to_contain_text("Date of birth")
    number = page.locator("article h3").first.inner_text().split(" ")[0]
    page.get_by_label("Note (for the office)").first.fill("One digit was mistyped in the registry.")
    page.get_by_role("button", name="Same person: assign this number").first.click()
    expect(page.get_by_role("status")).to_contain_text("The number of the known person was assigned.")
    sign_in(page, portal, "An Janssens")
    page.goto(case.replace("/reviews/", "/requests/"))
    expect(page.locator("#number")).to_have_text(number)


def test_make_a_new_number_for_a_twin(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    case = queue_case(page, portal, "passport-twin")
    open_case(page, portal, case)
    expect(page.get_by_text("Veto:").first).to_be_visible()
    known = page.locator("article h3").first.inner_text().split(" ")[0]
    page.get_by_text("New person: make a number").click()
    page.get_by_role("button", name="Make a new number").click()
    expect(page.get_by_role("status")).to_contain_text("A new number was made.")
    sign_in(page, portal, "An Janssens")
    page.goto(case.replace("/reviews/", "/requests/"))
    expect(page.locator("#number")).to_have_text(re.compile("^71.43.11-"))
    assert page.locator("#number").inner_text() != known


def test_ask_answer_and_refuse(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    case = queue_case(page, portal, "driving-licence-front")
    open_case(page, portal, case)
    page.get_by_text("Ask the requester").click()
    page.get_by_role("button", name="Send the question").click()
    expect(page.locator("#ask-error")).to_contain_text("Choose at least one thing to ask for.")
    page.get_by_label("a sharper scan of the document").check()
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("status")).to_contain_text("The requester was asked for information.")

    sign_in(page, portal, "An Janssens")
    todo = page.get_by_role("region", name="Needs your attention")
    todo.locator(f"a[href*='{case.rsplit('/', 1)[1]}']").click()
    expect(page.get_by_text("a sharper scan of the document")).to_be_visible()
    page.get_by_role("button", name="Replace or add a page").click()
    page.locator("#page-1").get_by_role("button", name="Remove").click()
    page.locator("button[value='driving-licence-front']").click()
    expect(page.get_by_text("New scan added")).to_be_visible()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", name="A reviewer looks at the request")).to_be_visible()

    open_case(page, portal, case)
    page.get_by_text("Refuse", exact=True).click()
    page.get_by_label("This kind of document is not accepted.").check()
    page.get_by_role("button", name="Refuse the request").click()
    expect(page.get_by_role("status")).to_contain_text("The request was refused.")


def test_employers_do_not_reach_the_desk(portal: str, open_page: Callable[..., Page]):
    page = open_page()
    sign_in(page, portal, "Chloé Lambert")
    response = page.goto(f"{portal}/reviews")
    assert response is not None
    assert response.status == 403
    expect(page.get_by_role("heading", name="Your role does not allow this.")).to_be_visible()
