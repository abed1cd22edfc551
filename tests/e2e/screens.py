"""Pictures of the portal's screens, of sample documents only: `python -m tests.e2e.screens ADDRESS FOLDER`.

Needs a portal that was just started (`make run`, or `belgianidpro serve --port … --persons …`).
"""

import io
import re
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageFilter
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from service.settings import Settings
from tests.e2e.walk import open_upload, queue_case, sign_in

SAMPLES = Settings().demo_samples_dir
WIDTHS = {"phone": 360, "tablet": 768, "desktop": 1440}
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
COLOURS = 96
"""Flat screens need no more; it keeps the files small."""
TALLEST = 2400
"""Pixels: what lies below on a long page says nothing new."""
BATCH = ("identity-card-known-back.jpg", "passport-known.jpg", "identity-card-known-front.jpg")
PAGES = {
    "Bram Janssens": (
        "organisation/users",
        "organisation/mandates",
        "organisation/tokens",
        "organisation/notifications",
        "organisation/webhooks",
        "profile",
        "batches",
    ),
    "Mats Wouters": ("statistics",),
    "Greta Hermans": ("audit",),
}
"""Screens that are only opened, by whom."""
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
    """Every way, with a picture of each screen."""
    page = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{portal}/language/en?next=/sign-in")
    take(page, folder, "sign-in")
    ask_for_a_number(page, portal, folder)
    send_a_poor_scan(page, portal, folder)
    begin_a_batch(page, portal, folder)
    case = queue_case(page, portal, "passport-twin")
    take(page, folder, "under-review", whole=False)
    decide_as_reviewer(page, portal, folder, case)
    sign_in(page, portal, "An Janssens")
    page.goto(case.replace("/reviews/", "/requests/"))
    take(page, folder, "request")
    page.goto(f"{portal}/requests")
    take(page, folder, "history")
    for name, paths in PAGES.items():
        sign_in(page, portal, name)
        for path in paths:
            page.goto(f"{portal}/{path}")
            take(page, folder, path.replace("/", "-"))


def ask_for_a_number(page: Page, portal: str, folder: Path) -> None:
    """The employer's way, to a number at once."""
    sign_in(page, portal, "An Janssens")
    page.goto(f"{portal}/requests/new")
    take(page, folder, "start")
    page.goto(f"{portal}/requests")
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


def send_a_poor_scan(page: Page, portal: str, folder: Path) -> None:
    """Advice on a picture that reads badly."""
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    page.locator("button[value='passport-blurred']").click()
    page.locator("#page-1").wait_for()
    page.locator("#files").set_input_files(SAMPLES / "identity-card-phone.jpg")
    page.locator("#page-2").wait_for()
    take(page, folder, "upload-advice")
    for sheet in ("#page-2", "#page-1"):
        page.locator(sheet).get_by_role("button", name="Remove").click()
        page.locator(sheet).wait_for(state="detached")
    page.locator("#files").set_input_files(blurred(SAMPLES / "passport-blurred.jpg"))
    page.locator("#page-1").wait_for()
    page.get_by_role("button", name="Continue with these pictures").click()
    page.get_by_role("heading", name="A better scan would help").wait_for()
    take(page, folder, "advice")
    page.get_by_role("button", name="Continue with this scan").click()
    page.wait_for_url(re.compile("/person$"))


def blurred(path: Path) -> FilePayload:
    """A picture that nobody can read."""
    shown = io.BytesIO()
    Image.open(path).filter(ImageFilter.GaussianBlur(12)).save(shown, "JPEG")
    return {"name": path.name, "mimeType": "image/jpeg", "buffer": shown.getvalue()}


def begin_a_batch(page: Page, portal: str, folder: Path) -> None:
    """Files of several workers, sorted to persons."""
    sign_in(page, portal, "An Janssens")
    page.get_by_role("link", name="Many workers at once").click()
    page.get_by_label(re.compile("All are employees from abroad")).check()
    page.get_by_role("button", name="Begin a batch").click()
    page.get_by_label("Documents of all workers").set_input_files([SAMPLES / name for name in BATCH])
    page.get_by_role("heading", name=f"{len(BATCH)} files").wait_for()
    take(page, folder, "batch-files")
    page.get_by_role("button", name="These are all: sort them to persons").click()
    page.get_by_role("heading", name="2 workers").wait_for()
    page.wait_for_load_state("networkidle")
    take(page, folder, "batch")


def decide_as_reviewer(page: Page, portal: str, folder: Path, case: str) -> None:
    """A case, and the queue, in which it may stand far below."""
    sign_in(page, portal, "Dirk De Smet")
    page.goto(case)
    page.get_by_role("heading", name="Entered against read").wait_for()
    take(page, folder, "case", whole=False)
    take(page, folder, "case-whole")
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
