"""How good a picture is: first from its pixels alone, then from what could be read.

Sharpness follows Crété et al. 2007 ("The blur effect"): a picture that is blurred already loses little of
its differences between neighbours when it is blurred once more. It is measured on tiles that hold text or
other edges, never on empty paper, and at the scale of a document rather than of the sensor.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.extraction import Quality, QualityIssue
from ocr.intake import PageImage

Grey = npt.NDArray[np.uint8]
Point = tuple[float, float]

MEASURED_SIDE = 1400
"""Longest side, in pixels, at which a page is measured."""
TILE = 32
TEXTURED = 14.0
"""Standard deviation of the grey values from which a tile holds edges."""
SHARP, BLURRED = 0.62, 0.30
"""Share of differences that a second blur takes away: of crisp print, and of print that cannot be read."""
SATURATED = 250
GLARE_SHARE = 0.002
"""Share of the page from which a saturated spot can hide a field."""
HALO = 215
"""Grey value that the brighter part of a highlight's surroundings has (the rest may be dark print)."""
WHITE_PAPER = 225
"""Median grey from which saturation is paper rather than glare."""
DARK, BRIGHT = 70, 235
LOW_CONTRAST = 60
SMALL_SIDE = 600
"""Longest side under which an identity card that fills the picture has less than 180 dots per inch."""
MINIMAL_SIDE = 380
READABLE_DPI = 150


@dataclass(frozen=True)
class Measures:
    """Pixel measures in [0, 1], 1 is best, and the polygons of glare in page pixels."""

    sharpness: float
    exposure: float
    glare: float
    small: float
    dark: bool
    overexposed: bool
    low_contrast: bool
    spots: list[list[Point]]


def _ramp(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0.0, 1.0))


