"""Conditions of a capture in physical units, as ranges that chance draws from."""

from dataclasses import dataclass

import numpy as np

Range = tuple[float, float]


@dataclass(frozen=True)
class Conditions:
    """Ranges, each drawn uniformly and independently for every capture."""

    resolution_dpi: Range = (190, 240)
    """Pixels to the inch at the document's centre; a character of OCR-B size 1 has a tenth as many."""
    turn_deg: Range = (-6, 6)
    """In the picture's plane."""
    lean_deg: Range = (-12, 12)
    """About the document's horizontal and vertical axes: perspective."""
    distance_mm: Range = (260, 400)
    defocus_mm: Range = (0.05, 0.10)
    """Standard deviation of the blur, on the document; a stroke of OCR-B is 0.35 mm wide."""
    motion_mm: Range = (0.0, 0.0)
    """Length of the smear, on the document."""
    noise: Range = (1.0, 3.0)
    """Standard deviation, in grey levels of 255."""
    exposure_stops: Range = (-0.35, 0.15)
    falloff: Range = (0.0, 0.18)
    """Share of the light that is lost from one side of the picture to the other."""
    glare_share: Range = (0.0, 0.0)
    """Diameter of a saturated spot, as a share of the document's height."""
    margin_share: Range = (0.06, 0.12)
    """Desk on each side, as a share of the document's width."""
    jpeg_quality: Range = (78, 90)


PHONE = Conditions()
"""A careful person with a phone."""
BLURRED = Conditions(defocus_mm=(0.55, 0.65), motion_mm=(0.9, 1.1), resolution_dpi=(140, 160))
"""Out of focus and shaken: nobody can read the small print."""


def draw_value(limits: Range, rng: np.random.Generator) -> float:
    """A value between the limits."""
    return float(rng.uniform(*limits)) if limits[0] < limits[1] else limits[0]
