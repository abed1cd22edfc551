"""What axe-core says of the employer's pages, and whether it is really asked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import check_fit, violations
from tests.e2e.walk import sign_in

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scripts", [True, False])
def test_the_checker_sees_what_is_wrong(portal: str, open_page: Callable[..., Page], scripts: bool):
    page = open_page(scripts=scripts)
    page.goto(f"{portal}/sign-in")
    assert violations(page) == []
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            main.append(document.createElement("input"), "pale");
            main.style.color = "#ddd";
        }"""
    )
    assert {one["id"] for one in violations(page)} == {"label", "color-contrast"}


@pytest.mark.parametrize(
    ("cell", "words"),
    [({"width": "80px"}, {"width": "300px"}), ({}, {"width": "9px", "overflowWrap": "anywhere"})],
)
def test_the_checker_sees_cells_that_are_cut_or_squeezed(
    portal: str, open_page: Callable[..., Page], cell: dict[str, str], words: dict[str, str]
):
    page = open_page(width=360)
    page.goto(f"{portal}/sign-in")
    check_fit(page)
    page.evaluate(
        """([cell, words]) => {
            const main = document.querySelector("main");
            main.innerHTML = "<table><tr><td><div>Why nobody decided</div></td></tr></table>";
            Object.assign(document.querySelector("td").style, {display: "block", width: "300px", ...cell});
            Object.assign(document.querySelector("td div").style, words);
        }""",
        [cell, words],
    )
    with pytest.raises(AssertionError, match="at 360 pixels"):
        check_fit(page)


@pytest.mark.parametrize("path", ["/requests", "/requests/new", "/requests/new/upload", "/organisations"])
@pytest.mark.parametrize("width", [320, 1440])
def test_pages_without_a_request(
    portal: str, open_page: Callable[..., Page], axe: Callable[[Page], None], path: str, width: int
):
    page = open_page(width=width)
    sign_in(page, portal, "An Janssens")
    page.goto(f"{portal}{path}")
    axe(page)


PEOPLE = {
    "": ["/privacy", "/sign-in"],
    "Bram Janssens": [
        "/requests?state=draft&sort=worker",
        "/batches",
        "/organisation/users",
        "/organisation/mandates",
        "/organisation/tokens",
        "/organisation/notifications",
        "/organisation/webhooks",
        "/profile",
    ],
    "Dirk De Smet": ["/reviews", "/corrections", "/profile"],
    "Mats Wouters": ["/statistics"],
    "Greta Hermans": ["/audit"],
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_of_every_role(
    portal: str, open_page: Callable[..., Page], axe: Callable[[Page], None], person: str, width: int
):
    page = open_page(width=width)
    if person:
        sign_in(page, portal, person)
    for path in PEOPLE[person]:
        assert page.goto(f"{portal}{path}").status == 200, path
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
