"""Where on a page the advice belongs: numbered marks for the picture, and the same as a list beside it."""

from dataclasses import dataclass, field

from ocr.assess import ADVICE
from ocr.extraction import Point, Quality, QualityIssue
from service.web import labels

RADIUS = 0.036
"""Of a mark's number, in longest sides of the page: 12 pixels on a phone's screen."""
ORDER = ("error", "warning", "info")


@dataclass(frozen=True)
class Place:
    """One place on the page, in its pixels: the polygon as SVG writes it, and where its number stands."""

    points: str
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """One piece of advice: message ids of what and what to do, the places, and the fields it touches.

    Without a place it means the whole picture.
    """

    number: int
    severity: str
    what: str
    remedy: str
    affects: list[str]
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Marked:
    """A page's advice, the worst first; `radius` of the numbers in page pixels; `severity` the worst."""

    marks: list[Mark]
    radius: float
    severity: str | None


def mark_page(quality: Quality, width: int, height: int) -> Marked:
    """The advice on one page. Issues of one kind share a number, for the remedy is the same."""
    radius = round(RADIUS * max(width, height), 1)
    kinds: dict[str, list[QualityIssue]] = {}
    for issue in sorted(quality.issues, key=lambda issue: ORDER.index(issue.severity)):
        kinds.setdefault(issue.code, []).append(issue)
    marks = [
        Mark(
            number,
            issues[0].severity,
            labels.ISSUES.get(code, labels.OTHER_ISSUE),
            ADVICE.get(code, ""),
            sorted({name for issue in issues for name in issue.affects}),
            [_place(issue.polygon, radius, width, height) for issue in issues if issue.polygon],
        )
        for number, (code, issues) in enumerate(kinds.items(), start=1)
    ]
    worst = marks[0].severity if marks else None
    return Marked(marks, radius, worst if quality.acceptable else "error")


def list_advice(quality: Quality) -> Marked:
    """The same without places, for a picture that is not in the pixels of the polygons."""
    bare = [issue.model_copy(update={"polygon": None}) for issue in quality.issues]
    return mark_page(quality.model_copy(update={"issues": bare}), 0, 0)


def _place(polygon: list[Point], radius: float, width: int, height: int) -> Place:
    """The number stands on the polygon's upper left corner, and inside of the picture."""
    x, y = min(x for x, _ in polygon), min(y for _, y in polygon)
    return Place(
        " ".join(f"{x:g},{y:g}" for x, y in polygon),
        round(min(max(x, radius), width - radius), 1),
        round(min(max(y, radius), height - radius), 1),
    )
