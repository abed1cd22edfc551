"""Where documents lie on a page: `locate(page)`.

A small network sees the whole page and says where documents are; a second one looks at each outline again and
says where its corners are and how good it is; the straight sides are moved onto the edges that the page shows
at full sharpness; a third one sees each document rectified and says which way up it stands.
"""

import numpy as np

from ocr.intake import PageImage
from ocr.locate.closer import Found, find_documents
from ocr.locate.lines import Points
from ocr.locate.place import Place, as_quad, find_homography, find_rotation, lengths, measure
from ocr.locate.settling import settle
from ocr.locate.sight import halve
from ocr.locate.way import Standing, find_standings

__all__ = ["Place", "locate"]

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
    documents = settle(pixels, find_documents(pixels))
    corners = [found.corners for found in documents]
    standings = find_standings(pixels, corners, [found.is_sheet for found in documents])
    return [_describe(found, standing, scale) for found, standing in zip(documents, standings, strict=True)]


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
