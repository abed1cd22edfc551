"""The second half: which fields each issue touches, and whether the page did its work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from ocr.assess.acceptable import as_odds, load_regression
from ocr.assess.places import Point
from ocr.assess.ratings import DPI_HALF
from ocr.extraction import Quality, QualityIssue, Status

MANDATORY = ("familyName", "givenNames", "birthDate", "documentNumber")
READABLE_DPI = 1.33 * DPI_HALF
AT_BORDER = 0.004
"""Of the page's longer side: a text that comes so near to the border may go on beyond it."""
SUREST, DOUBTFUL = -3.0, 2.0
"""Decimal log-odds against a reading, at least and at most."""
MISPRINTED = 0.5
"""Confidence of a zone below which it counts as none."""


@dataclass(frozen=True)
class FieldEvidence:
    """How a field was read; its polygons on this page, in page pixels."""

    status: Status
    confidence: float
    polygons: Sequence[Sequence[Point]] = ()


@dataclass(frozen=True)
class PageEvidence:
    """What reading gave: all fields of the upload, with the polygons that they have on this page."""

    size: tuple[int, int]
    """Width and height of the page, in pixels."""
    fields: Mapping[str, FieldEvidence] = field(default_factory=dict)
    bearing: bool = True
    """The page that is to bear the mandatory fields; of another page, a card's back, nothing is missing."""
    zone_valid: bool = False
    zone_confidence: float = 0.0
    dpi: int | None = None
    """By the zone's pitch."""


def describe(score: float, evidence: PageEvidence) -> dict[str, float]:
    """The features of the second half: `pixels`, log-odds against by the first; `doubt`, decimal log-odds
    against the least sure mandatory field; `unverified` and `conflicts`, how many are;
    `noZone`, 1 where no zone that holds was read."""
    read = [evidence.fields[name] for name in MANDATORY if name in evidence.fields]
    weakest = min((entry.confidence for entry in read), default=0.0)
    bounded = float(np.clip(weakest, 1e-6, 1 - 1e-6))
    valid = evidence.zone_valid and evidence.zone_confidence >= MISPRINTED
    return {
        "pixels": -as_odds(score),
        "doubt": float(np.clip(np.log10((1 - bounded) / bounded), SUREST, DOUBTFUL)),
        "unverified": float(sum(entry.status != "verified" for entry in read)),
        "conflicts": float(sum(entry.status == "conflict" for entry in read)),
        "noZone": float(not valid),
    }


def is_whole(evidence: PageEvidence) -> bool:
    """Whether every mandatory field was read."""
    return all(name in evidence.fields for name in MANDATORY)


def rate_evidence(score: float, evidence: PageEvidence) -> float:
    """The probability, by all that is known, that every mandatory field is right: none where one is
    missing."""
    if not is_whole(evidence):
        return 0.0
    return load_regression("evidence").rate(describe(score, evidence))


def overlap(first: Sequence[Point], second: Sequence[Point]) -> bool:
    """Whether the convex hulls of two polygons have an area in common."""
    if len(first) < 3 or len(second) < 3:
        return False
    a, b = (cv2.convexHull(np.asarray(points, dtype=np.float32)) for points in (first, second))
    area, _ = cv2.intersectConvexConvex(np.asarray(a), np.asarray(b))
    return area > 0


def _touched(polygon: Sequence[Point] | None, evidence: PageEvidence) -> list[str]:
    if polygon is None:
        return []
    return sorted(
        name
        for name, entry in evidence.fields.items()
        if any(overlap(polygon, place) for place in entry.polygons)
    )


def _cut_fields(evidence: PageEvidence) -> list[str]:
    """Fields whose text comes to the page's border."""
    width, height = evidence.size
    near = AT_BORDER * max(width, height)
    found = []
    for name, entry in evidence.fields.items():
        points = np.array([point for polygon in entry.polygons for point in polygon]).reshape(-1, 2)
        if len(points) and ((points < near) | (points > np.array((width, height)) - near)).any():
            found.append(name)
    return sorted(found)


def assess_evidence(quality: Quality, evidence: PageEvidence) -> Quality:
    """The quality of the first half, completed by what was read."""
    missing = [name for name in MANDATORY if name not in evidence.fields] if evidence.bearing else []
    score, acceptable = _judge(quality, evidence)
    dpi = quality.resolution_dpi if quality.resolution_dpi is not None else evidence.dpi
    issues = [
        issue.model_copy(
            update={
                "affects": _touched(issue.polygon, evidence),
                "severity": "warning" if acceptable and issue.severity == "error" else issue.severity,
            }
        )
        for issue in quality.issues
        if not (acceptable and issue.code == "hardToRead")
    ]
    codes = {issue.code for issue in issues}
    cut = _cut_fields(evidence)
    if cut and "cutOff" not in codes:
        issues.append(QualityIssue(code="cutOff", severity="warning", affects=cut))
    if dpi is not None and dpi < READABLE_DPI and "lowResolution" not in codes:
        issues.append(QualityIssue(code="lowResolution", severity="warning"))
    if missing:
        issues.append(QualityIssue(code="fieldsMissing", severity="error", affects=missing))
    if not acceptable and not any(issue.severity == "error" for issue in issues):
        issues.append(QualityIssue(code="hardToRead", severity="error", affects=_weak(evidence)))
    update = {"issues": issues, "acceptable": acceptable, "resolution_dpi": dpi, "score": score}
    return quality.model_copy(update=update)


def _judge(quality: Quality, evidence: PageEvidence) -> tuple[float, bool]:
    """Score and verdict. A page that need not bear the mandatory fields is judged by its pixels, and is
    good enough where a field of it was verified."""
    if not evidence.bearing:
        proved = any(entry.status == "verified" and entry.polygons for entry in evidence.fields.values())
        return quality.score, quality.acceptable or proved
    score = rate_evidence(quality.score, evidence)
    return round(score, 3), score >= load_regression("evidence").threshold


def _weak(evidence: PageEvidence) -> list[str]:
    """The mandatory fields that nothing confirmed."""
    return [
        name for name in MANDATORY if name in evidence.fields and evidence.fields[name].status != "verified"
    ]
