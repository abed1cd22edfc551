"""Which way up a document stands, what format it has and which side it shows."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from mrz.locate import locate as locate_zones
from ocr.locate.lines import Points
from ocr.locate.place import DOUBLE_PAGE, MILLIMETRES, Image, Side, Size, shift
from ocr.locate.sight import VIEW, Answer, ask_ways

CERTAIN = 0.9
"""Probability of a way under which the zone is asked, if there is one."""
ZONE_SIDE = 960
"""Long side of the view in which a zone is sought, pixels."""
FRONT, BACK = 0.8, 0.1
"""Probabilities of a holder's portrait."""
SIZES: tuple[Size, ...] = ("ID-1", "ID-2", "ID-3")
ASPECT_SPREAD = 0.07
"""Standard deviation of an aspect's logarithm, as a quadrilateral in perspective tells it."""
LEAST_SIZE = 0.5


@dataclass(frozen=True)
class Standing:
    """`first`: number of the corner that is the top left one when the text can be read; `probability` of
    that."""

    first: int
    probability: float
    size: Size | None
    side: Side


def _wide_first(corners: Points) -> int:
    """The corner from which the first side is a longer one."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return 0 if sides[0] + sides[2] >= sides[1] + sides[3] else 1


def cut_view(pixels: Image, corners: Points, size: tuple[int, int], finer: int = 2) -> Image:
    """The quadrilateral (4 × 2, pixels) stretched to `size` (width, height), its first corner at the top
    left; averaged over `finer` × `finer` samples."""
    twice = size[0] * finer, size[1] * finer
    frame = np.array([[0, 0], [twice[0], 0], [twice[0], twice[1]], [0, twice[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(frame, corners.astype(np.float32))
    back = shift(-0.5) @ np.asarray(matrix, dtype=np.float64) @ shift(0.5)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    large = cv2.warpPerspective(pixels, back, twice, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    if finer > 1:
        large = cv2.resize(large, size, interpolation=cv2.INTER_AREA)
    return np.asarray(large, dtype=np.uint8)


def find_standings(pixels: Image, quads: list[Points], sheets: list[bool]) -> list[Standing]:
    """How each quadrilateral stands. Raises the errors of `models.load.model_dir`."""
    if not quads:
        return []
    starts = [_wide_first(corners) for corners in quads]
    turned = [np.roll(corners, -start, axis=0) for corners, start in zip(quads, starts, strict=True)]
    answers = ask_ways(np.stack([cut_view(pixels, corners, VIEW) for corners in turned]))
    standings = []
    for corners, start, answer, is_sheet in zip(turned, starts, answers, sheets, strict=True):
        ways = _ask_zone(pixels, corners, answer.ways)
        way = int(ways.argmax())
        size, side = _judge(corners, answer, way, is_sheet)
        standings.append(Standing((start + (4 - way)) % 4, float(ways[way]), size, side))
    return standings


def _ask_zone(pixels: Image, corners: Points, ways: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Probabilities of the ways. Where the network is not sure, a machine-readable zone is looked for: its
    text has one way to be read."""
    if ways.max() >= CERTAIN:
        return ways
    across = np.linalg.norm(corners[1] - corners[0])
    scale = min(1.0, ZONE_SIDE / max(1.0, float(across)))
    high = np.linalg.norm(corners[3] - corners[0])
    size = max(32, round(across * scale)), max(32, round(high * scale))
    view = cut_view(pixels, corners, size, finer=1)
    zones = [zone for zone in locate_zones(view) if zone.certain_direction]
    if not zones:
        return ways
    line = np.array(zones[0].lines[0])
    along = line[1] - line[0]
    way = round(-float(np.arctan2(along[1], along[0])) / (np.pi / 2)) % 4
    certain = np.full(4, 0.002)
    certain[way] = 0.994
    return certain


def _judge(corners: Points, answer: Answer, way: int, is_sheet: bool) -> tuple[Size | None, Side]:
    """Format and side: the aspect of the quadrilateral and the network's opinion of the print."""
    if is_sheet:
        return None, "unknown"
    size = find_size(corners, answer.kinds, tall=way % 2 == 1)
    side: Side = "unknown"
    if size is not None and answer.portrait > FRONT:
        side = "front"
    elif size in ("ID-1", "ID-2") and answer.portrait < BACK:
        side = "back"
    return size, side


def find_size(corners: Points, kinds: npt.NDArray[np.float64], tall: bool) -> Size | None:
    """The format that aspect and print agree on, None for none. `tall`: it is read with a short side up;
    `kinds`: probabilities of ID-1, ID-2, ID-3 and other."""
    aspect = np.log(measure_aspect(corners))
    weights = {}
    for size, kind in zip(SIZES, kinds, strict=False):
        wide, high = MILLIMETRES[size]
        off = (aspect - np.log(wide / high)) / ASPECT_SPREAD
        weights[size] = (kind + 0.02) * np.exp(-(off**2) / 2) * (tall is False or size == "ID-1")
    off = (aspect - np.log(DOUBLE_PAGE[1] / DOUBLE_PAGE[0])) / ASPECT_SPREAD
    double = (kinds[3] + 0.02) * np.exp(-(off**2) / 2) * tall
    weights["ID-3"] += double
    best = max(SIZES, key=lambda size: weights[size])
    other = 0.0 if tall else 0.1 * (kinds[3] + 0.02)
    return best if weights[best] > max(other, 0.02) else None


def measure_aspect(corners: Points) -> float:
    """Longer side to shorter side of the rectangle whose picture the quadrilateral is, as the means of its
    sides tell it."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return float((sides[0] + sides[2]) / max(1e-6, sides[1] + sides[3]))
