"""A part of a zone that can be read independently of the others, and what reading it gives."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mrz.decode.priors import Automaton
from mrz.decode.symbols import Floats, Indices

NOTHING = -1e9
"""Logarithm of no probability at all."""


@dataclass(frozen=True)
class Part:
    """The reading of some characters of a zone.

    `positions` counts characters through all lines of the zone. `total` is the logarithm of the summed weight
    of all readings, `best_weight` and `second_weight` those of the two best; `shares` has the posterior of
    each character (n × 37).
    """

    positions: tuple[int, ...]
    total: float
    best: tuple[int, ...]
    best_weight: float
    second: tuple[int, ...]
    second_weight: float
    shares: Floats


def log(number: float) -> float:
    """The natural logarithm, `NOTHING` for 0."""
    return math.log(number) if number > 0 else NOTHING


def read_options(positions: Sequence[int], options: Indices, prior: Floats, seen: Floats) -> Part:
    """Characters that form one of `options` (k × n), each with its `prior` (k); `seen` is zone × 37."""
    places = np.asarray(positions)
    weights = prior * seen[places[None, :], options].prod(axis=1)
    total = float(weights.sum())
    order = np.argsort(-weights)
    best = int(order[0])
    # The same text may be an option twice (a known code and what the pixels say).
    second = next((int(k) for k in order[1:] if (options[k] != options[best]).any()), best)
    shares = np.zeros((len(places), seen.shape[1]))
    np.add.at(shares, (np.arange(len(places))[None, :], options), (weights / max(total, 1e-300))[:, None])
    gathered = [float(weights[(options == options[k]).all(axis=1)].sum()) for k in (best, second)]
    return Part(
        tuple(positions),
        log(total),
        tuple(int(s) for s in options[best]),
        log(gathered[0]),
        tuple(int(s) for s in options[second]),
        log(gathered[1]) if second != best else NOTHING,
        shares,
    )


def _spell_best(automaton: Automaton, each: Floats) -> tuple[tuple[int, ...], float]:
    """The best reading of emissions n × states × 37, and the logarithm of its weight."""
    emitted = each.max(axis=2)
    ahead = np.ones_like(emitted)
    scale = 0.0
    for place in range(len(each) - 1, 0, -1):
        state = (automaton.moves * (emitted[place] * ahead[place])).max(axis=1)
        top = float(state.max())
        ahead[place - 1] = state / max(top, 1e-300)
        scale += log(top)
    current, symbols = 0, []
    for place, step in enumerate(emitted * ahead):
        reached = automaton.moves[current] * step
        current = int(reached.argmax())
        symbols.append(int(each[place, current].argmax()))
        if place == 0:
            scale += log(float(reached[current]))
    return tuple(symbols), scale


def strongest_rival(shares: Floats, best: Sequence[int]) -> tuple[int, int]:
    """The place and the symbol of the most probable character that is not in `best`."""
    rivals = shares.copy()
    rivals[np.arange(len(best)), list(best)] = -1.0
    place, symbol = np.unravel_index(int(rivals.argmax()), rivals.shape)
    return int(place), int(symbol)


def read_field(positions: Sequence[int], automaton: Automaton, seen: Floats) -> Part:
    """A field that no check digit covers, character by character through the automaton. The second reading is
    the best one with the most probable of all other characters."""
    each = automaton.kinds[None] * seen[list(positions)][:, None, :]  # n × states × 37
    summed, moves = each.sum(axis=2), automaton.moves
    ahead = np.ones_like(summed)
    for place in range(len(each) - 1, 0, -1):
        state = moves @ (summed[place] * ahead[place])
        ahead[place - 1] = state / max(float(state.max()), 1e-300)
    entered = np.empty_like(summed)
    state, total = np.eye(len(moves))[0], 0.0
    for place, emission in enumerate(summed):
        entered[place] = state @ moves
        state = entered[place] * emission
        scale = float(state.sum())
        total += log(scale)
        state = state / max(scale, 1e-300)
    shares = ((entered * ahead)[:, None, :] @ each)[:, 0]
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-300)
    best, best_weight = _spell_best(automaton, each)
    place, symbol = strongest_rival(shares, best)
    fixed = each.copy()
    fixed[place] = 0.0
    fixed[place, :, symbol] = each[place, :, symbol]
    second, second_weight = _spell_best(automaton, fixed)
    return Part(tuple(positions), total, best, best_weight, second, second_weight, shares)
