"""The fast path: only the MRZ of a page, by `mrz.read` alone; the rest of the page is not read."""

from collections.abc import Sequence
from datetime import date

from mrz.reader import read_zones
from ocr.extract import File, load_files
from ocr.intake import PageImage, intake
from ocr.zone import ZoneReading, describe


def read_page_mrz(page: PageImage, *, today: date | None = None) -> list[ZoneReading]:
    """The zones of one page, the surest first. Polygons in pixels of the page as uploaded; `today` decides on
    centuries."""
    return [describe(reading, page.index) for reading in read_zones(page.pixels, today=today)]


def read_mrz(files: Sequence[File], *, today: date | None = None) -> list[ZoneReading]:
    """The zones of an upload, page by page; empty when there is none. `today` decides on centuries. Raises a
    `CodedError`."""
    return [zone for page in intake(load_files(files)) for zone in read_page_mrz(page, today=today)]
