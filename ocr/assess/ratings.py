"""From physical quantities to measures in [0, 1], 1 is best: one smooth curve each, a half where reading
suffers.

No curve has a flat part, so that more is always worse; the halves come from the suite `quality`'s captures
of drawn documents, where `ocr.extract` then misses about as many as it reads for the print's own sake.
"""

from dataclasses import astuple, dataclass, fields

from ocr.assess.measures import Physical

DEFOCUS_HALF = 0.17
"""Character widths; a stroke of OCR-B is 0.14 wide."""
MOTION_HALF = 0.45
GLARE_HALF = 0.12
"""Share of the document."""
PAPER_HALF = 45.0
"""Grey level of the paper in the dark."""
BURNT_HALF = 0.6
CONTRAST_HALF = 0.16
GRAIN_HALF = 0.12
DPI_HALF = 75.0
"""7.5 pixels a character of OCR-B."""
TILT_HALF = 35.0
LEAN_HALF = 40.0
OUTSIDE_HALF = 0.15
COVER_HALF = 0.12
MOIRE_HALF = 6.0
"""Grey levels that all parts have; drawn documents without a beat have up to 1.5."""
CHROMA_HALF = 0.9
"""Per cent of the light; backs of cards in pale tones have little more than 1, copies 0."""
USUAL_CONTRAST, LEAST_CONTRAST = 0.8, 0.1
QUANTISATION_HALF = 4.0
"""Quality 12 of JPEG."""
STEEP = 3.0


@dataclass(frozen=True)
class Ratings:
    """The measures of a document; `colour` and `moire` speak of honesty, the others of whether it can be
    read."""

    sharpness: float
    motion: float
    glare: float
    exposure: float
    contrast: float
    noise: float
    resolution: float
    tilt: float
    perspective: float
    coverage: float
    occlusion: float
    moire: float
    colour: float
    compression: float


NAMES = tuple(field.name for field in fields(Ratings))


def fall(value: float, half: float, steep: float = STEEP) -> float:
    """1 at 0, a half at `half`, towards 0 beyond."""
    return float(1.0 / (1.0 + (max(0.0, value) / half) ** steep))


def rise(value: float, half: float, steep: float = STEEP) -> float:
    """0 at 0, a half at `half`, towards 1 beyond."""
    return 1.0 - fall(value, half, steep)


def _rate_colour(seen: Physical) -> float:
    """Colour against contrast: a veil of light takes from both alike, a copy from the colour alone."""
    if seen.chroma is None:
        return 1.0
    return rise(seen.chroma * USUAL_CONTRAST / max(LEAST_CONTRAST, seen.contrast), CHROMA_HALF, 2.0)


def rate(seen: Physical) -> Ratings:
    """The measures of one document."""
    return Ratings(
        sharpness=fall(seen.defocus, DEFOCUS_HALF),
        motion=fall(seen.motion, MOTION_HALF, 2.0),
        glare=fall(seen.glare, GLARE_HALF, 1.5),
        exposure=min(rise(seen.paper, PAPER_HALF), fall(seen.burnt, BURNT_HALF)),
        contrast=rise(seen.contrast, CONTRAST_HALF),
        noise=fall(seen.grain, GRAIN_HALF, 2.0),
        resolution=rise(seen.dpi if seen.dpi is not None else seen.guess, DPI_HALF),
        tilt=fall(seen.tilt, TILT_HALF, 2.0),
        perspective=fall(seen.lean, LEAN_HALF),
        coverage=fall(1 - seen.inside, OUTSIDE_HALF, 1.5),
        occlusion=fall(seen.cover, COVER_HALF, 1.5),
        moire=fall(seen.moire, MOIRE_HALF, 2.0),
        colour=_rate_colour(seen),
        compression=fall(seen.quantisation, QUANTISATION_HALF, 2.0),
    )


def worst(ratings: list[Ratings]) -> Ratings:
    """Measure by measure the worst of several documents on one page."""
    return Ratings(*(min(values) for values in zip(*map(astuple, ratings), strict=True)))
