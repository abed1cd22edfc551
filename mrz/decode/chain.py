"""Characters that check digits cover, read together: exact sums over all readings, and the two best.

Dynamic programming over the sums modulo 10 (`mrz.decode.steps`): forwards and backwards through the chain,
once summed and once for the best reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mrz.decode.part import NOTHING, log
from mrz.decode.steps import FIELD_STATES, STATES, Step, start
from mrz.decode.symbols import Floats


@dataclass(frozen=True)
class ChainReading:
    """What a chain gives under one hypothesis; characters in the order of the chain's positions.

    `total` is the logarithm of the summed weight; `shares` n × 37 posteriors; `readings` the best and, where
    there is one, the second best reading.
    """

    total: float
    shares: Floats
    readings: tuple[tuple[int, ...], ...]


class Chain:
    """Steps in the order of the zone's characters."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)
        self.positions = tuple(position for step in steps for position in step.positions)

    def _ahead(self, weights: list[Floats], top: bool) -> list[Floats]:
        """After each step, the weight of what follows it, up to a factor."""
        state = np.ones((FIELD_STATES, STATES))
        found = [state]
        for step, weight in zip(self.steps[:0:-1], weights[:0:-1], strict=True):
            state = step.backward(state, weight, top)
            state = state / max(float(state.max()), 1e-300)
            found.append(state)
        return found[::-1]

    def _behind(self, weights: list[Floats], top: bool) -> tuple[list[Floats], float]:
        """Before each step, the weight of all that leads to it, up to a factor; and the logarithm of the
        whole."""
        state, found, total = start(), [], 0.0
        for step, weight in zip(self.steps, weights, strict=True):
            found.append(state)
            state = step.forward(state, weight, top)
            scale = float(state.sum())
            total += log(scale)
            state = state / max(scale, 1e-300)
        return found, total

    def _walk(self, seen: Floats, ahead: list[Floats]) -> tuple[int, ...]:
        state, symbols = (0, 0), []
        for step, after in zip(self.steps, ahead, strict=True):
            chosen, state = step.pick(state, after, seen)
            symbols += [int(symbol) for symbol in chosen]
        return tuple(symbols)

    def weigh(self, symbols: Sequence[int], seen: Floats) -> float:
        """The logarithm of one reading's weight."""
        state, place, total = (0, 0), 0, 0.0
        for step in self.steps:
            own = np.asarray(symbols[place : place + len(step.positions)])
            prior, state = step.follow(state, own)
            total += log(prior)
            place += len(own)
        total += float(np.log(np.maximum(seen[list(self.positions), list(symbols)], 1e-300)).sum())
        return max(total, NOTHING)

    def _rival(
        self, seen: Floats, best: tuple[int, ...], before: list[Floats], after: list[Floats]
    ) -> tuple[int, ...]:
        """The best reading that differs from `best` anywhere."""
        rows = [
            step.shares(b, a, seen, True) for step, b, a in zip(self.steps, before, after, strict=True)
        ]
        rivals = np.concatenate([row / max(float(row.max()), 1e-300) for row in rows])
        rivals[np.arange(len(best)), list(best)] = 0.0
        place, symbol = np.unravel_index(int(rivals.argmax()), rivals.shape)
        fixed = seen.copy()
        position = self.positions[int(place)]
        fixed[position] = 0.0
        fixed[position, symbol] = seen[position, symbol]
        return self._walk(fixed, self._ahead([step.weigh(fixed, True) for step in self.steps], True))

    def read(self, seen: Floats) -> ChainReading:
        """The chain's reading of `seen` (zone × 37)."""
        sums = [step.weigh(seen, False) for step in self.steps]
        tops = [step.weigh(seen, True) for step in self.steps]
        before, total = self._behind(sums, False)
        after = self._ahead(sums, False)
        shares = np.concatenate(
            [step.shares(b, a, seen, False) for step, b, a in zip(self.steps, before, after, strict=True)]
        )
        shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-300)
        top_after = self._ahead(tops, True)
        best = self._walk(seen, top_after)
        second = self._rival(seen, best, self._behind(tops, True)[0], top_after)
        return ChainReading(total, shares, (best, second) if second != best else (best,))
