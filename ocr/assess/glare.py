"""Highlights on the document: burnt-out spots with a soft edge and nothing to be read in them."""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.assess.places import Point
from ocr.assess.view import Coarse, Image, View

BURNT = 249
SMALLEST = 0.003
"""Share of the document from which a spot can hide a field."""
MOST = 0.65
"""With more than this burnt out, the picture is overexposed, or the paper is white."""
WHITE = 243
"""Where the paper around is as bright as this, a burnt-out spot is paper."""
HALO = 195
"""Grey level that the brighter part of a highlight's surroundings has (the rest may be dark print)."""
FALLING = 8.0
"""Grey levels by which light still falls between two and fourteen pixels from a highlight's edge."""
EMPTY = 0.93
"""Share of a highlight's outline that it fills: print in burnt-out paper leaves holes."""


@dataclass(frozen=True)
class Glare:
    """`share` of the document under highlights; their outlines in page pixels."""

    share: float
    spots: list[list[Point]]


def find_glare(view: View, coarse: Coarse) -> Glare:
    """The highlights on a document."""
    inside = coarse.inside > 0
    area = int(inside.sum())
    if area == 0:
        return Glare(0.0, [])
    burnt = (coarse.pixels.min(axis=2) >= BURNT) & inside
    share = float(burnt.sum()) / area
    if share < SMALLEST or share > MOST:
        return Glare(0.0, [])
    rest = coarse.grey[inside & ~burnt]
    if rest.size and float(np.percentile(rest, 70)) >= WHITE:
        return Glare(0.0, [])
    opened = cv2.morphologyEx(burnt.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(opened, dtype=np.uint8))
    covered, spots = 0, []
    for label in range(1, count):
        if int(stats[label][4]) < SMALLEST * area:
            continue
        spot = (labels == label).astype(np.uint8)
        outlines, _ = cv2.findContours(spot, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        outline = max(outlines, key=cv2.contourArea)
        if not _is_highlight(coarse.grey, spot, np.asarray(outline, dtype=np.int32)):
            continue
        covered += int(stats[label][4])
        hull = np.asarray(cv2.convexHull(outline), dtype=np.float64).reshape(-1, 2)
        spots.append(view.to_page(hull + 0.5, coarse.step))
    return Glare(covered / area, spots)


def _is_highlight(grey: Image, spot: Image, outline: np.ndarray) -> bool:
    filled = np.zeros_like(spot)
    cv2.drawContours(filled, [outline], -1, (1,), cv2.FILLED)
    if float(spot.sum()) < EMPTY * float(filled.sum()):
        return False
    # Light falls off slowly around a highlight; a white box or a sheet of paper ends at once.
    sizes = (3, 7, 25, 33)
    reaches = [np.asarray(cv2.dilate(spot, np.ones((size, size), np.uint8))) > 0 for size in sizes]
    near, far = grey[reaches[1] & ~reaches[0]], grey[reaches[3] & ~reaches[2]]
    if near.size == 0 or far.size == 0:
        return False
    close, away = float(np.percentile(near, 75)), float(np.percentile(far, 75))
    return close >= HALO and close - away >= FALLING
