"""From measures to issues and one quality of the page."""

from collections.abc import Iterator, Sequence
from typing import Literal

from ocr.assess.acceptable import describe_pixels, load_regression
from ocr.assess.geometry import outside_part
from ocr.assess.measures import Measured
from ocr.assess.places import Point
from ocr.assess.ratings import Ratings, rate, worst
from ocr.extraction import Quality, QualityIssue

LIMITS = {
    "blurred": 0.6,
    "motionBlur": 0.45,
    "dark": 0.6,
    "overexposed": 0.6,
    "lowContrast": 0.6,
    "lowResolution": 0.7,
    "tilted": 0.65,
    "screen": 0.6,
    "blackAndWhite": 0.5,
    "compressed": 0.5,
}
"""Code → the measure below which it is worth telling."""
MOST_INSIDE = 0.985
"""A document of which more than this is in the picture is whole: corners are found that well."""
WORTH_TELLING = 0.004
"""Share of the document under a spot or a thing."""
BAD, SEVERE = 0.5, 0.2
"""A measure below the first may be what makes a page unacceptable; below the second it is an error before
anything is read, whatever the verdict."""
HONESTY = ("screen", "blackAndWhite")
Severity = Literal["warning", "error"]


def _by_measure(ratings: Ratings, measured: Measured) -> dict[str, float]:
    """Code → its measure, for issues that concern the whole document."""
    seen = measured.physical
    dark = ratings.exposure if seen.paper < 128 else 1.0
    return {
        "blurred": ratings.sharpness,
        "motionBlur": ratings.motion,
        "dark": min(dark, ratings.noise if seen.paper < 128 else 1.0),
        "overexposed": ratings.exposure if seen.paper >= 128 else 1.0,
        "lowContrast": ratings.contrast,
        "lowResolution": ratings.resolution,
        "tilted": ratings.perspective,
        "screen": ratings.moire,
        "blackAndWhite": ratings.colour,
        "compressed": ratings.compression,
    }


def _issue(code: str, measure: float, polygon: Sequence[Point] | None, acceptable: bool) -> QualityIssue:
    severe = measure < (SEVERE if acceptable else BAD) and code not in HONESTY
    severity: Severity = "error" if severe else "warning"
    return QualityIssue(code=code, severity=severity, polygon=list(polygon) if polygon else None)


def find_issues(measured: Measured, size: tuple[int, int], acceptable: bool) -> Iterator[QualityIssue]:
    """What is worth telling of one document on a page of `size` (width, height), in page pixels."""
    ratings, seen = rate(measured.physical), measured.physical
    whole = measured.quad if measured.known else None
    for code, value in _by_measure(ratings, measured).items():
        if value < LIMITS[code] and not (code == "blurred" and ratings.motion < LIMITS["motionBlur"]):
            yield _issue(code, value, whole, acceptable)
    if seen.glare >= WORTH_TELLING:
        yield from (_issue("glare", ratings.glare, spot, acceptable) for spot in measured.spots)
    if seen.cover >= WORTH_TELLING:
        yield from (_issue("covered", ratings.occlusion, outline, acceptable) for outline in measured.covers)
    if seen.inside < MOST_INSIDE:
        yield _issue("cutOff", ratings.coverage, outside_part(measured.quad, size), acceptable)


def combine(documents: Sequence[Measured], size: tuple[int, int]) -> Quality:
    """The quality of a page of `size` by the worst of its documents."""
    rated = [rate(measured.physical) for measured in documents]
    all_in_all = worst(rated)
    model = load_regression("pixels")
    scores = [model.rate(describe_pixels(ratings)) for ratings in rated]
    issues: list[QualityIssue] = []
    for measured, score in zip(documents, scores, strict=True):
        issues += find_issues(measured, size, score >= model.threshold)
    acceptable = min(scores) >= model.threshold
    if not acceptable and not any(issue.severity == "error" for issue in issues):
        issues.append(QualityIssue(code="hardToRead", severity="error"))
    resolutions = [measured.physical.dpi for measured in documents if measured.physical.dpi is not None]
    known = [measured for measured in documents if measured.known]
    return Quality(
        score=round(min(scores), 3),
        acceptable=acceptable,
        sharpness=round(all_in_all.sharpness, 3),
        exposure=round(all_in_all.exposure, 3),
        glare=round(all_in_all.glare, 3),
        resolution_dpi=round(min(resolutions)) if resolutions else None,
        tilt=round(all_in_all.tilt, 3) if known else None,
        coverage=round(all_in_all.coverage, 3) if known else None,
        motion=round(all_in_all.motion, 3),
        contrast=round(all_in_all.contrast, 3),
        noise=round(all_in_all.noise, 3),
        perspective=round(all_in_all.perspective, 3) if known else None,
        occlusion=round(all_in_all.occlusion, 3) if known else None,
        moire=round(all_in_all.moire, 3),
        colour=round(all_in_all.colour, 3),
        compression=round(all_in_all.compression, 3),
        issues=issues,
    )
