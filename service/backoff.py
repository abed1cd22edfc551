"""How long to wait before something that failed is tried again: one formula for jobs, mail and webhooks."""

import random
from datetime import timedelta

JITTER = 0.5
"""A pause is at least so much of the full one: what broke down together is not tried again together."""
MOST_DOUBLINGS = 30


def backoff(attempt: int, first: float, longest: float) -> timedelta:
    """The pause after the given attempt (from 1): `first` seconds, doubled with each attempt up to `longest`.

    Jitter only ever takes away, so that `longest` is what it says.
    """
    full = min(longest, first * 2.0 ** min(attempt - 1, MOST_DOUBLINGS))
    return timedelta(seconds=full * random.uniform(JITTER, 1))
