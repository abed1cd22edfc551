"""A second network's look at an outline: it sees the quadrilateral laid flat with what lies around it, says
how good it is, and where the corners of the document are.

The outline network tells documents from papers cell by cell; this one sees a whole document at once, whose
sides are straight, whose shape is one of a few, and which ends where the next begins.
"""

import cv2
import numpy as np
import numpy.typing as npt

from ocr.locate.lines import Points
from ocr.locate.place import Image, shift
from ocr.locate.shapes import is_plausible
from ocr.locate.sight import CROP, ask_corners

GROUND = 0.3
"""Around the quadrilateral on each side, of its sides."""
LEVELS, SMALLEST_LEVEL = 5, 64
"""How often a page is halved at most, and the shorter side from which it is not halved again, pixels."""
FLAT = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])


def halve_often(pixels: Image) -> list[Image]:
    """The page, half as large, a quarter as large, and so on: crops are cut from the one that is about as
    fine as they are."""
    levels = [pixels]
    while len(levels) < LEVELS and min(levels[-1].shape[:2]) > SMALLEST_LEVEL:
        size = levels[-1].shape[1] // 2, levels[-1].shape[0] // 2
        levels.append(np.asarray(cv2.resize(levels[-1], size, interpolation=cv2.INTER_AREA), dtype=np.uint8))
    return levels


def lay_down(corners: Points) -> Points:
    """The same quadrilateral, its first side a longer one."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return corners if sides[0] + sides[2] >= sides[1] + sides[3] else np.roll(corners, -1, axis=0)


def place_within(corners: Points, part: Points) -> Points:
    """Points of the document (0 to 1 across it) on the page."""
    matrix = cv2.getPerspectiveTransform(FLAT.astype(np.float32), corners.astype(np.float32))
    return _map(part, np.asarray(matrix, dtype=np.float64))


def rate(levels: list[Image], quads: list[Points]) -> list[float]:
    """How good the quadrilaterals are, 0 to 1: about the fourth power of the intersection over union."""
    return [float(answer[8]) for answer in ask_corners(_cut(levels, [lay_down(quad) for quad in quads]))]


def look_again(levels: list[Image], starts: list[Points], times: int) -> list[list[Points]]:
    """For each start the corners that are seen from it, those that are seen from these, and so on; fewer than
    `times` where what is seen is no rectangle's picture."""
    chains: list[list[Points]] = [[] for _ in starts]
    now = {number: lay_down(start) for number, start in enumerate(starts)}
    for _ in range(times):
        if not now:
            break
        answers = ask_corners(_cut(levels, list(now.values())))
        seen = {}
        for (number, corners), answer in zip(now.items(), answers, strict=True):
            moved = _map(answer[:8].reshape(4, 2), _from_crop(corners))
            if is_plausible(moved):
                seen[number] = lay_down(moved)
                chains[number].append(seen[number])
        now = seen
    return chains


def _from_crop(corners: Points) -> Points:
    """From the crop around a quadrilateral, 0 to 1 across it, to the page."""
    inner = (FLAT + GROUND) / (1 + 2 * GROUND)
    matrix = cv2.getPerspectiveTransform(inner.astype(np.float32), corners.astype(np.float32))
    return np.asarray(matrix, dtype=np.float64)


def _map(points: Points, matrix: Points) -> Points:
    return np.asarray(cv2.perspectiveTransform(points[None], matrix)[0], dtype=np.float64)


def _cut(levels: list[Image], quads: list[Points]) -> npt.NDArray[np.uint8]:
    """What the network sees of each quadrilateral. Beyond the page its border goes on: black would look like
    the end of a white card."""
    crops = []
    whole = np.array(levels[0].shape[1::-1], dtype=np.float64)
    for corners in quads:
        side = float(np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[3] - corners[2])) / 2
        density = max(1.0, side * (1 + 2 * GROUND) / CROP[0])
        page = levels[min(round(float(np.log2(density))), len(levels) - 1)]
        matrix = _from_crop(corners * (np.array(page.shape[1::-1]) / whole))
        back = shift(-0.5) @ matrix @ np.diag([1 / CROP[0], 1 / CROP[1], 1.0]) @ shift(0.5)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        crops.append(cv2.warpPerspective(page, back, CROP, flags=flags, borderMode=cv2.BORDER_REPLICATE))
    return np.stack(crops).astype(np.uint8)
