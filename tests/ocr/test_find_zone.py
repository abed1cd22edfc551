"""The zone of a page whose text has been read: what pixels and text each may say."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pytest

from benchmarks.documents.any_format import draw_document
from benchmarks.documents.zones import PrintedZone, invent_zone, misprint
from mrz.formats import FORMATS, FormatName
from mrz.generate import ZoneData, generate
from mrz.types import MrzReading
from ocr import find_zone
from ocr.find_zone import find_page_zone, split_outline
from ocr.intake import PageImage
from ocr.read import PageText
from ocr.text import TextLine

TODAY = date(2026, 11, 24)
TD2 = generate(
    "TD2", ZoneData("I", "UTO", "ERIKSSON", "ANNA", "D23145890", "UTO", "1974-08-12", 2, "2031-04-15")
)
Page = tuple[PageImage, PageText, PrintedZone]
Print = Callable[..., Page]
Misread = Callable[[Sequence[str]], Sequence[str]]


def say(
    texts: Sequence[str], quads: Sequence[Sequence[tuple[float, float]]], size: tuple[int, int]
) -> PageText:
    """The text of a page, as a reader gives it; its boxes are half as high again as the capitals."""
    lines = []
    for text, quad in zip(texts, quads, strict=True):
        corners = np.asarray(quad, dtype=float)
        down = (corners[[3, 2, 2, 3]] - corners[[0, 1, 1, 0]]) / 4 * np.array([[-1], [-1], [1], [1]])
        lines.append(TextLine(text, tuple((float(x), float(y)) for x, y in corners + down), 0.98))
    return PageText(lines, 0, size)


@pytest.fixture
def printed(ocr_b: None) -> Print:
    """A document with a zone of this format; `wrong`: with a wrong digit printed; `misread`: what another
    reader makes of its lines."""

    def make(name: FormatName, *, wrong: bool = False, misread: Misread = list) -> Page:
        rng = np.random.default_rng(3)
        zone = invent_zone(name, rng)
        zone = misprint(zone, rng) if wrong else zone
        sheet = draw_document(zone, rng)
        pixels = np.asarray(sheet.image.convert("RGB"))[:, :, ::-1].copy()
        text = say(misread(zone.lines), sheet.mrz_quads, (pixels.shape[1], pixels.shape[0]))
        return PageImage(0, pixels, "p", "png"), text, zone

    return make


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The finder of zones sees none."""

    def see_nothing(*_: object, **__: object) -> list[MrzReading]:
        return []

    monkeypatch.setattr(find_zone, "read_zones", see_nothing)


def empty_page() -> PageImage:
    return PageImage(0, np.full((700, 1000, 3), 240, np.uint8), "p", "png")


def test_a_sure_zone_from_pixels_is_taken_whatever_the_text_says(printed: Print) -> None:
    page, text, zone = printed("TD2", misread=lambda _: TD2)
    found = find_page_zone(page, text, today=TODAY)
    assert found is not None
    assert found.zone.lines == list(zone.lines)


@pytest.mark.parametrize("name", ["MRVB", "FRA_ID", "TD2"])
def test_a_wrong_print_is_not_mended_by_the_text_of_any_format_of_its_lengths(
    printed: Print, name: FormatName
) -> None:
    page, text, zone = printed(name, wrong=True, misread=lambda _: TD2)
    by_text = find_zone.read_zone(text, 0, today=TODAY)
    assert by_text is not None
    assert (by_text.zone.format, by_text.zone.valid) == ("TD2", True)
    found = find_page_zone(page, text, today=TODAY)
    assert found is not None
    assert (found.zone.format, found.zone.lines) == (name, list(zone.lines))
    assert not found.zone.valid


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("name", ["TD3", "TD1", "MRVB", "CHE_DL"])
def test_the_text_shows_where_the_pixels_have_a_zone(printed: Print, name: FormatName) -> None:
    """A general reader took a letter of the names for another, which no check digit tells."""
    at, column = (2, 0) if len(FORMATS[name].lengths) == 3 else (0, 5)

    def misread(lines: Sequence[str]) -> list[str]:
        wrong = lines[at][:column] + "Q" + lines[at][column + 1 :]
        return [wrong if number == at else line for number, line in enumerate(lines)]

    page, text, zone = printed(name, misread=misread)
    assert zone.lines[at][column] != "Q"
    found = find_page_zone(page, text, today=TODAY)
    assert found is not None
    assert (found.zone.format, found.zone.lines) == (name, list(zone.lines))


def test_the_text_stands_in_where_the_pixels_give_nothing(page_of: Callable[..., PageText]) -> None:
    text = page_of((TD2[0], 100, 500), (TD2[1], 100, 550))
    found = find_page_zone(empty_page(), text, today=TODAY)
    assert found is not None
    assert (found.zone.lines, found.zone.valid) == (TD2, True)
    assert found.zone.confidence < 0.99


def test_the_callers_date_decides_on_centuries(page_of: Callable[..., PageText]) -> None:
    text = page_of((TD2[0], 100, 500), (TD2[1], 100, 550))
    for day, birth in ((TODAY, "1974-08-12"), (date(1974, 8, 11), "1874-08-12")):
        found = find_page_zone(empty_page(), text, today=day)
        assert found is not None
        assert found.values["birthDate"].value == birth


def test_a_page_without_a_zone_has_none(page_of: Callable[..., PageText]) -> None:
    assert find_page_zone(empty_page(), page_of(("Dear sir or madam", 100, 100)), today=TODAY) is None
    assert find_page_zone(empty_page(), page_of(), today=TODAY) is None


def test_an_outline_is_split_into_lines_as_long_as_their_characters() -> None:
    quads = split_outline(((10, 20), (310, 20), (310, 110), (10, 110)), FORMATS["CHE_DL"].lengths)
    assert [(quad[0][0], quad[1][0]) for quad in quads] == [(10, 100), (10, 310), (10, 310)]
    assert [quad[1][0] for quad in quads] == [quad[2][0] for quad in quads]
    assert quads[0][0][1] == 20
    assert quads[-1][2][1] == 110
    assert quads[0][3][1] < quads[1][0][1] < quads[1][3][1] < quads[2][0][1]
