"""The portal of one page in docs/, in a browser: from a scan to a number, by the API alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "service" / "demo" / "samples"

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def page_portal(portal: str, demo_token: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """`docs/portal` on a free port, in front of the running service; its address."""
    monkeypatch.syspath_prepend(str(ROOT / "clients" / "python"))
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "portal"))
    from portal import PortalServer

    server = PortalServer(portal, demo_token, 0)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_scan_becomes_a_number_on_one_page(page_portal: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(page_portal)
    page.get_by_label("Passport, identity card").set_input_files(SAMPLES / "passport-known.jpg")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_label("Family name")).to_have_value("WÓJCIK")
    expect(page.get_by_label("Sex")).to_have_value("2")
    page.get_by_label("Country").fill("POL")
    page.get_by_label("Town").first.fill("Gdańsk")
    page.get_by_label("Street").fill("Wetstraat")
    page.get_by_label("House number").fill("16")
    page.get_by_label("Postcode").fill("100")
    page.get_by_label("Town").last.fill("Brussel")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("contactAddress.postCode")
    page.get_by_label("Postcode").fill("1000")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_have_text("The number is 82460160056.")


def test_a_file_that_is_no_picture_is_refused_in_words(
    page_portal: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("no picture")
    page = open_page()
    page.goto(page_portal)
    page.get_by_label("Passport, identity card").set_input_files(tmp_path / "letter.txt")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("status")).to_contain_text("not a picture or PDF")
