"""Invented people: names and birthplaces drawn together by origin, dates by chance."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

Gender = Literal[0, 1, 2]
STATE = "UTO"
"""The code that ICAO keeps for specimens."""
STREETS = ("Strato Zamenhof", "Avenuo Verda", "Placo de Espero", "Strato Moro", "Vojo al la Maro")
TOWNS = ("Amaurot", "Novurbo", "Marbordo", "Esperhaveno")
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True)
class Holder:
    """Whom a document is made out to, and its numbers and dates. `gender` after ISO 5218."""

    family_name: str
    given_names: str
    gender: Gender
    birth_date: date
    place_of_birth: str
    document_number: str
    personal_number: str
    issue_date: date
    expiry_date: date
    nationality: str = STATE
    address: tuple[str, str] = ("Strato Zamenhof 1", "1000 Amaurot")


@cache
def load_origins() -> dict[str, dict[str, Any]]:
    """The lists of `origins.toml`."""
    return tomllib.loads((Path(__file__).parent / "origins.toml").read_text(encoding="utf-8"))


def invent_number(pattern: str, rng: np.random.Generator) -> str:
    """A number by pattern: `A` becomes a letter, `9` a digit, all else stays."""
    draws = {"A": LETTERS, "9": "0123456789"}
    return "".join(str(rng.choice(list(draws[mark]))) if mark in draws else mark for mark in pattern)


def invent_holder(
    rng: np.random.Generator,
    origin: str | None = None,
    gender: Literal[1, 2] | None = None,
    *,
    number: str = "AA9999999",
    years_valid: int = 10,
    issued: date | None = None,
) -> Holder:
    """Somebody who does not exist. The document is issued in 2025 or 2026 unless `issued` says otherwise."""
    origins = load_origins()
    names = origins[origin or str(rng.choice(sorted(origins)))]
    sex: Gender = gender or (1 if rng.random() < 0.5 else 2)
    family = names["family"][rng.integers(len(names["family"]))]
    given = [
        str(name) for name in rng.permutation(names["male" if sex == 1 else "female"])[: rng.integers(1, 3)]
    ]
    issue_date = issued or date(2025, 1, 6) + timedelta(days=int(rng.integers(0, 600)))
    birth_date = date(1958, 1, 1) + timedelta(days=int(rng.integers(0, 365 * 46)))
    return Holder(
        family_name=family if isinstance(family, str) else family[sex - 1],
        given_names=" ".join(given),
        gender=sex,
        birth_date=birth_date,
        place_of_birth=str(rng.choice(names["places"])),
        document_number=invent_number(number, rng),
        personal_number=invent_number("9999999999", rng),
        issue_date=issue_date,
        expiry_date=issue_date.replace(year=issue_date.year + years_valid) - timedelta(days=1),
        address=(
            f"{rng.choice(STREETS)} {rng.integers(1, 180)}",
            f"{rng.integers(10, 99)}00 {rng.choice(TOWNS)}",
        ),
    )
