"""Weights and bounds out of `models/matching/weights.toml`: m and u per field and level."""

import tomllib
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

import models

WEIGHTS = Path(models.__file__).with_name("matching") / "weights.toml"
FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Level:
    """m, and u as a number or (u None) as the term's frequency times `factor`, at least `floor`."""

    m: float
    u: float | None
    factor: float = 1.0
    floor: float = 0.0

    def bits(self, frequency: float = 1.0) -> float:
        """log2(m / u), for a term of this frequency where the level depends on one."""
        u = self.u if self.u is not None else min(1.0, max(self.floor, self.factor * frequency))
        return log2(self.m / u)


@dataclass(frozen=True)
class Weights:
    """The table: `levels[field][level]`, the prior, and the two bounds on family evidence."""

    prior: float
    levels: dict[str, dict[str, Level]]
    twins_per_person: float
    relatives_per_person: float

    def bits(self, field: str, level: str, frequency: float = 1.0) -> float:
        """The weight of a level; a missing field is neutral."""
        return 0.0 if level == "missing" else self.levels[field][level].bits(frequency)


def read_weights(path: Path) -> Weights:
    """The weights in a file of the form of `weights.toml`."""
    document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    family = document.pop("family")
    return Weights(
        prior=document.pop("prior"),
        levels={
            field: {name: _level(entry) for name, entry in table.items() if isinstance(entry, dict)}
            for field, table in document.items()
        },
        twins_per_person=family["twins_per_person"],
        relatives_per_person=family["relatives_per_person"],
    )


def _level(entry: dict[str, Any]) -> Level:
    u = None if entry["u"] == FREQUENCY else float(entry["u"])
    return Level(float(entry["m"]), u, float(entry.get("factor", 1.0)), float(entry.get("floor", 0.0)))


@cache
def default_weights() -> Weights:
    """The weights that ship with the product."""
    return read_weights(WEIGHTS)
