"""Where documents lie on a page: `locate(page)`.

A small network sees the whole page and says where documents are; their straight sides are then moved onto the
edges that the page shows at full sharpness; a second small network sees each document rectified and says
which way up it stands.
"""

from dataclasses import replace

import cv2
import numpy as np

from ocr.intake import PageImage
from ocr.locate.closer import Found, find_documents
from ocr.locate.lines import Points
from ocr.locate.place import Image, Place, as_quad, find_homography, find_rotation, lengths, measure
from ocr.locate.shapes import SURE, snap
from ocr.locate.sides import SEEN, refine
from ocr.locate.sight import halve
from ocr.locate.way import Standing, find_standings

__all__ = ["Place", "locate"]

UNSEEN_BORDER = 0.04
"""A side nearer to the page's border than this share of the page, with no edge to be seen, is the border:
nothing is cut off."""
WIDE = 2.0
"""The edges of an unclear outline are first sought so many times farther off."""
NEAR_BORDER = 1.5
"""Cells from the page's border within which a side is the border: better a little desk than text cut off."""
MOST_WAYS = 5
"""Other outlines that are tried for a document."""
BORDER, FIRST_CHOICE = 0.5, 0.04
"""What a side on the page's border is worth, as a vote; what the network's first outline has ahead."""
NEARLY_ALL = 0.6
"""Share of a page from which a document without a clear outline counts as filling it: nothing is cut off."""
SMALLEST_PAGE = 32
"""Pixels of a page's shorter side."""
OWN_ASPECT = 0.06
"""Difference of logarithms from a format's aspect from which a page is only a part of such a document."""


def locate(page: PageImage) -> list[Place]:
    """The documents on a page, largest first: identity documents, or the one sheet of paper that it shows.
    Empty when there is nothing of the kind. Raises the errors of `models.load.model_dir` when a model is
    missing or altered."""
    if min(page.width, page.height) < SMALLEST_PAGE:
        return []
    pixels, scale = halve(page.pixels)
    documents = [_settle(pixels, found) for found in find_documents(pixels)]
    corners = [found.corners for found in documents]
    standings = find_standings(pixels, corners, [found.is_sheet for found in documents])
    return [_describe(found, standing, scale) for found, standing in zip(documents, standings, strict=True)]


def _settle(pixels: Image, found: Found) -> Found:
    """The document with its sides on the edges that the page shows: of the ways to draw it, the one with the
    best edges."""
    if found.fills:
        return found
    size = np.array([pixels.shape[1], pixels.shape[0]], dtype=np.float64)
    cell = float(found.cell.mean())
    best, most = found, -1.0
    for number, corners in enumerate((found.corners, *found.others[:MOST_WAYS])):
        rough, borders = snap(corners, size, NEAR_BORDER * cell)
        if found.sureness < SURE:
            rough, _ = refine(pixels, rough, WIDE * cell, borders)
        moved, votes = refine(pixels, rough, cell, borders)
        seen = [border or vote >= SEEN for border, vote in zip(borders, votes, strict=True)]
        worth = float(
            np.mean([BORDER if border else vote for border, vote in zip(borders, votes, strict=True)])
        )
        worth += FIRST_CHOICE * (number == 0)
        if worth > most:
            sureness = found.sureness * (0.4 + 0.6 * float(np.mean(seen)))
            best, most = Found(moved, borders, sureness, found.is_sheet, found.cell), worth
    share = cv2.contourArea(np.clip(found.corners, 0, size).astype(np.float32)) / float(size.prod())
    if share > NEARLY_ALL and found.sureness < SURE and not found.is_sheet:
        frame = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], dtype=np.float64)
        return replace(best, corners=frame, borders=(True, True, True, True))
    wider, borders = snap(best.corners, size, UNSEEN_BORDER * float(size.max()))
    return replace(best, corners=wider, borders=borders) if all(borders) else best


def _describe(found: Found, standing: Standing, scale: float) -> Place:
    corners: Points = np.roll(found.corners, -standing.first, axis=0) / scale
    quad, size = as_quad(corners), standing.size
    if found.fills and size is not None:
        # A part of a document has not its aspect: it stays as it is.
        (across, down), (wide, high) = lengths(quad), measure(quad, size)
        size = size if abs(np.log(across / down * high / wide)) < OWN_ASPECT else None
    confidence, upright = round(found.sureness, 4), round(standing.probability, 4)
    rotation, homography = find_rotation(quad), find_homography(quad, size)
    return Place(quad, rotation, standing.side, size, confidence, found.fills, homography, upright)
