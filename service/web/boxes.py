"""Where the fields stand on the pictures of a case: boxes in pixels of the page turned upright."""

from dataclasses import dataclass

from service.reviews.schemas import CasePage, CaseView

MARGIN = 0.12
"""Of a line's height, around it."""
BEYOND = 1.9
"""Line heights above and below a line in which the same stands in another script."""
OTHER_SCRIPTS = frozenset(
    "BGR UKR SRB MKD GRC CYP GEO RUS BLR KAZ ARM MAR DZA TUN EGY CHN JPN KOR THA IRN".split()
)
"""States whose documents print names in a script that is not Latin, beside the Latin one."""
NAMES = ("familyName", "givenNames", "placeOfBirth")


@dataclass(frozen=True)
class Box:
    """A reading's place: left, top, width and height."""

    field: str
    zone: str
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """A page's picture as shown, and the boxes on it."""

    index: int
    width: int
    height: int
    boxes: tuple[Box, ...]


def place_boxes(case: CaseView) -> list[Sheet]:
    """The pages of a case with the boxes of its fields, a box for each reading."""
    return [_sheet(page, case) for page in case.pages]


def find_scripts(case: CaseView, sheets: list[Sheet]) -> dict[str, Box]:
    """For each name on a document of two scripts the piece around it, in which the other script stands."""
    if case.request.document.issuer not in OTHER_SCRIPTS:
        return {}
    found: dict[str, Box] = {}
    for sheet in sheets:
        for box in sheet.boxes:
            if box.zone == "visual" and box.field in NAMES and box.field not in found:
                found[box.field] = _widen(box, sheet)
    return found


def _sheet(page: CasePage, case: CaseView) -> Sheet:
    turned = page.rotation in {90, 270}
    width, height = (page.height, page.width) if turned else (page.width, page.height)
    boxes = [
        _box(field.name, place.zone, page, place.polygon)
        for field in case.fields
        for place in field.places
        if place.page == page.index
    ]
    return Sheet(page.index, width, height, tuple(boxes))


def _box(field: str, zone: str, page: CasePage, polygon: list[tuple[float, float]]) -> Box:
    points = [_turn(page, x, y) for x, y in polygon]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    margin = MARGIN * (max(ys) - min(ys))
    return Box(
        field,
        zone,
        page.index,
        round(min(xs) - margin, 1),
        round(min(ys) - margin, 1),
        round(max(xs) - min(xs) + 2 * margin, 1),
        round(max(ys) - min(ys) + 2 * margin, 1),
    )


def _turn(page: CasePage, x: float, y: float) -> tuple[float, float]:
    """A point of the page as uploaded on the page turned clockwise by its rotation."""
    if page.rotation == 90:
        return page.height - y, x
    if page.rotation == 180:
        return page.width - x, page.height - y
    return (y, page.width - x) if page.rotation == 270 else (x, y)


def _widen(box: Box, sheet: Sheet) -> Box:
    top = max(0.0, box.top - BEYOND * box.height)
    bottom = min(float(sheet.height), box.top + (1 + BEYOND) * box.height)
    left = max(0.0, box.left - box.height)
    right = min(float(sheet.width), box.left + box.width + 4 * box.height)
    return Box(box.field, box.zone, box.page, left, top, right - left, bottom - top)
