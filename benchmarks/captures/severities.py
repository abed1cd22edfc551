"""Conditions of a phone's capture at three severities: the table of `severities.toml`, draws from it."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from benchmarks.captures.conditions import Range, draw_value

Condition = Literal[
    "tilt", "turn", "perspective", "defocus", "motion", "glare", "dim", "small", "moire", "mixed"
]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
Severity = Literal[1, 2, 3]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
QUARTERS = (1, 2, 3)


@dataclass(frozen=True)
class Ranges:
    """One row of the table; units as its head says."""

    pixels: Range
    defocus: Range
    motion: Range
    tilt: Range
    lean: Range
    glare_share: Range
    glare_strength: Range
    exposure: Range
    noise: Range
    moire: Range
    jpeg: Range


@dataclass(frozen=True)
class Shot:
    """One capture's drawn values: as `Ranges`, with signs and directions."""

    condition: Condition
    severity: Severity
    pixels: float
    defocus: float
    motion: float
    motion_angle: float
    """Radians, against the picture's rows."""
    tilt: float
    quarter: int
    """Clockwise quarter turns."""
    lean: tuple[float, float]
    glare_share: float
    glare_strength: float
    exposure: float
    noise: float
    moire: float
    jpeg: int


@cache
def load_severities() -> dict[tuple[Condition, Severity], Ranges]:
    """The table, the base filled in."""
    table = tomllib.loads((Path(__file__).parent / "severities.toml").read_text(encoding="utf-8"))
    known = [field.name for field in fields(Ranges)]
    rows: dict[tuple[Condition, Severity], Ranges] = {}
    for severity in SEVERITIES:
        for condition in CONDITIONS:
            row = table[str(severity)]["base"] | table[str(severity)][condition]
            rows[condition, severity] = Ranges(**{name: tuple(row[name]) for name in known})
    return rows


def draw_shot(condition: Condition, severity: Severity, rng: np.random.Generator) -> Shot:
    """A capture under the condition: each value uniform in its range, signs and directions by chance."""
    row = load_severities()[condition, severity]

    def signed(limits: Range) -> float:
        return float(rng.choice([-1, 1])) * draw_value(limits, rng)

    return Shot(
        condition=condition,
        severity=severity,
        pixels=draw_value(row.pixels, rng),
        defocus=draw_value(row.defocus, rng),
        motion=draw_value(row.motion, rng),
        motion_angle=float(rng.uniform(0, np.pi)),
        tilt=signed(row.tilt),
        quarter=int(rng.choice(QUARTERS)) if condition == "turn" else 0,
        lean=(signed(row.lean), signed(row.lean)),
        glare_share=draw_value(row.glare_share, rng),
        glare_strength=draw_value(row.glare_strength, rng),
        exposure=draw_value(row.exposure, rng),
        noise=draw_value(row.noise, rng),
        moire=draw_value(row.moire, rng),
        jpeg=round(draw_value(row.jpeg, rng)),
    )
