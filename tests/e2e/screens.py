"""Pictures of the portal's screens, of sample documents only: `python -m tests.e2e.screens ADDRESS FOLDER`.

Needs a portal that was just started (`make run`, or `belgianidpro serve --port … --persons …`).
"""

import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from service.settings import Settings
from tests.e2e.walk import open_case, open_upload, queue_case, request_number, sign_in

SAMPLES = Settings().demo_samples_dir
WIDTHS = {"phone": 360, "tablet": 768, "desktop": 1440}
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
COLOURS = 96
"""Flat screens need no more; it keeps the files small."""
TALLEST = 2400
"""Pixels: what lies below on a long page says nothing new."""
PATIENCE = 180_000
"""Milliseconds: on a busy machine a reading takes its time."""


def take(page: Page, folder: Path, name: str, *, whole: bool = True) -> None:
    """One screen at every width."""
    for size, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        path = folder / f"{name}-{size}.png"
        page.screenshot(path=path, full_page=whole)
        shot = Image.open(path).convert("RGB")
        shot = shot.crop((0, 0, shot.width, min(shot.height, TALLEST)))
        shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def walk(browser: Browser, portal: str, folder: Path) -> None:
    """Both ways, with a picture of each screen."""
    page = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{portal}/language/en?next=/sign-in")
    take(page, folder, "sign-in")
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    take(page, folder, "upload", whole=False)
    page.locator("button[value='passport-known']").click()
    page.wait_for_url(re.compile("/person$"))
    take(page, folder, "personal-data", whole=False)
    page.get_by_label("Place of birth").fill("Gdańsk")
    page.get_by_label("Given names").fill("Małgorzata Anna")
    page.emulate_media(color_scheme="dark")
    take(page, folder, "personal-data-dark", whole=False)
    page.emulate_media(color_scheme="light")
    page.reload()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Fill in example addresses").click()
    take(page, folder, "address")
    page.get_by_role("button", name="Continue").click()
    take(page, folder, "check", whole=False)
    page.get_by_role("button", name="Send the request").click()
    take(page, folder, "number", whole=False)
    request_number(page, portal, "passport-new")
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    page.locator("button[value='passport-blurred']").click()
    page.locator("#page-1").wait_for()
    page.locator("#files").set_input_files(SAMPLES / "identity-card-phone.jpg")
    page.locator("#page-2").wait_for()
    take(page, folder, "upload-advice")
    page.locator("#page-2").get_by_role("button", name="Remove").click()
    page.locator("#page-2").wait_for(state="detached")
    page.get_by_role("button", name="Continue with these pictures").click()
    page.get_by_role("heading", name="A better scan would help").wait_for()
    take(page, folder, "advice")
    page.get_by_role("button", name="Continue with this scan").click()
    case = queue_case(page, portal, "passport-twin")
    take(page, folder, "under-review", whole=False)
    page.goto(f"{portal}/requests")
    take(page, folder, "history")
    sign_in(page, portal, "Bram Janssens")
    for path in (
        "organisation/users",
        "organisation/notifications",
        "organisation/webhooks",
        "profile",
        "batches",
    ):
        page.goto(f"{portal}/{path}")
        take(page, folder, path.replace("/", "-"))
    open_case(page, portal, case)
    take(page, folder, "case", whole=False)
    page.goto(f"{portal}/reviews")
    take(page, folder, "queue")


def main() -> None:
    """Takes all screens."""
    portal, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        walk(browser, portal, folder)
        browser.close()


if __name__ == "__main__":
    main()
