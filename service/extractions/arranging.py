"""Pages of an upload turned and put into another order, before they are read."""

from typing import Literal
from uuid import UUID

from ocr.extraction import Quality
from service.audit.service import record
from service.context import Work
from service.extractions.collect import find_page, get_collecting, number_pages

Direction = Literal["up", "down"]
STEPS: dict[Direction, int] = {"up": -1, "down": 1}


def turn_page(work: Work, extraction_id: UUID, page_id: UUID) -> None:
    """Turns a page a quarter clockwise, with its picture and its advice; it is read as it is shown.

    Raises ResourceNotFound, MissingPermission, ReadingHasBegun.
    """
    entry = get_collecting(work, extraction_id)
    page = find_page(entry, page_id)
    page.quality = _turn_quality(page.quality, page.height)
    page.width, page.height = page.height, page.width
    page.turn = (page.turn + 90) % 360
    record(work.session, work.actor, "turnPage", "extraction", entry.id)


def move_page(work: Work, extraction_id: UUID, page_id: UUID, direction: Direction) -> None:
    """Puts a page before the one ahead of it, or behind the one after it; at the end of the row it stays.

    Raises as `turn_page` does.
    """
    entry = get_collecting(work, extraction_id)
    page = find_page(entry, page_id)
    at = entry.pages.index(page)
    to = at + STEPS[direction]
    if 0 <= to < len(entry.pages):
        entry.pages.insert(to, entry.pages.pop(at))
    number_pages(entry)
    work.session.flush()


def _turn_quality(quality: dict[str, object] | None, height: int) -> dict[str, object] | None:
    """The polygons of a page of this height, where they lie after a quarter turn clockwise."""
    if quality is None:
        return None
    told = Quality.model_validate(quality)
    issues = [
        issue.model_copy(update={"polygon": [(height - y, x) for x, y in issue.polygon]})
        if issue.polygon
        else issue
        for issue in told.issues
    ]
    turned = told.model_copy(update={"issues": issues})
    return turned.model_dump(mode="json", by_alias=True, exclude_none=True)
