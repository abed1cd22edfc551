"""The whole way on captures of drawn documents, with the committed networks."""

import numpy as np
import pytest

from benchmarks.suites.localisation.captures import make
from benchmarks.suites.localisation.judge import is_upright, measure_iou
from ocr.intake import PageImage, intake
from ocr.locate import locate

pytestmark = pytest.mark.usefixtures("ocr_b")


@pytest.mark.parametrize(("group", "number"), [("scan", 0), ("scan", 2), ("fills", 1)])
def test_a_scanned_document_is_found_the_right_way_up(group, number):
    made = make(group, 1, number)
    (page,) = intake([("capture.jpg", made.jpeg)])
    (place,) = locate(page)
    size = page.width, page.height
    assert measure_iou(np.array(place.quad), made.quads[0], size) > 0.93
    assert is_upright(np.array(place.quad), made.quads[0])
    assert place.fills == made.fills
    assert place.rectify(page.pixels, dpi=150).shape[2] == 3


def test_a_page_too_small_to_show_anything_has_no_document():
    assert locate(PageImage(0, np.zeros((20, 300, 3), dtype=np.uint8), "p", "png")) == []
