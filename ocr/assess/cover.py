"""Fingers and other things that reach over a document's border.

Along the border a document ends: its colour differs from the desk's. Where something lies over it, the
colour just inside is that of just outside, and not what the document has elsewhere on that side. From
there the thing is followed inwards by its colour. What lies wholly inside a document's border cannot be
told from its print and is not looked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.assess.geometry import Floats, dimensions
from ocr.assess.places import Point
from ocr.assess.view import Coarse, Image, View

SAMPLES = 96
"""Along each side."""
CORNER = 0.05
"""Share of a side at each end that rounded corners may lack."""
INSET_MM, OUTSET_MM = 2.2, 2.2
LIKE, UNLIKE = 0.10, 0.20
"""Of the paper's light: less is the same colour, more another."""
USUAL = 85
"""Per cent: the brighter colours of a side are the document's, though fingers cover most of it."""
SHORTEST = 5
"""Samples in a row."""
SMALLEST, MOST = 0.004, 0.6
"""Share of the document."""
LOOSE, TIGHT = (0.05, 0.42, 1.7), (0.03, 0.6, 1.3)
"""How far the chromaticity and the light (least, most) of one thing may go from where it was met; the
tighter where the looser runs on into print of nearly its colour."""
PALE = 0.85
"""Of the paper's light in every colour: what is brighter than its side and as pale as this is light, no
thing."""
BURNT = 245
PALEST = 24
"""Grey level of paper under which nothing can be told."""


@dataclass(frozen=True)
class Cover:
    """`share` of the document that something hides; outlines in page pixels."""

    share: float
    outlines: list[list[Point]]


def _rows(coarse: Coarse, view: View) -> Iterator[tuple[Floats, Floats]]:
    """Side by side, the points just inside and just outside the border (n × 2), in the small copy."""
    size = view.place.size if view.place is not None and view.place.size is not None else None
    width, height = dimensions(coarse.quad, size if size is not None else "ID-3")
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(flat, coarse.quad.astype(np.float32)))
    along = np.linspace(CORNER, 1 - CORNER, SAMPLES)
    ends = np.array([[0, 0], [width, 0], [width, height], [0, height], [0, 0]])
    inward = np.array([[0, 1], [-1, 0], [0, -1], [1, 0]])
    for side in range(4):
        line = ends[side] + along[:, None] * (ends[side + 1] - ends[side])
        both = [line + INSET_MM * inward[side], line - OUTSET_MM * inward[side]]
        inner, outer = (
            cv2.perspectiveTransform(points[None].astype(np.float64), matrix.astype(np.float64))[0]
            for points in both
        )
        yield np.asarray(inner), np.asarray(outer)


def _colours(image: npt.NDArray[np.float32], points: Floats) -> Floats:
    """The colours at the points, nan where they lie off the image."""
    x, y = np.round(points).astype(int).T
    height, width = image.shape[:2]
    known = (x >= 0) & (y >= 0) & (x < width) & (y < height)
    found = np.full((len(points), 3), np.nan)
    found[known] = image[y[known], x[known]]
    return found


def _alike(
    soft: npt.NDArray[np.float32], inner: Floats, outer: Floats, paper: float
) -> npt.NDArray[np.bool_]:
    """Where along a side the colour goes on over the border and is not the side's own."""
    within, around = _colours(soft, inner), _colours(soft, outer)
    if not np.isfinite(within).any():
        return np.zeros(len(within), dtype=bool)
    middle, bright = np.nanmedian(within, axis=0), np.nanpercentile(within, USUAL, axis=0)
    palest = np.nan_to_num(within.min(axis=1))
    goes_on = np.abs(within - around).max(axis=1) < LIKE * paper
    # Darker than the side's paper in some colour, or anything on a dark side but light.
    darker = (bright - within).max(axis=1) > UNLIKE * paper
    other = (np.abs(within - middle).max(axis=1) > UNLIKE * paper) & (palest < PALE * paper)
    return np.asarray(goes_on & (darker | other) & (palest < BURNT), dtype=np.bool_)


def _runs(hits: npt.NDArray[np.bool_]) -> Iterator[slice]:
    """Stretches of at least `SHORTEST` hits."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], hits.astype(int), [0]])))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if last - first >= SHORTEST:
            yield slice(int(first), int(last))


def _follow(
    coarse: Coarse, soft: npt.NDArray[np.float32], seed: Floats, limits: tuple[float, float, float]
) -> Image:
    """What has the colour of the seed and hangs together with it, on the document; 0 or 1."""
    x, y = (round(float(value)) for value in seed)
    tone = soft[y, x]
    light, own = soft.sum(axis=2) + 1e-3, float(tone.sum()) + 1e-3
    hue, least, most = limits
    alike = (np.abs(soft / light[..., None] - tone / own) < hue).all(axis=2)
    alike &= (light > least * own) & (light < most * own) & (coarse.inside > 0)
    opened = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    opened = np.asarray(opened, dtype=np.uint8)
    if not opened[y, x]:
        return np.zeros_like(opened)
    _, labels = cv2.connectedComponents(opened)
    return np.asarray(labels == labels[y, x], dtype=np.uint8)


def _is_part_of_print(thing: Image, coarse: Coarse, view: View) -> bool:
    """A band across the document touches three of its sides; nothing that lies over it is so even."""
    touched = 0
    for inner, _ in _rows(coarse, view):
        x, y = np.round(inner).astype(int).T
        known = (x >= 0) & (y >= 0) & (x < thing.shape[1]) & (y < thing.shape[0])
        touched += bool(thing[y[known], x[known]].sum() >= 2)
    return touched >= 3


def find_cover(view: View, coarse: Coarse) -> Cover:
    """What lies over the border of a document; nothing where the page is the document, for want of an
    outside."""
    area = int((coarse.inside > 0).sum())
    if view.place is None or view.place.fills or area == 0:
        return Cover(0.0, [])
    soft = np.asarray(cv2.blur(coarse.pixels, (3, 3)), dtype=np.float32)
    paper = float(np.percentile(coarse.grey[coarse.inside > 0], 80))
    if paper < PALEST:
        return Cover(0.0, [])
    hidden = np.zeros(coarse.grey.shape, dtype=np.uint8)
    for inner, outer in _rows(coarse, view):
        for run in _runs(_alike(soft, inner, outer, paper)):
            seed = inner[(run.start + run.stop) // 2]
            if hidden[round(float(seed[1])), round(float(seed[0]))]:
                continue
            for limits in (LOOSE, TIGHT):
                thing = _follow(coarse, soft, seed, limits)
                whole = SMALLEST <= float(thing.sum()) / area <= MOST
                if whole and not _is_part_of_print(thing, coarse, view):
                    hidden |= thing
                    break
    outlines, _ = cv2.findContours(hidden, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hulls = [
        np.asarray(cv2.convexHull(line), dtype=np.float64).reshape(-1, 2)
        for line in outlines
        if cv2.contourArea(line) >= SMALLEST / 2 * area
    ]
    return Cover(float(hidden.sum()) / area, [view.to_page(hull + 0.5, coarse.step) for hull in hulls])
