"""The first half: what the pixels say before anything is read, while the person is still at the upload."""

from collections.abc import Sequence

from ocr.assess.combine import combine
from ocr.assess.measures import measure
from ocr.assess.places import Place
from ocr.extraction import Quality
from ocr.intake import PageImage

MOST_PLACES = 4
"""Documents of one page that are measured, the surest first."""


def assess_pixels(page: PageImage, places: Sequence[Place] = ()) -> Quality:
    """The quality of a page and what to do about it; polygons in page pixels.

    `places` are the documents found on it; without any the whole page is measured, which then says nothing
    of resolution, tilt, perspective and what is cut off or covered. `score` is the calibrated probability
    that the mandatory fields will be read exactly; several documents count as the worst of them.
    """
    surest = sorted(places, key=lambda place: -place.confidence)[:MOST_PLACES]
    documents = [measure(page.pixels, place) for place in surest] or [measure(page.pixels, None)]
    return combine(documents, (page.width, page.height))
