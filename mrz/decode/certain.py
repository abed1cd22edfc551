"""The short way for a chain whose every character the pixels leave no doubt about, and whose digits hold.

What then competes with the reading are single characters that the check digits cannot tell apart (of the same
value modulo 10, facts of ICAO's sum); two changes at once that cancel out are less probable than the square
of the doubt, and are left out. The full way (`mrz.decode.chain`) gives the same within that.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from mrz.decode.chain import Chain
from mrz.decode.part import NOTHING, Part
from mrz.decode.symbols import VALUES, Floats

MOST_DOUBT = 0.08
"""Sum over the chain's characters of the probability that each is another."""
WEIGHED = 3
"""Competing changes that are weighed with their prior; of smaller ones the pixels' share is taken."""


class Weighed(Protocol):
    """A hypothesis under which all digits were printed right."""

    @property
    def chain(self) -> Chain: ...
    def weigh(self, symbols: Sequence[int], seen: Floats) -> float: ...


def read_certain(hypotheses: Sequence[Weighed], seen: Floats) -> Part | None:
    """The reading under any of the hypotheses that all digits were printed right; None when there is doubt,
    or a digit holds under none of them."""
    positions = hypotheses[0].chain.positions
    rows = seen[list(positions)]
    best = rows.argmax(axis=1)
    count = np.arange(len(rows))
    highest = rows[count, best]
    if float((1 - highest).sum()) > MOST_DOUBT:
        return None
    text = tuple(int(symbol) for symbol in best)
    each = [item.weigh(text, seen) for item in hypotheses]
    weight, holds = float(np.logaddexp.reduce(each)), hypotheses[int(np.argmax(each))]
    if weight < NOTHING / 2:
        return None
    rivals = np.where(VALUES[None, :] == VALUES[best][:, None], rows / highest[:, None], 0.0)
    rivals[count, best] = 0.0
    second, second_weight = text, NOTHING
    for place, symbol in _largest(rivals, WEIGHED):
        changed = (*text[:place], symbol, *text[place + 1 :])
        changed_weight = holds.weigh(changed, seen)
        rivals[place, symbol] = np.exp(max(changed_weight - weight, -700.0))
        if changed_weight > second_weight:
            second, second_weight = changed, changed_weight
    all_rivals = float(rivals.sum())
    if second_weight > weight or all_rivals > MOST_DOUBT:
        return None
    shares = rivals / (1 + all_rivals)
    shares[count, best] = 1 - shares.sum(axis=1)
    return Part(positions, weight + float(np.log1p(all_rivals)), text, weight, second, second_weight, shares)


def _largest(rivals: Floats, count: int) -> Sequence[tuple[int, int]]:
    order = np.argpartition(-rivals, count, axis=None)[:count]
    places, symbols = np.unravel_index(order, rivals.shape)
    return [(int(p), int(s)) for p, s in zip(places, symbols, strict=True)]
