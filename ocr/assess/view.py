"""What is measured: a document, or the whole page, cut out at a limited size, and the tiles of it that
hold print.

Blur matters at the scale of the document's characters, not of the sensor: a view has at most some 2,100
pixels along its longer side, shrunk by a whole number so that shrinking is an average and costs little.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.assess.geometry import Floats, pixels_per_mm
from ocr.assess.places import Place, Point

Image = npt.NDArray[np.uint8]
VIEW_SIDE = 1400
"""Longer side, in pixels, that a view comes nearest to."""
COARSE_SIDE = 480
"""Longest side of the small copy on which light, colour and things in the way are looked for."""
MARGIN = 0.04
"""Of what lies around the document, as a share of its extent: fingers come from outside."""
TILE = 48
BORDER_TILES = 0.999
"""A tile counts when so much of it lies on the document."""
TEXT_SHARE, FLAT_SHARE = 0.12, 0.2
"""The busiest and the calmest tiles, as shares of all."""
MOST_TILES, FEWEST_TILES = 48, 4
CHARACTER_MM = 2.54
"""Width of a character of OCR-B size 1 (ICAO Doc 9303-3): the unit of blur."""
FILLED_MM = 125.0
"""Longer side that a document of unknown size is taken to have: that of ID-3, the largest and the
commonest."""


@dataclass(frozen=True)
class View:
    """A part of a page. Coordinates are of the view unless said otherwise."""

    pixels: Image
    """Height × width × 3, BGR."""
    grey: Image
    inside: Image
    """255 on the document, 0 around it."""
    quad: Floats
    """The document's corners, 4 × 2, clockwise from its top left."""
    step: int
    """Page pixels to a view pixel."""
    origin: tuple[int, int]
    """Page pixel of the view's top left."""
    pitch: float
    """Pixels to a character of 2.54 mm."""
    place: Place | None

    def to_page(self, points: Floats, step: float = 1.0) -> list[Point]:
        """Points of the view, or of a copy of it shrunk by `step`, in page pixels."""
        moved = np.asarray(points, dtype=np.float64) * (self.step * step) + self.origin
        return [(round(float(x), 1), round(float(y), 1)) for x, y in moved]


@dataclass(frozen=True)
class Coarse:
    """A small copy of a view."""

    pixels: Image
    grey: Image
    inside: Image
    quad: Floats
    step: int
    """View pixels to a pixel of it."""


@dataclass(frozen=True)
class Tiles:
    """Square parts of a view, side `TILE`, by their top left corners (n × 2, x and y)."""

    text: npt.NDArray[np.int64]
    flat: npt.NDArray[np.int64]


def shrink(image: Image, step: int) -> Image:
    """The image averaged over squares of `step` pixels; what is left over at right and below is dropped."""
    step = min(step, *image.shape[:2])
    if step == 1:
        return image
    height, width = image.shape[0] // step, image.shape[1] // step
    part = image[: height * step, : width * step]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _bounds(quad: Floats, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the quad and its margin on a page of `size` (width, height)."""
    spare = MARGIN * np.ptp(quad, axis=0)
    low = np.clip(np.floor(quad.min(axis=0) - spare), 0, np.array(size) - 1).astype(int)
    high = np.clip(np.ceil(quad.max(axis=0) + spare), low + 1, size).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def cut_view(page: Image, place: Place | None) -> View:
    """The view of a document on the page, or of the whole page."""
    height, width = page.shape[:2]
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    quad = np.asarray(place.quad if place is not None else corners, dtype=np.float64)
    left, top, right, bottom = _bounds(quad, (width, height))
    step = max(1, round(max(right - left, bottom - top) / VIEW_SIDE))
    pixels = shrink(page[top:bottom, left:right], step)
    local = (quad - (left, top)) / step
    inside = np.zeros(pixels.shape[:2], dtype=np.uint8)
    cv2.fillConvexPoly(inside, np.round(local * 16).astype(np.int32), (255,), cv2.LINE_8, 4)
    scale = pixels_per_mm(quad, place.size) if place is not None and place.size is not None else None
    pitch = CHARACTER_MM * (scale if scale is not None else _longest(quad) / FILLED_MM) / step
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    return View(pixels, grey, inside, local, step, (left, top), pitch, place)


def _longest(quad: Floats) -> float:
    return float(np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1).max())


def make_coarse(view: View) -> Coarse:
    """The small copy."""
    step = max(1, -(-max(view.grey.shape) // COARSE_SIDE))
    pixels = shrink(view.pixels, step)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    inside = (shrink(view.inside, step) >= 250).astype(np.uint8) * np.uint8(255)
    return Coarse(pixels, grey, inside, view.quad / step, step)


def choose_tiles(view: View) -> Tiles:
    """The busiest and the calmest tiles that lie on the document; both empty on a view smaller than a
    tile."""
    rows, columns = view.grey.shape[0] // TILE, view.grey.shape[1] // TILE
    empty = np.empty((0, 2), dtype=np.int64)
    if rows == 0 or columns == 0:
        return Tiles(empty, empty)
    grey = view.grey[: rows * TILE, : columns * TILE]
    # As wide as whole tiles: averaging whole pixels is much faster.
    across = np.zeros_like(grey)
    across[:, 1:] = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    busy = np.asarray(cv2.resize(across, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.float64)
    mask = view.inside[: rows * TILE, : columns * TILE]
    covered = (
        np.asarray(cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA)) >= 255 * BORDER_TILES
    )
    light = np.asarray(cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA))
    order = np.argsort(busy, axis=None)
    order = order[covered.reshape(-1)[order]]
    # A tile that light has burnt out is calm too, but has neither noise nor print.
    calm = order[light.reshape(-1)[order] < 250]
    count = int(np.clip(TEXT_SHARE * len(order), FEWEST_TILES, MOST_TILES))
    few = int(np.clip(FLAT_SHARE * len(calm), FEWEST_TILES, MOST_TILES))

    def corners(chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.stack([chosen % columns * TILE, chosen // columns * TILE], axis=1).astype(np.int64)

    return Tiles(corners(order[-count:]), corners(calm[:few]))


def stack(grey: Image, corners: npt.NDArray[np.int64], side: int = TILE) -> npt.NDArray[np.float32]:
    """Tiles one above the other: n × `side` × `side`."""
    parts = [grey[y : y + side, x : x + side] for x, y in corners]
    return np.asarray(parts, dtype=np.float32).reshape(-1, side, side)
