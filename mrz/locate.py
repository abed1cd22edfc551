"""Where the lines of machine-readable zones lie: `locate(image)`, in milliseconds.

Two looks with one small network. The first sees the whole picture at a long side of 640 pixels and says where
lines run, in which direction and how large; the second sees each such region upright at 14 pixels to a
character, where lines stand apart and their ends are sharp. Only when the first look finds nothing is the
picture looked at again at twice the size. Which way up a zone stands, the line recogniser tells (`mrz.way`).
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from mrz.finder import look
from mrz.pictures import Image, to_grey
from mrz.recognise import LineReading
from mrz.rectify import Cut, Quad
from mrz.regions import Region, find_regions
from mrz.segments import Segment, Vector, join_segments, trace_level_lines, turn_back
from mrz.strips import Grey
from mrz.way import CERTAIN, find_longest, find_ways, turn_zone
from mrz.zone_lines import ZoneLines, group_zones

FIRST_SIDE, SECOND_SIDE = 640, 1280
"""Long sides of the picture for the first look and for the one after it."""
WORTH_A_SECOND = 1.2
"""How much larger than the first look a picture must be for the second."""
CAPITALS = 15.0
"""Height of the capitals in the closer look, pixels."""
LARGEST_CANVAS = (1024, 384)
GROUND_ALONG, GROUND_ACROSS = 4.0, 4.5
"""Ground around a region in the closer look, in heights: a line more, some characters more."""
LEVEL, PEAK = 0.25, 0.5
MOST_REGIONS = 5
LEAST_SCORE = 0.3
QUAD_HEIGHT = 1.6
"""Height of a line's quad, in capitals' heights."""
QUAD_GROUND = 0.15
"""Ground before the first and after the last character, in heights."""
SMALLEST_SIDE = 24
Affine = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ZoneBox:
    """A zone that was found.

    `lines`: one to three, top to bottom as they are read; each has four (x, y) points, top left, top right,
    bottom right and bottom left of the upright text, in pixels of the picture; it reaches from the first to
    the last character, fillers included, and is 1.6 times as high as the capitals. `score`: 0 to 1, not
    calibrated. `certain_direction`: when False, try the zone upside down too. `longest`: number, cut and
    reading of its longest line, which was read to find the way up.
    """

    lines: tuple[Quad, ...]
    score: float
    certain_direction: bool = True
    longest: tuple[int, Cut, LineReading] | None = None


def _shrink(grey: Grey, side: int) -> tuple[Grey, float]:
    """The picture with at most `side` pixels on its long side, and its scale."""
    longest = max(grey.shape)
    if longest <= side:
        return grey, 1.0
    scale = side / longest
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    if scale <= 0.5:
        # By halves first: averaging whole pixels is several times as fast as averaging parts of them.
        grey = np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), scale


def _scaled(region: Region, factor: float) -> Region:
    return replace(
        region,
        centre=region.centre * factor,
        along=region.along * factor,
        across=region.across * factor,
        height=region.height * factor,
    )


def _cut_upright(grey: Grey, region: Region) -> tuple[Grey, Affine]:
    """The region upright with some ground, its capitals 15 pixels high where that fits, and the affine way
    from this canvas to the picture."""
    along = region.along + GROUND_ALONG * region.height
    across = region.across + GROUND_ACROSS * region.height
    zoom = CAPITALS / region.height
    zoom = min(zoom, LARGEST_CANVAS[0] / (2 * along), LARGEST_CANVAS[1] / (2 * across))
    size = max(64, round(2 * along * zoom)), max(64, round(2 * across * zoom))
    axis, down = region.axis / zoom, turn_back(region.axis) / zoom
    corner = region.centre - axis * size[0] / 2 - down * size[1] / 2
    back = np.column_stack([axis, down, corner])
    source, offset, scale = _coarsen(grey, back, size, zoom)
    local = back.copy()
    local[:, 2] -= offset
    local *= scale[:, None]
    # Pixel k of either picture covers k to k + 1.
    local[:, 2] += local[:, :2] @ np.array([0.5, 0.5]) - 0.5
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    canvas = cv2.warpAffine(source, local, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(canvas, dtype=np.uint8), back


def _coarsen(grey: Grey, back: Affine, size: tuple[int, int], zoom: float) -> tuple[Grey, Vector, Vector]:
    """The part of the picture under the canvas, made as coarse as the canvas where the picture is finer, for
    warping alone would skip pixels; the part's corner and its scale."""
    if zoom > 0.75:
        return grey, np.zeros(2), np.ones(2)
    corners = np.array([[0, 0, 1], [size[0], 0, 1], [size[0], size[1], 1], [0, size[1], 1]]) @ back.T
    limit = np.array([grey.shape[1], grey.shape[0]])
    low = np.clip(np.floor(corners.min(axis=0)), 0, limit - 1).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)), low + 1, limit).astype(int)
    part = grey[low[1] : high[1], low[0] : high[0]]
    wide, tall = (max(1, round(length * zoom)) for length in (part.shape[1], part.shape[0]))
    small = cv2.resize(part, (wide, tall), interpolation=cv2.INTER_AREA)
    scale = np.array([wide / part.shape[1], tall / part.shape[0]])
    return np.asarray(small, dtype=np.uint8), low.astype(np.float64), scale


