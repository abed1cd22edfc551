"""Pages turned and moved before they are read: what is shown, where advice points, what the worker opens."""

import cv2
import numpy as np
import pytest

from ocr.extraction import Quality, QualityIssue
from service.context import Caller
from service.db import transaction
from service.extractions.collect import ReadingHasBegun, page_preview
from service.extractions.models import UploadedPage
from service.extractions.tasks import open_pages
from service.extractions.uploads import UploadedFile
from service.requests import scan


def picture(name: str, mark: tuple[int, int]) -> UploadedFile:
    """A white page of 700 × 440 with a black block at a place of its own."""
    pixels = np.full((440, 700, 3), 255, np.uint8)
    pixels[mark[1] : mark[1] + 40, mark[0] : mark[0] + 40] = 0
    return UploadedFile(name, cv2.imencode(".png", pixels)[1].tobytes())


@pytest.fixture
def begun(services, employer):
    """A request with two pages; its id."""
    files = [picture("first.png", (0, 0)), picture("second.png", (660, 400))]
    request_id, refused = scan.begin_request(Caller(services, employer), files)
    assert refused == []
    return request_id


def black_at(pixels: np.ndarray) -> tuple[float, float]:
    ys, xs = np.nonzero(pixels[:, :, 0] < 100)
    return float(xs.mean()), float(ys.mean())


def test_a_page_is_shown_and_read_as_it_was_turned(services, working, employer, begun):
    with working(employer) as work:
        view = scan.view_scan(work, begun)
    page = view.pages[0]
    with transaction(services.engine) as session:
        row = session.get_one(UploadedPage, page.id)
        spot = QualityIssue(code="glare", severity="warning", polygon=[(0, 0), (40, 0), (40, 40), (0, 40)])
        quality = Quality(score=1, acceptable=True, sharpness=1, exposure=1, glare=1, issues=[spot])
        row.quality = quality.model_dump(mode="json", by_alias=True, exclude_none=True)
    with working(employer) as work:
        scan.turn_page(work, begun, page.id)
    with working(employer) as work:
        turned = scan.view_scan(work, begun).pages[0]
        shown = cv2.imdecode(np.frombuffer(page_preview(work, view.extraction_id, page.id), np.uint8), 1)
    assert (turned.width, turned.height, turned.turn) == (440, 700, 90)
    assert shown.shape[:2] == (700, 440)
    polygon = turned.quality.issues[0].polygon
    middle = (sum(x for x, _ in polygon) / 4, sum(y for _, y in polygon) / 4)
    assert middle == pytest.approx(black_at(shown), abs=2)
    _, pages = open_pages(services, view.extraction_id)
    assert (pages[0].width, pages[0].height) == (440, 700)
    assert black_at(pages[0].pixels) == pytest.approx(middle, abs=2)
    for _ in range(3):
        with working(employer) as work:
            scan.turn_page(work, begun, page.id)
    with working(employer) as work:
        again = scan.view_scan(work, begun).pages[0]
    assert (again.turn, again.quality.issues[0].polygon) == (0, [(0, 0), (40, 0), (40, 40), (0, 40)])


def test_the_order_is_the_persons_and_is_the_one_read(services, working, employer, begun):
    with working(employer) as work:
        view = scan.view_scan(work, begun)
    first, second = (page.id for page in view.pages)
    for page_id, direction, order in (
        (second, "up", ["second.png", "first.png"]),
        (second, "up", ["second.png", "first.png"]),
        (second, "down", ["first.png", "second.png"]),
        (first, "down", ["second.png", "first.png"]),
    ):
        with working(employer) as work:
            scan.move_page(work, begun, page_id, direction)
        with working(employer) as work:
            pages = scan.view_scan(work, begun).pages
        assert [page.name for page in pages] == order
        assert [page.number for page in pages] == [1, 2]
    _, opened = open_pages(services, view.extraction_id)
    assert [page.file for page in opened] == ["second.png", "first.png"]


def test_a_turn_stays_when_the_pages_go_over_into_a_new_upload(services, working, employer, begun):
    with working(employer) as work:
        page = scan.view_scan(work, begun).pages[0]
    with working(employer) as work:
        scan.turn_page(work, begun, page.id)
        scan.read_scan(work, begun)
    with pytest.raises(ReadingHasBegun), working(employer) as work:
        scan.turn_page(work, begun, page.id)
    scan.reopen_scan(Caller(services, employer), begun)
    with working(employer) as work:
        copied = scan.view_scan(work, begun).pages[0]
    assert (copied.turn, copied.width) == (90, 440)
    assert copied.id != page.id
