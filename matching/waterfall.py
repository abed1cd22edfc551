"""A candidate's evidence as a waterfall: from the prior, field by field, to the posterior, in bits.

Bits add up (log2 of odds; Fellegi and Sunter's weights, drawn as Splink draws them), so each step begins
where the one before ended. `waterfall_svg` draws it.
"""

from dataclasses import dataclass
from math import log2
from typing import Literal

from matching.person import Candidate

Kind = Literal["prior", "field", "rivals", "posterior"]
SEEN = 0.05
"""Bits; what the other candidates take away is no step of its own below what a figure shows."""
NEVER_SURE = 1e-9
"""Probabilities are rounded to nine digits; 1 is no odds."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: `bits` from the running sum `start` to `end`. `field` and `level` as in `person.Comparison`.

    The first and the last bar stand on zero; `query` and `candidate` are the values compared.
    """

    kind: Kind
    bits: float
    start: float
    end: float
    field: str = ""
    level: str = ""
    query: str = ""
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps in order, prior first and posterior last, and the vetoes that no sum outvotes."""

    steps: tuple[Step, ...]
    probability: float
    vetoes: tuple[str, ...]

    @property
    def prior(self) -> Step:
        """Where the sum begins."""
        return self.steps[0]

    @property
    def posterior(self) -> Step:
        """Where the sum ends."""
        return self.steps[-1]

    @property
    def changes(self) -> tuple[Step, ...]:
        """What lies between: the fields, and the other candidates."""
        return self.steps[1:-1]

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and the highest value that a bar touches; zero lies between."""
        ends = [0.0, *(end for step in self.steps for end in (step.start, step.end))]
        return min(ends), max(ends)


def build_waterfall(candidate: Candidate) -> Waterfall:
    """The waterfall of a candidate as `decide` shows it.

    Decisions kept from before candidates had a prior have one step less: what the others take away is in it.
    """
    fields = sum(finding.bits for finding in candidate.evidence)
    prior, rivals = candidate.prior, candidate.rivals or 0.0
    if prior is None:
        certain = min(max(candidate.probability, NEVER_SURE), 1.0 - NEVER_SURE)
        prior, rivals = log2(certain / (1.0 - certain)) - fields, 0.0
    steps, total = [Step("prior", prior, 0.0, prior)], prior
    for finding in candidate.evidence:
        values = finding.field, finding.level, finding.query, finding.candidate
        steps.append(Step("field", finding.bits, total, total + finding.bits, *values))
        total += finding.bits
    if rivals <= -SEEN:
        steps.append(Step("rivals", rivals, total, total + rivals))
        total += rivals
    steps.append(Step("posterior", total, 0.0, total))
    return Waterfall(tuple(steps), candidate.probability, tuple(candidate.vetoes))
