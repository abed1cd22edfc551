"""How far chance alone may have moved a share."""

from math import sqrt

Z = 1.96
"""95 %, two-sided."""


def wilson(hits: int, trials: int, z: float = Z) -> tuple[float, float]:
    """Wilson's interval of a share of which `hits` in `trials` were seen; everything of nothing."""
    if trials <= 0:
        return 0.0, 1.0
    share, square = hits / trials, z * z
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    spread = z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials)) / (1 + square / trials)
    low = 0.0 if hits == 0 else max(0.0, middle - spread)
    high = 1.0 if hits == trials else min(1.0, middle + spread)
    return low, high
