"""The numbers on which a decision turns, with their arithmetic.

Posterior odds of a candidate are pi / (N (1 - pi)) x 2^bits. With pi = .5 and N = 100,000 a doubt of 1e-4
needs log2(1e5 x 1e4) = 29.9 bits, with N = 20 million 37.5 bits. A false match betrays an identity and can
hardly be undone; a duplicate number can be replaced later, so the bound on a new number is looser.

Chosen on the population of names to learn from (250,000 persons, 5,000 requests, 2,500 with twice the
errors, 2,500 about relatives): a doubt of 1e-5 or 1e-4 gave no wrong match; 1e-5 sent one in six more to a
reviewer. No relative came near either: their vetoes and the family's evidence keep them below 0.9.
"""

from dataclasses import dataclass
from math import log2


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Bounds on probabilities, and the margin in bits."""

    match_doubt: float = 1e-4
    """A person's number is given when the probability that it is somebody else is at most this."""
    margin_bits: float = 8.0
    """... and the runner-up is at least 250 times less likely."""
    new_risk: float = 0.006
    """A new number is made when all candidates together, and the miss, stay below this.

    At 20 million persons 0.01 gave 21 false new numbers in 30,000 requests; counted over the same answers,
    this sends 0.2 % of the requests more to a reviewer, four of the 21 among them.
    """
    retrieval_miss: float = 5e-4
    """Chance that a registered person is not among the candidates (the suite `matching` measures it)."""
    incomplete_miss: float = 5e-3
    """The same for an incomplete birth date, or with a part of the name missing."""
    shown_candidates: int = 10
    shown_probability: float = 1e-6
    """A decision lists the candidates at least this likely, the best ones at most."""
    weighed_candidates: int = 80
    """Beyond this number only the candidates with the most similar names are weighed."""

    @property
    def match_bits(self) -> float:
        """The posterior in bits (log2 of odds) from which the doubt is at most `match_doubt`."""
        return log2((1.0 - self.match_doubt) / self.match_doubt)


DEFAULT = Thresholds()
