"""What a comparison finds in one field."""

from typing import NamedTuple

from matching.weights import Weights


class Finding(NamedTuple):
    """One field compared, as in `person.Comparison`, but cheap: hundreds are made for a decision."""

    field: str
    level: str
    bits: float
    query: str
    candidate: str


Findings = tuple[list[Finding], list[str]]
"""Evidence, and vetoes."""


def weigh_level(
    field: str, level: str, frequency: float, asked: str, known: str, weights: Weights
) -> Finding:
    """The level reached by a field with its bits, for a term of this frequency."""
    weighed_as = "similar" if level == "otherName" else level
    return Finding(field, level, round(weights.bits(field, weighed_as, frequency), 3), asked, known)
