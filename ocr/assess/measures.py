"""Every measure of one document, each with the physical quantity behind it."""

from dataclasses import dataclass

import numpy as np

from ocr.assess.blur import TELLING, measure_blur
from ocr.assess.colour import measure_chroma
from ocr.assess.compression import measure_quantisation
from ocr.assess.cover import find_cover
from ocr.assess.geometry import measure_pose
from ocr.assess.glare import find_glare
from ocr.assess.light import measure_light
from ocr.assess.moire import measure_moire
from ocr.assess.places import Place, Point
from ocr.assess.view import Image, choose_tiles, cut_view, make_coarse

SMALL_PAGE_MM = 125.0
"""Longer side that a document of unknown size is taken to have when its resolution is judged."""


@dataclass(frozen=True)
class Physical:
    """What was measured on a document.

    `defocus`, `motion`: character widths of 2.54 mm (σ of the blur, length of the smear). `glare`,
    `cover`, `inside`: shares of the document. `paper`: grey level. `burnt`: share burnt out, times how
    pale the ink is. `contrast`: share of the paper's light that ink takes away. `grain`: noise, as a share
    of the print's contrast. `dpi`: dots per inch, None where the size is unknown, and then `guess` stands
    in. `tilt`, `lean`: degrees. `moire`: grey levels. `chroma`: per cent of the light, None where it
    cannot be told. `quantisation`: steps of JPEG at quality 50.
    """

    defocus: float
    motion: float
    glare: float
    cover: float
    inside: float
    paper: float
    burnt: float
    contrast: float
    grain: float
    dpi: float | None
    guess: float
    tilt: float
    lean: float
    moire: float
    chroma: float | None
    quantisation: float


@dataclass(frozen=True)
class Measured:
    """The quantities of one document, and where highlights and things in the way lie, in page pixels."""

    physical: Physical
    quad: list[Point]
    spots: list[list[Point]]
    covers: list[list[Point]]
    known: bool
    """Where the document lies was known: the quad is not just the page."""


def measure(page: Image, place: Place | None) -> Measured:
    """Measures a document on a page (height × width × 3, BGR), or the whole page."""
    view = cut_view(page, place)
    coarse, tiles = make_coarse(view), choose_tiles(view)
    blur, light = measure_blur(view, tiles), measure_light(view, coarse, tiles)
    glare, cover = find_glare(view, coarse), find_cover(view, coarse)
    height, width = page.shape[:2]
    pose = measure_pose(place, (width, height))
    corners = view.to_page(view.quad)
    sides = np.linalg.norm(np.roll(view.quad, -1, axis=0) - view.quad, axis=1) * view.step
    # A desk has its own periods, and blur leaves of a guilloche's lines what looks like a beat.
    telling = place is not None and blur.defocus <= TELLING
    physical = Physical(
        defocus=blur.defocus,
        motion=blur.motion,
        glare=glare.share,
        cover=cover.share,
        inside=pose.inside,
        paper=light.paper,
        burnt=light.burnt,
        contrast=light.contrast,
        grain=light.grain,
        dpi=pose.dpi,
        guess=float(sides.max()) / SMALL_PAGE_MM * 25.4,
        tilt=pose.tilt,
        lean=pose.lean,
        moire=measure_moire(page, view, tiles) if telling else 0.0,
        chroma=measure_chroma(coarse),
        quantisation=measure_quantisation(page, view, tiles),
    )
    known = place is not None and not place.fills
    return Measured(physical, corners, glare.spots, cover.outlines, known)
