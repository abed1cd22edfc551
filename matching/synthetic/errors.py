"""Errors in requests: `errors.toml` holds the rates and reasons, `name_errors` and `other_errors` the
functions.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from matching.synthetic import name_errors, other_errors
from matching.synthetic.asked import Asked, Means
from matching.synthetic.countries import HERE

Grade = Literal["edit", "heavy", "harmless"]


@dataclass(frozen=True)
class ErrorKind:
    """One error of `errors.toml`."""

    name: str
    rate: float
    grade: Grade
    scales: bool
    fields: tuple[str, ...]
    reason: str


def _kind(name: str, table: Mapping[str, Any]) -> ErrorKind:
    return ErrorKind(
        name,
        table["rate"],
        table["grade"],
        table.get("scales", False),
        tuple(table["fields"]),
        table["reason"],
    )


def _read() -> dict[str, ErrorKind]:
    tables = tomllib.loads((HERE / "errors.toml").read_text(encoding="utf-8"))
    return {name: _kind(name, table) for name, table in tables.items()}


KINDS: Final = _read()
"""By name, in the order in which they are applied."""
NAMES: Final = tuple(KINDS)
ONE_EDIT: Final = tuple(kind.name for kind in KINDS.values() if kind.grade == "edit")
"""Errors that retrieval must forgive, alone and in pairs."""
HEAVIER: Final = tuple(kind.name for kind in KINDS.values() if kind.grade == "heavy")
FUNCTIONS: Final = name_errors.ERRORS | other_errors.ERRORS


class ErrorRates:
    """Share of requests with each error; those of `errors.toml` but for what is given."""

    def __init__(self, **rates: float) -> None:
        self.rates = {name: kind.rate for name, kind in KINDS.items()} | rates
        if unknown := set(rates) - set(KINDS):
            raise ValueError(f"no such errors: {sorted(unknown)}")
        self.thresholds = np.array([self.rates[name] for name in NAMES])

    def scaled(self, factor: float) -> "ErrorRates":
        """The rates of real errors times `factor`; spelling, omissions and renewed documents stay."""
        return ErrorRates(**{
            name: min(1.0, rate * factor) if KINDS[name].scales else rate for name, rate in self.rates.items()
        })  # fmt: skip

    @classmethod
    def none(cls) -> "ErrorRates":
        """No errors at all."""
        return cls(**dict.fromkeys(KINDS, 0.0))


def commit(error: str, asked: Asked, means: Means) -> bool:
    """Makes an error in `asked`, where the request gives occasion to it; whether it did."""
    before = _values(asked)
    FUNCTIONS[error](asked, means)
    return _values(asked) != before


def commit_all(errors: Iterable[str], asked: Asked, means: Means) -> list[str]:
    """Makes these errors in the table's order; those that were made."""
    wanted = set(errors)
    return [name for name in KINDS if name in wanted and commit(name, asked, means)]


def spoil(asked: Asked, rates: ErrorRates, means: Means) -> list[str]:
    """Makes errors at the rates; their names."""
    drawn = np.flatnonzero(means.rng.random(len(NAMES)) < rates.thresholds)
    return [name for place in drawn if commit(name := NAMES[place], asked, means)]


def _values(asked: Asked) -> tuple[object, ...]:
    return (
        asked.family, asked.given, asked.birth_date, asked.place_of_birth, asked.country_of_birth,
        asked.gender, asked.nationality, tuple(document.number for document in asked.documents),
    )  # fmt: skip