def _look_closer(grey: Grey, region: Region) -> list[ZoneLines]:
    """The zones in a region, their lines in pixels of the picture."""
    canvas, back = _cut_upright(grey, region)
    lines = join_segments(trace_level_lines(look(canvas), LEVEL, PEAK))
    return [
        ZoneLines(tuple(_map_back(line, back) for line in zone.lines), zone.score)
        for zone in group_zones(lines)
    ]


def _map_back(line: Segment, back: Affine) -> Segment:
    scale = float(np.linalg.norm(back[:, 0]))
    start, end = (back[:, :2] @ point + back[:, 2] for point in (line.start, line.end))
    return replace(line, start=start, end=end, height=line.height * scale)


def _as_quad(line: Segment) -> Quad:
    axis = line.axis
    half = turn_back(axis) * line.height * QUAD_HEIGHT / 2
    start, end = line.start - axis * line.height * QUAD_GROUND, line.end + axis * line.height * QUAD_GROUND
    corners = (start - half, end - half, end + half, start + half)
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return first, second, third, fourth


def _is_same(first: ZoneLines, second: ZoneLines) -> bool:
    """Whether two finds are one zone: the middle of a line of the one lies on a line of the other."""
    for line in first.lines:
        for other in second.lines:
            step = line.middle - other.middle
            if (
                abs(float(step @ turn_back(other.axis))) < other.height
                and abs(float(step @ other.axis)) < other.length / 2
            ):
                return True
    return False


def _search(grey: Grey, side: int) -> list[ZoneLines]:
    small, scale = _shrink(grey, side)
    regions = find_regions(look(small))[:MOST_REGIONS]
    found = [zone for region in regions for zone in _look_closer(grey, _scaled(region, 1 / scale))]
    kept: list[ZoneLines] = []
    for zone in sorted(found, key=lambda zone: -zone.score * len(zone.lines) ** 0.5):
        if zone.score >= LEAST_SCORE and not any(_is_same(zone, other) for other in kept):
            kept.append(zone)
    return sorted(kept, key=lambda zone: -zone.score)


def _read_ways(grey: Grey, found: list[ZoneLines]) -> list[ZoneBox]:
    """The finds the right way up, without those whose longest line reads as nothing."""
    zones = [tuple(_as_quad(line) for line in zone.lines) for zone in found]
    boxes = []
    for zone, quads, way in zip(found, zones, find_ways(grey, zones), strict=True):
        if way.is_text:
            lines = quads if way.gain >= 0 else turn_zone(quads)
            longest = find_longest(quads) if way.gain >= 0 else len(quads) - 1 - find_longest(quads)
            certain = abs(way.gain) >= CERTAIN
            boxes.append(ZoneBox(lines, zone.score, certain, (longest, way.cut, way.reading)))
    return boxes


def locate(image: Image) -> list[ZoneBox]:
    """The zones in a picture (height × width grey, or × 3 BGR, bytes; any size, any orientation), best first.

    Empty when there is none. Raises `ValueError` for an array that is no picture, the errors of
    `models.load.model_dir` when a model is missing or altered.
    """
    return _locate(to_grey(image), FIRST_SIDE)


def locate_closer(image: Image) -> list[ZoneBox]:
    """The zones that show at twice the size, for pictures in which those of `locate` were none; empty for
    pictures that are too small to show more. Raises what `locate` raises."""
    grey = to_grey(image)
    return _locate(grey, SECOND_SIDE) if max(grey.shape) > WORTH_A_SECOND * FIRST_SIDE else []


def _locate(grey: Grey, side: int) -> list[ZoneBox]:
    return _read_ways(grey, _search(grey, side)) if min(grey.shape) >= SMALLEST_SIDE else []
