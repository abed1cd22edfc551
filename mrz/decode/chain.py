"""Characters that check digits cover, read together: exact sums over all readings, and the two best.

Dynamic programming over the sums modulo 10 (`mrz.decode.steps`): forwards and backwards through the chain,
once summed and once for the best reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mrz.decode.part import NOTHING, log, strongest_rival
from mrz.decode.steps import FIELD_STATES, STATES, CharacterStep, Step, group_by_value, start
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


@dataclass(frozen=True)
class Begun:
    """The weights of a chain's steps, what leads to each of them, and the logarithm of the summed weight."""

    sums: list[Floats]
    before: list[Floats]
    total: float


class Chain:
    """Steps in the order of the zone's characters."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)
        self.positions = tuple(position for step in steps for position in step.positions)

        self._characters = [k for k, step in enumerate(steps) if isinstance(step, CharacterStep)]
        own = [step for step in steps if isinstance(step, CharacterStep)]
        self._places = [step.positions[0] for step in own]
        self._kinds = np.array([step.automaton.kinds for step in own])

    def _weigh(self, seen: Floats, top: bool) -> list[Floats]:
        """The weights of each step; those of single characters all at once."""
        weights: list[Floats | None] = [None] * len(self.steps)
        if self._places:
            together = group_by_value(self._kinds * seen[self._places][:, None, :], top)
            for place, own in zip(self._characters, together, strict=True):
                weights[place] = own
        return [
            own if own is not None else step.weigh(seen, top)
            for step, own in zip(self.steps, weights, strict=True)
        ]

    def _ahead(self, weights: list[Floats], top: bool, known: Sequence[Floats] = ()) -> list[Floats]:
        """After each step, the weight of what follows it, up to a factor; `known` has it already for the last
        steps."""
        found = list(known[::-1]) or [np.ones((FIELD_STATES, STATES))]
        for place in range(len(self.steps) - len(found), 0, -1):
            state = self.steps[place].backward(found[-1], weights[place], top)
            found.append(state / max(float(state.max()), 1e-300))
        return found[::-1]

    def _behind(self, weights: list[Floats]) -> tuple[list[Floats], float]:
        """Before each step, the weight of all that leads to it, up to a factor; and the logarithm of the
        whole."""
        state, found, total = start(), [], 0.0
        for step, weight in zip(self.steps, weights, strict=True):
            found.append(state)
            state = step.forward(state, weight)
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

    def begin(self, seen: Floats) -> Begun:
        """The first half of reading `seen` (zone × 37): enough to compare hypotheses."""
        sums = self._weigh(seen, False)
        before, total = self._behind(sums)
        return Begun(sums, before, total)

    def read(self, seen: Floats, begun: Begun) -> ChainReading:
        """The chain's reading of `seen` (zone × 37). The second reading is the best one with the most
        probable of all other characters."""
        after = self._ahead(begun.sums, False)
        rows = [step.shares(b, a, seen) for step, b, a in zip(self.steps, begun.before, after, strict=True)]
        shares = np.concatenate(rows)
        shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-300)
        ahead = self._ahead(self._weigh(seen, True), True)
        best = self._walk(seen, ahead)
        place, symbol = strongest_rival(shares, best)
        fixed = seen.copy()
        position = self.positions[place]
        fixed[position] = 0.0
        fixed[position, symbol] = seen[position, symbol]
        step = next(k for k, own in enumerate(self.steps) if position in own.positions)
        second = self._walk(fixed, self._ahead(self._weigh(fixed, True), True, ahead[step:]))
        return ChainReading(begun.total, shares, (best, second) if second != best else (best,))