def measure_sharpness(grey: Grey) -> float:
    """1 for crisp print, 0 for print that cannot be read; the worse direction counts (motion blur)."""
    height, width = grey.shape[0] // TILE * TILE, grey.shape[1] // TILE * TILE
    if height == 0 or width == 0:
        return 0.0
    values = grey[:height, :width].astype(np.float32)
    tiles = values.reshape(height // TILE, TILE, width // TILE, TILE)
    textured = tiles.std(axis=(1, 3)) > TEXTURED
    if not textured.any():
        return 0.0
    mask = np.repeat(np.repeat(textured, TILE, axis=0), TILE, axis=1)
    lost = []
    for kernel, axis in (((1, 9), 0), ((9, 1), 1)):
        softer = cv2.blur(values, kernel)
        before = np.abs(np.diff(values, axis=axis))
        after = np.abs(np.diff(softer, axis=axis))
        inside = mask[1:, :] if axis == 0 else mask[:, 1:]
        total = float(before[inside].sum())
        lost.append(float(np.maximum(before - after, 0)[inside].sum()) / total if total else 0.0)
    return _ramp(min(lost), BLURRED, SHARP)


def find_glare(small: npt.NDArray[np.uint8], grey: Grey) -> tuple[float, list[list[Point]]]:
    """Share of the page under glare and its polygons: saturated spots inside the page with a soft edge."""
    if float(np.median(grey)) >= WHITE_PAPER:
        return 0.0, []
    saturated = (small.min(axis=2) >= SATURATED).astype(np.uint8)
    saturated = np.asarray(cv2.morphologyEx(saturated, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(saturated)
    height, width = grey.shape
    share, spots = 0.0, []
    for label in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[label])
        if area < GLARE_SHARE * height * width or x == 0 or y == 0 or x + w == width or y + h == height:
            continue
        spot = (labels == label).astype(np.uint8)
        # Light falls off slowly around a highlight; a white box or a sheet of paper ends at once.
        near = cv2.dilate(spot, np.ones((9, 9), np.uint8)) - cv2.dilate(spot, np.ones((3, 3), np.uint8))
        if float(np.percentile(grey[near > 0], 75)) < HALO:
            continue
        share += area / (height * width)
        outlines, _ = cv2.findContours(spot, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        hull = cv2.convexHull(max(outlines, key=cv2.contourArea)).reshape(-1, 2)
        spots.append([(float(px), float(py)) for px, py in hull])
    return share, spots


def measure(page: PageImage) -> Measures:
    """The pixel measures of a page."""
    scale = min(1.0, MEASURED_SIDE / max(page.width, page.height))
    small = page.pixels
    if scale < 1.0:
        small = np.asarray(
            cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)
    low, median, high = (float(value) for value in np.percentile(grey, (2, 50, 98)))
    share, spots = find_glare(small, grey)
    contrast = _ramp(high - low, 20, 110)
    return Measures(
        sharpness=measure_sharpness(grey),
        exposure=min(contrast, _ramp(high, 50, 140), 1.0 - _ramp(low, 170, 250)),
        glare=1.0 - _ramp(share, 0.0, 0.08),
        small=_ramp(max(page.width, page.height), 150, SMALL_SIDE),
        dark=high < DARK + 50 and median < DARK,
        overexposed=low > 190 and high > BRIGHT,
        low_contrast=high - low < LOW_CONTRAST,
        spots=[[(x / scale, y / scale) for x, y in spot] for spot in spots],
    )


def assess_pixels(page: PageImage) -> Quality:
    """The first half: what the pixels say, before anything is read. Polygons in page pixels."""
    seen = measure(page)
    issues = []
    if seen.sharpness < 0.5:
        issues.append(QualityIssue(code="blurred", severity="error" if seen.sharpness < 0.12 else "warning"))
    issues += [
        QualityIssue(code="glare", severity="warning", polygon=[(round(x, 1), round(y, 1)) for x, y in spot])
        for spot in seen.spots
    ]
    if seen.dark:
        issues.append(QualityIssue(code="dark", severity="error" if seen.exposure < 0.2 else "warning"))
    elif seen.overexposed:
        issues.append(QualityIssue(code="overexposed", severity="warning"))
    elif seen.low_contrast:
        issues.append(QualityIssue(code="lowContrast", severity="warning"))
    longest = max(page.width, page.height)
    if longest < SMALL_SIDE:
        severe = longest < MINIMAL_SIDE
        issues.append(QualityIssue(code="lowResolution", severity="error" if severe else "warning"))
    score = min(seen.sharpness, seen.exposure, seen.glare, seen.small)
    return Quality(
        score=round(score, 3),
        acceptable=not any(issue.severity == "error" for issue in issues),
        sharpness=round(seen.sharpness, 3),
        exposure=round(seen.exposure, 3),
        glare=round(seen.glare, 3),
        issues=issues,
    )


def _touch(first: Iterable[Point], second: Iterable[Point]) -> bool:
    a, b = np.asarray(list(first)), np.asarray(list(second))
    return bool((a.min(axis=0) <= b.max(axis=0)).all() and (b.min(axis=0) <= a.max(axis=0)).all())


def assess_evidence(
    quality: Quality,
    places: dict[str, list[list[Point]]],
    missing: list[str],
    trusted: bool,
    dpi: int | None,
) -> Quality:
    """The second half: what the issues touch, and whether the page did its work.

    `places`: polygons of each field that this page gave; `missing`: mandatory fields that no page gave;
    `trusted`: the fields of this page were confirmed by check digits or by a second source.
    """
    issues = []
    for issue in quality.issues:
        affects = sorted(
            field
            for field, polygons in places.items()
            if issue.polygon and any(_touch(issue.polygon, polygon) for polygon in polygons)
        )
        severity = "warning" if trusted and issue.severity == "error" else issue.severity
        issues.append(issue.model_copy(update={"affects": affects, "severity": severity}))
    if dpi is not None and dpi < READABLE_DPI and not any(issue.code == "lowResolution" for issue in issues):
        issues.append(QualityIssue(code="lowResolution", severity="warning"))
    if missing:
        issues.append(QualityIssue(code="fieldsMissing", severity="error", affects=missing))
    acceptable = not any(issue.severity == "error" for issue in issues)
    return quality.model_copy(update={"issues": issues, "acceptable": acceptable, "resolution_dpi": dpi})
