"""The upload: advice on the picture at the place it means, and a page replaced without starting again."""

import re
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Page, expect

from service.settings import Settings
from tests.e2e.walk import open_upload, sign_in

pytestmark = pytest.mark.e2e
SAMPLES = Settings().demo_samples_dir
CENTRE, RADIUS = (0.62, 0.42), 0.10
"""Of the spot, in parts of the picture's width and height, and of its width."""


@pytest.fixture
def glaring(tmp_path: Path) -> Path:
    """A photographed passport with a lamp's reflection on it."""
    pixels = cv2.imread(str(SAMPLES / "passport-phone.jpg"))
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot(x - CENTRE[0] * width, y - CENTRE[1] * height) / (RADIUS * width)
    light = np.clip(1.6 - distance, 0, 1)[..., None] ** 0.6
    path = tmp_path / "glare.jpg"
    cv2.imwrite(str(path), (pixels * (1 - light) + 255 * light).astype(np.uint8))
    return path


def choose(page: Page, place: str, *files: Path) -> None:
    """As a person does; the page sends a file as soon as it is chosen."""
    page.locator(f"{place} input[type=file]").first.set_input_files([*files])


def test_glare_is_shown_where_it_is_and_the_page_replaced(
    portal: str, open_page: Callable[..., Page], glaring: Path
):
    page = open_page()
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    choose(page, "[data-drop]", glaring)
    sheet = page.locator("#page-1")
    expect(sheet.get_by_role("listitem")).to_contain_text("A bright spot covers part of the document.")
    expect(page).to_have_url(re.compile(r"/requests/[0-9a-f-]{36}/scan$"))
    expect(page.get_by_role("heading", name="1 page, one could be better")).to_be_focused()
    picture = sheet.get_by_role("img", name="Page 1 of your scan")
    described = picture.get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_contain_text("Tilt the document or move the lamp")
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 600
    frame, mark = picture.bounding_box(), sheet.locator("polygon").first.bounding_box()
    assert frame is not None
    assert mark is not None
    middle = (
        (mark["x"] + mark["width"] / 2 - frame["x"]) / frame["width"],
        (mark["y"] + mark["height"] / 2 - frame["y"]) / frame["height"],
    )
    assert middle == pytest.approx(CENTRE, abs=0.03)
    assert mark["width"] < 3 * RADIUS * frame["width"]

    choose(page, "[data-drop]", SAMPLES / "identity-card-known-back.jpg")
    expect(page.locator("#page-2")).to_contain_text("Good picture")
    choose(page, "#page-1", SAMPLES / "passport-new.jpg")
    expect(page.locator("#page-1")).to_contain_text("passport-new.jpg")
    expect(page.get_by_role("heading", name="2 pages", exact=True)).to_be_visible()
    page.locator("#page-2").get_by_role("button", name="Remove").click()
    expect(page.locator("#page-2")).to_have_count(0)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(re.compile("/person$"))
    expect(page.get_by_label("Family name")).not_to_have_value("")

    page.get_by_label("Place of birth").fill("La Paz")
    page.get_by_role("button", name="Replace or add a page").click()
    expect(page.locator("#page-1")).to_contain_text("passport-new.jpg")
    page.get_by_role("link", name="Keep the earlier scan").click()
    expect(page.get_by_label("Place of birth")).to_have_value("La Paz")


def test_a_blurred_picture_is_warned_of_without_scripts_in_french_on_a_phone(
    portal: str, open_page: Callable[..., Page], tmp_path: Path
):
    blurred = tmp_path / "blurred.jpg"
    with Image.open(SAMPLES / "passport-blurred.jpg") as sample:
        sample.filter(ImageFilter.GaussianBlur(8)).save(blurred)
    page = open_page("fr-BE", scripts=False, width=390)
    page.goto(f"{portal}/requests/new/upload")
    page.get_by_role("button", name="Se connecter – An Janssens").click()
    page.get_by_role("link", name="Français").click()  # the profile says Dutch, and is asked first
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    choose(page, "[data-drop]", blurred)
    page.get_by_role("button", name="Téléverser").click()
    expect(page.locator("#page-1")).to_contain_text("La photo n'est pas nette.")
    expect(page.get_by_text("Au moins une photo sera probablement illisible.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    choose(page, "#page-1", SAMPLES / "passport-phone.jpg")
    page.locator("#page-1").get_by_role("button", name="Téléverser").click()
    expect(page.locator("#page-1")).to_contain_text("Bonne photo")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("#page-1")).to_contain_text("Gutes Foto")


def test_a_refused_file_is_named_and_the_pages_stay(
    portal: str, open_page: Callable[..., Page], tmp_path: Path
):
    rubbish = tmp_path / "notes.jpg"
    rubbish.write_text("no picture at all")
    page = open_page()
    sign_in(page, portal, "An Janssens")
    open_upload(page)
    choose(page, "[data-drop]", SAMPLES / "passport-phone.jpg")
    choose(page, "#page-1", rubbish)
    expect(page.locator("#page-1 .govuk-error-message")).to_contain_text("notes.jpg")
    expect(page.locator("#page-1")).to_contain_text("passport-phone.jpg")
    expect(page.locator("#scan .govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Nederlands").click()
    expect(page.locator("#page-1")).to_contain_text("passport-phone.jpg")
