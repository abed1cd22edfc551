"""axe-core, put into a page as it stands: what it finds against WCAG 2.2 AA, in words that name the place."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.npm import install

FOLDER = Path(__file__).parents[1] / "axe"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async rules => (
    await axe.run(document, {runOnly: {type: "tag", values: rules}})
).violations.map(one => ({
    id: one.id, help: one.help, nodes: one.nodes.map(node => [node.html, node.failureSummary])
}))"""

SPOILT = """() => [...document.querySelectorAll("main td")].filter(cell => {
    const edge = cell.getBoundingClientRect();
    const parts = [...cell.querySelectorAll("a, button, select, input, strong, span, div")];
    const out = parts.filter(one => !one.closest(".govuk-visually-hidden"))
        .map(one => one.getBoundingClientRect())
        .some(one => one.width > 1 && (one.left < edge.left - 1 || one.right > edge.right + 1));
    const squeezed = !cell.querySelector("img, form") && edge.width > 0
        && edge.width * edge.height > 1200 * (cell.innerText.length + 20);
    return out || squeezed;
}).map(cell => cell.innerText.slice(0, 80))"""
"""Cells of tables out of which something sticks, or whose text stands a letter a line, in an area that no
text needs."""

SCRIPTLESS = """!document.body.classList.contains("js-enabled")
    && document.querySelector("script[src*='portal']") !== null"""


@cache
def source() -> str:
    """The script of the locked package."""
    return (install(FOLDER, "axe-core") / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds on the page in its present state, with the elements.

    What waits for the server's answer is drawn faint, for nothing can be done with it: the answer is awaited.
    A page whose scripts are off would not run it to its end: its HTML is looked at in a page beside it, where
    the portal's own scripts stay away.
    """
    page.wait_for_load_state("load")
    expect(page.locator(".htmx-request")).to_have_count(0)
    return _run_beside(page) if page.evaluate(SCRIPTLESS) else _run(page)


def _run(page: Page) -> list[dict[str, Any]]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(source())
    found: list[dict[str, Any]] = page.evaluate(RUN, RULES)
    return found


def _run_beside(page: Page) -> list[dict[str, Any]]:
    browser, html = page.context.browser, page.content()
    assert browser
    with browser.new_context(
        storage_state=page.context.storage_state(), viewport=page.viewport_size
    ) as context:
        beside = context.new_page()

        def answer(route: Route) -> None:
            kind = route.request.resource_type
            if kind == "document":
                route.fulfill(body=html, content_type="text/html")
            elif kind == "script":
                route.abort()
            else:
                route.continue_()

        beside.route("**/*", answer)
        beside.goto(page.url)
        return _run(beside)


def check(page: Page) -> None:
    """Fails with what axe-core finds, where two elements share an id, and where a page is too wide."""
    told = [
        f"{one['id']}: {one['help']}\n" + "\n".join(f"    {html}\n      {why}" for html, why in one["nodes"])
        for one in violations(page)
    ]
    assert told == [], f"{page.url}\n" + "\n".join(told)
    check_fit(page)


def check_fit(page: Page) -> None:
    """The part of it that takes no time: one element an id, nothing to scroll to sideways, no spoilt cell."""
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert sorted(ids) == sorted({*ids}), page.url
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], f"{page.url} is {width[0]} pixels wide in a window of {width[1]}"
    assert page.evaluate(SPOILT) == [], f"{page.url} at {width[1]} pixels"
