"""The first look at a file, while the person is still at the upload: safe pages, their quality, a picture.

It decodes pixels, so it belongs into a worker thread and outside of every transaction.
"""

from dataclasses import dataclass
from threading import BoundedSemaphore

from ocr.assess import assess_pixels
from ocr.extraction import Quality
from ocr.intake import PageImage, intake
from ocr.locate import locate
from ocr.regions import trusted
from service.extractions.pictures import draw_preview

AT_ONCE = 2
"""Files decoded at one time in a web process: each may take half a gigabyte."""
_places = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class SeenPage:
    """One page of a file: `picture` is a JPEG of it as uploaded, made smaller."""

    index: int
    width: int
    height: int
    quality: Quality
    picture: bytes


def look_at(name: str, untrusted: bytes) -> list[SeenPage]:
    """The pages of one file, each decoded once. Raises the errors of `ocr.intake`."""
    with _places:
        return [_look(page) for page in intake([(name, untrusted)])]


def _look(page: PageImage) -> SeenPage:
    quality = assess_pixels(page, trusted(locate(page)))
    return SeenPage(page.index, page.width, page.height, quality, draw_preview(page))
