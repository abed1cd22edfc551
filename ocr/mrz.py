"""The fast path: only the MRZ of a page. Candidate lines are recognised, the rest of the page is not."""

from collections.abc import Sequence

import numpy as np

from ocr.extract import File, load_files
from ocr.intake import PageImage, intake
from ocr.read import Layout, PageText, lay_out, sides
from ocr.text import Polygon, TextReader, shared_reader
from ocr.zone import ZoneReading, read_zone

CANDIDATE_ASPECT = 7.0
"""A line of 30 OCR-B characters is 16 times as long as it is high; boxes have margins and may be cut."""
CANDIDATE_LENGTH = 0.35
"""Share of the longest line's length that a line of the zone has at least."""


def choose_candidates(layout: Layout) -> list[Polygon]:
    """Boxes that may hold a line of an MRZ: long, thin, and running as most of the text does."""
    if not layout.boxes:
        return []
    longest = max(sides(box)[0] for box in layout.boxes)
    return [
        box
        for box in layout.boxes
        if sides(box)[0] >= CANDIDATE_LENGTH * longest
        and sides(box)[0] >= CANDIDATE_ASPECT * max(1.0, sides(box)[1])
    ]


def read_page_mrz(page: PageImage, reader: TextReader) -> ZoneReading | None:
    """The zone of one page, or None. Polygons in pixels of the page as uploaded."""
    layout = lay_out(page.pixels, reader)
    candidates = choose_candidates(layout)
    lines = reader.recognise(page.pixels, candidates)
    zone = read_zone(PageText(lines, layout.rotation, (page.width, page.height)), page.index)
    if (zone is not None and zone.zone.valid) or len(candidates) == len(layout.boxes):
        return zone
    rest = [box for box in layout.boxes if box not in candidates]
    if zone is not None:
        # The end of a line may be a box of its own.
        rows = [line.polygon for line in lines if "<" in line.text]
        more = reader.recognise(page.pixels, [box for box in rest if any(_in_row(box, row) for row in rows)])
    else:
        # A zone broken into short boxes: read the lower half too, where the zone stands by 9303-3.
        tops = [box[0][1] for box in layout.boxes]
        middle = (min(tops) + max(tops)) / 2
        low = [box for box in rest if box[0][1] >= middle] if layout.rotation == 0 else rest
        seen = reader.recognise(page.pixels, low)
        rows = [line.polygon for line in seen if "<" in line.text]
        more = [line for line in seen if any(_in_row(line.polygon, row) for row in rows)]
    if not more:
        return zone
    return read_zone(PageText(lines + more, layout.rotation, (page.width, page.height)), page.index) or zone


def _in_row(box: Polygon, row: Polygon) -> bool:
    """Whether a box stands in the row that a line runs along: its middle is less than half the height off."""
    corners, middle = np.asarray(row), np.mean(np.asarray(box), axis=0)
    along = corners[1] - corners[0]
    offset = middle - corners.mean(axis=0)
    length, height = sides(row)
    return abs(float(along[0] * offset[1] - along[1] * offset[0])) < 0.5 * height * max(1.0, length)


def read_mrz(files: Sequence[File], reader: TextReader | None = None) -> list[ZoneReading]:
    """The zones of an upload, page by page; empty when there is none. Raises a `CodedError`."""
    engine = reader or shared_reader()
    zones = (read_page_mrz(page, engine) for page in intake(load_files(files)))
    return [zone for zone in zones if zone is not None]
