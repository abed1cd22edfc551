"""From the outline network's maps to quadrilaterals, in cells."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.locate.lines import Line, Points, cross, fit_line, line_through
from ocr.locate.sight import Map, Maps

EDGE = 0.5
CORE, SUREST_CORE = 0.6, 0.75
"""From where a cell is of a core; the surest cell of a core that is one."""
SMALLEST, SMALLEST_SHEET = 0.004, 0.12
"""Of a page's cells: a smaller document would be unreadable, a smaller sheet is something that lies about."""
ZOOM = 4
"""The maps are made so many times finer before outlines are drawn."""
AT_BORDER = 0.9
"""Cells from the page's border within which a side counts as the border."""
MIDDLE = 0.8
"""Of a side's length: what its line is fitted to, away from round corners."""
NEAR = 1.5
"""Cells from a side within which points of the outline belong to it."""
STRAIGHT = 0.98
"""Cosine of the angle to the page's border under which a side runs along it."""
LEVELS = (0.5, 0.75)
"""Probabilities at which outlines are drawn: what a document's surroundings add is often less sure."""
ROUGHNESS = 0.8
"""Fine cells that a hull may lose with its corners."""
NECK = 0.25
"""Breadth of what is cut away as hanging on, of the square root of the area."""
CORE_SHARE = 0.6
"""Of a document's sides that its core has."""
SURE, LEAST_SURENESS = 0.9, 0.55
"""Of a shape: from where no other is tried, and below which it is none."""
LEAST_TURN, MOST_TAPER = 0.5, 2.5
"""Sine of a corner's angle; ratio of opposite sides."""
Mask = npt.NDArray[np.uint8]
Borders = tuple[bool, bool, bool, bool]


@dataclass(frozen=True)
class Shape:
    """A document or a sheet in the maps. `corners`: 4 × 2, clockwise, (x, y) in cells; `borders`: which of
    its sides (from corner k to k + 1) are the page's border; `sureness`: 0 to 1, how clear cut the mask is
    and how well four straight sides fit it; `others`: corners that may be right instead; `is_sheet`: paper
    without anything of an identity document."""

    corners: Points
    borders: Borders
    sureness: float
    is_sheet: bool
    others: tuple[Points, ...] = ()

    @property
    def fills(self) -> bool:
        """Whether it reaches beyond the page on all sides."""
        return all(self.borders)


def find_shapes(maps: Maps) -> list[Shape]:
    """The documents, largest first; the one large sheet when there is none."""
    parts = list(_part(maps))
    shapes = [shape for mask, core in parts if (shape := _outline(mask, False, core)) is not None]
    if not shapes:
        sheet = _largest(maps.sheet)
        shapes = [] if sheet is None or (shape := _outline(sheet, True)) is None else [shape]
    return sorted(shapes, key=lambda shape: -cv2.contourArea(shape.corners.astype(np.float32)))


def _part(maps: Maps) -> Iterator[tuple[Map, Map | None]]:
    """The document map, core by core, and the core: each cell belongs to the core that is nearest for its
    size."""
    count, labels = cv2.connectedComponents((maps.core > CORE).astype(np.uint8), connectivity=4)
    cores = [labels == number for number in range(1, count)]
    cores = [core for core in cores if float(maps.core[core].max()) > SUREST_CORE]
    if not cores:
        # No core but a document's ground: one that the page shows a corner of, or a strip.
        whole = _largest(maps.document)
        if whole is not None:
            yield whole, None
        return
    away = np.stack([_distance(core) / np.sqrt(core.sum()) for core in cores])
    nearest = away.argmin(axis=0)
    for number, core in enumerate(cores):
        own = np.where(nearest == number, maps.document, 0).astype(np.float32)
        mask = _connected(own, core)
        if (mask > EDGE).mean() >= SMALLEST:
            yield mask, np.where(core, maps.core, 0).astype(np.float32)


