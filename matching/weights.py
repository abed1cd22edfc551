"""Weights and bounds out of `models/matching/weights.toml`: m and u per field and level."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

import models

WEIGHTS = Path(models.__file__).with_name("matching") / "weights.toml"
FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Level:
    """m, and u as a number or (u None) as the term's frequency times `factor`, at least `floor`.

    `m_count` and `u_count`: how many true pairs, and pairs of two people, reached the level when it was
    fitted; `declared`: the m that was held for likely before; `factor_counted`: the factor that those show.
    """

    m: float
    u: float | None
    factor: float = 1.0
    floor: float = 0.0
    m_count: int | None = None
    u_count: int | None = None
    declared: float = 0.0
    factor_counted: float | None = None
    fixed: float | None = field(init=False)
    """The bits of a level that depends on no term."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fixed", None if self.u is None else log2(self.m / self.u))

    def bits(self, frequency: float = 1.0) -> float:
        """log2(m / u), for a term of this frequency where the level depends on one."""
        if self.fixed is not None:
            return self.fixed
        return log2(self.m / min(1.0, max(self.floor, self.factor * frequency)))


@dataclass(frozen=True)
class Weights:
    """The table: `levels[field][level]`, the prior, the two bounds on family evidence, and of each fitted
    field the `pairs` it was counted among: of one person, of two people."""

    prior: float
    levels: dict[str, dict[str, Level]]
    twins_per_person: float
    relatives_per_person: float
    pairs: dict[str, tuple[int, int]] = field(default_factory=dict)

    def bits(self, compared: str, level: str, frequency: float = 1.0) -> float:
        """The weight of a level of the field `compared`; a missing field is neutral."""
        return 0.0 if level == "missing" else self.levels[compared][level].bits(frequency)


def read_weights(path: Path) -> Weights:
    """The weights in a file of the form of `weights.toml`."""
    document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    family = document.pop("family")
    return Weights(
        prior=document.pop("prior"),
        levels={
            compared: {name: _level(entry) for name, entry in table.items() if isinstance(entry, dict)}
            for compared, table in document.items()
        },
        twins_per_person=family["twins_per_person"],
        relatives_per_person=family["relatives_per_person"],
        pairs={
            compared: (table["m_pairs"], table["u_pairs"])
            for compared, table in document.items()
            if "m_pairs" in table
        },
    )


def _level(entry: dict[str, Any]) -> Level:
    u = None if entry["u"] == FREQUENCY else float(entry["u"])
    return Level(
        float(entry["m"]), u, float(entry.get("factor", 1.0)), float(entry.get("floor", 0.0)),
        entry.get("m_count"), entry.get("u_count"), float(entry.get("declared", entry["m"])),
        entry.get("factor_counted"),
    )  # fmt: skip


@cache
def default_weights() -> Weights:
    """The weights that ship with the product."""
    return read_weights(WEIGHTS)