def _distance(core: npt.NDArray[np.bool_]) -> Map:
    away = cv2.distanceTransform((~core).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(away, dtype=np.float32)


def _connected(document: Map, core: npt.NDArray[np.bool_]) -> Map:
    """What hangs together with the core."""
    _, labels = cv2.connectedComponents((document > EDGE).astype(np.uint8), connectivity=4)
    kept = np.isin(labels, np.unique(labels[core & (document > EDGE)]))
    grown = cv2.dilate((kept & (labels > 0)).astype(np.uint8), np.ones((3, 3), dtype=np.uint8))
    return np.where(grown > 0, document, 0).astype(np.float32)


def _largest(plane: Map) -> Map | None:
    """The largest coherent part of a map, None when it is too small to be what the page is about."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((plane > EDGE).astype(np.uint8))
    if count < 2:
        return None
    number = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    if stats[number, cv2.CC_STAT_AREA] < SMALLEST_SHEET * plane.size:
        return None
    return _connected(plane, labels == number)


def _outline(mask: Map, is_sheet: bool, core: Map | None = None) -> Shape | None:
    """Four straight sides around the mask, and other ways to draw them."""
    rows, columns = mask.shape
    size = columns * ZOOM, rows * ZOOM
    fine = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)
    limit = np.array([columns, rows], dtype=np.float64) * ZOOM
    ranked: list[tuple[float, Points]] = []
    for level in LEVELS:
        inside = np.asarray(fine > level, dtype=np.uint8)
        for corners in _draw_around(inside, limit):
            ranked.append((_sureness(fine, corners), corners))
        if ranked and ranked[0][0] > SURE:
            break
    if not ranked:
        return None
    ranked.sort(key=lambda entry: -entry[0])
    sureness, best = ranked[0]
    if sureness < LEAST_SURENESS:
        return None
    others = [corners for _, corners in ranked[1:]] if sureness <= SURE else []
    if core is not None and others:
        others.insert(0, _grow(core))
    snapped, borders = snap((best + 0.5) / ZOOM, limit / ZOOM, AT_BORDER)
    return Shape(snapped, borders, sureness, is_sheet, tuple((other + 0.5) / ZOOM for other in others))


def _open(inside: Mask, radius: float) -> Mask:
    """The mask without what no disc of the radius fits into (morphological opening, by distances:
    much faster than with a kernel of that size)."""
    kept = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_5) > radius
    if not kept.any():
        return np.zeros_like(inside)
    away = cv2.distanceTransform((~kept).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    return np.asarray(away <= radius, dtype=np.uint8)


def _draw_around(inside: Mask, limit: Points) -> Iterator[Points]:
    """Four free sides around the largest part of what is inside, and an upright box; as they are, and without
    what hangs on by a narrow neck."""
    radius = NECK / 2 * float(np.sqrt(np.count_nonzero(inside)))
    for plane in (inside, _open(inside, radius)):
        contours, _ = cv2.findContours(plane, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        if not contours:
            return
        contour = max(contours, key=cv2.contourArea)
        # A tenth of the hull's corners, none further off than a fifth of a cell: lines are fitted later.
        rough = cv2.approxPolyDP(cv2.convexHull(contour, clockwise=True), ROUGHNESS, True)
        hull = rough.reshape(-1, 2).astype(np.float64)
        if len(hull) < 4:
            return
        points = contour.reshape(-1, 2).astype(np.float64)
        box = _clockwise(np.asarray(cv2.boxPoints(cv2.minAreaRect(contour)), dtype=np.float64))
        for corners in (_four_sides(hull), box):
            fitted = _fit_corners(points, corners, limit)
            if is_plausible(fitted):
                yield fitted


def _grow(core: Map) -> Points:
    """The box that a core is the middle of, in cells of `ZOOM`."""
    rows, columns = np.nonzero(core > EDGE)
    points = np.stack([columns, rows], axis=1).astype(np.float32)
    middle, (wide, high), angle = cv2.minAreaRect(points)
    box = cv2.boxPoints((middle, ((wide + 1) / CORE_SHARE, (high + 1) / CORE_SHARE), angle))
    return _clockwise((np.asarray(box, dtype=np.float64) + 0.5) * ZOOM - 0.5)


def _fit_corners(points: Points, corners: Points, limit: Points) -> Points:
    """The corners where lines fitted to the outline's points along the four sides meet."""
    lines = _fit_sides(points, corners, limit)
    lines = [Line(line.point + line.normal * 0.5, line.along) for line in lines]  # to the pixels' outer edges
    return np.array([cross(lines[k - 1], lines[k]) for k in range(4)])


def is_plausible(corners: Points) -> bool:
    """Whether a camera may see a rectangle so: convex, no angle far from a right one, no side far shorter
    than the opposite one."""
    if not np.isfinite(corners).all():
        return False
    steps = np.roll(corners, -1, axis=0) - corners
    sides = np.linalg.norm(steps, axis=1)
    if sides.min() < 1:
        return False
    units = steps / sides[:, None]
    before = np.roll(units, 1, axis=0)
    turns = before[:, 0] * units[:, 1] - before[:, 1] * units[:, 0]
    longest = np.maximum(sides[:2], sides[2:]) / np.minimum(sides[:2], sides[2:])
    return bool(turns.min() > LEAST_TURN and longest.max() < MOST_TAPER)


def _four_sides(hull: Points) -> Points:
    """The convex hull (clockwise) with sides taken away, each time the one whose neighbours meet at the price
    of the least new area, until four are left: round corners become corners."""
    corners = list(hull)
    while len(corners) > 4:
        best, at, price = -1, np.zeros(2), np.inf
        for k in range(len(corners)):
            before, first, second, after = (corners[(k + step) % len(corners)] for step in (-1, 0, 1, 2))
            meeting = cross(line_through(before, first), line_through(second, after))
            if not np.isfinite(meeting).all() or (meeting - first) @ (first - before) < 0:
                continue
            (x1, y1), (x2, y2) = second - first, meeting - first
            grown = abs(x1 * y2 - x2 * y1) / 2
            if grown < price:
                best, at, price = k, meeting, grown
        if best < 0:  # no side whose neighbours meet: a triangle's like
            box = cv2.boxPoints(cv2.minAreaRect(np.asarray(corners, dtype=np.float32)))
            return _clockwise(np.asarray(box, dtype=np.float64))
        corners[best] = at
        del corners[(best + 1) % len(corners)]
    return _clockwise(np.array(corners))


def _clockwise(corners: Points) -> Points:
    """The corners in the order of a clock's hands, as a page with y downwards shows them."""
    x, y = corners.T
    signed = float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
    return corners if signed > 0 else corners[::-1].copy()


def _fit_sides(points: Points, corners: Points, limit: Points) -> list[Line]:
    """A line along each side, through the outline's points near its middle part. Points on the page's border
    tell about the border alone."""
    lines = []
    for k in range(4):
        first, second = corners[k], corners[(k + 1) % 4]
        plain = line_through(first, second)
        length = max(1e-6, float(np.linalg.norm(second - first)))
        along = (points - first) @ plain.along / length
        off = (points - first) @ plain.normal
        share = (1 - MIDDLE) / 2
        near = (np.abs(off) < NEAR * ZOOM) & (along > share) & (along < 1 - share)
        inner = ((points > 1) & (points < limit - 2)).all(axis=1)
        chosen = points[near & inner] if (near & inner).sum() > 0.5 * near.sum() else points[near]
        lines.append(fit_line(chosen, plain) if len(chosen) >= 8 else plain)
    return lines


def snap(corners: Points, size: Points, within: float) -> tuple[Points, Borders]:
    """The corners with those sides moved onto the border of a page of `size` (width, height) that run along
    it and are at most `within` away, and which sides these are."""
    width, height = size
    ways = (((0, 0), (1, 0)), ((width, 0), (0, 1)), ((width, height), (-1, 0)), ((0, height), (0, -1)))
    edges = [
        Line(np.array(point, dtype=np.float64), np.array(along, dtype=np.float64)) for point, along in ways
    ]
    lines = [line_through(corners[k], corners[(k + 1) % 4]) for k in range(4)]
    borders = [False] * 4
    for k in range(4):
        visible = np.clip(corners[[k, (k + 1) % 4]], 0, size)
        for edge in edges:
            inside = -(visible - edge.point) @ edge.normal
            if lines[k].along @ edge.along > STRAIGHT and bool((inside <= within).all()):
                lines[k], borders[k] = edge, True
    snapped = np.array([cross(lines[k - 1], lines[k]) for k in range(4)])
    flags = borders[0], borders[1], borders[2], borders[3]
    return (snapped, flags) if np.isfinite(snapped).all() else (corners, flags)


def _sureness(fine: Map, corners: Points) -> float:
    """How much the mask and the four-sided figure have in common (intersection over union, of
    probabilities)."""
    figure = np.zeros(fine.shape, dtype=np.uint8)
    cv2.fillPoly(figure, [np.rint(corners * 16).astype(np.int32)], (1,), cv2.LINE_8, 4)
    inside = float(fine[figure > 0].sum())
    union = float(np.count_nonzero(figure)) + float(fine[(figure == 0) & (fine > EDGE)].sum())
    return inside / max(1.0, union)
